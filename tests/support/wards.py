"""Small wards in the benchmark's text format, drawn at random."""

from __future__ import annotations

import random

from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.text import parse_instance
from planner.instance import Instance, compile_instance


def compiled(text: str) -> Instance:
    """The instance of a text in the benchmark's format."""
    return compile_instance(to_scenario(parse_instance(text), "ward"))


def random_ward(seed: int) -> str:
    """Five people, two weeks, two shift types, with limits, days off, wishes and cover drawn at random."""
    draw = random.Random(seed)
    staff = [
        f"p{n},D=14|N={draw.randint(0, 5)},{480 * draw.randint(7, 10)},{480 * draw.randint(2, 5)},"
        f"{draw.randint(4, 6)},{draw.randint(1, 2)},{draw.randint(1, 3)},{draw.randint(1, 2)}"
        for n in range(5)
    ]
    wishes = [f"p{draw.randrange(5)},{day},{draw.choice('DN')},{draw.randint(1, 4)}" for day in range(14)]
    cover = [f"{day},{shift},{draw.randint(0, 2)},100,1" for day in range(14) for shift in "DN"]
    sections = {
        "HORIZON": ["14"],
        "SHIFTS": ["D,480,", "N,480,D"],
        "STAFF": staff,
        "DAYS_OFF": [f"p{n},{draw.randrange(14)}" for n in range(5)],
        "SHIFT_ON_REQUESTS": sorted(set(wishes[::2])),
        "SHIFT_OFF_REQUESTS": sorted(set(wishes[1::2])),
        "COVER": cover,
    }
    return "".join(f"SECTION_{name}\n" + "\n".join(lines) + "\n" for name, lines in sections.items())
