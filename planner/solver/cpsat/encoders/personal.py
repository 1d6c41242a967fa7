"""Encoders of `planner.rules.personal`: what single persons may not work."""

from __future__ import annotations

from itertools import pairwise

from planner.instance.model import Employee, ShiftSlot
from planner.rules.hours import MaxHours
from planner.rules.personal import DaytimeOnly, NoLoneWork, NoSundays, PersonalLimits
from planner.rules.rest import WeeklyRest
from planner.scenario.people import Limit
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.encoders.hours import hours_in_windows
from planner.solver.cpsat.encoders.rest import keep_person_apart, rests_in_windows
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Literal


def no_sundays(rule: NoSundays, context: Context) -> list[Penalty]:
    """No duty that touches a Sunday or public holiday, for restricted persons."""
    for employee in context.instance.employees:
        if employee.no_sundays:
            context.forbid(
                on
                for slot, on in context.decisions.duties_of(employee.key)
                if any(day % 7 == 6 or day in employee.holidays for day in _days_of(context, employee, slot))
            )
    return []


def _days_of(context: Context, employee: Employee, slot: ShiftSlot) -> range:
    """Local days that a duty touches."""
    last = slot.day
    while last < context.instance.days and slot.end > context.instance.midnight_of(employee.key, last + 1):
        last += 1
    return range(slot.day, last + 1)


def daytime_only(rule: DaytimeOnly, context: Context) -> list[Penalty]:
    """No duty that starts too early or ends too late in the day, for restricted persons."""
    for employee in context.instance.employees:
        if employee.daytime_only:
            for slot, on in context.decisions.duties_of(employee.key):
                # Counted back from midnight: clocks change in the small hours.
                midnight = context.instance.midnight_of(employee.key, slot.day + 1)
                closes = midnight - (1440 - rule.closes_minutes)
                if slot.clock < rule.opens_minutes or slot.end > closes:
                    context.model.add(on == 0)
    return []


def no_lone_work(rule: NoLoneWork, context: Context) -> list[Penalty]:
    """In every piece of a restricted person's duty somebody else's runs."""
    instance, x = context.instance, context.decisions
    for employee in instance.employees:
        if not employee.no_lone_work:
            continue
        late = [
            past.slot
            for who, past in instance.late
            if who != employee.key and past.slot.site == employee.site
        ]
        others = [
            (slot, on)
            for other in instance.employees
            if other.key != employee.key and other.site == employee.site
            for slot, on in x.shifts_of(other.key)
        ]
        for slot, on in x.shifts_of(employee.key):
            _accompany(context, slot, on, late, others)
    return []


def _accompany(
    context: Context,
    slot: ShiftSlot,
    on: Literal,
    late: list[ShiftSlot],
    others: list[tuple[ShiftSlot, Literal]],
) -> None:
    running = [(other, there) for other, there in others if other.start < slot.end and slot.start < other.end]
    edges = {edge for other in (*late, *(other for other, _ in running)) for edge in (other.start, other.end)}
    cuts = sorted({slot.start, slot.end} | {edge for edge in edges if slot.start < edge < slot.end})
    seen: set[tuple[int, ...]] = set()
    for start, end in pairwise(cuts):
        if any(past.start <= start and end <= past.end for past in late):
            continue
        company = [there for other, there in running if other.start <= start and end <= other.end]
        names = tuple(there.index for there in company)
        if names not in seen:
            seen.add(names)
            context.model.add_bool_or(~on, *company)


def personal_limits(rule: PersonalLimits, context: Context) -> list[Penalty]:
    """Each limit of a person as the rule that has it for everybody."""
    for employee in context.instance.employees:
        for limit, minutes in employee.limits.items():
            _keep(context, employee.key, limit, minutes)
    return []


def _keep(context: Context, person: str, limit: Limit, minutes: int) -> None:
    match limit:
        case Limit.LONGEST_SHIFT:
            context.forbid(on for slot, on in context.decisions.duties_of(person) if slot.paid > minutes)
        case Limit.SEVEN_DAYS:
            hours_in_windows(context, person, MaxHours(days=7, work_minutes=minutes))
        case Limit.FOURTEEN_DAYS:
            hours_in_windows(context, person, MaxHours(days=14, work_minutes=minutes))
        case Limit.DAILY_REST:
            keep_person_apart(context, person, minutes, context.decisions.duties_of(person))
        case Limit.WEEKLY_REST:
            rests_in_windows(context, person, WeeklyRest(rest_minutes=minutes, rolling=True))
