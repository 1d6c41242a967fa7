"""How many duties of a sort."""

from __future__ import annotations

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Strength
from planner.rules.mix import KindLimit
from planner.solver.lines.graph import Limit, Piece
from planner.solver.lines.pieces.base import count


def kind_limit(rule: KindLimit, _: Instance, __: Employee) -> Piece | None:
    """Duties of the kinds and shift types."""
    if rule.strength is Strength.SHOULD:
        return None

    def amount(slot: ShiftSlot) -> int:
        return int(
            (not rule.kinds or slot.kind in rule.kinds) and (not rule.shifts or slot.shift in rule.shifts)
        )

    return count(rule, None, amount, Limit(0, rule.duties))
