"""The statement as a whole: it adds up, in whatever order the plan is written, and agrees with the solver's count."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.cost import price
from planner.instance import compile_instance
from planner.plan.model import Assignment, ContractChoice, Plan
from planner.scenario.base import INTERNAL, DayName, Phase
from planner.scenario.pay import PremiumDay
from planner.scenario.scenario import Scenario
from planner.scenario.work import Shape
from planner.solver.score import money_of
from planner.units import minor_to_money, show_clock
from tests.cost.kit import OFFICE, ON_CALL_POST
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import on_call_periods, tiny_plan, work_items

PEOPLE = ("ann", "ben", "cem")
SHIFTS = {
    "E": "06:00+8h30m-30m early",
    "D": "07:00+12h-45m long_day",
    "N": "19:00+12h-45m long_night",
    "L": "21:45+9h20m-25m night",
}

# Weeks with both clock changes, Easter and a New Year among them.
STARTS = ("2027-03-01", "2027-03-22", "2027-10-25", "2026-12-28", "2027-11-01")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")

SITES: Given = {
    "west": {"title": "west", "zone": "America/New_York", "country": "US"},
    "east": {"title": "east", "zone": "Asia/Kolkata", "country": "IN"},
}

money = st.integers(0, 20_000).map(minor_to_money)
# To the minute, also inside an hour that a clock change skips or doubles.
edges = st.integers(0, 1439) | st.sampled_from([90, 105, 120, 135, 150, 165, 180])


@st.composite
def premia(draw: st.DrawFn) -> dict[str, Given]:
    """Up to four premia with any days and any clock spans, past midnight too."""
    found: dict[str, Given] = {}
    for key in ("night", "sunday", "extra", "more")[: draw(st.integers(0, 4))]:
        start, end = draw(edges), draw(edges)
        day = draw(st.sampled_from([day.value for day in PremiumDay]))
        found[key] = {
            "title": key,
            "percent": draw(st.integers(1, 150)),
            "day": day,
            "dates": ["12-31", "01-01", "03-02", "11-01"] if day == "dates" else [],
            "group": draw(st.sampled_from([None, "a", "b"])),
            "started_before_midnight": draw(st.booleans()),
            "grades": draw(st.sampled_from([[], ["staff"], ["hourly"]])),
            "in_regular_rate": draw(st.booleans()),
            "from": show_clock(start),
            "to": show_clock(end if end != start else (start + 60) % 1440),
        }
    return found


@st.composite
def on_costs(draw: st.DrawFn) -> Given:
    """One percentage, or up to two components with an allowance, a ceiling, both or neither."""
    if draw(st.booleans()):
        return {"on_cost_percent": draw(st.integers(0, 40))}
    found: dict[str, Given] = {}
    for key in ("ni", "pension")[: draw(st.integers(0, 2))]:
        allowance = draw(st.sampled_from([0, 500_000, 624_000]))
        ceiling = draw(st.none() | st.integers(allowance + 1, 6_000_000))
        found[key] = {
            "title": key,
            "percent": Decimal(draw(st.integers(0, 10_000))) / 100,
            "from": minor_to_money(allowance),
            "to": None if ceiling is None else minor_to_money(ceiling),
        }
    return {"on_cost_percent": 0, "on_costs": found}


@st.composite
def overtime(draw: st.DrawFn) -> Given:
    """Overtime by contract or by week, with tiers, any start of the week, and the regular rate or not."""
    percent = draw(st.integers(0, 100))
    daily = [{"over_minutes": 480, "percent": percent}, {"over_minutes": 600, "percent": percent + 50}]
    further = [{"over_minutes": 240, "percent": percent + 25}]
    found: dict[str, object] = {
        "basis": draw(st.sampled_from(["contract_horizon", "workweek"])),
        "percent": percent,
        "weekly_minutes": draw(st.sampled_from([600, 2400])),
        "daily": daily[: draw(st.integers(0, 2))],
        "further": further[: draw(st.integers(0, 1))],
    }
    if found["basis"] == "workweek":
        days = st.sampled_from([day.value for day in DayName])
        found["workweek"] = draw(
            st.none() | st.fixed_dictionaries({"day": days, "from": edges.map(show_clock)})
        )
        found["regular_rate"] = draw(st.booleans())
    return found


@st.composite
def grades(draw: st.DrawFn) -> dict[str, Given]:
    """A salaried grade and an hourly one."""
    return {
        key: {"title": key, "hourly_rate": draw(money), "salaried": key == "staff"}
        for key in ("staff", "hourly")
    }


@st.composite
def offers(draw: st.DrawFn) -> Given:
    """An offer with each kind of price, or without."""
    included = draw(st.none() | st.integers(0, 60))
    return {
        "monthly_fee": draw(money),
        "included_cases": included,
        "overage_price": "0.00" if included is None else draw(money),
        "case_price": draw(money),
        "seat_hour_price": draw(money),
        "hand_back_share": draw(st.integers(0, 100)) / 100,
    }


@st.composite
def categories(draw: st.DrawFn) -> dict[str, Given]:
    """One or two alert categories whose load eight desks carry."""
    found: dict[str, Given] = {}
    for key in ("mail", "scada")[: draw(st.integers(1, 2))]:
        urgent = draw(st.integers(0, 100))
        found[key] = {
            "per_day": draw(st.integers(1, 400)) / 10,
            "shape": draw(st.sampled_from([shape.value for shape in Shape])),
            "triage_minutes": draw(st.integers(1, 15)),
            "escalated_share": draw(st.sampled_from([0, 0.13, 0.5])),
            "investigation_minutes": draw(st.sampled_from([0, 25])),
            "incident_share": draw(st.sampled_from([0, 0.02])),
            "response_minutes": 130,
            "p1": urgent / 2,
            "p2": urgent / 2,
            "p3": 100 - urgent,
            "p4": 0,
        }
    return found


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Small scenarios in which everything that is billed may occur."""
    start, days = draw(st.sampled_from(STARTS)), draw(st.sampled_from([7, 14]))
    first = date.fromisoformat(start)
    some_day = st.integers(0, days - 1).map(lambda n: date.fromordinal(first.toordinal() + n))
    terms: Given = {
        "hourly_stipend": draw(money),
        "stipend_per_period": draw(money),
        "weekend_stipend": draw(money),
        "holiday_stipend": draw(money),
        "call_out_hourly": draw(money),
        "call_out_minimum_minutes": draw(st.integers(1, 240)),
    }
    past = st.lists(st.sampled_from(["-", *SHIFTS]), min_size=5, max_size=5).map(" ".join)
    leave = draw(st.dictionaries(st.sampled_from(PEOPLE), some_day.map(str), max_size=2))
    deferred = draw(st.sampled_from(["business", None]))
    return tiny_scenario(
        start=start,
        days=days,
        zone=draw(st.sampled_from(ZONES)),
        shifts=SHIFTS,
        people={
            "ann": {"weekly_minutes": draw(st.integers(100, 3000))},
            "ben": {"grade": "hourly", "weekly_minutes": 1203},
            "cem": {"grade": "hourly", "site": draw(st.sampled_from([None, "west", "east"]))},
        },
        facts={"sites": SITES},
        leave=leave,
        history={"ann": draw(past), "ben": draw(past)},
        holidays=draw(st.lists(some_day, max_size=2)),
        windows=OFFICE,
        posts={"it_desk": {**ON_CALL_POST, "deferred_to": deferred}},
        categories=draw(categories()),
        levels={"lead": {"rotation": draw(st.sampled_from(["daily", "weekly"])), "provider_may_hold": True}},
        providers={"mdr": {"offers": {"full": draw(offers()), "part": draw(offers())}}},
        targets={"minutes": 480, "percentile": 0.5},
        pay={
            "grades": draw(grades()),
            **draw(on_costs()),
            "premia": draw(premia()),
            "combination": draw(st.sampled_from(["highest", "add"])),
            "overtime": draw(overtime()),
            "on_call": {"lead": terms},
            "shift_allowances": draw(st.dictionaries(st.sampled_from(["night", "long_day"]), money)),
            "per_head": {"licence": {"title": "licence", "per_year": draw(money), "grades": ["hourly"]}},
            "turnover": draw(
                st.none()
                | st.fixed_dictionaries({"percent_per_year": st.integers(0, 60), "replacement_cost": money})
            ),
        },
    )


