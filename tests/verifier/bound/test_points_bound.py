"""The judge's own bound on points: never above the optimum whatever the prices, equal to it where they are right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.certificate import CountPrice, LineFloor, PointsPrices, ShiftPrice
from planner.rules.base import Rule
from planner.rules.catalogue import RULE_KINDS
from planner.scenario.scenario import Scenario
from planner.verifier.bound.people import Staff
from planner.verifier.bound.points import points_bound
from tests.support.tiny import tiny_scenario
from tests.verifier.bound.brute import least_points

MONDAY = date(2027, 3, 1)
SHIFTS = {"D": "08:00+8h", "N": "22:00+8h night"}
FAR = 10**12
"""More than any line costs: then every line is followed with its counts."""

KINDS = {kind.model_fields["kind"].default: kind for kind in RULE_KINDS}


def rule(kind: str, **given: Any) -> Rule:
    return KINDS[kind](**given)


def should(kind: str, points: int, **given: Any) -> Rule:
    return rule(kind, strength="should", points=points, **given)


ONE_A_DAY = (rule("one_duty_a_day"), rule("leave"))
COVER = (should("preferred_cover", 1), should("requests", 1))


def bound(scenario: Scenario, *, claim: int | None = None, **prices: Any) -> int | None:
    lines = (
        ()
        if claim is None
        else tuple(LineFloor(person=record.person, least=claim) for record in scenario.staff)
    )
    return points_bound(Staff(scenario), PointsPrices(bound=0, scale=10, lines=lines, **prices))


def test_the_worked_week() -> None:
    """Two are wanted on D on each of two days, 3 points for each missing; ann works one day of the week at most.

    At 3 points a duty (30 parts) ann's best line earns 3, so lines come to -3 and rows to (2 * 3) * 2 = 12 each way:
    12 - 3 = 9. The best plan has ann on one of the days: 3 + 6 = 9 points.
    """
    scenario = tiny_scenario(
        shifts={"D": "08:00+8h"},
        rules=[*ONE_A_DAY, *COVER, rule("duty_count", maximum_duties=1)],
        preferred_cover=["2027-03-01 D 2 3 0", "2027-03-02 D 2 3 0"],
    )
    rows = tuple(ShiftPrice(date=MONDAY + timedelta(days=n), shift="D", price=-30) for n in (0, 1))
    assert bound(scenario, cover=rows, claim=FAR) == 9
    # With nothing said of lines, the price of the count alone: 3 a duty, given back once.
    count = (CountPrice(person="ann", rule="duty_count", price=30),)
    assert bound(scenario, cover=rows, counts=count) == 9
    # No price on the count: ann works on both days, 12 - 6.
    assert bound(scenario, cover=rows) == 6
    # No prices at all: one person leaves each row one short.
    assert bound(scenario) == 6
    assert least_points(scenario) == 9


PERSONAL: list[Callable[[], Rule]] = [
    lambda: should("max_consecutive_days", 3, days=2),
    lambda: rule("max_consecutive_days", days=2),
    lambda: should("max_consecutive_nights", 3, nights=1),
    lambda: should("max_consecutive_kind", 3, kinds=["night"], duties=1),
    lambda: should("min_consecutive_days", 3, days=3),
    lambda: rule("min_consecutive_days", days=2),
    lambda: should("min_consecutive_days_off", 3, days=3),
    lambda: rule("min_consecutive_days_off", days=2),
    lambda: should("max_consecutive_days_off", 3, days=2),
    lambda: should("min_consecutive_nights", 3, nights=2),
    lambda: should("min_consecutive_kind", 3, shifts=["D"], duties=3),
    lambda: should("forbidden_succession", 3, pairs=["night>D", "D>N"]),
    lambda: rule("forbidden_succession", pairs=["N>day"]),
    lambda: should("backward_rotation", 3),
    lambda: should("stable_start_times", 3, tolerance_minutes=60),
    lambda: should("complete_weekends", 3),
    lambda: rule("kind_limit", kinds=["night"], duties=1),
    lambda: should("kind_limit", 3, shifts=["D"], duties=1),
    lambda: should("duty_count", 3, minimum_duties=4, maximum_duties=4),
    lambda: rule("duty_count", minimum_duties=3, maximum_duties=3),
    lambda: should("max_weekends", 3, weekends=0),
    lambda: rule("free_weekends", free=1, weekends=1),
    lambda: rule("period_hours", minimum_minutes=900, maximum_minutes=1500),
    lambda: rule("contract_hours", minimum_percent=50, maximum_percent=70),
    lambda: rule("max_shift_length", work_minutes=400),
    lambda: rule("no_nights"),
    lambda: rule("post_qualification"),
]
ROWS = [
    "2027-03-02 D 1 9 2",
    "2027-03-03 N 1 7 1",
    "2027-03-04 D 0 1 4",
    "2027-03-06 D 1 8 1",
    "2027-03-07 N 1 5 1",
]
WISHES = ["ann 2027-03-03 avoid N 4", "ann 2027-03-06 want any 3", "ann 2027-03-07 want D 6"]


def one_person(*rules: Rule) -> Scenario:
    """ann is away on Monday and Friday, and worked the night before."""
    return tiny_scenario(
        shifts=SHIFTS,
        people={"ann": {"restrictions": ["no_nights"] if rules[0].kind == "no_nights" else []}},
        rules=[*ONE_A_DAY, *COVER, *rules],
        leave={"ann": "2027-03-05"},
        history={"ann": "- D N"},
        preferred_cover=ROWS,
        requests=WISHES,
    )


def right_prices(scenario: Scenario) -> tuple[ShiftPrice, ...]:
    """With one person a row has one or none, so a line through both is all there is to its cost."""
    return tuple(
        ShiftPrice(
            date=row.date,
            shift=row.shift,
            price=10 * (row.over_points if row.preferred == 0 else -row.under_points),
        )
        for row in scenario.preferred_cover
    )


@pytest.mark.parametrize("make", PERSONAL, ids=lambda make: make().sentence()[:40])
def test_with_right_prices_the_bound_is_the_optimum_of_one_person(make: Callable[[], Rule]) -> None:
    scenario = one_person(make())
    best = least_points(scenario)
    assert best is not None
    assert bound(scenario, cover=right_prices(scenario), claim=FAR) == best
    zero = bound(scenario)
    assert zero is not None
    assert zero <= best


PRICE = st.integers(-120, 120)


@settings(max_examples=40)
@given(data=st.data())
def test_no_prices_prove_more_than_is_true(data: st.DataObject) -> None:
    makers = data.draw(st.lists(st.sampled_from(PERSONAL[:24]), max_size=4))
    rules = {made.id: made for made in (make() for make in makers)}
    scenario = tiny_scenario(
        shifts=SHIFTS,
        people=("ann", "ben"),
        rules=[*ONE_A_DAY, *COVER, *rules.values()],
        leave={"ann": "2027-03-04..2027-03-07", "ben": "2027-03-01..2027-03-03"},
        history=data.draw(st.sampled_from([{}, {"ann": "N N"}, {"ben": "D D -"}])),
        preferred_cover=[*ROWS, "2027-03-05 D 2 9 1"],
        requests=WISHES,
    )
    cover = tuple(
        ShiftPrice(date=row.date, shift=row.shift, price=data.draw(PRICE)) for row in scenario.preferred_cover
    )
    counts = tuple(
        CountPrice(person=who, rule=name, price=data.draw(PRICE) // (60 if "hours" in name else 1))
        for who in ("ann", "ben")
        for name in rules
    )
    best = least_points(scenario)
    claim = data.draw(st.sampled_from([None, 0, 40, FAR]))
    found = bound(scenario, cover=cover, counts=counts, claim=claim)
    if found is None:
        assert best is None
    elif best is not None:
        assert found <= best


def test_without_a_rule_of_one_duty_a_day_nothing_is_proved() -> None:
    scenario = tiny_scenario(
        rules=[*COVER, rule("duty_count", maximum_duties=0)], preferred_cover=["2027-03-01 D 1 3 0"]
    )
    rows = (ShiftPrice(date=MONDAY, shift="D", price=-30),)
    assert bound(scenario, cover=rows, claim=FAR) == 0


def test_a_count_that_time_on_call_may_add_to_asks_for_nothing() -> None:
    """A level on site is working time: it may give ann the hours that no duty gives."""
    given = {
        "rules": [*ONE_A_DAY, *COVER, rule("period_hours", minimum_minutes=480, maximum_minutes=4800)],
        "preferred_cover": [f"2027-03-0{day} D 0 0 5" for day in range(1, 8)],
        "shifts": {"D": "08:00+8h"},
    }
    prices = tuple(ShiftPrice(date=MONDAY + timedelta(days=n), shift="D", price=50) for n in range(7))
    at_home = tiny_scenario(levels={"lead": {"response_minutes": 60}}, **given)  # type: ignore[arg-type]
    on_site = tiny_scenario(levels={"lead": {"on_site": True}}, **given)  # type: ignore[arg-type]
    assert bound(at_home, cover=prices, claim=FAR) == 5
    assert bound(on_site, cover=prices, claim=FAR) == 0


def test_nobody_has_a_line_where_a_must_asks_for_the_impossible() -> None:
    scenario = tiny_scenario(
        rules=[*ONE_A_DAY, rule("duty_count", minimum_duties=8, maximum_duties=9)], shifts={"D": "08:00+8h"}
    )
    assert least_points(scenario) is None
    # A count is no memory, so the bound may be finite; what it must not be is wrong where there is a plan.
    assert bound(scenario, claim=FAR) is not None
