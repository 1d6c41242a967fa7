"""Which rules people's graphs keep, and each person's pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.instance.model import Instance
from planner.rules.base import Rule
from planner.solver.lines.graph import Piece, TooLarge
from planner.solver.lines.graphs import Graphs
from planner.solver.lines.pieces import piece_of
from planner.solver.lines.pieces.rest import apart


@dataclass(frozen=True)
class KeptRules:
    """Rules of which everybody's graph is the whole truth.

    By number of the person: `pieces`, and `counted`, the id of the rule behind each count of them.
    """

    ids: frozenset[str]
    pieces: tuple[tuple[Piece, ...], ...]
    counted: tuple[tuple[str, ...], ...]
    graphs: Graphs


def kept_rules(instance: Instance, rules: Iterable[Rule]) -> KeptRules:
    """Those of the rules that have a compiled form for everybody whom they are about.

    Nobody is in two duties at once whatever the rules say, so a piece says that too. Where somebody's graph would be
    too large to search, the rule with the most states is not kept. Raises NoLine.
    """
    found = {rule.id: pieces for rule in rules if (pieces := _pieces(rule, instance)) is not None}
    graphs = Graphs(instance)
    alone = [apart(instance, employee, 0) for employee in instance.employees]
    for number, employee in enumerate(instance.employees):
        while True:
            own = _of(found, number)
            try:
                graphs.of(employee.site, [alone[number], *own.values()], 1.0)
                break
            except TooLarge as too_large:
                del found[list(own)[too_large.piece - 1]]
    people = range(len(instance.employees))
    return KeptRules(
        frozenset(found),
        tuple((alone[number], *_of(found, number).values()) for number in people),
        tuple(
            tuple(key for key, piece in _of(found, number).items() for _ in piece.limits) for number in people
        ),
        graphs,
    )


def _of(found: dict[str, dict[int, Piece]], number: int) -> dict[str, Piece]:
    """The pieces of a person by rule."""
    return {key: pieces[number] for key, pieces in found.items() if number in pieces}


def _pieces(rule: Rule, instance: Instance) -> dict[int, Piece] | None:
    """The rule's piece for each person whom it is about; None when it has none for some."""
    found = {}
    for number, employee in enumerate(instance.employees):
        if rule.is_about(employee.key):
            piece = piece_of(rule, instance, employee)
            if piece is None:
                return None
            found[number] = piece
    return found
