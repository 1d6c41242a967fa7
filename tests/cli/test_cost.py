"""`cost`: the price of written files, by item, by person and by hour of the week."""

from __future__ import annotations

import json

from tests.cli.conftest import Planned
from tests.cli.kit import one_line, planner


def test_the_statement_has_the_total_of_the_plan_and_a_figure_for_each_start_of_the_week(
    planned: Planned,
) -> None:
    costs = json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))["costs"]
    ran = planner("cost", planned.scenario, planned.folder, columns=120)
    assert ran.code == 0, ran.err
    assert f"Total {costs['total']}" in one_line(ran.out.replace("│", " "))
    starts = costs["overtime_by_week_start"]
    assert list(starts) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert ", ".join(f"{day} {amount}" for day, amount in starts.items()) in one_line(ran.out)


def test_a_payslip_has_the_lines_of_its_person_and_hours_are_168(planned: Planned) -> None:
    costs = json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))["costs"]
    who = next(line["who"] for line in costs["lines"] if line["item"] == "base_pay")
    ran = planner("cost", planned.scenario, planned.folder, "--person", who, "--by-hour", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["lines"] == [line for line in costs["lines"] if line["who"] == who]
    assert len(told["pay_by_hour_of_week"]) == 168
    shown = planner("cost", planned.scenario, planned.folder, "-p", who, "--by-hour", columns=160)
    assert shown.code == 0, shown.err
    assert "Cost to the employer" in shown.out
    assert "Gross pay of duties by hour of the week" in shown.out


def test_an_unknown_person_is_a_mistake_of_usage(planned: Planned) -> None:
    ran = planner("cost", planned.scenario, planned.folder, "--person", "nobody")
    assert ran.code == 2
    assert "nobody is none of" in one_line(ran.err.replace("│", " "))
