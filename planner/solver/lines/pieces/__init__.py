"""Rules about one person as automata and counts (see `lines.graph`), by kind.

What a rule forbids outright (leave, nights of a restricted person) needs no automaton: such duties are no options.
Kinds that are not here stay rows of the master; then their bound is weaker and their plans are as right as ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.solver.lines.pieces import counts, hours, mix, runs, spells, stretches, weekends
from planner.solver.lines.pieces.base import Compiler

PIECES: Mapping[str, Compiler] = {
    "period_hours": hours.period_hours,
    "contract_hours": hours.contract_hours,
    "max_consecutive_days": stretches.max_consecutive_days,
    "max_consecutive_nights": stretches.max_consecutive_nights,
    "min_consecutive_nights": runs.min_consecutive_nights,
    "forbidden_succession": stretches.forbidden_succession,
    "min_consecutive_days": runs.min_consecutive_days,
    "min_consecutive_days_off": runs.min_consecutive_days_off,
    "free_weekends": weekends.free_weekends,
    "kind_limit": mix.kind_limit,
    "max_consecutive_kind": spells.max_consecutive_kind,
    "min_consecutive_kind": spells.min_consecutive_kind,
    "max_consecutive_days_off": spells.max_consecutive_days_off,
    "complete_weekends": weekends.complete_weekends,
    "duty_count": counts.duty_count,
    "max_weekends": counts.max_weekends,
}
"""Kinds with a compiled form."""