@st.composite
def plans(draw: st.DrawFn, scenario: Scenario) -> Plan:
    """Any plan of a scenario: nothing in it need make sense, but all of it is billed."""
    cell = st.sampled_from(["-", "-", *SHIFTS])
    days = len(scenario.days)
    lines = {
        person: " ".join(draw(st.lists(cell, min_size=days, max_size=days)))
        for person in draw(st.sets(st.sampled_from(PEOPLE)))
    }
    (level,) = scenario.facts.escalation
    holders = st.sampled_from(["-", "mdr", *PEOPLE])
    on_call = {level.level: " ".join(draw(holders) for _ in on_call_periods(scenario, level))}
    bought: Mapping[str, str] = draw(st.sampled_from([{}, {"mdr": "full"}, {"mdr": "part"}]))
    parties = st.sampled_from([INTERNAL, *bought])
    responsible = {
        f"{category} {phase.value} {window}": draw(parties)
        for category, phase in work_items(scenario)
        for window in OFFICE
    }
    plan = tiny_plan(scenario, lines=lines, on_call=on_call, bought=bought, responsible=responsible)
    # By the clock of a site a shift of the first or last day may begin outside the horizon.
    inside = (duty for duty in plan.roster if scenario.start <= duty.start < scenario.end)
    return replace(plan, roster=tuple(inside))


asked_and_answered = scenarios().flatmap(lambda scenario: st.tuples(st.just(scenario), plans(scenario)))


@given(asked_and_answered)
def test_the_total_is_what_the_solver_counts_to_the_cent(both: tuple[Scenario, Plan]) -> None:
    scenario, plan = both
    assert price(scenario, plan).total == money_of(compile_instance(scenario), plan)


