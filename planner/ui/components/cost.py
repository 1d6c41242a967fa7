"""What the plan costs: by item and party, as payslips, by hour of the week, and by start of the workweek."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from planner.charts.pay_hours import pay_heatmap
from planner.plan.model import Plan
from planner.plan.payslip import line_words, payslip, payslips_csv
from planner.plan.result import CostLine, CostStatement
from planner.plan.summary import Summary, party_name, show_cents, show_money
from planner.plan.week_hours import WeekHours, added, day_sums, hour_rows
from planner.plan.week_starts import DAY_TITLES, FIXED_WEEK, week_starts
from planner.scenario.scenario import Scenario
from planner.ui import keys
from planner.ui.components import downloads, picture
from planner.ui.jobs import PlannedScenario
from planner.ui.text import literal
from planner.workflow.price_plan import hours_of_people

_EVERYBODY = ""
"""Choice of all own people together; no person has an empty key."""

_GROSS, _EMPLOYER = "Gross pay", "Cost to the employer"


def show(planned: PlannedScenario, summary: Summary, breakdown: go.Figure) -> None:
    """The whole tab. `breakdown` is the picture of costs by item and party."""
    scenario, costs = planned.scenario, planned.finished.result.costs
    assert costs is not None
    if summary.dearest:
        st.markdown("**The dearest facts**\n" + "".join(f"\n- {literal(fact)}" for fact in summary.dearest))
    picture.show(breakdown, keys.COST_CHART, "Cost by item and party", 640)
    _show_parties(scenario, costs)
    if costs.overtime_by_week_start:
        st.subheader("Overtime by start of the workweek")
        st.markdown(literal(summary.week_start))
        _show_week_starts(costs)
    if scenario.staff:
        st.subheader("Payslips")
        _show_payslips(planned)
        st.subheader("Pay by hour of the week")
        _show_hours(planned)


def _show_parties(scenario: Scenario, costs: CostStatement) -> None:
    parties = dict(sorted(costs.by_party().items(), key=lambda pair: -pair[1]))
    names = [party_name(scenario, party) for party in parties]
    st.dataframe(
        pd.DataFrame(
            {
                "Party": [name[:1].upper() + name[1:] for name in names],
                "Amount": [show_money(amount, costs.currency) for amount in parties.values()],
            }
        ),
        hide_index=True,
        width="content",
        alt="Cost by party",
    )


def _show_week_starts(costs: CostStatement) -> None:
    starts = week_starts(costs)
    st.caption(literal(FIXED_WEEK))
    st.dataframe(
        pd.DataFrame(
            {
                "Workweek begins on": [start.title for start in starts],
                f"Overtime {costs.currency}": [show_cents(start.overtime) for start in starts],
                "Against now": [
                    f"{'+' if start.more > 0 else ''}{show_cents(start.more)}" for start in starts
                ],
            }
        ),
        hide_index=True,
        width="content",
        alt="Gross overtime of this plan for each start of the workweek",
        column_config=_right(f"Overtime {costs.currency}", "Against now"),
    )


# A fragment: choosing somebody draws this part again and not the page.
@st.fragment
def _show_payslips(planned: PlannedScenario) -> None:
    scenario, costs = planned.scenario, planned.finished.result.costs
    assert costs is not None
    names = {person.person: person.name for person in scenario.staff}
    st.caption(
        "Pay is personal data: show and pass on only to those who may see it. "
        "Quantity times rate is the amount; where each duty of a line is rounded by itself, a column has the cents "
        "between. Call-outs belong to the level that is called and are on no payslip."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.selectbox(
            "Person", list(names), key=keys.PAYSLIP_PERSON, format_func=names.__getitem__, width=320
        )
        # Written when pressed, so that looking at one payslip does not write all.
        downloads.button(
            "All payslips (CSV)",
            "payslips",
            partial(_all_payslips, costs, names),
            f"{planned.folder.parent.name}-{planned.folder.name}-payslips.csv",
            "text/csv",
        )
    assert who is not None
    slip = payslip(costs, who)
    amount = f"Amount {costs.currency}"
    rows = [
        *(_payslip_row(line, amount) for line in slip.pay),
        {"Item": _GROSS, amount: show_cents(slip.gross)},
        *(_payslip_row(line, amount) for line in slip.beside),
        {"Item": _EMPLOYER, amount: show_cents(slip.employer_cost)},
    ]
    columns = ["Item", "Quantity", "Unit", "Rate", "Rounding", amount]
    table = pd.DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=columns)
    if not table["Rounding"].any():
        table = table.drop(columns="Rounding")
    st.dataframe(
        table.style.apply(_sums_bold, axis=1),
        hide_index=True,
        height="content",
        alt="Payslip: quantity, rate and amount of each item",
        column_config=_right("Quantity", "Rate", "Rounding", amount),
    )


def _sums_bold(row: pd.Series[str]) -> list[str]:
    """CSS of a payslip's row: the two sums stand out on a ground of their own."""
    is_sum = row["Item"] in (_GROSS, _EMPLOYER)
    return ["font-weight: bold; background-color: rgba(128, 128, 128, 0.18)" if is_sum else ""] * len(row)


