"""A ward of three that is small enough to work out by hand, in the benchmark's text format."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.nrp.score import Row

WARD = """\
# Two weeks; D is eight hours, N ten, and no D on the day after N.
SECTION_HORIZON
14
SECTION_SHIFTS
D,480,
N,600,D
SECTION_STAFF
# at most so many of each; minutes; in a row; weekends
ann,D=14|N=0,3360,2400,4,2,2,1
ben,D=14|N=3,4320,2400,5,2,2,2
cem,D=2|N=14,4200,1200,4,1,3,1
SECTION_DAYS_OFF
ann,0
cem,3,4
SECTION_SHIFT_ON_REQUESTS
ann,2,D,3
ben,5,N,2
SECTION_SHIFT_OFF_REQUESTS
ben,1,D,4
SECTION_COVER
0,D,1,100,1
0,N,0,100,2
5,D,2,50,1
6,N,1,100,1
9,D,1,30,1
9,N,1,30,1
"""

LINES = {
    "ann": "- D D D - - -  D D D - - - -",  # 6 * 480 = 2880
    "ben": "D D - - N N -  - D D D - - -",  # 5 * 480 + 2 * 600 = 3600
    "cem": "N N - - - - N  N - - - N - -",  # 5 * 600 = 3000
}
"""A roster of the ward that keeps every hard rule."""


def rows_of(lines: Mapping[str, str]) -> list[Row]:
    """The rows that lines of cells say."""
    return [
        (who, day, shift)
        for who, line in lines.items()
        for day, shift in enumerate(line.split())
        if shift != "-"
    ]


TINY = """\
SECTION_HORIZON
7
SECTION_SHIFTS
D,480,
N,600,D
SECTION_STAFF
ann,D=7|N=2,2400,1440,3,2,2,1
ben,D=3|N=7,2700,960,4,1,2,0
SECTION_DAYS_OFF
ann,1
SECTION_SHIFT_ON_REQUESTS
ann,3,D,3
ben,2,N,2
SECTION_SHIFT_OFF_REQUESTS
ben,4,D,4
ann,5,N,1
SECTION_COVER
0,D,1,20,1
1,N,1,20,1
2,D,1,20,1
3,D,2,20,1
4,D,1,20,1
4,N,1,20,3
5,D,1,20,1
6,N,0,20,2
"""
