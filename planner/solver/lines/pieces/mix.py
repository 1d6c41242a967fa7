"""How many duties of a sort."""

from __future__ import annotations

from collections.abc import Collection

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Strength
from planner.rules.mix import KindLimit
from planner.solver.lines.graph import Limit, Piece
from planner.solver.lines.pieces.base import count


def is_one_of(slot: ShiftSlot, kinds: Collection[str], shifts: Collection[str]) -> bool:
    """Whether a duty is of one of the kinds and one of the types; an empty filter matches all."""
    return (not kinds or slot.kind in kinds) and (not shifts or slot.shift in shifts)


def kind_limit(rule: KindLimit, _: Instance, __: Employee) -> Piece | None:
    """Duties of the kinds and shift types."""
    if rule.strength is Strength.SHOULD:
        return None

    def amount(slot: ShiftSlot) -> int:
        return int(is_one_of(slot, rule.kinds, rule.shifts))

    return count(rule, amount, Limit(0, rule.duties))
