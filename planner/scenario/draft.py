"""Everything that could be read of a scenario folder, also where other parts of it are broken.

Cross-checks work on the draft, so that a misspelt key in one post does not hide an overlapping leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.errors import Problem
from planner.scenario.base import Key, Record
from planner.scenario.pay import Pay
from planner.scenario.people import (
    Leave,
    PastDuty,
    PastHoliday,
    PastOnCall,
    PastWeek,
    Person,
    PersonalLimit,
    Request,
)
from planner.scenario.policy import LabourPack, OperatingModel, ShiftSystem
from planner.scenario.policy_files import PolicyFiles
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.provider import Provider
from planner.scenario.publication import PublishedDuty
from planner.scenario.salvage import Part, read_part
from planner.scenario.scenario import Facts
from planner.scenario.tables import (
    CATEGORIES,
    HISTORY,
    LEAVE,
    LIMITS,
    PAST_HOLIDAYS,
    PAST_ON_CALL,
    PAST_WEEKS,
    PEOPLE,
    PREFERRED_COVER,
    PUBLISHED,
    REQUESTS,
    Rows,
    read_rows,
)
from planner.scenario.work import AlertCategory


class Providers(Record):
    """`providers.yaml`."""

    providers: dict[Key, Provider] = {}


@dataclass(frozen=True)
class Draft:
    """The parts of a scenario as far as they are sound. A policy is None when its name or its file is no good."""

    key: str
    facts: Part[Facts]
    pay: Part[Pay]
    providers: Part[Providers]
    people: Rows[Person]
    leave: Rows[Leave]
    requests: Rows[Request]
    history: Rows[PastDuty]
    past_weeks: Rows[PastWeek]
    past_holidays: Rows[PastHoliday]
    past_on_call: Rows[PastOnCall]
    limits: Rows[PersonalLimit]
    published: Rows[PublishedDuty]
    preferred_cover: Rows[PreferredPeople]
    categories: Rows[AlertCategory]
    operating_model_key: str
    operating_model: Part[OperatingModel] | None
    labour_packs: dict[str, Part[LabourPack]]
    shift_system: Part[ShiftSystem] | None
    problems: tuple[Problem, ...]

    @property
    def has_all_packs(self) -> bool:
        """Whether every labour pack that the scenario names, and every one that those extend, was found."""
        if not self.facts.has("labour"):
            return False
        found = [pack.record for pack in self.labour_packs.values() if pack.has("extends")]
        needed = {*self.facts.record.labour.packs, *(pack.extends for pack in found if pack.extends)}
        return needed <= self.labour_packs.keys()


def read_draft(folder: Path, operating_model: str | None) -> Draft:
    """Read every file of a scenario folder and the policies that it names; never raises for what is in them.

    `operating_model` replaces the one of scenario.yaml.
    """
    facts = read_part(folder / "scenario.yaml", Facts)
    pay = read_part(folder / "pay.yaml", Pay)
    providers = read_part(folder / "providers.yaml", Providers, may_be_absent=True)
    people = read_rows(folder, PEOPLE)
    leave = read_rows(folder, LEAVE)
    requests = read_rows(folder, REQUESTS)
    history = read_rows(folder, HISTORY)
    past_weeks = read_rows(folder, PAST_WEEKS)
    past_holidays = read_rows(folder, PAST_HOLIDAYS)
    past_on_call = read_rows(folder, PAST_ON_CALL)
    limits = read_rows(folder, LIMITS)
    published = read_rows(folder, PUBLISHED)
    preferred_cover = read_rows(folder, PREFERRED_COVER)
    categories = read_rows(folder, CATEGORIES)

    policies = PolicyFiles(facts)
    model_key = operating_model or _written(facts, "operating_model")
    model_field = "operating_model" if operating_model is None else ""
    model = policies.read("operating", OperatingModel, model_key, model_field)
    packs = policies.read_labour_packs()
    shifts = policies.read("shift_systems", ShiftSystem, _written(facts, "shift_system"), "shift_system")

    parts = (
        facts,
        pay,
        providers,
        people,
        leave,
        requests,
        history,
        past_weeks,
        past_holidays,
        past_on_call,
        limits,
        published,
        preferred_cover,
        categories,
    )
    found = tuple(problem for part in parts for problem in part.problems)
    return Draft(
        key=folder.resolve().name,
        facts=facts,
        pay=pay,
        providers=providers,
        people=people,
        leave=leave,
        requests=requests,
        history=history,
        past_weeks=past_weeks,
        past_holidays=past_holidays,
        past_on_call=past_on_call,
        limits=limits,
        published=published,
        preferred_cover=preferred_cover,
        categories=categories,
        operating_model_key=model_key,
        operating_model=model,
        labour_packs=packs,
        shift_system=shifts,
        problems=(*found, *policies.problems),
    )


def _written(facts: Part[Facts], field: str) -> str:
    """The text written in a field of scenario.yaml; empty when there is none."""
    value = facts.file.data.get(field)
    return value if isinstance(value, str) else ""
