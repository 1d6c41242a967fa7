"""Additive relative risk of an injury on a duty, from published accident trends; needs no assumption about sleep.

RI = 1 + (shift type - 1) + (duties in a row - 1) + (length - 1), after the additive model of Folkard and Lombardi
(2006), Am. J. Ind. Med. 49, with trends of Folkard and Tucker (2003), Occup. Med. 53. Whole hundredths of the risk of
a first morning shift of eight hours (100). This is not an index of the UK Health and Safety Executive. Rest breaks
inside a duty, which matter much, are not in a roster and not in the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from planner.fatigue.worked import DAY, Worked
from planner.units import round_half_up


@dataclass(frozen=True)
class RiskParameters:
    """Relative risks in hundredths. Sources disagree on nights in a row (106, 117, 136 and 108, 117, 128): edit them.

    `nights` and `days` are by place in a run of consecutive days, the last one for all further; a duty that is no night
    is an afternoon when it starts at `afternoon_from` (minutes after local midnight) or later. `lengths` are pairs
    (minutes, risk) by length, with straight lines between, the last line going on and the first risk below.
    """

    morning: int = 100
    afternoon: int = 115
    night: int = 130
    afternoon_from: int = 12 * 60
    nights: tuple[int, ...] = (100, 106, 117, 136)
    days: tuple[int, ...] = (100, 102, 104, 107)
    lengths: tuple[tuple[int, int], ...] = ((480, 100), (600, 113), (720, 127))

    def of_type(self, duty: Worked) -> int:
        """Risk of the time of day."""
        if duty.is_night:
            return self.night
        return self.afternoon if duty.clock >= self.afternoon_from else self.morning

    def of_run(self, is_night: bool, place: int) -> int:
        """Risk of the `place`-th night or other duty in a row, from 1."""
        risks = self.nights if is_night else self.days
        return risks[min(place, len(risks)) - 1]

    def of_length(self, minutes: int) -> int:
        """Risk of a length, rounded half up."""
        if minutes <= self.lengths[0][0]:
            return self.lengths[0][1]
        segments = list(pairwise(self.lengths))
        (start, low), (end, high) = next(
            (segment for segment in segments if minutes <= segment[1][0]), segments[-1]
        )
        return round_half_up(low + Fraction((high - low) * (minutes - start), end - start))


def risk_indices(line: Sequence[Worked], parameters: RiskParameters) -> tuple[int, ...]:
    """Risk index of each duty of one person, in hundredths, in the order of `line`.

    A run counts consecutive local days with a night, or with another duty; earlier duties are not known.
    """
    days = {is_night: {duty.day for duty in line if duty.is_night == is_night} for is_night in (True, False)}
    indices = []
    for duty in line:
        place = 1
        while duty.day - place * DAY in days[duty.is_night]:
            place += 1
        parts = (
            parameters.of_type(duty),
            parameters.of_run(duty.is_night, place),
            parameters.of_length(duty.minutes),
        )
        indices.append(100 + sum(part - 100 for part in parts))
    return tuple(indices)
