"""On-costs by component, worked by hand: allowances, ceilings, both taken pro rata."""

from __future__ import annotations

import pytest

from planner.cost import price
from planner.instance import compile_instance
from planner.solver.score import money_of
from tests.cost.kit import OFFICE, ON_CALL_POST, lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

# From April 2025: National Insurance of 15 % above 5,000 GBP a year; pension of 3 % of 6,240 to 50,270 GBP.
UNITED_KINGDOM: Given = {
    "ni": {"title": "National Insurance", "percent": 15, "from": "5000.00"},
    "pension": {"title": "Pension", "percent": 3, "from": "6240.00", "to": "50270.00"},
}


def grade(rate: str) -> Given:
    return {"staff": {"title": "staff", "hourly_rate": rate, "salaried": True}}


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        # Four weeks of 40 h x 20.00 = 3200.00. Allowances x 28 / 365: 383.56 and 478.68 (ceiling 3856.33)
        # NI 15 % of 2816.44 = 422.466; pension 3 % of 2721.32 = 81.6396
        ("20.00", {"on_costs:ni": (2816.44, "422.47"), "on_costs:pension": (2721.32, "81.64")}),
        # 160 h x 30.00 = 4800.00: NI 15 % of 4416.44 = 662.466; pension ends at the ceiling: 3 % of
        # 3856.33 - 478.68 = 3377.65, that is 101.3295
        ("30.00", {"on_costs:ni": (4416.44, "662.47"), "on_costs:pension": (3377.65, "101.33")}),
        # 160 h x 2.00 = 320.00 lies below both allowances
        ("2.00", {}),
    ],
)
def test_united_kingdom(rate: str, expected: Given) -> None:
    pay = {"grades": grade(rate), "on_cost_percent": 0, "on_costs": UNITED_KINGDOM}
    scenario = tiny_scenario(days=28, zone="Europe/London", pay=pay)
    plan = tiny_plan(scenario)
    lines = lines_of(scenario, plan, "ann")
    assert {item: found for item, found in lines.items() if item.startswith("on_costs")} == expected
    assert price(scenario, plan).total == money_of(compile_instance(scenario), plan)


def test_a_component_may_have_hundredths_of_a_per_cent() -> None:
    pay = {"on_cost_percent": 0, "on_costs": {"levy": {"title": "Levy", "percent": "0.45"}}}
    scenario = tiny_scenario(pay=pay)
    assert lines_of(scenario, tiny_plan(scenario), "ann")["on_costs:levy"] == (1200, "5.40")


def test_call_outs_bear_every_component_in_full() -> None:
    mail = {"per_day": 24, "p1": 10, "p2": 20, "p3": 30, "p4": 40}
    scenario = tiny_scenario(
        windows=OFFICE,
        posts={"it_desk": ON_CALL_POST},
        categories={"mail": mail},
        pay={"on_cost_percent": 0, "on_costs": UNITED_KINGDOM},
    )
    plan = tiny_plan(scenario)
    # 35.4 call-outs of 2 h x 60.00, as in test_on_call: 4248.00 for the level, however little it is for a year
    assert lines_of(scenario, plan, "it/lead") == {
        "call_out:lead": (70.8, "4248.00"),
        "on_costs:ni": (4248, "637.20"),
        "on_costs:pension": (4248, "127.44"),
    }
    assert price(scenario, plan).total == money_of(compile_instance(scenario), plan)
