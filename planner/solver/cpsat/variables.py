"""The decision variables, and the questions that encoders may ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from typing import Any

from ortools.sat.python import cp_model

from planner.instance.model import DemandClass, Instance, Item, Level, Option, ShiftSlot
from planner.instance.money import offer_of
from planner.instance.stand_by import call_outs_within, most_call_outs
from planner.scenario.work import STAND_BY, StandByTime
from planner.solver.over import Over, never, while_not

Literal = cp_model.IntVar
Linear = Any
"""A CP-SAT linear expression or an integer: sums of literals start as the integer 0."""


class Decisions:
    """Roster, segmentation, seats and escalation variables of one model.

    Days are day numbers of the instance; a negative day asks history and gets a constant.
    """

    def __init__(self, model: cp_model.CpModel, instance: Instance, over: Over = never) -> None:
        """Raises IsOver when it is over before all of them are there."""
        self.model = model
        self.instance = instance
        self.people = tuple(employee.key for employee in instance.employees)
        self._slots_of: dict[str, list[ShiftSlot]] = {
            employee.key: [slot for slot in instance.slots if slot.site == employee.site]
            for employee in instance.employees
        }
        self._slots_by_day: dict[tuple[str, int], list[ShiftSlot]] = defaultdict(list)
        for person, slots in self._slots_of.items():
            for slot in slots:
                self._slots_by_day[person, slot.day].append(slot)
        self._bought = {
            option: model.new_bool_var(f"buy {option.party} {option.offer}")
            for option in instance.options
            if option.offer
        }
        self._given = {
            (item, window, option): model.new_bool_var(f"{item.category} {item.phase} {window} {option}")
            for item in instance.items
            for window in instance.windows
            for option in instance.options
        }
        self._chosen = {
            (post, demand): [
                model.new_bool_var(f"{post} {demand.window} {demand.band} seats {seats}")
                for seats in instance.loads[post].seats
            ]
            for post in instance.posts
            for demand in instance.class_minutes
        }
        self._manned = self._make_manned()
        self.holders = _holders(instance)
        self._holds = {
            (holder, level, period): model.new_bool_var(f"{holder} holds {level} {period}")
            for level in range(len(instance.levels))
            for period in range(len(instance.levels[level].periods))
            for holder in self.holders
        }
        self._stand_by = self._make_stand_by()
        self.before_roster = len(model.proto.variables)
        """How many variables come before those of the roster: the same ones in all models of an instance."""
        self._sits = self._make_sits(over)
        self._attends = self._make_attends(over)
        self._on = self._make_on(over)
        for person, slot in self._stand_by:
            self._slots_by_day[person, slot.day].append(slot)

    def seen_as(self, instance: Instance) -> Decisions:
        """The same decisions as they look with the staff of this instance: some of the people."""
        seen = copy(self)
        seen.instance = instance
        seen.people = tuple(employee.key for employee in instance.employees)
        seen.holders = _holders(instance)
        return seen

    def _make_stand_by(self) -> dict[tuple[str, ShiftSlot], Literal]:
        """On-call periods that are, or may be, working time of who holds them."""
        found = {}
        for number, level in enumerate(self.instance.levels):
            if level.stand_by is StandByTime.REST:
                continue
            frequent = self._frequent(level) if level.stand_by is StandByTime.WORK_IF_FREQUENT else None
            for employee in self.instance.employees:
                for period, slot in enumerate(level.duties[employee.site]):
                    holds = self._holds[employee.key, number, period]
                    found[employee.key, slot] = holds if frequent is None else self._both(holds, frequent)
        return found

    def _frequent(self, level: Level) -> Literal:
        """Call-outs at a level are so frequent, on average of the horizon, that stand-by is working time."""
        expected = call_outs_within(self.instance, level, 0, self.instance.minutes)
        total = sum(amount * self._given[key] for key, amount in expected.items())
        most = most_call_outs(self.instance)
        literal = self.model.new_bool_var(f"{level.domain} {level.level} called out often")
        self.model.add(total >= most + 1).only_enforce_if(literal)
        self.model.add(total <= most).only_enforce_if(~literal)
        return literal

    def _both(self, first: Literal, second: Literal) -> Literal:
        both = self.model.new_bool_var(f"{first.name} and {second.name}")
        self.model.add_implication(both, first)
        self.model.add_implication(both, second)
        self.model.add_bool_or(both, ~first, ~second)
        return both

    def _make_manned(self) -> dict[tuple[Option, str, DemandClass], list[Literal]]:
        scenario, found = self.instance.scenario, {}
        for option in self._bought:
            offer = offer_of(scenario, option)
            for post, load_of in self.instance.loads.items() if offer.seat_hour_price else ():
                for demand in load_of.seated:
                    if demand.window in offer.windows:
                        found[option, post, demand] = [
                            self.model.new_bool_var(f"{option} {post} {demand} {n}") for n in load_of.seats
                        ]
        return found

    def _make_sits(self, over: Over) -> dict[tuple[str, int, str, str], Literal]:
        return {
            (person, slot.day, slot.shift, post): self.model.new_bool_var(
                f"{person} {slot.day} {slot.shift} {post}"
            )
            for person in while_not(over, self.people)
            for slot in self._slots_of[person]
            for post in self.instance.posts
        }

    def _make_attends(self, over: Over) -> dict[tuple[str, int, str, str], Literal]:
        return {
            (person, slot.day, slot.shift, activity): self.model.new_bool_var(
                f"{person} {slot.day} {slot.shift} {activity}"
            )
            for person in while_not(over, self.people)
            for slot in self._slots_of[person]
            for activity in self.instance.scenario.facts.activities
        }

    def _make_on(self, over: Over) -> dict[tuple[str, int, str], Literal]:
        """Somebody on a shift sits at exactly one post or attends one activity (nobody is in two places)."""
        on = {}
        for person in while_not(over, self.people):
            for slot in self._slots_of[person]:
                literal = self.model.new_bool_var(f"{person} {slot.day} {slot.shift}")
                seats = [self._sits[person, slot.day, slot.shift, post] for post in self.instance.posts]
                seats += [
                    self.attends(person, slot, activity)
                    for activity in self.instance.scenario.facts.activities
                ]
                self.model.add(sum(seats) == literal)
                on[person, slot.day, slot.shift] = literal
        return on

    # --- roster -----------------------------------------------------------------------------------------------

    def slots_on(self, person: str, day: int) -> list[ShiftSlot]:
        """Duties open to a person (shifts, stand-by that may be working time) that start on a local day."""
        return self._slots_by_day.get((person, day), [])

    def on(self, person: str, slot: ShiftSlot) -> Literal:
        """The person works this shift, at whatever post, or stands by in this period as working time."""
        if slot.kind == STAND_BY:
            return self._stand_by[person, slot]
        return self._on[person, slot.day, slot.shift]

    def sits(self, person: str, day: int, shift: str, post: str) -> Literal:
        """The person works this shift at this post."""
        return self._sits[person, day, shift, post]

    def attends(self, person: str, slot: ShiftSlot, activity: str) -> Literal:
        """The person spends this shift on this activity, at no post."""
        return self._attends[person, slot.day, slot.shift, activity]

    def duties_of(self, person: str) -> Iterator[tuple[ShiftSlot, Literal]]:
        """Every possible duty of a person with its variable: shifts, then stand-by that is working time."""
        yield from self.shifts_of(person)
        yield from self.stand_by_of(person)

    def shifts_of(self, person: str) -> Iterator[tuple[ShiftSlot, Literal]]:
        """Every shift that a person may work at a post with its variable, in order of day."""
        for slot in self._slots_of[person]:
            yield slot, self.on(person, slot)

    def stand_by_of(self, person: str) -> Iterator[tuple[ShiftSlot, Literal]]:
        """Every on-call period that may be working time of a person, with the literal that it is."""
        for (holder, slot), literal in self._stand_by.items():
            if holder == person:
                yield slot, literal

    def starts(self, person: str, day: int, kind: str = "any") -> list[Linear]:
        """Duties of a person that start on a day, of any shift kind or of one; 1 for each of history."""
        return self.starts_that(person, day, lambda slot: kind in ("any", slot.kind))

    def nights(self, person: str, day: int) -> list[Linear]:
        """Night duties (as the labour pack defines them) of a person that start on a day."""
        return self.starts_that(person, day, lambda slot: slot.night)

    def starts_that(self, person: str, day: int, counts: Callable[[ShiftSlot], bool]) -> list[Linear]:
        """Duties of a person that start on a day and are of some sort; 1 for each of history."""
        if day < 0:
            history = self.instance.employee(person).history
            return [1 for past in history if past.slot.day == day and counts(past.slot)]
        return [self.on(person, slot) for slot in self.slots_on(person, day) if counts(slot)]

    # --- segmentation and seats ---------------------------------------------------------------------------------

    def given(self, item: Item, window: str, option: Option) -> Literal:
        """The option is responsible for the item in the window."""
        return self._given[item, window, option]

    def bought(self, option: Option) -> Literal:
        """The offer is bought."""
        return self._bought[option]

    def offers(self) -> Iterable[tuple[Option, Literal]]:
        """Every offer with its variable."""
        return self._bought.items()

    def choices(self, post: str, demand: DemandClass) -> list[Literal]:
        """One literal per number of servers at a post in a class; exactly one holds."""
        return self._chosen[post, demand]

    def required(self, post: str, demand: DemandClass) -> Linear:
        """Seats required at a post in a class."""
        seats = self.instance.loads[post].seats
        return sum(n * literal for n, literal in zip(seats, self.choices(post, demand), strict=True))

    def unneeded(self, post: str, demand: DemandClass) -> Literal:
        """Nobody is required at the post in the class."""
        return self.choices(post, demand)[0]

    def manned(self) -> Mapping[tuple[Option, str, DemandClass], list[Literal]]:
        """Of each seat-hour offer, by post and class, one literal per number of servers; exactly one holds."""
        return self._manned

    # --- escalation ---------------------------------------------------------------------------------------------

    def holds(self, holder: str, level: int, period: int) -> Literal:
        """The holder has the level (number in the instance) in the period (number in the level)."""
        return self._holds[holder, level, period]

    def holding(self) -> Iterator[tuple[str, int, int, Literal]]:
        """Every (holder, level, period) with its variable."""
        for (holder, level, period), literal in self._holds.items():
            if holder in self.holders:
                yield holder, level, period, literal

    def everything(self) -> Iterator[Literal]:
        """All decision variables, in a fixed order."""
        for group in (self._sits, self._attends, self._on, self._bought, self._given, self._holds):
            yield from group.values()
        for choices in self._chosen.values():
            yield from choices


def _holders(instance: Instance) -> tuple[str, ...]:
    """Who may be on call: our people and every provider with an offer."""
    providers = sorted({option.party for option in instance.options if option.offer})
    return (*(employee.key for employee in instance.employees), *providers)
