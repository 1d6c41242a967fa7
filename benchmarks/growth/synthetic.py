"""Instances in the text format of Curtois & Qu, of any size and alike but for that.

Modelled on the larger public ones: shifts forward in the day, six of them or more, most people qualified for some of
them, two to five shifts in a row, two days off, half of the weekends, leave in blocks, cover weights of 100 under and 1
over. From ten types on one in ten is a night, of which half of the people may do one a week.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

TYPES = 6
"""Types of shifts where none are asked for."""

MINUTES = 480
SHARE_ALLOWED = 0.7
"""Chance that a person may work a shift at all."""

SHARE_OF_NIGHTS = 0.5
"""Chance that a person works nights, of each type one a week."""

WEIGHTS = {"a": 2, "d": 4, "p": 2, "n": 1}
"""How often people are needed on a shift by its part of the day."""

MOST_A_WEEK, LEAST_A_WEEK = 4.5, 3.9
"""Shifts by contract."""

NEEDED = 0.6
"""People needed on a weekday as a share of all; two thirds of that at weekends. Contracts allow 0.64."""

LEAVE_DAYS_A_WEEK = 0.4
WISHES_A_DAY, REFUSALS_A_DAY = 0.25, 0.08
"""Requests for and against a shift, a person and day."""


def synthetic(people: int, days: int, types: int = TYPES, *, seed: int = 1) -> str:
    """The text of an instance; the same for the same numbers. `days` must be whole weeks."""
    if people < 1 or days < 7 or days % 7 or types < 1:
        raise ValueError("at least one person, one type of shift and whole weeks")
    return "\n".join(_lines(people, days, _shifts(types), random.Random(seed))) + "\n"


def _shifts(types: int) -> tuple[str, ...]:
    """Early `a`, day `d`, late `p` and night `n`; none may be followed by one of a letter before its own."""
    night = types // 10
    late = early = (types - night) // 3
    numbers = {"a": early, "d": types - early - late - night, "p": late, "n": night}
    return tuple(f"{part}{number}" for part, most in numbers.items() for number in range(1, most + 1))


def _earlier(first: str, second: str) -> bool:
    return "adpn".index(first[0]) < "adpn".index(second[0])


def _lines(people: int, days: int, shifts: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    names = [f"P{number}" for number in range(1, people + 1)]
    yield from ("SECTION_HORIZON", str(days), "SECTION_SHIFTS")
    for shift in shifts:
        earlier = [other for other in shifts if _earlier(other, shift)]
        yield f"{shift},{MINUTES},{'|'.join(earlier)}"
    yield "SECTION_STAFF"
    allowed = {name: _allowed(shifts, chance) for name in names}
    weeks = days // 7
    for name in names:
        limits = {shift: (weeks if shift[0] == "n" else days) for shift in allowed[name]}
        most_of = "|".join(f"{shift}={limits.get(shift, 0)}" for shift in shifts)
        most, least = round(MOST_A_WEEK * weeks), int(LEAST_A_WEEK * weeks)
        yield f"{name},{most_of},{most * MINUTES},{least * MINUTES},5,2,2,{max(1, weeks // 2)}"
    yield "SECTION_DAYS_OFF"
    absent = {name: _leave(days, chance) for name in names}
    for name in names:
        if absent[name]:
            yield ",".join([name, *map(str, sorted(absent[name]))])
    yield from _requests(names, days, allowed, absent, chance)
    yield "SECTION_COVER"
    for day in range(days):
        needed = NEEDED * people * (2 / 3 if day % 7 >= 5 else 1.0)
        counts = dict.fromkeys(shifts, 0)
        weights = [WEIGHTS[shift[0]] for shift in shifts]
        for shift in chance.choices(shifts, weights=weights, k=round(needed)):
            counts[shift] += 1
        yield from (f"{day},{shift},{number},100,1" for shift, number in counts.items())


def _allowed(shifts: tuple[str, ...], chance: random.Random) -> set[str]:
    """At least one early or day shift, so that nobody is without work."""
    works_nights = any(shift[0] == "n" for shift in shifts) and chance.random() < SHARE_OF_NIGHTS
    open_ = [shift for shift in shifts if works_nights or shift[0] != "n"]
    some = {shift for shift in open_ if chance.random() < SHARE_ALLOWED}
    return some | {chance.choice([shift for shift in shifts if shift[0] in "ad"])}


def _leave(days: int, chance: random.Random) -> set[int]:
    """Blocks of one to five days, one in ten days of the horizon at most."""
    absent: set[int] = set()
    for _ in range(round(LEAVE_DAYS_A_WEEK * days / 7 / 3)):
        first = chance.randrange(days)
        block = set(range(first, min(days, first + chance.randint(1, 5))))
        if len(absent | block) <= days // 10:
            absent |= block
    return absent


def _requests(
    names: list[str],
    days: int,
    allowed: dict[str, set[str]],
    absent: dict[str, set[int]],
    chance: random.Random,
) -> Iterator[str]:
    for section, share in (("ON", WISHES_A_DAY), ("OFF", REFUSALS_A_DAY)):
        yield f"SECTION_SHIFT_{section}_REQUESTS"
        for name in names:
            for day in range(days):
                if chance.random() < share and day not in absent[name]:
                    yield f"{name},{day},{chance.choice(sorted(allowed[name]))},{chance.randint(1, 3)}"
