"""The page that a lead forwards to a manager: one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from planner.export.pay_section import PaySection, pay_facts
from planner.fatigue.table import FatigueTable
from planner.plan.result import PlanResult
from planner.plan.shares import SHARE_HEADERS, SHARE_NOTES, WISH_HEADERS, WISH_NOTES, Fairness
from planner.plan.summary import item_words, show_money, summarise
from planner.scenario.changed_rules import changed_rules
from planner.scenario.scenario import Scenario

ASSUMPTIONS = (
    "Volumes are analyst-visible alerts, after correlation and automatic closing.",
    "Arrivals follow the hour-of-week shape of each category; inside a band they are taken as constant.",
    "Seats follow from a queue with non-preemptive priorities and exponential handling times, planned with the "
    "longest handling time and the most urgent mix of the post, and judged again with the mix that is really there.",
    "Labour rules are a parameter set for software, not legal advice; tariff and works agreements come first.",
    "Solver and verifier share the scenario's records and the rules' wording, and no computation.",
)
"""What a reader must know before believing a figure."""


def report_html(
    scenario: Scenario,
    result: PlanResult,
    pictures: Mapping[str, str],
    *,
    fatigue: FatigueTable | None = None,
    pay: PaySection | None = None,
    fairness: Fairness | None = None,
) -> str:
    """The report of a result that has a plan. `pictures` are ready-made HTML fragments by title.

    `fatigue` are personal data of named people; without it the page says nothing of them. `pay` is of all people
    together; without it the page says nothing of hours and workweeks. Nor does it of fair shares and wishes without
    `fairness`.
    All other text is escaped. Raises ValueError for a result without a plan.
    """
    summary = summarise(scenario, result)
    assert result.costs is not None
    assert result.verification is not None
    assert result.plan is not None
    environment = Environment(
        loader=PackageLoader("planner.export"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    currency = result.costs.currency
    runs = {run.rule_id: run for run in result.verification.runs}
    return environment.get_template("report.html.j2").render(
        summary=summary,
        proof=_headline(summary.gap, " above "),
        points=_headline(summary.points, " of "),
        scenario=scenario,
        first_day=scenario.days[0],
        last_day=scenario.days[-1],
        windows={key: window.title for key, window in scenario.facts.service_windows.items()},
        items=[
            (item_words(item), show_money(amount, currency))
            for item, amount in result.costs.by_item().items()
        ],
        rules=[(rule, rule.sentence(), runs.get(rule.id)) for rule in scenario.rule_book],
        changes=changed_rules(scenario),
        breaches=[breach for breach in result.verification.breaches if breach.strength == "must"],
        pictures={title: Markup(html) for title, html in pictures.items()},
        assumptions=ASSUMPTIONS,
        fatigue=fatigue,
        fairness=fairness,
        share_headers=SHARE_HEADERS,
        share_notes=SHARE_NOTES,
        wish_headers=WISH_HEADERS,
        wish_notes=WISH_NOTES,
        run=result.run,
        pay=pay_facts(pay, result.costs) if pay is not None else None,
    )


def _headline(sentence: str, at: str) -> dict[str, str]:
    """A sentence as a figure in large print and the words after it; `at` begins those words."""
    figure, found, rest = sentence.partition(at)
    return {"figure": figure, "words": f"{found}{rest}".strip()}
