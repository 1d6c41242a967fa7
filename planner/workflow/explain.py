"""Which rules bind a person or a day of a written plan, and how much room each one leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.plan.result import Measure
from planner.rules.base import Strength
from planner.rules.catalogue import AnyRule
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.scenario.sources.closeness import closest
from planner.units import local_to_utc
from planner.verifier import Measured, measures
from planner.verifier.words import duration
from planner.workflow.people import person_problems


@dataclass(frozen=True)
class RuleRoom:
    """A rule here: its tightest measure out of `looked_at`, and how far that is from the limit.

    `room` is in the unit on the rule's card, 0 also where the rule is broken.
    """

    rule: AnyRule
    tightest: Measure
    looked_at: int

    @property
    def room(self) -> float:
        """Distance from the measured value to the limit. A measure knows no direction; excess says if it is kept."""
        return _room(self.tightest)

    @property
    def is_broken(self) -> bool:
        """Whether the limit is passed."""
        return self.tightest.excess > 0

    @property
    def binds(self) -> bool:
        """Whether the rule is kept with nothing to spare."""
        return not self.is_broken and self.room == 0

    def limit_in_words(self) -> str:
        """The limit with its unit: `11 h`, `2 people`."""
        return self._with_unit(self.tightest.limit)

    def room_in_words(self) -> str:
        """`broken by 3 h`, `binds: no room`, `room 45 min`."""
        if self.is_broken:
            return f"broken by {self._with_unit(self.tightest.excess)}"
        return "binds: no room" if self.binds else f"room {self._with_unit(self.room)}"

    def _with_unit(self, value: float) -> str:
        unit = self.rule.card.unit
        if unit == "min" and value == int(value):
            return duration(int(value))
        return f"{value:.10g} {unit}"


@dataclass(frozen=True)
class Explanation:
    """Rules with the tightest first, those that looked at nothing here, and those that nothing can check."""

    scenario: Scenario
    person: str | None
    day: date | None
    row_faults: tuple[str, ...]
    rules: tuple[RuleRoom, ...]
    silent: tuple[str, ...]
    unverified: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """No must-rule broken here, no rule unchecked, and no faulty row."""
        broken = any(one.is_broken and one.rule.strength is Strength.MUST for one in self.rules)
        return not (broken or self.unverified or self.row_faults)


def explain_folder(
    scenario_folder: Path, plan_folder: Path, *, person: str | None = None, day: str | None = None
) -> Explanation:
    """Rules and their room in a written plan, of one person and on one local day (ISO 8601) when given.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, an unknown person or day among them.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    problems = [*person_problems(scenario, [] if person is None else [person]), *_day_problems(scenario, day)]
    if problems:
        raise ScenarioInvalid(problems)
    when = None if day is None else date.fromisoformat(day)
    return explain(scenario, measures(scenario, plan), person, when)


def explain(scenario: Scenario, measured: Measured, person: str | None, day: date | None) -> Explanation:
    """Of each rule the tightest measure about `person` and `day`.

    With a person but no day only the person's own measures count; with a day those of posts and team do too.
    Faulty rows are told wherever they are: evidence that they spoil is missing everywhere.
    """
    here = {
        key: [one for one in found if _is_about(one, scenario, person, day)]
        for key, found in measured.rules.items()
    }
    told = [
        RuleRoom(rule, min(here[rule.id], key=_tightness), len(here[rule.id]))
        for rule in scenario.rule_book
        if here.get(rule.id)
    ]
    return Explanation(
        scenario,
        person,
        day,
        tuple(one.sentence for one in measured.rows if one.excess),
        tuple(sorted(told, key=lambda one: _tightness(one.tightest))),
        tuple(key for key, found in here.items() if not found),
        tuple(rule.id for rule in scenario.rule_book if rule.id not in here),
    )


def _is_about(one: Measure, scenario: Scenario, person: str | None, day: date | None) -> bool:
    is_of_somebody = any(known.person == one.subject for known in scenario.people)
    if person is not None and one.subject != person and (is_of_somebody or day is None):
        return False
    if day is None:
        return True
    # The day of whoever asks, else of whom the measure is about.
    zone = scenario.zone_of(person or one.subject)
    start, end = (local_to_utc(each, 0, zone) for each in (day, day + timedelta(days=1)))
    return _overlaps(one, start, end)


def _overlaps(one: Measure, start: datetime, end: datetime) -> bool:
    """Whether a measure has a minute in `[start, end)`; one of no length, as of no rest at all, has its instant."""
    return one.start < end and max(one.end, one.start + timedelta(minutes=1)) > start


def _room(one: Measure) -> float:
    return 0 if one.excess else abs(one.limit - one.measured)


def _tightness(one: Measure) -> tuple[float, float, bool]:
    """Broken ones by excess, then by room, both relative to the limit; a plain ban after a number that is reached."""
    scale = abs(one.limit) or 1
    return -one.excess / scale, _room(one) / scale, one.limit == 0


def _day_problems(scenario: Scenario, day: str | None) -> Iterable[Problem]:
    if day is None:
        return
    first, last = scenario.days[0], scenario.days[-1]
    allowed = f"{first} to {last}"
    try:
        when = date.fromisoformat(day)
    except ValueError:
        near = closest(day, map(str, scenario.days))
        yield Problem("--date", "", day, "not a day in the form 2027-04-30", allowed, near)
        return
    if not first <= when <= last:
        nearest = min(max(when, first), last)
        yield Problem("--date", "", day, "outside the horizon of the plan", allowed, f"'{nearest}'?")
