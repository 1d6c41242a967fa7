"""Instances in the text format of Curtois & Qu, of any size and alike but for that.

Modelled on the larger public ones: six shifts forward in the day, most people qualified for some of them, two to five
shifts in a row, two days off, half of the weekends, leave in blocks, cover weights of 100 under and 1 over.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

SHIFTS = ("a1", "a2", "d1", "d2", "p1", "p2")
"""Two early, two day, two late; none may be followed by one that is earlier in the day."""

MINUTES = 480
SHARE_ALLOWED = 0.7
"""Chance that a person may work a shift at all."""

MOST_A_WEEK, LEAST_A_WEEK = 4.5, 3.9
"""Shifts by contract."""

NEEDED = 0.6
"""People needed on a weekday as a share of all; two thirds of that at weekends. Contracts allow 0.64."""

LEAVE_DAYS_A_WEEK = 0.4
WISHES_A_DAY, REFUSALS_A_DAY = 0.25, 0.08
"""Requests for and against a shift, a person and day."""


def synthetic(people: int, days: int, seed: int = 1) -> str:
    """The text of an instance; the same for the same numbers. `days` must be whole weeks."""
    if people < 1 or days < 7 or days % 7:
        raise ValueError("at least one person and whole weeks")
    return "\n".join(_lines(people, days, random.Random(seed))) + "\n"


def _lines(people: int, days: int, chance: random.Random) -> Iterator[str]:
    names = [f"P{number}" for number in range(1, people + 1)]
    yield from ("SECTION_HORIZON", str(days), "SECTION_SHIFTS")
    for shift in SHIFTS:
        earlier = [other for other in SHIFTS if other[0] < shift[0]]
        yield f"{shift},{MINUTES},{'|'.join(earlier)}"
    yield "SECTION_STAFF"
    allowed = {name: _allowed(chance) for name in names}
    weeks = days // 7
    for name in names:
        most_of = "|".join(f"{shift}={days if shift in allowed[name] else 0}" for shift in SHIFTS)
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
        counts = dict.fromkeys(SHIFTS, 0)
        for shift in chance.choices(SHIFTS, weights=(2, 2, 4, 4, 2, 2), k=round(needed)):
            counts[shift] += 1
        yield from (f"{day},{shift},{number},100,1" for shift, number in counts.items())


def _allowed(chance: random.Random) -> set[str]:
    """At least one early or day shift, so that nobody is without work."""
    return {shift for shift in SHIFTS if chance.random() < SHARE_ALLOWED} | {chance.choice(SHIFTS[:4])}


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
