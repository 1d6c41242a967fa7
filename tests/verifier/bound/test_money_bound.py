"""The judge's own bound on money: never above the cost of a plan whatever the prices, near it where they are good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cost import price
from planner.instance import compile_instance
from planner.plan.certificate import (
    Branch,
    CountPrice,
    MoneyPrices,
    OfferCase,
    OveragePrice,
    SeatPrice,
    Split,
)
from planner.plan.result import SolveStatus
from planner.scenario.scenario import Scenario
from planner.solver.certificate import money_prices
from planner.verifier import verify
from planner.verifier.bound.money import MoneyBound
from planner.verifier.bound.people import Staff
from planner.verifier.bound.wages import Wages
from tests.solver.test_engine import MUSTS, NIGHTS, office_only, solved
from tests.solver.test_money import GRADES, PAYS, PREMIA, answered, asked

CASES = {"windows": ["rest"], "monthly_fee": "0.00", "case_price": "9.00", "hand_back_share": 0.2}
VOLUME = {"windows": ["rest"], "monthly_fee": "100.00", "included_cases": 20, "overage_price": "12.00"}
DESKS = {"windows": ["office"], "monthly_fee": "0.00", "seat_hour_price": "20.00"}
PLACES = {
    "attendance": {"office": "seated", "rest": "on_call"},
    "deferred_to": "office",
    "call_out_level": "lead",
}
BUSY = {"mail": {"per_day": 60, "escalated_share": 0.3, "incident_share": 0}}
CONTRACT = {"kind": "contract_hours", "minimum_percent": 0, "maximum_percent": 200}

SCENARIOS: dict[str, Callable[[], Scenario]] = {
    "two analysts and nights of a provider": office_only,
    "premia and components of on-costs": lambda: office_only(
        pay={
            "grades": {"staff": {**GRADES["hourly"]}},  # type: ignore[dict-item]
            "premia": {**PREMIA, "early": {"title": "early", "percent": 10, "from": "05:00", "to": "09:00"}},
            "on_cost_percent": 0,
            **PAYS["allowance and ceiling"],
        },
        shifts={"D": "07:00+12h long_day", "E": "06:30+12h30m early"},
        rules=(*MUSTS, CONTRACT),
    ),
    "overtime that cannot be avoided": lambda: office_only(
        people=("ann",), rules=(*MUSTS, CONTRACT, {"kind": "max_consecutive_days", "days": 6})
    ),
    "cases, volumes and desks": lambda: office_only(
        providers={
            "mdr": {"offers": {"cases": CASES, "volume": VOLUME}},
            "desk": {"offers": {"nights": NIGHTS, "seats": DESKS}},
        }
    ),
    "cases that wait and call somebody out": lambda: office_only(
        posts={"it_desk": PLACES}, categories=BUSY, providers={"mdr": {"offers": {"cases": CASES}}}
    ),
    "shrinkage and a presence": lambda: office_only(
        people=("ann", "ben", "cem"),
        categories=BUSY,
        demand={"shrinkage": 0.3},
        rules=(*MUSTS, {"kind": "minimum_presence", "post": "it_desk", "windows": ["office"], "people": 1}),
    ),
}


@cache
def best(name: str) -> tuple[Scenario, int]:
    """A scenario and the cost of a plan that the judge finds clean, which is the least that the model allows."""
    scenario = SCENARIOS[name]()
    outcome = solved(scenario)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.plan is not None
    assert verify(scenario, outcome.plan).must_breaches == ()
    return scenario, price(scenario, outcome.plan).total


@pytest.mark.parametrize("name", SCENARIOS)
def test_prices_of_the_solver_prove_nearly_what_a_plan_costs(name: str) -> None:
    scenario, cost = best(name)
    prices = money_prices(compile_instance(scenario), cost, lambda: False)
    assert prices is not None
    found = MoneyBound(Staff(scenario)).bound(prices)
    assert found is not None
    # The model asks for seats as if all work were the longest and most urgent; the judge takes work as it is, and
    # where some of it has waited, without P1 and P2, it finds one person enough.
    assert (0.7 if "wait" in name else 0.9) * cost <= found <= cost


def test_there_are_no_prices_where_their_check_would_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, cost = best("shrinkage and a presence")
    instance = compile_instance(scenario)
    days = len(instance.employees) * instance.days
    monkeypatch.setattr("planner.solver.certificate.branches.MOST_PERSON_DAYS", days)
    assert money_prices(instance, cost, lambda: False) is not None
    monkeypatch.setattr("planner.solver.certificate.branches.MOST_PERSON_DAYS", days - 1)
    assert money_prices(instance, cost, lambda: False) is None


@pytest.mark.parametrize("name", SCENARIOS)
@settings(max_examples=12)
@given(data=st.data())
def test_no_prices_prove_more_than_a_plan_costs(name: str, data: st.DataObject) -> None:
    scenario, cost = best(name)
    length = (scenario.end - scenario.start) // timedelta(minutes=1)

    def instants(least: int = 0, most: int = 0) -> st.SearchStrategy[object]:
        return st.integers(-least, length + most).map(
            lambda minute: scenario.start + timedelta(minutes=minute)
        )

    seats = st.builds(
        SeatPrice,
        post=st.sampled_from(["it_desk", "nowhere"]),
        at=instants(99, 99),
        price=st.integers(0, 90_000),
    )
    counts = st.builds(
        CountPrice,
        person=st.sampled_from([person.person for person in scenario.staff]),
        rule=st.sampled_from(["contract_hours", "overtime", "nothing"]),
        price=st.integers(-200, 200),
    )
    overage = st.builds(
        OveragePrice, offer=st.sampled_from(["mdr/volume", "mdr/none"]), price=st.integers(0, 3000)
    )
    leaf = st.builds(
        Branch,
        seats=st.lists(seats, max_size=12).map(tuple),
        counts=st.lists(counts, max_size=3).map(tuple),
        overage=st.lists(overage, max_size=2).map(tuple),
    )
    splits = st.builds(
        Split, post=st.just("it_desk"), at=instants(9, 9), people=st.integers(1, 3), fewer=leaf, as_many=leaf
    )
    branches = st.one_of(leaf, splits.map(lambda split: Branch(split=split)))
    offers = [f"{key}/{offer}" for key, one in scenario.providers.items() for offer in one.offers]
    cases = st.builds(
        OfferCase,
        bought=st.lists(st.sampled_from(offers), max_size=2, unique=True).map(tuple),
        plans=branches,
    )
    prices = MoneyPrices(bound=0, scale=10, cases=tuple(data.draw(st.lists(cases, max_size=4))))
    found = MoneyBound(Staff(scenario)).bound(prices)
    assert found is not None
    assert found <= cost


def test_the_worked_week() -> None:
    """A desk manned on weekdays 07-19 by five duties of twelve hours; two salaried analysts at 30.00 for 40 hours.

    Paid in any case: 2 x 40 h x 30.00 = 2,400.00 and 20 % on-costs: 2,880.00. The nights cost 3000.00 a month, over
    seven days 3,000.00 x 12 x 7 / 365 = 690.41. The lead is on call all week, 168 h at 3.00, with on-costs 604.80, of
    which an hour of rounding may take a unit each: 1.68.
    """
    scenario = office_only()
    bound = MoneyBound(Staff(scenario))
    offers = scenario.providers["mdr"].offers
    assert list(offers) == ["nights"]
    nothing = MoneyPrices(bound=0, scale=10)
    without = 288_000 + 60_480 - 168
    # Without prices no seat costs anything, so buying nothing is cheapest.
    assert bound.bound(nothing) == without
    # Nobody's shift covers Monday before seven, so a seat there is only had from the provider: a price of 1000.00 on it
    # makes the plans that buy nothing that much dearer, and those with the provider's nights are cheapest.
    monday = (SeatPrice(post="it_desk", at=scenario.start + timedelta(hours=3), price=10 * 100_000),)
    prices = MoneyPrices(bound=0, scale=10, cases=(OfferCase(bought=(), plans=Branch(seats=monday)),))
    assert bound.bound(prices) == without + 69_041
    assert best("two analysts and nights of a provider")[1] == without + 168 + 69_041


@pytest.mark.parametrize("pay", PAYS)
def test_wages_are_never_more_than_the_statement_has(pay: str) -> None:
    scenario = asked(PAYS[pay])
    staff = Staff(scenario)
    wages = Wages(staff)
    for seed in range(6):
        plan = answered(scenario, seed)
        worked = {
            (duty.person, duty.start.astimezone(scenario.zone).date().toordinal(), duty.shift)
            for duty in plan.roster
        }
        least = 0
        for member in staff.members:
            least += wages.fixed(member)
            duties = [
                work
                for day, works in member.choices.items()
                for work in works
                if (member.key, day, work.shift) in worked
            ]
            least += sum(wages.duty(member, work) for work in duties)
            beyond, quarter = wages.overtime(member)
            least += quarter * -(-max(0, sum(work.paid for work in duties) - beyond) // 15)
        lines = price(scenario, plan).lines
        ours = sum(line.amount for line in lines if line.party == "internal")
        on_call = sum(line.amount for line in lines if line.item.startswith(("on_call", "call_out")))
        assert least <= ours, seed
        if pay == "single percentage":
            # Nothing but the rota is left out: its stipends with their on-costs.
            assert ours - least == pytest.approx(1.21 * on_call, abs=len(plan.escalation))
