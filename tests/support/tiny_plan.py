"""Plans for tiny scenarios: lines of work, who is on call, who is responsible, in a few words.

plan = tiny_plan(scenario, lines={"ann": "D D - N"}, on_call={"lead": "ann"})
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from planner.plan.model import Assignment, ContractChoice, Duty, EscalationDuty, Plan, SeatSlot
from planner.scenario.base import INTERNAL, Phase
from planner.scenario.scenario import Scenario
from planner.scenario.work import EscalationLevel, Rotation
from planner.units import local_to_utc
from tests.support.tiny import cells

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def tiny_plan(
    scenario: Scenario,
    *,
    lines: Mapping[str, str] | None = None,
    on_call: Mapping[str, str] | None = None,
    responsible: Mapping[str, str] | None = None,
    bought: Mapping[str, str] | None = None,
    required: Mapping[str, int | Mapping[str, int]] | None = None,
) -> Plan:
    """A plan in which everything not said is off, unheld and internal.

    lines: person to a line from the first day of the horizon (see `tests.support.tiny.cells`). on_call: level to
    one holder a period, `-` for nobody, `ann/45` for another response time, `ann+ben` for two. responsible:
    `mail triage always` to a party, `-` for none, `internal+mdr` for two. bought: provider to offer. required:
    post to seats, or to seats by service window; the slots change with the windows, their load is left at 0.
    """
    duties = [duty for person, line in (lines or {}).items() for duty in line_duties(scenario, person, line)]
    roster = tuple(sorted(duties))
    return Plan(
        scenario=scenario.key,
        operating_model=scenario.operating_model_key,
        contracts=tuple(sorted(ContractChoice(*pair) for pair in (bought or {}).items())),
        segmentation=tuple(sorted(_assignments(scenario, responsible or {}))),
        roster=roster,
        escalation=tuple(sorted(_escalation(scenario, on_call or {}))),
        seats=tuple(sorted(_seats(scenario, roster, required or {}))),
    )


def line_duties(scenario: Scenario, person: str, line: str) -> tuple[Duty, ...]:
    """The duties of a line that starts on the first day of the horizon; it must not be longer than the horizon."""
    days = cells(line)
    if len(days) > len(scenario.days):
        raise ValueError(f"{person}: {len(days)} days in {line!r}, {len(scenario.days)} in the horizon")
    return tuple(
        _duty(scenario, person, number, code, post)
        for number, pairs in enumerate(days)
        for code, post in pairs
    )


def on_call_periods(scenario: Scenario, level: EscalationLevel) -> tuple[tuple[datetime, datetime], ...]:
    """On-call periods of a level, in order. A first piece under 24 h joins the next, unless halves of days change."""
    half = level.rotation is Rotation.HALF_DAY
    changes = []
    for day in scenario.days:
        if level.rotation is Rotation.WEEKLY and day.weekday() != WEEKDAYS.index(level.hand_on.day):
            continue
        changes.append(local_to_utc(day, level.hand_on.at, scenario.zone))
        if half:
            other = level.hand_on.at + 720 if level.hand_on.at < 720 else level.hand_on.at - 720
            changes.append(local_to_utc(day, other, scenario.zone))
    least = timedelta(minutes=1) if half else timedelta(hours=24)
    later = sorted(at for at in changes if at - scenario.start >= least)
    edges = [scenario.start, *later, scenario.end]
    return tuple(pairwise(edges))


def window_spans(scenario: Scenario) -> Iterator[tuple[datetime, datetime, str]]:
    """Each span of a service window in the horizon, in order; a public holiday is a Sunday."""
    for day in scenario.days:
        spans = sorted(
            (span.start, span.end, key)
            for key, window in scenario.facts.service_windows.items()
            for span in window.spans
            if scenario.day_name(day) in span.days
        )
        for start, end, key in spans:
            yield local_to_utc(day, start, scenario.zone), local_to_utc(day, end, scenario.zone), key


def work_items(scenario: Scenario) -> Iterator[tuple[str, Phase]]:
    """The work items that exist: with cases and with handling time."""
    for category in scenario.categories:
        for phase in Phase:
            if category.per_day and category.phase_share(phase) * category.handling_minutes(phase):
                yield category.category, phase


def _duty(scenario: Scenario, person: str, number: int, code: str, post: str) -> Duty:
    shift, day = scenario.shifts[code], scenario.days[number]
    zone = scenario.zone_of(person)
    start = local_to_utc(day, shift.start, zone)
    end = local_to_utc(day, shift.start + shift.length_minutes, zone)
    paid = int((end - start) / timedelta(minutes=1)) - shift.break_minutes
    return Duty(
        person=person,
        start=start,
        end=end,
        post=post or next(iter(scenario.facts.posts)),
        shift=code,
        paid_minutes=paid,
    )


def _assignments(scenario: Scenario, responsible: Mapping[str, str]) -> Iterator[Assignment]:
    known = set()
    for category, phase in work_items(scenario):
        for window in scenario.facts.service_windows:
            row = f"{category} {phase.value} {window}"
            known.add(row)
            for party in responsible.get(row, INTERNAL).split("+"):
                if party != "-":
                    yield Assignment(category=category, phase=phase, window=window, responsible=party)
    if unknown := responsible.keys() - known:
        raise ValueError(f"no such work item and window: {sorted(unknown)}. Allowed: {sorted(known)}")


def _seats(
    scenario: Scenario, roster: tuple[Duty, ...], required: Mapping[str, int | Mapping[str, int]]
) -> Iterator[SeatSlot]:
    people = [(past.post, past.start, past.end) for past in scenario.history]
    people += [(duty.post, duty.start, duty.end) for duty in roster]
    for post, asked in required.items():
        edges = {edge for where, *span in people if where == post for edge in span}
        for start, end, window in window_spans(scenario):
            cuts = sorted({start, end} | {edge for edge in edges if start < edge < end})
            for first, last in pairwise(cuts):
                there = sum(
                    where == post and begin <= first and last <= until for where, begin, until in people
                )
                seats = asked if isinstance(asked, int) else asked[window]
                yield SeatSlot(post, first, last, 0.0, seats, there, INTERNAL)


def _escalation(scenario: Scenario, on_call: Mapping[str, str]) -> Iterator[EscalationDuty]:
    if unknown := on_call.keys() - {level.level for level in scenario.facts.escalation}:
        raise ValueError(f"no such escalation level: {sorted(unknown)}")
    for level in scenario.facts.escalation:
        periods = on_call_periods(scenario, level)
        holders = on_call.get(level.level, " ".join("-" for _ in periods)).split()
        for (start, end), holder in zip(periods, holders, strict=True):
            for one in holder.split("+"):
                name, _, minutes = one.partition("/")
                if name != "-":
                    response = int(minutes) if minutes else level.response_minutes
                    yield EscalationDuty(level.domain, level.level, start, end, name, response)
