"""Rules about one person that read a line day by day: what they remember, and what each further day breaks.

Written from the contracts in `planner.rules` alone. A rule that is not here is left out of the relaxed question, which
only lowers the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.rules.base import Rule, Strength
from planner.verifier.bound.people import Member
from planner.verifier.lines import Work

State = Hashable
Sight = Hashable
Day = tuple[Work, ...]
"""Duties that start on a local day: none, one, in history perhaps more."""


@dataclass(frozen=True)
class Automaton:
    """A rule for one person.

    `sees` is all that the rule knows of a day (an ordinal) and its duties; `step` gives from what was remembered and
    what is seen what is remembered next, and the excess that the day adds. `points` for each unit of it; None: a must.
    """

    rule: Rule
    start: State
    sees: Callable[[int, Day], Sight]
    step: Callable[[State, Sight], tuple[State, int]]

    @property
    def points(self) -> int | None:
        """Points for a unit of excess; None where none may be."""
        return None if self.rule.strength is Strength.MUST else self.rule.points

    def after(self, days: Mapping[int, Day], known: range) -> State:
        """What is remembered after the days of history; those are facts, so nothing of them is excess."""
        state = self.start
        for day in known:
            state, _ = self.step(state, self.sees(day, days.get(day, ())))
        return state


def _longest(rule: Rule, limit: int, counts: Callable[[Work], bool]) -> Automaton:
    """At most `limit` days in a row with a duty that counts; remembered is the run, which need not pass the limit."""

    def step(run: Any, such: Any) -> tuple[State, int]:
        return (min(run + 1, limit), int(run == limit)) if such else (0, 0)

    return Automaton(rule, 0, lambda _, works: any(map(counts, works)), step)


def _shortest(rule: Rule, least: int, inside: Callable[[Day], bool]) -> Automaton:
    """At least `least` days in a row; `least` is remembered where a run is long enough or its beginning unknown."""

    def step(run: Any, such: Any) -> tuple[State, int]:
        if such:
            return min(run + 1, least), 0
        return 0, least - run if run else 0

    return Automaton(rule, least, lambda _, works: inside(works), step)


def _pairs(rule: Rule, seen: Callable[[Work], Hashable], wrong: Callable[[Any, Any], bool]) -> Automaton:
    """Pairs of duties on two days in a row; remembered is what was seen yesterday."""

    def step(before: Any, after: Any) -> tuple[State, int]:
        return after, sum(wrong(one, other) for one in before for other in after)

    return Automaton(rule, (), lambda _, works: tuple(map(seen, works)), step)


def _min_rest(rule: Any, member: Member) -> Automaton:
    """Remembered is until when rest is owed, in minutes after the local midnight to come; 0 when it is over by then."""
    midnight = member.clock.midnight

    def sees(day: int, works: Day) -> Sight:
        today, tomorrow = midnight(day), midnight(day + 1)
        return tomorrow - today, tuple((work.start - today, work.end - tomorrow) for work in works)

    def step(owed: Any, seen: Any) -> tuple[State, int]:
        length, works = seen
        missing, until = 0, owed - length
        for start, end in works:
            missing += max(0, owed - start)
            until = max(until, end + rule.rest_minutes)
        return max(0, until), missing

    return Automaton(rule, 0, sees, step)


def _max_days_off(rule: Any, member: Member) -> Automaton:
    leave = member.leave_days

    def step(run: Any, busy: Any) -> tuple[State, int]:
        return (0, 0) if busy else (min(run + 1, rule.days), int(run == rule.days))

    return Automaton(rule, 0, lambda day, works: bool(works) or day in leave, step)


def _complete_weekends(rule: Any, _: Member) -> Automaton:
    def sees(day: int, works: Day) -> Sight:
        # Ordinals of Sundays are multiples of seven.
        return (day % 7 if day % 7 in (6, 0) else 1), bool(works)

    def step(saturday: Any, seen: Any) -> tuple[State, int]:
        weekday, works = seen
        if weekday == 6:
            return works, 0
        return False, int(weekday == 0 and works != saturday)

    return Automaton(rule, False, sees, step)


def _of_kind(rule: Any) -> Callable[[Work], bool]:
    return lambda work: (
        (not rule.kinds or work.kind in rule.kinds) and (not rule.shifts or work.shift in rule.shifts)
    )


def _long_of_kind(rule: Any) -> Callable[[Work], bool]:
    return lambda work: _of_kind(rule)(work) and work.end - work.start >= rule.length_minutes


def _forbidden(rule: Any, _: Member) -> Automaton:
    """Remembered is what must not follow; two pairs at once, which only history can have, count as one."""
    follow: dict[str, set[str]] = {}
    for first, second in rule.split():
        follow.setdefault(first, set()).add(second)

    def sees(_: int, works: Day) -> Sight:
        return frozenset(name for work in works for name in (work.kind, work.shift))

    def step(barred: Any, names: Any) -> tuple[State, int]:
        then = frozenset(second for name in names for second in follow.get(name, ()))
        return then, int(not barred.isdisjoint(names))

    return Automaton(rule, frozenset(), sees, step)


AUTOMATA: Mapping[str, Callable[[Any, Member], Automaton]] = {
    "min_rest": _min_rest,
    "max_consecutive_days": lambda rule, _: _longest(rule, rule.days, lambda _: True),
    "max_consecutive_nights": lambda rule, _: _longest(rule, rule.nights, lambda work: work.is_night),
    "max_consecutive_kind": lambda rule, _: _longest(rule, rule.duties, _long_of_kind(rule)),
    "forbidden_succession": _forbidden,
    "backward_rotation": lambda rule, _: _pairs(
        rule, lambda work: work.clock, lambda one, other: one - other > rule.tolerance_minutes
    ),
    "stable_start_times": lambda rule, _: _pairs(
        rule, lambda work: work.clock, lambda one, other: abs(one - other) > rule.tolerance_minutes
    ),
    "min_consecutive_days": lambda rule, _: _shortest(rule, rule.days, bool),
    "min_consecutive_days_off": lambda rule, _: _shortest(rule, rule.days, lambda works: not works),
    "min_consecutive_nights": lambda rule, _: _shortest(
        rule, rule.nights, lambda works: any(work.is_night for work in works)
    ),
    "min_consecutive_kind": lambda rule, _: _shortest(
        rule, rule.duties, lambda works: any(map(_of_kind(rule), works))
    ),
    "max_consecutive_days_off": _max_days_off,
    "complete_weekends": _complete_weekends,
}
"""Kinds that read a line day by day; made from a rule and the person that it is about."""

WANTING = frozenset(
    {
        "min_consecutive_days",
        "min_consecutive_days_off",
        "min_consecutive_nights",
        "min_consecutive_kind",
        "max_consecutive_days_off",
        "complete_weekends",
    }
)
"""Kinds that one duty less may break: they say nothing where duties may be added that are not of the roster."""
