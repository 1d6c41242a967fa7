"""What people can do, in the literals of a CP-SAT model: letters of days, and the places of each shift."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from planner.instance.model import ShiftSlot
from planner.solver.cpsat.build import PlanModel
from planner.solver.lines.rows import linear
from planner.solver.over import Over, never, while_not


class Seat(NamedTuple):
    """An option of a person: a shift of a day at a place, by number of the person's letter."""

    person: int
    day: int
    letter: int


class Letters:
    """Every person's options: which of the model's literals they are, and the letters of the days."""

    def __init__(self, model: PlanModel, over: Over = never) -> None:
        """Raises IsOver when it is over before all of them are there."""
        x, instance = model.decisions, model.instance
        self.letter_of = {code: number for number, code in enumerate(instance.scenario.shifts, start=1)}
        self.slots: list[dict[tuple[int, int], ShiftSlot]] = []
        self.seat: dict[int, Seat] = {}
        """Option of a person by the literal of a place."""
        self.seats: dict[int, list[int]] = {}
        """Literals of the places that a literal stands for: itself, or all places of a shift."""
        self.places: dict[tuple[int, int, int], list[int]] = {}
        """Literals of the places by person, day and letter."""
        for number, employee in enumerate(while_not(over, instance.employees)):
            cells: dict[tuple[int, int], ShiftSlot] = {}
            for slot, on in x.shifts_of(employee.key):
                letter = self.letter_of[slot.shift]
                cells[slot.day, letter] = slot
                places = [x.sits(employee.key, slot.day, slot.shift, post) for post in instance.posts]
                places += [x.attends(employee.key, slot, key) for key in instance.scenario.facts.activities]
                self.places[number, slot.day, letter] = [literal.index for literal in places]
                for literal in places:
                    self.seat[literal.index] = Seat(number, slot.day, letter)
                    self.seats[literal.index] = [literal.index]
                self.seats[on.index] = [literal.index for literal in places]
            self.slots.append(cells)
        self.definitions = set(while_not(over, self._definitions(model)))

    def group(self) -> dict[int, tuple[int, int]]:
        """Person and day of each seat."""
        return {index: (seat.person, seat.day) for index, seat in self.seat.items()}

    def seats_by_person(self) -> list[list[int]]:
        """The seats of each person, by number."""
        found: list[list[int]] = [[] for _ in self.slots]
        for index, seat in self.seat.items():
            found[seat.person].append(index)
        return found

    def _definitions(self, model: PlanModel) -> Iterator[int]:
        """Places of the constraints that only say what a literal stands for, or that a day has one letter."""
        first = min((places.start for _, places in model.said_by), default=0)
        said = (places for rule, places in model.said_by if rule.kind == "one_duty_a_day")
        for place in chain(range(first), *said):
            row = linear(model.model.proto.constraints[place])
            if row is None or not row.terms:
                continue
            # A day on which somebody may hold stand-by that is working time has more than the letter.
            seats = [index for index in row.terms if index in self.seats]
            if len(seats) == len(row.terms) and len({self._owner(index) for index in seats}) == 1:
                yield place

    def _owner(self, index: int) -> int:
        return self.seat[self.seats[index][0]].person
