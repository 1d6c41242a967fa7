"""Line graphs of all people of an instance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from planner.instance.model import Instance, ShiftSlot
from planner.solver.lines.graph import OFF, LineGraph, LineGraphs, Piece
from planner.solver.over import Over, never


class Graphs:
    """Graphs by site, whose people have the same letters; those of equal pieces and limits are one."""

    def __init__(
        self, instance: Instance, uses: Mapping[Hashable, int] | None = None, over: Over = never
    ) -> None:
        """`uses` says how many people have the piece of a key. Once `over`, no further graph is made."""
        number = {code: letter for letter, code in enumerate(instance.scenario.shifts, start=1)}
        letters: dict[str, list[list[tuple[int, ShiftSlot | None]]]] = defaultdict(
            lambda: [[(OFF, None)] for _ in range(instance.days)]
        )
        for slot in sorted(instance.slots, key=lambda slot: number[slot.shift]):
            letters[slot.site][slot.day].append((number[slot.shift], slot))
        self._of_site = {
            employee.site: LineGraphs(letters[employee.site], uses, over) for employee in instance.employees
        }

    def of(self, site: str, pieces: Sequence[Piece], point: float) -> LineGraph:
        """The graph of somebody of a site; `point` is what a point of a should-rule counts.

        Raises NoLine, TooLarge and IsOver.
        """
        graph = self._of_site[site].of(pieces)
        # People of one graph share its arrays.
        return graph if point == 1 else replace(graph, points=point * graph.points)
