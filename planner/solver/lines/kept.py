"""Which rules people's graphs keep, and each person's pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.instance.model import Instance
from planner.rules.base import Rule, Strength
from planner.solver.lines.graph import Piece, TooLarge
from planner.solver.lines.graphs import Graphs
from planner.solver.lines.pieces import piece_of
from planner.solver.lines.pieces.rest import apart
from planner.solver.over import Over, never, while_not


@dataclass(frozen=True)
class KeptRules:
    """What is left to people's graphs: `ids` are the rules of which they are the whole truth.

    `lacking` are, of a must by its id, the people whose graphs do not keep it while those of others do. By number of
    the person: `pieces`, and `counted`, the id of the rule behind each count of them.
    """

    ids: frozenset[str]
    lacking: Mapping[str, tuple[str, ...]]
    pieces: tuple[tuple[Piece, ...], ...]
    counted: tuple[tuple[str, ...], ...]
    graphs: Graphs

    def others(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        """What a model must still say: all that the graphs do not keep, for those whose graphs do not."""
        for rule in rules:
            if rule.id in self.lacking:
                yield rule.model_copy(update={"only_people": self.lacking[rule.id]})
            elif rule.id not in self.ids:
                yield rule


def kept_rules(instance: Instance, rules: Iterable[Rule], over: Over = never) -> KeptRules:
    """Those of the rules that have a compiled form, a should only when it has one for everybody.

    Nobody is in two duties at once whatever the rules say, so a piece says that too. Where somebody's graph would be
    too large to search, the rule with the most states is not kept. Raises NoLine, and IsOver when it is over first.
    """
    found: dict[str, dict[int, Piece]] = {}
    lacking: dict[str, tuple[str, ...]] = {}
    for rule in while_not(over, rules):
        pieces, without = _pieces(rule, instance)
        if pieces and (not without or rule.strength is Strength.MUST):
            found[rule.id] = pieces
            lacking[rule.id] = without
    alone = [apart(instance, employee, 0) for employee in instance.employees]
    pieces_of_all = [*alone, *(piece for pieces in found.values() for piece in pieces.values())]
    graphs = Graphs(instance, Counter(piece.key for piece in pieces_of_all), over)
    for number, employee in enumerate(while_not(over, instance.employees)):
        while True:
            own = _of(found, number)
            try:
                graphs.of(employee.site, [alone[number], *own.values()], 1.0)
                break
            except TooLarge as too_large:
                del found[list(own)[too_large.piece - 1]]
    people = range(len(instance.employees))
    return KeptRules(
        frozenset(key for key in found if not lacking[key]),
        {key: lacking[key] for key in found if lacking[key]},
        tuple((alone[number], *_of(found, number).values()) for number in people),
        tuple(
            tuple(key for key, piece in _of(found, number).items() for _ in piece.limits) for number in people
        ),
        graphs,
    )


def pieces_for_all(rule: Rule, instance: Instance) -> dict[int, Piece]:
    """The rule's piece by number of the person; none where somebody whom it is about has none."""
    pieces, without = _pieces(rule, instance)
    return {} if without else pieces


def _of(found: dict[str, dict[int, Piece]], number: int) -> dict[str, Piece]:
    """The pieces of a person by rule."""
    return {key: pieces[number] for key, pieces in found.items() if number in pieces}


def _pieces(rule: Rule, instance: Instance) -> tuple[dict[int, Piece], tuple[str, ...]]:
    """The rule's piece by number of the person, and who of those whom it is about has none."""
    found, without = {}, []
    for number, employee in enumerate(instance.employees):
        if rule.is_about(employee.key):
            piece = piece_of(rule, instance, employee)
            if piece is None:
                without.append(employee.key)
            else:
                found[number] = piece
    return found, tuple(without)
