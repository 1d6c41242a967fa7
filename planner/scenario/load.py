"""The one door in: a folder becomes a checked scenario, or every problem found is told at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from planner.errors import Problem, ScenarioInvalid
from planner.paths import models_dir, scenarios_dir
from planner.scenario.base import Key
from planner.scenario.crosscheck import cross_check
from planner.scenario.draft import Draft, read_draft
from planner.scenario.holiday_calendar import holiday_names
from planner.scenario.scenario import Scenario
from planner.scenario.sources.closeness import closest

MOST_PROBLEMS = 200
"""Most problems told at once; a file of another kind could otherwise fill the screen for minutes."""


def load_scenario(folder: Path, *, operating_model: str | None = None) -> Scenario:
    """The scenario in `folder`, under `operating_model` or else the one that its scenario.yaml names.

    Raises ScenarioInvalid with all problems at once: unreadable files, what the schema refuses, and what does not
    fit together. A broken record hides only the cross-checks that would need it.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ScenarioInvalid([_no_folder(folder)])
    draft = read_draft(folder, operating_model)
    problems = [*_name_problems(draft), *draft.problems, *cross_check(draft)]
    if problems:
        raise ScenarioInvalid(_shortened(problems))
    return _built(draft)


def list_scenarios() -> tuple[Path, ...]:
    """Folders of the shipped scenarios, by name; none in an installed wheel."""
    folder = scenarios_dir()
    return tuple(sorted(path.parent for path in folder.glob("*/scenario.yaml"))) if folder.is_dir() else ()


def list_operating_models() -> tuple[str, ...]:
    """Keys of the shipped operating models: from all our own work to as little as may be, others after them."""
    keys = {path.stem for path in (models_dir() / "operating").glob("*.yaml")}
    usual = [key for key in ("in_house", "hybrid", "managed") if key in keys]
    return (*usual, *sorted(keys.difference(usual)))


def scenario_digest(scenario: Scenario) -> str:
    """SHA-256 of everything asked, in hexadecimal: the same for the same question, however its files are laid out.

    Packs count by what they say, so that a changed pack changes the digest.
    """
    content = json.dumps(
        scenario.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _built(draft: Draft) -> Scenario:
    """The scenario of a draft without problems."""
    facts = draft.facts.record
    model, shifts = draft.operating_model, draft.shift_system
    if model is None or shifts is None:
        raise AssertionError("a draft without problems has all its policies")
    horizon = facts.horizon
    first = horizon.start - timedelta(days=horizon.history_days)
    last = horizon.start + timedelta(days=horizon.days)
    return Scenario(
        key=draft.key,
        facts=facts,
        operating_model_key=draft.operating_model_key,
        operating_model=model.record,
        labour_packs={key: pack.record for key, pack in draft.labour_packs.items()},
        shift_system=shifts.record,
        people=draft.people.records,
        leave=draft.leave.records,
        requests=draft.requests.records,
        history=draft.history.records,
        past_weeks=draft.past_weeks.records,
        past_holidays=draft.past_holidays.records,
        past_on_call=draft.past_on_call.records,
        limits=draft.limits.records,
        published=draft.published.records,
        preferred_cover=draft.preferred_cover.records,
        categories=draft.categories.records,
        providers=draft.providers.record.providers,
        pay=draft.pay.record,
        holiday_names=holiday_names(facts.country, facts.subdivision, first, last),
        site_holidays={
            key: holiday_names(site.country, site.subdivision, first, last)
            for key, site in facts.sites.items()
        },
    )


def _no_folder(folder: Path) -> Problem:
    shipped = [path.name for path in list_scenarios()]
    reason = "this is a file, not the folder of a scenario" if folder.exists() else "there is no such folder"
    allowed = (
        f"a folder with scenario.yaml; shipped: {', '.join(shipped)}"
        if shipped
        else "a folder with scenario.yaml"
    )
    return Problem(str(folder), "", "", reason, allowed, closest(folder.name, shipped))


def _name_problems(draft: Draft) -> list[Problem]:
    """The folder's name is the key of the scenario, which goes into file names and calendars."""
    try:
        TypeAdapter(Key).validate_python(draft.key)
    except ValidationError:
        plain = "".join(sign if sign.isalnum() or sign in "_-" else "_" for sign in draft.key)
        reason = "the name of the folder is the key of the scenario"
        allowed = "letters, digits, '_' and '-'"
        return [
            Problem(draft.key, "", "", reason, allowed, f"rename it to {plain}?" if plain.strip("_-") else "")
        ]
    return []


def _shortened(problems: Sequence[Problem]) -> list[Problem]:
    different = list(dict.fromkeys(problems))
    if len(different) <= MOST_PROBLEMS:
        return different
    more = len(different) - MOST_PROBLEMS
    rest = Problem("and", "", "", f"{more} more problems are not shown")
    return [*different[:MOST_PROBLEMS], rest]
