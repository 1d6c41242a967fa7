"""Whatever a small roster looks like: figures are finite and on their scales, and a week later they are the same."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.fatigue.figures import PersonFigures, fatigue_figures
from planner.fatigue.moments import Moment, moments_of
from planner.fatigue.screening import Screening, screening_figures
from planner.fatigue.sleep import SleepAssumptions
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {
    "D": "07:00+12h", "N": "19:00+12h", "E": "05:00+8h", "S": "08:00+8h30m-30m", "L": "14:00+8h", "W": "22:00+8h",
    "X": "00:00+10h",
}  # fmt: skip
BEGINS_BEFORE_NOON = {"E", "S", "D", "X"}

MONDAY = date(2027, 1, 11)
"""Weeks from here to mid-March, and history before it, are without a clock change in Berlin."""

WEEKS = 6


@st.composite
def lines(draw: st.DrawFn, days: int) -> str:
    """A line without duties that overlap: a night is never followed by a duty that begins before noon."""
    codes: list[str] = []
    for _ in range(days):
        code = draw(st.sampled_from(["-", "-", *SHIFTS]))
        after_night = bool(codes) and codes[-1] in {"N", "W"}
        codes.append("-" if after_night and code in BEGINS_BEFORE_NOON else code)
    return " ".join(codes)


@st.composite
def rosters(draw: st.DrawFn) -> dict[str, str]:
    """History and roster of one person; the history ends without a night."""
    return {
        "history": draw(lines(days=5)) + " -",
        "line": draw(lines(days=7)),
        "on_call": draw(st.sampled_from(["ann", "-"])),
    }


SLEEPS = st.sampled_from(
    [
        SleepAssumptions(),
        SleepAssumptions(nap=120),
        SleepAssumptions(call_out=60),
        SleepAssumptions(after_duty=180),
    ]
)


def world(roster: dict[str, str], start: date) -> tuple[Scenario, Plan]:
    scenario = tiny_scenario(
        start=start,
        shifts=SHIFTS,
        history={"ann": roster["history"]},
        levels={"plant": {"domain": "ot", "response_minutes": 15}},
    )
    return scenario, tiny_plan(scenario, lines={"ann": roster["line"]}, on_call={"plant": roster["on_call"]})


def everything(
    roster: dict[str, str], start: date, sleep: SleepAssumptions
) -> tuple[PersonFigures, Screening, tuple[Moment, ...]]:
    scenario, plan = world(roster, start)
    (figures,) = fatigue_figures(scenario, plan, sleep=sleep)
    (screening,) = screening_figures(scenario, plan, sleep=sleep)
    return figures, screening, moments_of(scenario, plan, "ann", sleep=sleep)


@settings(max_examples=60)
@given(rosters(), SLEEPS)
def test_figures_are_finite_and_on_their_scales(roster: dict[str, str], sleep: SleepAssumptions) -> None:
    figures, screening, moments = everything(roster, MONDAY, sleep)
    duties = sum(code != "-" for code in roster["line"].split())
    assert figures.duties == duties
    assert (figures.max_kss is None) == (screening.pressure is None) == (duties == 0)
    for kss in (kss for moment in moments for _, kss in (*moment.by_hour, (moment.at, moment.kss))):
        assert 1 <= kss <= 9
    for share in (figures.sleepy_share, figures.sleepy_ot_call_share):
        assert share is None or 0 <= share <= 1
    if figures.max_kss is not None and figures.mean_risk is not None and figures.max_risk is not None:
        # Somebody who has slept six to eight hours is neither wide awake nor at the end of the scale on every duty.
        assert 2 < figures.max_kss <= 9
        # From a first morning of 8 h (1.00) to a fourth night of 12 h (1.93).
        assert 100 <= figures.mean_risk <= figures.max_risk <= 193
    if screening.pressure is not None and screening.prior is not None and screening.likelihood is not None:
        assert 0 < screening.pressure.highest < 1
        assert math.isfinite(screening.prior.points)
        assert screening.prior.points >= 0
        assert screening.prior_duties <= duties
        assert 0 <= screening.likelihood.total <= 40
        assert screening.likelihood.most_night_in_week <= screening.likelihood.most_in_week


@settings(max_examples=40)
@given(rosters(), SLEEPS, st.integers(1, WEEKS))
def test_a_roster_moved_by_whole_weeks_has_the_same_figures(
    roster: dict[str, str], sleep: SleepAssumptions, weeks: int
) -> None:
    by = timedelta(weeks=weeks)
    figures, screening, moments = everything(roster, MONDAY, sleep)
    later, later_screening, later_moments = everything(roster, MONDAY + by, sleep)
    assert later == figures
    assert later_screening == moved(screening, by)
    assert [(one.at, one.kss, one.hours_awake) for one in later_moments] == [
        (one.at + by, one.kss, one.hours_awake) for one in moments
    ]


def moved(screening: Screening, by: timedelta) -> Screening:
    """The same figures, their instants later."""
    pressure, prior = screening.pressure, screening.prior
    if pressure is None or prior is None:
        return screening
    duty = prior.duty
    duty = replace(duty, start=duty.start + by, end=duty.end + by, day=duty.day + by)
    return replace(
        screening, pressure=replace(pressure, at=pressure.at + by), prior=replace(prior, duty=duty)
    )


def test_over_a_clock_change_a_night_is_not_the_same() -> None:
    """Why the weeks above have none: the night to Sunday 28 March has eleven hours, the week before twelve."""
    roster = {"history": "", "line": "- - - - - N -", "on_call": "-"}
    change, before = (
        everything(roster, start, SleepAssumptions())[0] for start in (date(2027, 3, 22), date(2027, 3, 15))
    )
    assert change.max_risk is not None
    assert before.max_risk is not None
    assert before.max_risk - change.max_risk == 7  # 1.27 for 12 h, 1.20 for 11 h
