"""Encoders of `planner.rules.fairness`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from math import ceil

from planner.instance.model import Employee, ShiftSlot
from planner.rules.cover import MinimumPresence
from planner.rules.fairness import FairShare, RefusalFairness, Requests
from planner.scenario.people import Request, Wish
from planner.scenario.work import Attendance
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear

_MOST_UNITS = 10_000
"""More nights, weekend duties or days on call than any horizon, with what is carried, has."""

_PAST_COUNT = {
    "nights": "nights",
    "weekends": "weekends",
    "holidays": "holidays",
    "undesired": "undesired",
    "on_call": "on_call_days",
}
"""Field of a past week for each thing that is shared."""


def fair_share(rule: FairShare, context: Context) -> list[Penalty]:
    """Units of each person above a share of the total that rounds up; 0 for who is not able.

    `share` is the largest integer with `W * share <= total * w + W - 1`, that is `ceil(total * w / W)`. What is
    carried is a constant; it is the limit itself where it is above the share and the tolerance.
    """
    employees = context.instance.employees
    asked = _skills_asked(context)
    able = {e.key for e in employees if _able(rule, context, e, asked)}
    weights = {e.key: _weight(rule, context, e) if e.key in able else 0 for e in employees}
    carried = {e.key: _carried(rule, e) if e.key in able else 0 for e in employees}
    whole = sum(weights.values())
    units = {employee.key: _units(rule, context, employee) for employee in employees}
    most = _MOST_UNITS + sum(carried.values())
    total = context.model.new_int_var(0, most, f"{rule.id} total")
    context.model.add(total == sum(units.values()) + sum(carried.values()))
    penalties = []
    for person, weight in weights.items():
        share: Linear = 0
        if weight:
            share = context.model.new_int_var(0, most, f"{rule.id} share {person}")
            context.model.add(whole * share <= weight * total + whole - 1)
        if carried[person] > rule.tolerance:
            limit = context.model.new_int_var(0, most, f"{rule.id} limit {person}")
            context.model.add_max_equality(limit, [share, carried[person] - rule.tolerance])
            share = limit
        value = units[person] + carried[person] - share
        penalties += context.at_most(rule, value, rule.tolerance, worst=most)
    return penalties


def _skills_asked(context: Context) -> Mapping[ShiftSlot, frozenset[str]]:
    """Skills of the posts that people may man during some of each shift, whatever is left to a provider."""
    instance, scenario = context.instance, context.instance.scenario
    in_window: dict[str, set[str]] = {window: set() for window in instance.windows}
    for key, post in scenario.facts.posts.items():
        present = {
            window
            for rule in scenario.rule_book
            if isinstance(rule, MinimumPresence) and rule.post == key
            for window in rule.windows
        }
        for window in instance.windows:
            if window in present or post.attendance[window] is Attendance.SEATED:
                in_window[window].add(post.skill)
    starts = [start for start, _, _ in instance.stretches]
    ends = [end for _, end, _ in instance.stretches]
    return {
        slot: frozenset().union(
            *(
                in_window[demand.window]
                for _, _, demand in instance.stretches[
                    bisect_right(ends, slot.start) : bisect_left(starts, slot.end)
                ]
            )
        )
        for slot in instance.slots
    }


def _able(
    rule: FairShare, context: Context, employee: Employee, asked: Mapping[ShiftSlot, frozenset[str]]
) -> bool:
    if rule.of == "on_call":
        return any(level.skill in employee.skills for level in context.instance.levels)
    return any(
        slot.site == employee.site
        and _is_counted(rule, employee, slot)
        and not (slot.night and employee.no_nights)
        and not employee.skills.isdisjoint(skills)
        for slot, skills in asked.items()
    )


def _weight(rule: FairShare, context: Context, employee: Employee) -> int:
    present = sum(day not in employee.leave_days for day in range(context.instance.days))
    if rule.carried:
        present += sum(7 - week.neutral_days for _, week in employee.past_weeks)
    return employee.weekly_minutes * present


def _carried(rule: FairShare, employee: Employee) -> int:
    if not rule.carried:
        return 0
    return sum(getattr(week, _PAST_COUNT[rule.of]) for _, week in employee.past_weeks)


def _units(rule: FairShare, context: Context, employee: Employee) -> Linear:
    x = context.decisions
    if rule.of == "on_call":
        return sum(
            ceil((level.periods[period][1] - level.periods[period][0]) / 1440)
            * x.holds(employee.key, number, period)
            for number, level in enumerate(context.instance.levels)
            for period in range(len(level.periods))
        )
    return sum(on for slot, on in x.shifts_of(employee.key) if _is_counted(rule, employee, slot))


def _is_counted(rule: FairShare, employee: Employee, slot: ShiftSlot) -> bool:
    if rule.of == "holidays":
        return slot.day in employee.holidays
    if rule.of == "undesired":
        return slot.kind in rule.kinds
    return slot.night if rule.of == "nights" else slot.weekend


def requests(rule: Requests, context: Context) -> list[Penalty]:
    """One unit per point of a wish that is not met."""
    instance, x = context.instance, context.decisions
    day_numbers = {day: number for number, day in enumerate(instance.scenario.days)}
    penalties = []
    for request in instance.scenario.requests:
        if request.person not in x.people or request.date not in day_numbers:
            continue
        duties = [
            x.on(request.person, slot)
            for slot in x.slots_on(request.person, day_numbers[request.date])
            if request.shift in ("any", slot.shift)
        ]
        unmet = context.any_of(duties) if request.wish is Wish.AVOID else 1 - sum(duties)
        penalties += context.at_most(rule, request.points * unmet, 0, worst=request.points)
    return penalties


def refusal_fairness(rule: RefusalFairness, context: Context) -> list[Penalty]:
    """Points of unmet wishes, carried ones included, above an average that rounds up.

    The average is of everybody's points, so each must be exact from both sides. As in `fair_share`, `share` is at
    most `ceil(total / n)`, and what is carried is the limit where it is above that and the tolerance.
    """
    instance, x = context.instance, context.decisions
    day_numbers = {day: number for number, day in enumerate(instance.scenario.days)}
    wishes: dict[str, list[Request]] = {}
    for request in instance.scenario.requests:
        if request.person in x.people and request.date in day_numbers:
            wishes.setdefault(request.person, []).append(request)
    refused = {
        person: sum(_unmet_points(context, request, day_numbers[request.date]) for request in own)
        for person, own in wishes.items()
    }
    carried = {
        person: sum(week.refused_points for _, week in instance.employee(person).past_weeks)
        for person in wishes
    }
    total = sum(refused.values()) + sum(carried.values())
    possible = {person: sum(request.points for request in own) for person, own in wishes.items()}
    most = sum(possible.values()) + sum(carried.values())
    penalties = []
    for person in wishes:
        share: Linear = context.model.new_int_var(0, most, f"{rule.id} share {person}")
        context.model.add(len(wishes) * share <= total + len(wishes) - 1)
        if carried[person] > rule.tolerance_points:
            limit = context.model.new_int_var(0, most, f"{rule.id} limit {person}")
            context.model.add_max_equality(limit, [share, carried[person] - rule.tolerance_points])
            share = limit
        value = refused[person] + carried[person] - share
        penalties += context.at_most(rule, value, rule.tolerance_points, worst=possible[person])
    return penalties


def _unmet_points(context: Context, request: Request, day: int) -> Linear:
    """Exactly the points of a wish that is not met, else 0."""
    x = context.decisions
    has_it = context.is_any(
        x.on(request.person, slot)
        for slot in x.slots_on(request.person, day)
        if request.shift in ("any", slot.shift)
    )
    return request.points * (has_it if request.wish is Wish.AVOID else 1 - has_it)
