"""The escalation calendar has a lane for each level and a bar for each period."""

from __future__ import annotations

from planner.charts.escalation import escalation_calendar, escalation_table
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SCENARIO = tiny_scenario(
    start="2027-03-22",
    people={"ann": {"name": "Ann Lee"}, "ben": {"name": "Ben Moor"}},
    levels={"lead": {"title": "Shift lead", "rotation": "daily"}, "chief": {"title": "Chief"}},
    providers={"guard": {"title": "Guard"}},
)
PLAN = tiny_plan(SCENARIO, on_call={"lead": "ann ben ann ben ann ben guard", "chief": "ben"})


def test_periods_are_in_local_time_and_hours_are_elapsed() -> None:
    table = escalation_table(SCENARIO, PLAN)
    lead = table[table["level"] == "lead"]
    # Seven days change at 09:00; the first piece of nine hours joins the next: 33, 5 x 24 less the skipped hour, 15.
    assert lead["hours"].tolist() == [33, 24, 24, 24, 24, 23, 15]
    assert str(lead["end"].iloc[0]) == "2027-03-23 09:00:00"
    assert lead["name"].iloc[-1] == "Guard"


def test_each_period_is_a_bar_and_short_ones_carry_initials() -> None:
    figure = escalation_calendar(SCENARIO, PLAN)
    bars = [(lane, text) for trace in figure.data for lane, text in zip(trace.y, trace.text, strict=True)]
    assert len(bars) == 8
    # An eighth of seven days is 21 h: only the last daily bar (15 h) is shorter.
    assert sorted({text for lane, text in bars if lane.startswith("Shift lead")}) == [
        "Ann Lee",
        "Ben Moor",
        "G",
    ]
    assert figure.layout.yaxis.categoryarray == ("Shift lead<br>(IT)", "Chief<br>(IT)")
