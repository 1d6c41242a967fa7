"""Whatever a plan holds, its files say it and give it back: any line, any instant, any sentence."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.files import read_plan, write_tables
from planner.plan.model import Duty, EscalationDuty, Plan, SeatSlot
from planner.scenario.base import Domain
from planner.scenario.scenario import Scenario
from tests.plan.sample import WINDOWS
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

# Weeks that end in the night with 02-03 skipped, in the one with 02-03 twice, and one without a change.
STARTS = ("2027-03-22", "2027-10-25", "2027-03-01")
SHIFTS = {"D": "07:00+12h long_day", "N": "19:00+12h-45m long_night", "M": "01:30+8h night"}

cell = st.sampled_from(["-", *SHIFTS])
line = st.lists(cell, min_size=7, max_size=7).map(" ".join)
# Every sign that UTF-8 can hold; half a surrogate pair is none.
sentence = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
formula = st.builds("{}{}".format, st.sampled_from("=+-@'\t\r\n＝＋－＠"), sentence)


def scenario_from(start: str) -> Scenario:
    """A week with two people, a provider, and two windows."""
    return tiny_scenario(
        start=start,
        shifts=SHIFTS,
        people=("ann", "ben"),
        windows=WINDOWS,
        providers={"mdr": {"offers": {"full": {}}}},
    )


def read_back(scenario: Scenario, plan: Plan) -> Plan:
    """The plan as its files say it."""
    with tempfile.TemporaryDirectory() as folder:
        write_tables(plan, scenario, Path(folder))
        return read_plan(Path(folder), scenario)


@st.composite
def spans(draw: st.DrawFn, scenario: Scenario) -> tuple[datetime, datetime]:
    """Any two different minutes of the horizon, in order."""
    minutes = (scenario.end - scenario.start) // timedelta(minutes=1)
    first, last = sorted(draw(st.lists(st.integers(0, minutes), min_size=2, max_size=2, unique=True)))
    return scenario.start + timedelta(minutes=first), scenario.start + timedelta(minutes=last)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Scenario, Plan]:
    """Any lines, slots of any length, holders, and reasons of any signs, formulas among them."""
    scenario = scenario_from(draw(st.sampled_from(STARTS)))
    plan = tiny_plan(
        scenario,
        lines={"ann": draw(line), "ben": draw(line)},
        responsible={
            f"mail triage {window}": draw(st.sampled_from(["internal", "mdr"])) for window in WINDOWS
        },
        bought=draw(st.sampled_from([{}, {"mdr": "full"}])),
    )
    roster = tuple(replace(duty, pinned=draw(st.booleans())) for duty in plan.roster)
    segmentation = tuple(replace(row, reason=draw(sentence | formula)) for row in plan.segmentation)
    seats = draw(
        st.lists(
            st.builds(
                lambda span, load, required, rostered, parties: SeatSlot(
                    "it_desk", span[0], span[1], load, required, rostered, parties
                ),
                spans(scenario),
                st.floats(0, 1e6),
                st.integers(0, 30),
                st.integers(0, 30),
                st.sampled_from(["internal", "mdr", "internal+mdr"]),
            ),
            max_size=4,
        )
    )
    escalation = draw(
        st.lists(
            st.builds(
                lambda span, holder, minutes: EscalationDuty(
                    Domain.IT, "lead", span[0], span[1], holder, minutes
                ),
                spans(scenario),
                st.sampled_from(["ann", "ben", "mdr"]),
                st.integers(0, 1000),
            ),
            max_size=4,
        )
    )
    return scenario, replace(
        plan,
        roster=tuple(sorted(roster)),
        segmentation=tuple(sorted(segmentation)),
        seats=tuple(sorted(seats)),
        escalation=tuple(sorted(escalation)),
    )


@given(plans())
def test_what_is_read_back_is_what_was_written(both: tuple[Scenario, Plan]) -> None:
    scenario, plan = both
    assert read_back(scenario, plan) == plan


@pytest.mark.parametrize(
    ("start", "hours"),
    # Saturday 19:00 to Sunday 07:00 by the clock, 45 minutes of it unpaid
    [("2027-03-22", 11), ("2027-10-25", 13), ("2027-03-01", 12)],
)
def test_a_night_of_a_clock_change_keeps_its_real_hours(start: str, hours: int) -> None:
    scenario = scenario_from(start)
    plan = tiny_plan(scenario, lines={"ann": "- - - - - N -"})
    (duty,) = read_back(scenario, plan).roster
    assert duty.end - duty.start == timedelta(hours=hours)
    assert duty.paid_minutes == hours * 60 - 45


def test_both_passes_of_a_doubled_hour_stay_apart() -> None:
    scenario = scenario_from("2027-10-25")
    # 31 October in Berlin: 02:30 is 00:30 UTC and, an hour later, 01:30 UTC
    first, second = datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    duty = Duty("ann", first, second, "it_desk", "M", 60)
    plan = replace(tiny_plan(scenario), roster=(duty,))
    assert read_back(scenario, plan).roster == (duty,)


@pytest.mark.parametrize(
    "reason", ["a\rb", "\r", "a\r\nb", "two\nlines", '"', "a;b", " ", "'=1", "''", "=cmd|' /C x'!A0"]
)
def test_no_sign_in_a_reason_breaks_its_row(reason: str) -> None:
    scenario = scenario_from("2027-03-01")
    plan = tiny_plan(scenario)
    told = replace(plan, segmentation=tuple(replace(row, reason=reason) for row in plan.segmentation))
    assert read_back(scenario, told) == told


def test_rows_end_with_a_line_feed_alone(tmp_path: Path) -> None:
    scenario = scenario_from("2027-03-01")
    write_tables(tiny_plan(scenario, lines={"ann": "D"}), scenario, tmp_path)
    assert b"\r" not in (tmp_path / "roster.csv").read_bytes()
