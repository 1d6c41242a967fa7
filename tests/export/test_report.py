"""The report stands on its own, says the verdict first, and runs nothing that came from input."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from planner.export.pay_section import PaySection
from planner.export.report import ASSUMPTIONS, report_html
from planner.plan.result import CostLine, CostStatement, PlanResult, SolveStatus
from planner.plan.shares import SHARE_NOTES, WISH_NOTES
from planner.scenario.scenario import Scenario
from planner.workflow.fairness import fairness_of_plan
from tests.plan.sample import sample_breach, sample_result, sample_scenario
from tests.support.shared_week import shared_plan, shared_week
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

PICTURE = "<svg role='img'><title>roster picture</title></svg>"
LOADING = {"src", "href", "srcset", "data", "action", "poster", "background"}
"""Attributes by which a page fetches or leads to something else."""

EMPTY = {"meta", "br", "hr", "img", "input", "link"}
"""Elements without an end tag."""


class Page(HTMLParser):
    """What a browser sees: texts in order, elements, and attributes that load something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.open: list[str] = []
        self.loads: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag not in EMPTY:
            self.open.append(tag)
        self.loads += [f"{tag} {name}={value}" for name, value in attrs if name in LOADING]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] != "style":
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return sample_scenario()


@pytest.fixture(scope="module")
def html(scenario: Scenario) -> str:
    return report_html(scenario, sample_result(scenario), {"Roster": PICTURE})


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_verdict_comes_before_every_other_figure(page: Page) -> None:
    verdict = next(n for n, text in enumerate(page.texts) if text.startswith("Covered 24/7"))
    first_cost = next(n for n, text in enumerate(page.texts) if "EUR" in text)
    assert verdict < first_cost
    assert verdict <= 3  # after page title, heading and dates


@pytest.mark.parametrize(
    "text",
    [
        "1,479 EUR",  # cost of the horizon
        "6,426 EUR per month",
        "at most 0.60% (9 EUR)",  # proven gap
        "contract pay of own people: 1,200 EUR, 81%",
        "IT triage",
        "Zoë Groß-Łukasik",
        "Ann, Zoë Groß-Łukasik, provider",  # the ladder
        "Daily rest",  # the rule book
        "At least 11 h of rest between two duties.",
        "roster picture",
        *ASSUMPTIONS,
    ],
)
def test_the_report_tells(text: str, page: Page) -> None:
    assert text in page.texts


def test_the_rule_book_says_how_often_each_rule_was_checked(html: str) -> None:
    row = html[html.index("<tr><td>Daily rest") :].split("</tr>")[0]
    assert '<td class="number">3</td><td class="number">0</td>' in row


def test_a_rule_that_nobody_checked_is_plain_to_see(scenario: Scenario) -> None:
    result = sample_result(scenario)
    assert result.verification is not None
    unchecked = replace(result.verification, runs=result.verification.runs[:1], unverified=("min_rest",))
    html = report_html(scenario, replace(result, verification=unchecked), {})
    assert "rules without a check: min_rest" in html
    row = html[html.index("<tr><td>Daily rest") :].split("</tr>")[0]
    assert '<td class="number">none</td>' in row


def test_shares_and_wishes_stand_by_name_with_their_formula() -> None:
    scenario = shared_week()
    plan = shared_plan(scenario)
    fairness = fairness_of_plan(scenario, plan)
    result = replace(sample_result(sample_scenario()), plan=plan, costs=CostStatement("EUR", 7, ()))
    page = Page(report_html(scenario, result, {}, fairness=fairness))
    nights = page.texts.index("Night duties")
    heads = page.texts.index("Name", nights)
    # Headers and the rows of ann, Ben and Zoe; the sums are in tests/verifier/test_shares.py.
    assert page.texts[heads : heads + 36 : 9] == ["Name", "ann", "Ben", "Zoe"]
    assert page.texts[heads + 18 : heads + 27] == [
        "Ben",
        "40 h x 7 days",
        "5",
        "0",
        "5",
        "2.5",
        "+2.5",
        "4",
        "1",
    ]
    assert set(page.texts) >= {
        *SHARE_NOTES,
        *WISH_NOTES,
        "2 of 4 wishes met; those refused have 7 points together.",
    }
    assert (page.unbalanced, page.open) == ([], [])


