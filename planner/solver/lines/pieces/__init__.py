"""Rules about one person as automata and counts (see `lines.graph`), by kind.

What a rule forbids outright (leave, nights of a restricted person) needs no automaton: such duties are no options.
Kinds that are not here stay rows of the master; then their bound is weaker and their plans are as right as ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.instance.model import Employee, Instance
from planner.rules.base import Rule
from planner.scenario.work import StandByTime
from planner.solver.lines.graph import Piece
from planner.solver.lines.pieces import (
    averages,
    counts,
    hours,
    personal,
    rest,
    rotation,
    runs,
    spells,
    stretches,
    sundays,
    weekends,
)
from planner.solver.lines.pieces.base import Compiler, has_plain_history

PIECES: Mapping[str, Compiler] = {
    "min_rest": rest.min_rest,
    "weekly_rest": rest.weekly_rest,
    "rest_after_nights": rest.rest_after_nights,
    "max_hours": hours.max_hours,
    "personal_limits": personal.personal_limits,
    "free_sundays": sundays.free_sundays,
    "substitute_day": sundays.substitute_day,
    "average_hours": averages.average_hours,
    "night_average": averages.night_average,
    "period_hours": hours.period_hours,
    "contract_hours": hours.contract_hours,
    "max_consecutive_days": stretches.max_consecutive_days,
    "max_consecutive_nights": stretches.max_consecutive_nights,
    "min_consecutive_nights": runs.min_consecutive_nights,
    "forbidden_succession": stretches.forbidden_succession,
    "min_consecutive_days": runs.min_consecutive_days,
    "min_consecutive_days_off": runs.min_consecutive_days_off,
    "free_weekends": weekends.free_weekends,
    "kind_limit": counts.kind_limit,
    "early_starts": counts.early_starts,
    "backward_rotation": rotation.backward_rotation,
    "stable_start_times": rotation.stable_start_times,
    "night_shift_length": rotation.night_shift_length,
    "preferred_rest": rotation.preferred_rest,
    "max_consecutive_kind": spells.max_consecutive_kind,
    "min_consecutive_kind": spells.min_consecutive_kind,
    "max_consecutive_days_off": spells.max_consecutive_days_off,
    "complete_weekends": weekends.complete_weekends,
    "duty_count": counts.duty_count,
    "max_weekends": counts.max_weekends,
}
"""Kinds with a compiled form."""


def piece_of(rule: Rule, instance: Instance, employee: Employee) -> Piece | None:
    """The rule for one person; None where it has no compiled form.

    A day of a line has one duty at most, and that is a shift. So there is none for who has two duties on a day of
    history, or may hold stand-by that is working time.
    """
    compiler = PIECES.get(rule.kind)
    if compiler is None or not has_plain_history(instance, employee):
        return None
    return None if _may_work_on_stand_by(instance, employee) else compiler(rule, instance, employee)


def _may_work_on_stand_by(instance: Instance, employee: Employee) -> bool:
    skills_count = any(rule.kind == "on_call_eligibility" for rule in instance.scenario.rule_book)
    return any(
        level.stand_by is not StandByTime.REST
        and level.periods
        and (level.skill in employee.skills or not skills_count)
        for level in instance.levels
    )
