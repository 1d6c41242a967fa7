"""Everything that could be read of a scenario folder, also where other parts of it are broken.

Cross-checks work on the draft, so that a misspelt key in one post does not hide an overlapping leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from planner.errors import Problem
from planner.paths import models_dir
from planner.scenario.base import Key, Record
from planner.scenario.pay import Pay
from planner.scenario.people import Leave, PastDuty, PastWeek, Person, PersonalLimit, Request
from planner.scenario.policy import LabourPack, OperatingModel, ShiftSystem
from planner.scenario.provider import Provider
from planner.scenario.publication import PublishedDuty
from planner.scenario.salvage import Part, read_part
from planner.scenario.scenario import Facts
from planner.scenario.sources.closeness import closest, one_of
from planner.scenario.tables import (
    CATEGORIES,
    HISTORY,
    LEAVE,
    LIMITS,
    PAST_WEEKS,
    PEOPLE,
    PUBLISHED,
    REQUESTS,
    Rows,
    read_rows,
)
from planner.scenario.work import AlertCategory

R = TypeVar("R", bound=Record)


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
    limits: Rows[PersonalLimit]
    published: Rows[PublishedDuty]
    categories: Rows[AlertCategory]
    operating_model_key: str
    operating_model: Part[OperatingModel] | None
    labour_pack: Part[LabourPack] | None
    shift_system: Part[ShiftSystem] | None
    problems: tuple[Problem, ...]


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
    limits = read_rows(folder, LIMITS)
    published = read_rows(folder, PUBLISHED)
    categories = read_rows(folder, CATEGORIES)

    policies = _Policies(facts)
    model_key = operating_model or _written(facts, "operating_model")
    asked_by_caller = operating_model is not None
    model = policies.read(
        "operating", OperatingModel, model_key, None if asked_by_caller else "operating_model"
    )
    pack = policies.read("labour", LabourPack, _written(facts, "labour", "pack"), "labour", "pack")
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
        limits,
        published,
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
        limits=limits,
        published=published,
        categories=categories,
        operating_model_key=model_key,
        operating_model=model,
        labour_pack=pack,
        shift_system=shifts,
        problems=(*found, *policies.problems),
    )


def policy_names(folder: str) -> tuple[str, ...]:
    """Keys of the shipped policies of one folder of models: `operating`, `labour` or `shift_systems`."""
    return tuple(sorted(path.stem for path in (models_dir() / folder).glob("*.yaml")))


class _Policies:
    """Finds policies by name and gathers what is wrong with the names and the files."""

    def __init__(self, facts: Part[Facts]) -> None:
        self._facts = facts
        self.problems: list[Problem] = []

    def read(self, folder: str, model: type[R], key: str, *location: str | None) -> Part[R] | None:
        """The policy `key` of models/`folder`; None when there is none such, or the scenario names none."""
        if not key or location[0] in self._facts.broken:
            return None
        names = policy_names(folder)
        if key not in names:
            steps = tuple(step for step in location if step)
            where = self._facts.file.where(steps) if steps else "the operating model asked for"
            field = ".".join(steps)
            self.problems.append(
                Problem(where, field, key, "unknown name", one_of(names), closest(key, names))
            )
            return None
        part = read_part(models_dir() / folder / f"{key}.yaml", model, f"models/{folder}/{key}.yaml")
        self.problems.extend(part.problems)
        return part


def _written(facts: Part[Facts], *location: str) -> str:
    """The text written at a place in scenario.yaml; empty when there is none."""
    value: object = facts.file.data
    for step in location:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""
