"""The report stands alone, says verdict, cost and gap, and runs nothing that a name brings along."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, sync_playwright

from planner.plan.summary import show_money
from tests.workflow.conftest import Made
from tests.workflow.kit import NASTY_NAME

LOADING = ("src", "href", "data", "action", "poster", "srcset")


class Reader(HTMLParser):
    """What a browser would load and what a person would read."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.text: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in LOADING]
        self.styles += [value or "" for name, value in attrs if name == "style"]
        if tag in ("script", "style"):
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        {"script": self.scripts, "style": self.styles}.get(self._inside, self.text).append(data)


@pytest.fixture(scope="module")
def page_source(made: Made) -> str:
    return (made.folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(page_source: str) -> Reader:
    reader = Reader()
    reader.feed(page_source)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def words(read: Reader) -> str:
    return " ".join(" ".join(read.text).split())


def test_the_page_loads_nothing(read: Reader) -> None:
    assert [address for address in read.loads if not address.startswith(("#", "data:"))] == []
    for style in read.styles:
        assert not re.search(r"@import|url\(\s*['\"]?(?!data:)", style)


def test_verdict_cost_and_gap_are_in_words(made: Made, words: str) -> None:
    assert made.result.costs is not None
    assert "Covered 24/7: no gap in 40,320 minutes" in words
    assert show_money(made.result.costs.total, "USD") in words
    assert show_money(made.result.costs.per_month, "USD") in words
    # Stage 2 may spend a little of the cost tolerance, so the gap need not be 0 although stage 1 was optimal.
    money = next(stage for stage in made.result.stages if stage.unit == "money")
    away = show_money(money.value - money.bound, "USD")
    assert f"at most {money.gap:.2%} ({away}) above the least possible cost" in words


def test_people_ladder_rules_and_assumptions_are_told(made: Made, words: str) -> None:
    for person in made.scenario.staff:
        assert person.name in words
    for rule in made.scenario.rule_book:
        assert " ".join(rule.sentence().split()) in words
    assert "Plant lead on call" in words
    assert "not legal advice" in words


def test_items_of_the_statement_are_in_words(words: str) -> None:
    assert "Call-outs: plant lead" in words
    assert "Employer's on-costs" in words
    assert "on_costs" not in words


def test_a_script_in_a_name_stays_a_name(page_source: str, read: Reader, words: str) -> None:
    assert NASTY_NAME in words
    assert "<script>alert(1)" not in page_source
    assert not any(script.strip().startswith("alert(1)") for script in read.scripts)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_browser_draws_all_pictures_without_network_or_errors(
    made: Made, chromium: str, width: int, scheme: str
) -> None:
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        listen(page, faults)
        page.goto((Path(made.folder) / "report.html").as_uri())
        page.wait_for_function("document.querySelectorAll('.picture .main-svg').length >= 5")
        # The page itself never scrolls sideways; wide pictures and tables scroll in their own boxes.
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        readable = page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        )
        browser.close()
    assert faults == []
    ink, ground = (sum(int(part) for part in re.findall(r"\d+", colour)[:3]) for colour in readable)
    assert (ink < ground) is (scheme == "light")


def listen(page: Page, faults: list[str]) -> None:
    """Keep errors, dialogs that a script opened, and requests to the network."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            faults.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", on_dialog)
    page.on("request", on_request)