def test_without_shares_the_page_says_nothing_of_them(page: Page) -> None:
    assert {"Fair shares", "Wishes"}.isdisjoint(page.texts)


def test_breaches_stand_below_a_red_verdict(scenario: Scenario) -> None:
    result = sample_result(scenario)
    assert result.verification is not None
    broken = replace(result.verification, breaches=(sample_breach(scenario),))
    page = Page(report_html(scenario, replace(result, verification=broken), {}))
    verdict = next(n for n, text in enumerate(page.texts) if text.startswith("Not fit to publish"))
    assert page.texts[verdict + 1] == "Ann rests too little"


def test_what_to_look_at_again_stands_below_the_verdict_and_only_where_there_is_something(
    scenario: Scenario, html: str
) -> None:
    result = sample_result(scenario)
    assert result.verification is not None
    close = replace(result.verification, notices=("Lead: close <b>to</b> working time.",))
    page = Page(report_html(scenario, replace(result, verification=close), {}))
    verdict = next(n for n, text in enumerate(page.texts) if text.startswith("Covered 24/7"))
    assert page.texts[verdict + 1 : verdict + 3] == [
        "Look at this again",
        "Lead: close <b>to</b> working time.",
    ]
    assert "Look at this again" not in html


def test_a_weakened_labour_rule_stands_below_a_green_verdict_and_beside_the_rule_book() -> None:
    nasty = "Agreement <script>alert(1)</script>"
    scenario = tiny_scenario(
        pack_rules=[
            {"kind": "min_rest", "rest_minutes": 660},
            {"kind": "max_shift_length", "work_minutes": 600},
        ],
        rules=[
            {"kind": "min_rest", "rest_minutes": 600, "source": nasty},
            {"kind": "max_shift_length", "work_minutes": 540},
        ],
    )
    result = sample_result(sample_scenario())
    result = replace(result, plan=tiny_plan(scenario), costs=CostStatement("EUR", 7, ()))
    html = report_html(scenario, result, {})
    page = Page(html)
    verdict = next(n for n, text in enumerate(page.texts) if text.startswith("Covered 24/7"))
    assert page.texts[verdict + 1 : verdict + 3] == [
        "1 labour rule is weaker than the labour packs say",
        "Daily rest (min_rest): rest 10 h instead of 11 h in tiny",
    ]
    table = page.texts[page.texts.index("Rules of labour packs that were changed") :]
    rest = table.index("Daily rest (min_rest)")
    assert table[rest : rest + 8] == [
        "Daily rest (min_rest)",
        "weaker",
        ": rest 10 h instead of 11 h",
        "tiny",
        "the scenario",
        "At least 11 h of rest between two duties.",
        "At least 10 h of rest between two duties.",
        nasty,
    ]
    shift = table.index("Longest shift (max_shift_length)")
    assert table[shift + 1] == "stricter: work 9 h instead of 10 h"
    assert table[shift + 6] == "none given"
    assert "script" not in page.elements
    assert (page.unbalanced, page.open) == ([], [])


def test_where_no_labour_rule_was_changed_the_report_has_nothing_of_it(html: str) -> None:
    assert "labour rule" not in html
    assert "Rules of labour packs that were changed" not in html


def test_the_page_loads_nothing_and_leads_nowhere(page: Page, html: str) -> None:
    assert page.loads == []
    assert "@import" not in html
    assert "url(" not in html


def test_the_page_itself_brings_no_script(page: Page) -> None:
    assert "script" not in page.elements


def test_every_element_is_closed(page: Page) -> None:
    assert (page.unbalanced, page.open) == ([], [])


def test_the_page_fits_phone_paper_and_dark_rooms(html: str) -> None:
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html
    assert "@media print" in html
    assert "prefers-color-scheme: dark" in html


