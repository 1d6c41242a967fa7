"""Terminal layout of costs: statement, payslip, hours of the week. No amount is computed here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from planner.plan.payslip import Payslip, payslip
from planner.plan.result import CostLine, CostStatement
from planner.plan.summary import item_words
from planner.scenario.base import DAY_NAMES
from planner.units import minor_to_money, rate_to_money
from planner.workflow.price_plan import PricedPlan

console = Console(emoji=False)


def show_costs(priced: PricedPlan, people: Iterable[str], *, by_hour: bool) -> None:
    """The statement by item, or the payslips of some people; then the hours of the week when asked for."""
    names = {person.person: person.name for person in priced.scenario.staff}
    people = list(people)
    for who in people:
        _show_payslip(payslip(priced.costs, who), names[who], priced.costs.currency)
    if not people:
        _show_statement(priced.costs)
    if by_hour:
        _show_hours(priced)


def costs_json(priced: PricedPlan, people: Iterable[str], *, by_hour: bool) -> str:
    """The same as JSON, money as decimal text."""
    costs, people = priced.costs, set(people)
    document: dict[str, object] = {
        "currency": costs.currency,
        "days": costs.days,
        "total": minor_to_money(costs.total),
        "lines": [_plain(line) for line in costs.lines if not people or line.who in people],
        "overtime_by_week_start": {
            day: minor_to_money(amount) for day, amount in costs.overtime_by_week_start.items()
        },
    }
    if by_hour:
        document["pay_by_hour_of_week"] = [minor_to_money(amount) for amount in priced.by_hour]
    return json.dumps(document, indent=1, ensure_ascii=False)


def _plain(line: CostLine) -> dict[str, object]:
    return {**asdict(line), "rate": rate_to_money(line.rate), "amount": minor_to_money(line.amount)}


def _show_statement(costs: CostStatement) -> None:
    table = Table(
        "Item", "Amount", title=f"Cost over {costs.days} days, {costs.currency}", title_justify="left"
    )
    table.columns[1].justify = "right"
    for item, amount in costs.by_item().items():
        table.add_row(escape(item_words(item)), minor_to_money(amount))
    table.add_section()
    table.add_row("Total", minor_to_money(costs.total))
    console.print(table)
    if costs.overtime_by_week_start:
        starts = ", ".join(
            f"{day} {minor_to_money(amount)}" for day, amount in costs.overtime_by_week_start.items()
        )
        console.print(f"Gross overtime by the day on which the workweek begins: {starts}", highlight=False)


def _show_payslip(slip: Payslip, name: str, currency: str) -> None:
    table = Table(
        "Item", "Quantity", "Unit", "Rate", f"Amount {currency}", title=escape(name), title_justify="left"
    )
    for column in (1, 3, 4):
        table.columns[column].justify = "right"
    for line in slip.pay:
        table.add_row(*_cells(line))
    table.add_section()
    table.add_row("Gross pay", "", "", "", minor_to_money(slip.gross))
    table.add_section()
    for line in slip.beside:
        table.add_row(*_cells(line))
    table.add_section()
    table.add_row("Cost to the employer", "", "", "", minor_to_money(slip.employer_cost))
    console.print(table)


def _cells(line: CostLine) -> tuple[str, ...]:
    return (
        escape(item_words(line.item)),
        f"{line.quantity:,.2f}",
        escape(line.unit),
        rate_to_money(line.rate),
        minor_to_money(line.amount),
    )


def _show_hours(priced: PricedPlan) -> None:
    days = [day.value for day in DAY_NAMES]
    title = f"Gross pay of duties by hour of the week, {priced.costs.currency} (salaries, overtime, on-call left out)"
    table = Table("Hour", *days, "Sum", title=title, title_justify="left")
    for hour in range(24):
        amounts = [priced.by_hour[24 * day + hour] for day in range(7)]
        table.add_row(f"{hour:02d}", *map(minor_to_money, amounts), minor_to_money(sum(amounts)))
    table.add_section()
    sums = [sum(priced.by_hour[24 * day : 24 * day + 24]) for day in range(7)]
    table.add_row("Sum", *map(minor_to_money, sums), minor_to_money(sum(sums)))
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table)
