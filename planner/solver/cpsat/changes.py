"""Days on which a person's duties are not the published ones, as literals: for the rule and for the pay."""

from __future__ import annotations

from planner.instance.model import Publication
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.variables import Literal


def not_as_published(context: Context, publication: Publication, person: str, day: int) -> Literal:
    """A literal that must hold when the person's shifts of the day differ from the published ones.

    It may hold where they do not; whoever pays for it lets it go then.
    """
    shifts = [duty for duty in context.decisions.shifts_of(person) if duty[0].day == day]
    differs = context.model.new_bool_var(f"{person} {day} is not as published")
    for slot, on in shifts:
        context.model.add(differs >= (1 - on if publication.has(person, slot) else on))
    known = publication.duties.get((person, day), frozenset())
    if known - {(slot.shift, slot.start, slot.end) for slot, _ in shifts}:
        context.model.add(differs == 1)  # what cannot be worked any more is a change in any case
    return differs


def day_off(context: Context, person: str, day: int) -> Literal:
    """A literal that holds exactly when the person has no shift on the day."""
    off = context.model.new_bool_var(f"{person} {day} off")
    shifts = [on for slot, on in context.decisions.shifts_of(person) if slot.day == day]
    context.model.add(off + sum(shifts) >= 1)
    for on in shifts:
        context.model.add_implication(on, ~off)
    return off