def test_whatever_people_wrote_is_text_and_never_markup() -> None:
    nasty = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    scenario = sample_scenario()
    people = tuple(person.model_copy(update={"name": nasty}) for person in scenario.people)
    provider = scenario.providers["mdr"].model_copy(update={"title": nasty})
    windows = {
        key: window.model_copy(update={"title": nasty})
        for key, window in scenario.facts.service_windows.items()
    }
    facts = scenario.facts.model_copy(update={"title": nasty, "service_windows": windows})
    hostile = scenario.model_copy(update={"people": people, "providers": {"mdr": provider}, "facts": facts})
    result = sample_result(scenario)
    assert result.verification is not None
    breach = sample_breach(scenario)
    breach = replace(breach, rule_id=nasty, measure=replace(breach.measure, sentence=nasty))
    verdict = replace(result.verification, breaches=(breach,))
    page = Page(report_html(hostile, replace(result, verification=verdict), {nasty: PICTURE}))
    assert {"script", "img"}.isdisjoint(page.elements)
    assert nasty in page.texts
    assert (page.unbalanced, page.open) == ([], [])


def test_pay_by_hour_is_told_of_all_people_together(scenario: Scenario) -> None:
    hours = (0,) * 22 + (123_456, 1) + (0,) * 144  # Monday 22-24
    page = Page(report_html(scenario, sample_result(scenario), {}, pay=PaySection(hours, PICTURE, 3)))
    told = page.texts[page.texts.index("Pay by hour of the week") :]
    assert "roster picture" in told
    row = told.index("22:00")
    assert told[row : row + 9] == ["22:00", "1,234.56", *["0.00"] * 6, "1,234.56"]
    last = told.index("Rule book and what was checked")
    assert told[told.index("Sum", row) :][:9] == ["Sum", "1,234.57", *["0.00"] * 6, "1,234.57"]
    assert not any(person.name in told[:last] for person in scenario.staff)
    assert any("Payslips are personal data" in text for text in told[:last])
    assert "Overtime by start of the workweek" not in told
    assert (page.unbalanced, page.open) == ([], [])


@pytest.mark.parametrize("earners", [1, 2])
def test_pay_by_hour_of_fewer_than_three_people_is_left_out(scenario: Scenario, earners: int) -> None:
    pay = PaySection((123_456,) * 168, PICTURE, earners)
    page = Page(html := report_html(scenario, sample_result(scenario), {}, pay=pay))
    assert "roster picture" not in html
    assert "1,234.56" not in html
    told = page.texts[page.texts.index("Pay by hour of the week") + 1]
    assert told.startswith("Left out: fewer than 3 people earn anything by the hour")
    assert (page.unbalanced, page.open) == ([], [])


def test_where_no_duty_earns_anything_by_itself_there_is_no_empty_picture(scenario: Scenario) -> None:
    html = report_html(scenario, sample_result(scenario), {}, pay=PaySection((0,) * 168, PICTURE, 0))
    assert "roster picture" not in html
    assert "No duty earns anything by itself" in html


def test_each_start_of_the_workweek_has_its_overtime_and_what_that_is_against_now(scenario: Scenario) -> None:
    result = sample_result(scenario)
    assert result.costs is not None
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    lines = (
        *result.costs.lines,
        CostLine("internal", "ann", "overtime", 10, "h", 1500, 15_000),
        CostLine("internal", "ann", "overtime_regular_rate", 26.67, "EUR of premia", 50, 1_333),
    )
    costs = replace(
        result.costs,
        lines=lines,
        overtime_by_week_start=dict.fromkeys(days, 16_333) | {"wed": 0, "sun": 20_000},
    )
    pay = PaySection((0,) * 168, "", 0)
    page = Page(report_html(scenario, replace(result, costs=costs), {}, pay=pay))
    told = page.texts[page.texts.index("Workweek begins on") :]
    assert told[3:6] == ["Monday", "163.33", "0.00"]
    assert told[9:12] == ["Wednesday", "0.00", "-163.33"]
    assert told[21:24] == ["Sunday", "200.00", "+36.67"]


def test_an_equal_result_gives_an_equal_page(scenario: Scenario, html: str) -> None:
    assert report_html(scenario, sample_result(scenario), {"Roster": PICTURE}) == html


def test_a_result_without_a_plan_has_no_report(scenario: Scenario) -> None:
    run = sample_result(scenario).run
    nothing = PlanResult(SolveStatus.INFEASIBLE, None, (), None, None, None, run)
    with pytest.raises(ValueError, match="infeasible"):
        report_html(scenario, nothing, {})
