"""Encoder of `planner.rules.rotation`. Week `n` has the days `7 n` to `7 n + 6`, for the horizon begins on a Monday."""

from __future__ import annotations

from planner.rules.rotation import WeeklyRotation
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def weekly_rotation(rule: WeeklyRotation, context: Context) -> list[Penalty]:
    """Not a week of one kind with weeks of other kinds on both sides."""
    weeks = range(-(context.instance.history_days // 7), context.instance.days // 7)
    penalties = []
    for person in context.decisions.people:
        possible = [slot for slot, _ in context.decisions.duties_of(person)]
        kinds = sorted({slot.kind for slot in [*context.past(person), *possible]})
        pure = {(week, kind): _all_of(rule, context, person, week, kind) for week in weeks for kind in kinds}
        for last in range(max(0, weeks.start + 2), weeks.stop):
            for kind in kinds:
                others = [other for other in kinds if other != kind]
                around = sum(pure[last - 2, other] + pure[last, other] for other in others)
                penalties += context.at_most(rule, around + pure[last - 1, kind], 2, worst=1)
    return penalties


def _all_of(rule: WeeklyRotation, context: Context, person: str, week: int, kind: str) -> Linear:
    """At least 1 when enough duties start in a week and all are of a kind."""
    such: list[Linear] = []
    others: list[Linear] = []
    for day in range(7 * week, 7 * week + 7):
        such += context.decisions.starts_that(person, day, lambda slot: slot.kind == kind)
        others += context.decisions.starts_that(person, day, lambda slot: slot.kind != kind)
    if week < 0:
        return int(len(such) >= rule.duties and not others)
    if len(such) < rule.duties:
        return 0
    pure = context.model.new_bool_var(f"{person} week {week} {kind}")
    mixed = context.model.new_bool_var(f"{person} week {week} not only {kind}")
    context.model.add(mixed <= sum(others))
    more = len(such) - rule.duties + 1
    context.model.add(sum(such) <= rule.duties - 1 + more * (pure + mixed))
    return pure
