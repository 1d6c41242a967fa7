"""Fatigue figures of named people stand in the report only on request, by name, with all that belongs beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from planner.fatigue.figures import fatigue_figures
from planner.fatigue.table import NOTES, fatigue_table
from planner.workflow.publish import write_published
from tests.workflow.conftest import Made
from tests.workflow.kit import NASTY_NAME, NOON
from tests.workflow.test_report import Reader, listen


@pytest.fixture(scope="module")
def asked(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the same plan, with fatigue figures."""
    folder = tmp_path_factory.mktemp("asked")
    write_published(made.scenario, made.result, folder, stamp=NOON, previous=folder, fatigue=True)
    return folder / "report.html"


def words_of(page: Path) -> str:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return " ".join(" ".join(reader.text).split())


def test_a_report_that_nobody_asked_it_of_says_nothing_of_fatigue(made: Made) -> None:
    page = (made.folder / "report.html").read_text(encoding="utf-8")
    words = words_of(made.folder / "report.html")
    assert 'class="fatigue"' not in page
    assert not any(note.text in words for note in NOTES)
    assert "KSS" not in words


def test_everybody_stands_by_name_with_figures_and_traffic_lights_in_words(made: Made, asked: Path) -> None:
    words = words_of(asked)
    assert made.result.plan is not None
    rows = fatigue_table(fatigue_figures(made.scenario, made.result.plan)).rows
    places = [words.index(" ".join(str(cell) for cell in row)) for row in rows]
    assert len(rows) == len(made.scenario.staff)
    assert places == sorted(places)
    names = [row[0].figure for row in rows]
    assert names == sorted(names, key=str.casefold)


def test_formula_assumptions_and_limits_stand_beside_the_figures(asked: Path) -> None:
    words = words_of(asked)
    for note in NOTES:
        assert note.title in words
        assert note.text in words
    assert words.index(NOTES[0].text) < words.index("Highest KSS")


def test_a_name_stays_text(asked: Path) -> None:
    assert NASTY_NAME in words_of(asked)
    assert "<script>alert(1)" not in asked.read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "media"), [(1440, "screen"), (390, "screen"), (718, "print")])
def test_the_page_never_scrolls_sideways_and_paper_shows_every_column(
    asked: Path, chromium: str, width: int, media: str
) -> None:
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.emulate_media(media="print" if media == "print" else "screen")
        listen(page, faults)
        page.goto(asked.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        table = page.locator(".fatigue table").evaluate("table => table.getBoundingClientRect().right")
        browser.close()
    assert faults == []
    if width != 390:
        assert table <= width
