"""The roster picture shows each duty, leave, holiday and on-call period where it belongs."""

from __future__ import annotations

import plotly.graph_objects as go

from planner.charts.roster import roster_grid, roster_table
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

# 22 to 28 March 2027: Good Friday on the 26th, and the clocks go forward in the night to Sunday, the 28th.
SCENARIO = tiny_scenario(
    start="2027-03-22",
    people=["ann", "ben"],
    leave={"ben": "2027-03-22..2027-03-23"},
    holidays=["2027-03-26"],
)
PLAN = tiny_plan(SCENARIO, lines={"ann": "D D - - - N", "ben": "- - N"}, on_call={"lead": "ben"})


def letters(figure: go.Figure) -> dict[tuple[int, int], str]:
    """What is written in the cells, by (row, column)."""
    return {
        (row, column): text
        for trace in figure.data
        if trace.type == "heatmap"
        for row, line in enumerate(trace.text)
        for column, text in enumerate(line)
        if text
    }


def test_each_duty_stands_on_the_day_on_which_it_starts() -> None:
    shown = letters(roster_grid(SCENARIO, PLAN))
    duties = {(0, 0): "D", (0, 1): "D", (0, 5): "N", (1, 2): "N"}
    leave = {(1, 0): "–", (1, 1): "–"}
    assert shown == duties | leave


def test_the_table_has_a_row_for_each_person_and_day_with_local_times() -> None:
    table = roster_table(SCENARIO, PLAN)
    assert len(table) == 2 * 7
    night = table[(table["person"] == "ann") & (table["shift"] == "N")].iloc[0]
    # Saturday 19:00 to Sunday 07:00 by the clock, of which the change takes one hour
    assert (str(night["start"]), str(night["end"])) == ("2027-03-27 19:00:00", "2027-03-28 07:00:00")
    assert night["paid_hours"] == 11
    assert table[table["holiday"] != ""]["day"].map(str).unique().tolist() == ["2027-03-26"]


def test_an_on_call_period_is_a_line_in_the_row_of_its_holder() -> None:
    (line,) = (trace for trace in roster_grid(SCENARIO, PLAN).data if trace.name == "On call")
    # Row 1 is ben; the period lasts the whole week, from the left edge of day 0 to the right edge of day 6.
    assert {y for y in line.y if y is not None} == {1.43}
    ends = [x for x in line.x if x is not None]
    assert (round(ends[0], 2), round(ends[-1], 2)) == (-0.46, 6.46)


def test_two_duties_on_one_day_are_both_shown() -> None:
    plan = tiny_plan(SCENARIO, lines={"ann": "D+N"})
    assert letters(roster_grid(SCENARIO, plan))[0, 0] == "D+N"


def test_weekend_and_holiday_are_shaded() -> None:
    shaded = sorted(shape.x0 + 0.5 for shape in roster_grid(SCENARIO, PLAN).layout.shapes)
    assert shaded == [4, 5, 6]  # Friday the 26th, Saturday, Sunday


def test_a_name_cannot_bring_markup_into_the_picture() -> None:
    scenario = tiny_scenario(people={"eve": {"name": "<b onclick=x>Eve</b>"}})
    figure = roster_grid(scenario, tiny_plan(scenario, lines={"eve": "D"}))
    assert figure.layout.yaxis.ticktext == ("&lt;b onclick=x&gt;Eve&lt;/b&gt;",)
    assert "<b onclick" not in figure.to_json()
