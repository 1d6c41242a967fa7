"""Terminal layout of costs: statement, payslip, hours of the week. No amount is computed here."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from planner.plan.payslip import Payslip, line_words, payslip, payslips_csv
from planner.plan.result import CostLine, CostStatement
from planner.plan.summary import item_words, show_cents
from planner.plan.week_hours import WeekHours, added, day_sums, hour_rows
from planner.scenario.base import DAY_NAMES, INTERNAL
from planner.units import minor_to_money, rate_to_money
from planner.workflow.price_plan import PricedPlan

console = Console(emoji=False)

NO_HOURS = (
    "No duty earns anything by itself: all pay is salaries, overtime and on-call, which belong to no hour."
)


def show_costs(priced: PricedPlan, people: Sequence[str], *, by_hour: bool) -> None:
    """The statement by item, or the payslips of some people; then their hours of the week when asked for."""
    names = _names(priced)
    for who in people:
        _show_payslip(payslip(priced.costs, who), names[who], priced.costs.currency)
    if not people:
        _show_statement(priced.costs)
    if by_hour:
        _show_hours(priced, people)


def costs_json(priced: PricedPlan, people: Sequence[str], *, by_hour: bool) -> str:
    """The same as JSON, money as decimal text; `total` is the sum of the lines that are there."""
    costs = priced.costs
    lines = [line for line in costs.lines if not people or _is_of(line, people)]
    document: dict[str, object] = {
        "currency": costs.currency,
        "days": costs.days,
        "total": minor_to_money(sum(line.amount for line in lines)),
        "lines": [_plain(line) for line in lines],
    }
    # Known of all people together only.
    if not people:
        document["overtime_by_week_start"] = {
            day: minor_to_money(amount) for day, amount in costs.overtime_by_week_start.items()
        }
    if by_hour:
        document["pay_by_hour_of_week"] = [minor_to_money(amount) for amount in _hours(priced, people)]
    return json.dumps(document, indent=1, ensure_ascii=False)


def write_payslips(priced: PricedPlan, people: Sequence[str], file: Path) -> None:
    """The payslips of some people, or of all, as one CSV file; a new one is its owner's alone (mode 0600)."""
    names = {who: name for who, name in _names(priced).items() if not people or who in people}
    table = payslips_csv(priced.costs, names)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as opened:
        opened.write(table)


def _names(priced: PricedPlan) -> dict[str, str]:
    return {person.person: person.name for person in priced.scenario.staff}


def _hours(priced: PricedPlan, people: Sequence[str]) -> WeekHours:
    return added(hours for who, hours in priced.by_hour.items() if not people or who in people)


def _is_of(line: CostLine, people: Sequence[str]) -> bool:
    return line.party == INTERNAL and line.who in people


def _plain(line: CostLine) -> dict[str, object]:
    return {**asdict(line), "rate": rate_to_money(line.rate), "amount": minor_to_money(line.amount)}


def _show_statement(costs: CostStatement) -> None:
    table = Table(
        "Item", "Amount", title=f"Cost over {costs.days} days, {costs.currency}", title_justify="left"
    )
    table.columns[1].justify = "right"
    for item, amount in costs.by_item().items():
        table.add_row(escape(item_words(item)), show_cents(amount))
    table.add_section()
    table.add_row("Total", show_cents(costs.total))
    console.print(table)
    if costs.overtime_by_week_start:
        starts = ", ".join(
            f"{day} {show_cents(amount)}" for day, amount in costs.overtime_by_week_start.items()
        )
        console.print(f"Gross overtime by the day on which the workweek begins: {starts}", highlight=False)


def _show_payslip(slip: Payslip, name: str, currency: str) -> None:
    table = Table(title=escape(name), title_justify="left")
    for title, justify in _PAYSLIP_COLUMNS:
        table.add_column(title, justify=justify)
    table.add_column(f"Amount {currency}", justify="right")
    for line in slip.pay:
        table.add_row(*_cells(line))
    table.add_section()
    table.add_row("Gross pay", "", "", "", "", show_cents(slip.gross), style="bold")
    table.add_section()
    for line in slip.beside:
        table.add_row(*_cells(line))
    table.add_section()
    table.add_row("Cost to the employer", "", "", "", "", show_cents(slip.employer_cost), style="bold")
    console.print(table)


_PAYSLIP_COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("Item", "left"),
    ("Quantity", "right"),
    ("Unit", "left"),
    ("Rate", "right"),
    ("Rounding", "right"),
)


def _cells(line: CostLine) -> tuple[str, ...]:
    told = line_words(line)
    return escape(told.item), told.quantity, escape(told.unit), told.rate, told.rounding, told.amount


def _show_hours(priced: PricedPlan, people: Sequence[str]) -> None:
    hours = _hours(priced, people)
    if not any(hours):
        console.print(NO_HOURS)
        return
    names = _names(priced)
    whose = escape(", ".join(names[who] for who in people) or "all own people")
    title = (
        f"Gross pay of duties by hour of the week, {whose}, {priced.costs.currency} "
        "(salaries, overtime, on-call left out)"
    )
    table = Table("Hour", *(day.value for day in DAY_NAMES), "Sum", title=title, title_justify="left")
    # Eight columns of amounts in 80 characters: no blanks between, and what is too long anyway goes to a second line.
    table.padding = 0
    for row in hour_rows(hours):
        table.add_row(f"{row.hour:02d}", *map(show_cents, row.by_day), show_cents(row.total))
    table.add_section()
    table.add_row("Sum", *map(show_cents, day_sums(hours)), show_cents(sum(hours)))
    for column in table.columns[1:]:
        column.justify, column.overflow = "right", "fold"
    console.print(table)
