"""Line graphs of all people, each worked out once however many share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from planner.instance.model import ShiftSlot
from planner.solver.lines.graph import OFF, LineGraph, Piece, laid_out, limited
from planner.solver.lines.letters import Letters
from planner.solver.lines.product import Layer


class Graphs:
    """Graphs by site, by what people's pieces say, and by the limits of their counts."""

    def __init__(self, people: Letters, days: int, point: float) -> None:
        """`point` is what a point of a should-rule counts."""
        self._people = people
        self._days = days
        self._point = point
        self._alone: dict[str, dict[Hashable, list[Layer]]] = defaultdict(dict)
        self._layers: dict[Hashable, list[Layer]] = {}
        self._graphs: dict[Hashable, LineGraph] = {}

    def of(self, number: int, site: str, pieces: Sequence[Piece]) -> LineGraph:
        """The graph of a person by number. Raises NoLine."""
        said = (site, tuple(piece.key for piece in pieces))
        limits = tuple(limit for piece in pieces for limit in piece.limits)
        if (said, limits) not in self._graphs:
            letters = self._letters(number)
            if said not in self._layers:
                self._layers[said] = laid_out(pieces, letters, self._alone[site])
            graph = limited(self._layers[said], letters, limits)
            self._graphs[said, limits] = replace(graph, points=self._point * graph.points)
        return self._graphs[said, limits]

    def _letters(self, number: int) -> list[list[tuple[int, ShiftSlot | None]]]:
        by_day: dict[int, list[tuple[int, ShiftSlot | None]]] = defaultdict(lambda: [(OFF, None)])
        for (day, letter), slot in sorted(self._people.slots[number].items(), key=lambda item: item[0]):
            by_day[day].append((letter, slot))
        return [by_day[day] for day in range(self._days)]
