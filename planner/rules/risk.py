"""Risk of an injury on a duty, relative to a first morning duty of eight hours."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope
from planner.rules.mix import ClockText

Percent = Annotated[int, Field(ge=50, le=1000)]
Length = Annotated[int, Field(gt=0, le=2880)]


class RiskIndex(Rule):
    """Risk index of each duty, in per cent of a first morning duty of eight hours: an optional rule.

    Index = 100 + (type - 100) + (place in the run - 100) + (length - 100). Type: night duty; else afternoon when it
    starts at `afternoon_from` local time or later; else morning. Place: local days in a row, up to this one, on each
    of which a night duty starts, or for any other duty a duty that is no night; the last number serves all further.
    Length: elapsed time from start to end, on straight lines between the points, rounded half up; the last line goes
    on, and a shorter duty than the first point counts as that. Excess: percentage points of each duty.

    The numbers are averages over many people and trades in published accident records. They say what a roster asks
    of anybody, know nothing of breaks, sleep, work load or of who is concerned, and must not be used to compare or
    rank people. Sources disagree on nights in a row (100, 106, 117, 136 and 100, 108, 117, 128), so all are
    parameters. This is not the withdrawn index of the UK Health and Safety Executive.
    """

    kind: Literal["risk_index"] = "risk_index"
    most_percent: Percent = Field(description="Highest index of a duty, per cent; exactly this is allowed")
    morning_percent: Percent = Field(default=100, description="Risk of a morning duty, per cent")
    afternoon_percent: Percent = Field(default=115, description="Risk of an afternoon duty, per cent")
    night_percent: Percent = Field(default=130, description="Risk of a night duty, per cent")
    afternoon_from: ClockText = Field(
        default="12:00", description="Duties that start from then on are afternoon duties, HH:MM"
    )
    night_run_percents: tuple[Percent, ...] = Field(
        default=(100, 106, 117, 136),
        min_length=1,
        description="Risk of the first night in a row, of the second and so on, per cent; never falling",
    )
    other_run_percents: tuple[Percent, ...] = Field(
        default=(100, 102, 104, 107),
        min_length=1,
        description="The same for other duties in a row",
    )
    lengths: tuple[Length, ...] = Field(
        default=(480, 600, 720), min_length=2, description="Lengths of duties, elapsed minutes; rising"
    )
    length_percents: tuple[Percent, ...] = Field(
        default=(100, 113, 127), description="Risk of each of these lengths, per cent; never falling"
    )
    stricter: ClassVar[Directions] = {
        "most_percent": "less",
        "morning_percent": "more",
        "afternoon_percent": "more",
        "night_percent": "more",
        "afternoon_from": "neither",
        "night_run_percents": "neither",
        "other_run_percents": "neither",
        "lengths": "neither",
        "length_percents": "neither",
    }
    card: ClassVar = RuleCard(
        title="Risk index",
        scope=Scope.PERSON,
        unit="%",
        says="The additive risk index of each duty is at most {most_percent} % (morning {morning_percent}, from "
        "{afternoon_from} {afternoon_percent}, night {night_percent}; nights in a row {night_run_percents}; other "
        "duties in a row {other_run_percents}; of {lengths} min {length_percents}).",
        boundary="Each duty of the roster; duties of history count to its run, and nothing is assumed after the "
        "horizon. Stand-by is no duty here, even where it is working time. Averages of accident records, no ranking "
        "of people.",
        sources=(
            "Folkard and Lombardi 2006, Am. J. Ind. Med. 49 (additive model)",
            "Folkard and Tucker 2003, Occup. Med. 53 (trends)",
        ),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _risks_never_fall(self) -> Self:
        for name in ("night_run_percents", "other_run_percents", "length_percents"):
            if any(earlier > later for earlier, later in pairwise(getattr(self, name))):
                raise ValueError(f"{name} fall; the risk of a longer run or duty is at least as high")
        if any(shorter >= longer for shorter, longer in pairwise(self.lengths)):
            raise ValueError("lengths do not rise from each to the next")
        if len(self.lengths) != len(self.length_percents):
            raise ValueError("length_percents are not as many as lengths")
        return self