def _payslip_row(line: CostLine, amount: str) -> dict[str, str]:
    told = line_words(line)
    return {
        "Item": told.item,
        "Quantity": told.quantity,
        "Unit": told.unit,
        "Rate": told.rate,
        "Rounding": told.rounding,
        amount: told.amount,
    }


def _all_payslips(costs: CostStatement, names: dict[str, str]) -> bytes:
    return payslips_csv(costs, names).encode()


@st.fragment
def _show_hours(planned: PlannedScenario) -> None:
    names = {person.person: person.name for person in planned.scenario.staff}
    st.caption(
        "Gross pay that duties earn by themselves over the horizon, by each person's own clock: hourly base pay, "
        "premia, shift allowances. Salaries, overtime, on-call and on-costs belong to no hour."
    )
    who = st.selectbox(
        "Whose pay",
        [_EVERYBODY, *names],
        key=keys.PAY_HOURS_OF,
        format_func=lambda key: names.get(key, "All own people"),
        width=320,
    )
    assert who is not None
    hours, figure = _hours(planned, who)
    if not any(hours):
        st.info("No duty earns anything by itself here.", icon=":material/info:")
        return
    picture.show(figure, keys.PAY_HOURS_CHART, "Pay by hour of the week: weekday down, hour across")
    days = [title[:3] for title in DAY_TITLES.values()]
    rows = [(f"{row.hour:02d}:00", *map(show_cents, (*row.by_day, row.total))) for row in hour_rows(hours)]
    rows.append(("Sum", *map(show_cents, (*day_sums(hours), sum(hours)))))
    with st.expander(f"Figures in {planned.scenario.facts.currency}"):
        st.dataframe(
            pd.DataFrame(rows, columns=["Hour", *days, "Sum"]),
            hide_index=True,
            height="content",
            alt="Pay by hour of the week in figures",
            column_config=_right(*days, "Sum"),
        )


@st.cache_resource(
    max_entries=6, show_spinner=False, hash_funcs={PlannedScenario: lambda planned: planned.number}
)
def _hours_of_people(planned: PlannedScenario) -> dict[str, WeekHours]:
    plan = planned.finished.result.plan
    assert isinstance(plan, Plan)
    return hours_of_people(planned.scenario, plan)


@st.cache_resource(
    max_entries=60, show_spinner=False, hash_funcs={PlannedScenario: lambda planned: planned.number}
)
def _hours(planned: PlannedScenario, who: str) -> tuple[WeekHours, go.Figure]:
    """Hours of one person, or of everybody, with their picture."""
    people = _hours_of_people(planned)
    hours = added(people.values()) if who == _EVERYBODY else people[who]
    return hours, pay_heatmap(hours, planned.scenario.facts.currency)


def _right(*columns: str) -> dict[str, Any]:
    """Column settings for decimal text: right-aligned, so that cents stand below cents."""
    return {column: st.column_config.TextColumn(alignment="right") for column in columns}
