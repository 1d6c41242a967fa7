"""What people receive of a judged plan: calendars and the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from planner.charts.cost import cost_breakdown
from planner.charts.coverage import coverage_heatmap
from planner.charts.embed import figure_html
from planner.charts.escalation import escalation_calendar
from planner.charts.pay_hours import pay_heatmap
from planner.charts.roster import roster_grid
from planner.charts.segmentation import segmentation_matrix
from planner.cost import pay_by_hour
from planner.export.calendars import write_calendars
from planner.export.pay_section import PaySection
from planner.export.report import report_html
from planner.fatigue.figures import fatigue_figures
from planner.fatigue.table import fatigue_table
from planner.plan.result import PlanResult
from planner.plan.week_hours import added
from planner.scenario.scenario import Scenario
from planner.workflow.fairness import fairness_of_plan

CALENDARS = "calendars"
REPORT = "report.html"


def write_published(
    scenario: Scenario,
    result: PlanResult,
    folder: Path,
    *,
    stamp: datetime,
    previous: Path,
    fatigue: bool = False,
    fairness: bool = False,
) -> None:
    """Write `calendars/*.ics` and `report.html` into `folder`.

    `previous` is the plan folder that this one replaces: its calendars tell which events have changed. With `fatigue`
    the report has fatigue figures of named people, with `fairness` their fair shares and wishes.
    """
    assert result.plan is not None, "only a result with a plan is published"
    write_calendars(scenario, result.plan, folder / CALENDARS, stamp=stamp, previous=previous / CALENDARS)
    table = fatigue_table(fatigue_figures(scenario, result.plan)) if fatigue else None
    page = report_html(
        scenario,
        result,
        report_pictures(scenario, result),
        fatigue=table,
        pay=_pay_section(scenario, result),
        fairness=fairness_of_plan(scenario, result.plan) if fairness else None,
    )
    (folder / REPORT).write_text(page, encoding="utf-8")


def report_pictures(scenario: Scenario, result: PlanResult) -> Mapping[str, str]:
    """The report's pictures as HTML, by title; the first carries the drawing library for all."""
    assert result.plan is not None, "only a result with a plan has pictures"
    assert result.costs is not None, "a result with a plan has costs"
    titles = {key: provider.title for key, provider in scenario.providers.items()}
    figures = {
        "Roster": roster_grid(scenario, result.plan),
        "Coverage against requirement": coverage_heatmap(scenario, result.plan),
        "Who is responsible": segmentation_matrix(scenario, result.plan),
        "Escalation duties": escalation_calendar(scenario, result.plan),
        "Cost": cost_breakdown(result.costs, titles),
    }
    return {
        title: figure_html(figure, with_library=number == 0)
        for number, (title, figure) in enumerate(figures.items())
    }


def _pay_section(scenario: Scenario, result: PlanResult) -> PaySection:
    """Pay by hour of all people together. Its picture needs the drawing library of another one on the page."""
    assert result.plan is not None, "only a result with a plan has pay"
    people = pay_by_hour(scenario, result.plan)
    hours = added(people.values())
    picture = figure_html(pay_heatmap(hours, scenario.facts.currency), with_library=False)
    return PaySection(hours, picture, earners=sum(any(week) for week in people.values()))
