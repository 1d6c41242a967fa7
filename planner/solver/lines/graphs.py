"""Line graphs of all people, each worked out once however many share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from planner.instance.model import Instance, ShiftSlot
from planner.solver.lines.graph import OFF, LineGraph, Piece, laid_out, limited
from planner.solver.lines.product import Layer


class Graphs:
    """Graphs by site, by what people's pieces say, and by the limits of their counts."""

    def __init__(self, instance: Instance) -> None:
        self.letter_of = {code: number for number, code in enumerate(instance.scenario.shifts, start=1)}
        self._letters: dict[str, list[list[tuple[int, ShiftSlot | None]]]] = defaultdict(
            lambda: [[(OFF, None)] for _ in range(instance.days)]
        )
        for slot in sorted(instance.slots, key=lambda slot: self.letter_of[slot.shift]):
            self._letters[slot.site][slot.day].append((self.letter_of[slot.shift], slot))
        self._alone: dict[str, dict[Hashable, list[Layer]]] = defaultdict(dict)
        self._layers: dict[Hashable, list[Layer]] = {}
        self._graphs: dict[Hashable, LineGraph] = {}

    def layers(self, site: str, pieces: Sequence[Piece]) -> list[Layer]:
        """All that somebody of a site may do, whatever the limits of counts. Raises NoLine and TooLarge."""
        said = (site, tuple(piece.key for piece in pieces))
        if said not in self._layers:
            self._layers[said] = laid_out(pieces, self._letters[site], self._alone[site])
        return self._layers[said]

    def of(self, site: str, pieces: Sequence[Piece], point: float) -> LineGraph:
        """The graph of somebody of a site; `point` is what a point of a should-rule counts. As `layers`."""
        limits = tuple(limit for piece in pieces for limit in piece.limits)
        key = (site, tuple(piece.key for piece in pieces), limits)
        if key not in self._graphs:
            self._graphs[key] = limited(self.layers(site, pieces), self._letters[site], limits)
        return replace(self._graphs[key], points=point * self._graphs[key].points)
