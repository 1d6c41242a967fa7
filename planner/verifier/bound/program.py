"""The cheapest line of one person, by walking all lines at once day by day (Bellman 1957), in whole numbers.

Lines that have led to the same memories of all rules are one from there on: the cheapest. Counts over the horizon are
priced first (a relaxation: Held & Karp 1971). Where that falls short of what is claimed, the lines that might undercut
the claim are followed with their counts; what the relaxation says of the days to come tells which need not be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.rules.base import Strength
from planner.verifier.bound.automata import Automaton, Sight, State
from planner.verifier.bound.counts import Count
from planner.verifier.bound.people import Member
from planner.verifier.lines import Work

MOST_FOLLOWED = 1_000_000
"""Lines of one person that are followed with their counts; where more are needed, the relaxation has to do."""

Moves = dict[tuple[tuple[State, ...], tuple[Sight, ...]], tuple[tuple[State, ...], tuple[int, ...]]]
Counts = tuple[int, ...]
Arc = tuple[int, int, Counts]
"""Cost with counts priced, node of the next day, units of each count."""


@dataclass(frozen=True)
class Reading:
    """An automaton that reads a line, with the price of a unit; None where no unit is allowed."""

    automaton: Automaton
    price: int | None


@dataclass(frozen=True)
class Priced:
    """A count and the price of its units."""

    count: Count
    price: int

    def beyond(self, units: int, scale: int) -> int | None:
        """What so many units cost, less what their price has already charged; None where they are not allowed."""
        count = self.count
        if count.rule.strength is Strength.MUST and not count.low <= units <= count.high:
            return None
        return count.cost(units) * scale - self.price * units


class Program:
    """All lines of one person as a graph with a layer of nodes for each day, node 0 first."""

    def __init__(
        self,
        member: Member,
        readings: Sequence[Reading],
        counts: Sequence[Priced],
        choices: Iterable[Iterable[tuple[Work | None, int]]],
        moves: Moves,
        scale: int,
    ) -> None:
        """`choices` has for each day those that are open and what each costs; `moves` may be kept for others who have
        the same rules.
        """
        self._readings = (*readings, *(Reading(priced.count.counted, priced.price) for priced in counts))
        self._counts = tuple(counts)
        self._moves = moves
        self._scale = scale
        self._most = [
            priced.count.high if priced.count.rule.strength is Strength.MUST else None for priced in counts
        ]
        self._given_back = sum(priced.count.least(priced.price, scale) for priced in counts)
        self._layers = self._walk(member, choices)
        self._rest = self._backwards()

    def least(self, claim: int | None) -> int | None:
        """A number that no line undercuts, the claimed one if that is true; None where there is no line."""
        relaxed = self._rest[0].get(0)
        if relaxed is None:
            return None
        relaxed += self._given_back
        if claim is None or claim <= relaxed:
            return relaxed
        return max(relaxed, self._follow(claim))

    def _walk(
        self, member: Member, choices: Iterable[Iterable[tuple[Work | None, int]]]
    ) -> list[list[list[Arc]]]:
        """Arcs of each node of each day, from the memories of history on."""
        automata = [reading.automaton for reading in self._readings]
        here = {tuple(each.after(member.past, member.known) for each in automata): 0}
        layers = []
        for day, open_choices in zip(member.days, choices, strict=True):
            seen = self._cheapest_of_equals(day, open_choices)
            following: dict[tuple[State, ...], int] = {}
            layer = []
            for states in here:
                arcs: list[Arc] = []
                for sights, price in seen:
                    after, units = self._move(states, sights)
                    cost, counted = self._cost(units), units[len(units) - len(self._counts) :]
                    if cost is not None and not self._too_many(counted):
                        target = following.setdefault(after, len(following))
                        arcs.append((price + cost, target, counted))
                layer.append(arcs)
            layers.append(layer)
            here = following
        return layers

    def _cost(self, units: Sequence[int]) -> int | None:
        cost = 0
        for reading, number in zip(self._readings, units, strict=True):
            if number:
                if reading.price is None:
                    return None
                cost += reading.price * number
        return cost

    def _cheapest_of_equals(
        self, day: int, choices: Iterable[tuple[Work | None, int]]
    ) -> list[tuple[tuple[Sight, ...], int]]:
        """Of duties that look the same to every rule only the cheapest."""
        seen: dict[tuple[Sight, ...], int] = {}
        for work, price in choices:
            duties = () if work is None else (work,)
            sights = tuple(reading.automaton.sees(day, duties) for reading in self._readings)
            if price < seen.get(sights, price + 1):
                seen[sights] = price
        return list(seen.items())

    def _move(
        self, states: tuple[State, ...], sights: tuple[Sight, ...]
    ) -> tuple[tuple[State, ...], tuple[int, ...]]:
        move = self._moves.get((states, sights))
        if move is None:
            steps = [
                reading.automaton.step(state, sight)
                for reading, state, sight in zip(self._readings, states, sights, strict=True)
            ]
            move = tuple(state for state, _ in steps), tuple(units for _, units in steps)
            self._moves[states, sights] = move
        return move

    def _backwards(self) -> list[dict[int, int]]:
        """For each layer the least cost from a node to the end; nodes from which no line goes on are not there."""
        rest: list[dict[int, int]] = [{}]
        for number, layer in enumerate(reversed(self._layers)):
            later = rest[-1]
            here = {}
            for node, arcs in enumerate(layer):
                costs = [
                    cost + (later[target] if number else 0)
                    for cost, target, _ in arcs
                    if number == 0 or target in later
                ]
                if costs:
                    here[node] = min(costs)
            rest.append(here)
        rest.reverse()
        return rest

    def _follow(self, claim: int) -> int:
        """The least true cost of a line that undercuts the claim, else the claim; the relaxation if there are too many.

        A line has paid so far with its counts priced; what they give back is known at its end.
        """
        limit = claim - self._given_back
        labels: dict[tuple[int, Counts], int] = {(0, (0,) * len(self._counts)): 0}
        followed = 0
        last = len(self._layers) - 1
        for number, layer in enumerate(self._layers):
            later = self._rest[number + 1]
            following: dict[tuple[int, Counts], int] = {}
            for (node, counts), so_far in labels.items():
                for cost, target, units in layer[node]:
                    if number == last:
                        target = 0
                    rest = 0 if number == last else later.get(target)
                    paid = so_far + cost
                    if rest is None or paid + rest >= limit:
                        continue
                    total = tuple(map(int.__add__, counts, units))
                    if self._too_many(total):
                        continue
                    key = (target, total)
                    if paid < following.get(key, paid + 1):
                        following[key] = paid
            labels = following
            followed += len(labels)
            if followed > MOST_FOLLOWED:
                return self._rest[0][0] + self._given_back
        return min([claim, *(true for true in map(self._true_cost, labels.items()) if true is not None)])

    def _too_many(self, counted: Counts) -> bool:
        """Whether a must allows no such count, whatever comes."""
        return any(most is not None and units > most for units, most in zip(counted, self._most, strict=True))

    def _true_cost(self, label: tuple[tuple[int, Counts], int]) -> int | None:
        (_, counts), paid = label
        for priced, units in zip(self._counts, counts, strict=True):
            beyond = priced.beyond(units, self._scale)
            if beyond is None:
                return None
            paid += beyond
        return paid