@pytest.mark.parametrize(
    ("start", "span", "total"),
    [
        # Base pay of 40 h and on-costs are 1440.00; an hour of the premium is 30.00 x 25 % and 20 %, so 9.00.
        # Saturday 19:00 to Sunday 07:00 without 02-03: the clock shows 02:30 never, and 03:00 to 06:00 for 3 h
        ("2027-03-22", ("02:30", "06:00"), 144_000 + 3 * 900),
        ("2027-03-22", ("20:00", "02:30"), 144_000 + 6 * 900),
        # With 02-03 twice it shows 02:30 to 03:00 twice, and 02:00 to 02:30 twice
        ("2027-10-25", ("02:30", "06:00"), 144_000 + 4 * 900),
        ("2027-10-25", ("20:00", "02:30"), 144_000 + 7 * 900),
    ],
)
def test_a_premium_that_starts_or_ends_in_a_skipped_or_doubled_hour_goes_by_the_clock_shown(
    start: str, span: tuple[str, str], total: int
) -> None:
    premium: Given = {"title": "night", "percent": 25, "from": span[0], "to": span[1]}
    scenario = tiny_scenario(start=start, pay={"premia": {"night": premium}})
    plan = tiny_plan(scenario, lines={"ann": "- - - - - N"})
    assert price(scenario, plan).total == total
    assert money_of(compile_instance(scenario), plan) == total


@given(asked_and_answered, st.integers(0, 99))
def test_the_order_of_a_plans_rows_does_not_matter(both: tuple[Scenario, Plan], seed: int) -> None:
    scenario, plan = both
    shuffle = random.Random(seed)
    shuffled = replace(
        plan,
        roster=tuple(shuffle.sample(plan.roster, len(plan.roster))),
        segmentation=tuple(shuffle.sample(plan.segmentation, len(plan.segmentation))),
        escalation=tuple(shuffle.sample(plan.escalation, len(plan.escalation))),
    )
    assert price(scenario, shuffled) == price(scenario, plan)


@given(
    scenarios(),
    st.lists(
        st.builds(
            Assignment,
            st.just("mail"),
            st.sampled_from(Phase),
            st.sampled_from(sorted(OFFICE)),
            st.sampled_from([INTERNAL, "mdr"]),
        ),
        max_size=8,
    ),
    st.lists(st.builds(ContractChoice, st.just("mdr"), st.sampled_from(["full", "part"])), max_size=2),
)
def test_a_plan_edited_out_of_shape_still_has_a_price(
    scenario: Scenario, rows: list[Assignment], contracts: list[ContractChoice]
) -> None:
    # Rows doubled or missing, a provider without a contract or with two: breaches, and priced as they stand
    plan = replace(tiny_plan(scenario), segmentation=tuple(rows), contracts=tuple(contracts))
    assert price(scenario, plan).total >= 0


@given(asked_and_answered)
def test_lines_are_sorted_never_doubled_and_add_up_by_party_and_by_item(
    both: tuple[Scenario, Plan],
) -> None:
    statement = price(*both)
    keys = [(line.party, line.who, line.item, line.unit) for line in statement.lines]
    assert keys == sorted(set(keys))
    assert statement.total == sum(statement.by_party().values()) == sum(statement.by_item().values())


def test_the_statement_names_currency_days_and_an_average_month() -> None:
    scenario = tiny_scenario(days=14, facts={"currency": "CHF"})
    statement = price(scenario, tiny_plan(scenario))
    assert (statement.currency, statement.days) == ("CHF", 14)
    assert statement.total == 288_000  # 80 h x 30.00 and 20 %
    assert statement.per_month == 625_714  # 2880.00 x 365 / (12 x 14) = 6257.142...


def test_overtime_and_on_costs_have_the_rate_that_multiplies_out() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "D D D D"})
    found = {line.item: (line.quantity, line.rate, line.amount) for line in price(scenario, plan).lines}
    # 8 h of overtime, each quarter hour 30.00 x 125 % / 4 = 9.375, so 9.38: 37.52 an hour; on-costs 20 % of
    # base pay, and of each quarter hour 1.876, so 1.88: 7.52 an hour
    assert found == {
        "base_pay": (40, 3000, 120_000),
        "overtime": (8, 3752, 30_016),
        "on_costs": (1200, 20, 24_000),
        "on_costs:overtime": (8, 752, 6_016),
    }


@given(asked_and_answered)
def test_every_line_multiplies_out_to_half_a_cent_for_each_thing_on_it(both: tuple[Scenario, Plan]) -> None:
    scenario, plan = both
    # Base pay of each duty has on-costs of its own, as have each premium of it, each on-call period and each call-out.
    bills = 9 * len(plan.roster) + len(plan.escalation) + len(plan.segmentation) + 3
    for line in price(scenario, plan).lines:
        off = abs(line.quantity * line.rate - line.amount)
        kind = line.item.removeprefix("on_costs:").partition(":")[0]
        if kind == "overtime":
            assert off == 0
        elif line.item.startswith("on_costs:"):
            assert off <= 0.5 + 1e-3
        elif line.party == INTERNAL:
            assert off <= 0.5 * bills + 1e-6 * line.rate
