"""The app in a real Chromium: plan, see the verdict, take the calendars away, stop a long run."""

from __future__ import annotations

import csv
import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect, sync_playwright

from planner.ui.state import OUT_VARIABLE

ROOT = Path(__file__).parents[2]
PATIENCE = 180.0
"""Seconds until a test gives up waiting; it says nothing about speed."""
BROWSER_FLAGS = (
    "--no-sandbox",  # tests may run as root, where the sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of its own answers, with files in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    server = subprocess.Popen(
        [*command, *(f"--{name}={value}" for name, value in options.items())],
        cwd=ROOT,
        env={**os.environ, OUT_VARIABLE: str(tmp_path_factory.mktemp("out"))},
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture
def page(chromium: str, tmp_path: Path) -> Iterator[Page]:
    """A page in a browser with a fresh profile."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, headless=True, args=list(BROWSER_FLAGS)
        )
        context.set_default_timeout(PATIENCE * 1000)
        yield context.pages[0]
        context.close()


def _choose(page: Page, box: str, option: str) -> None:
    """Opens a select box until its list stays: a page that still moves, as pictures are drawn, closes it at once."""
    choice = page.get_by_role("option", name=option)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        page.get_by_role("combobox", name=box).click()
        try:
            choice.click(timeout=2_000)
            return
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"{box} never offered {option}")


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server did not answer")


def _verdict(page: Page) -> str:
    alert = page.get_by_test_id("stAlert").first
    alert.wait_for()
    return alert.inner_text()


def test_a_small_plant_is_planned_and_its_calendars_are_taken_away(address: str, page: Page) -> None:
    page.goto(f"{address}/?scenario=Small+plant&operating_model=Managed")
    page.get_by_role("button", name="Plan", exact=True).click()
    assert "Covered 24/7" in _verdict(page)
    page.get_by_role("tab", name="Who does what").click()
    expect(page.get_by_test_id("stPlotlyChart").locator("visible=true").first).to_be_visible()

    with page.expect_download() as started:
        page.get_by_role("button", name="Calendars (zip)").click()
    content = Path(started.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        calendars = {name: archive.read(name) for name in archive.namelist()}
    assert started.value.suggested_filename == "small_plant-managed-calendars.zip"
    # Two people work in the managed model; the bought provider and the team have a calendar too.
    assert len(calendars) >= 4
    assert all(name.endswith(".ics") for name in calendars)
    assert all(content.startswith(b"BEGIN:VCALENDAR\r\n") for content in calendars.values())


def test_somebody_is_chosen_for_a_payslip_and_all_payslips_are_taken_away(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{address}/?scenario=Small+plant&operating_model=Managed")
    page.get_by_role("button", name="Plan", exact=True).click()
    assert "Covered 24/7" in _verdict(page)
    page.get_by_role("tab", name="Cost").click()
    _choose(page, "Whose pay", "Dana Kowalczyk-Reyes")
    page.get_by_text("Figures in USD").click()
    expect(page.get_by_text("Pay is personal data")).to_be_visible()
    # Wide tables and pictures scroll in their own boxes, the page does not.
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390

    with page.expect_download() as started:
        page.get_by_role("button", name="All payslips (CSV)").click()
    assert started.value.suggested_filename == "small_plant-managed-payslips.csv"
    with Path(started.value.path()).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"] for row in rows} == {"César Villanuño", "Dana Kowalczyk-Reyes"}
    assert all(row["currency"] == "USD" for row in rows)


def test_a_long_run_survives_a_reload_and_keeps_its_best_plan_when_stopped(address: str, page: Page) -> None:
    page.goto(f"{address}/?scenario=Midsize+plant&operating_model=Hybrid")
    limit = page.get_by_label("Time limit (seconds)")
    limit.fill("3600")
    limit.press("Enter")
    page.get_by_role("button", name="Plan", exact=True).click()
    stop = page.get_by_role("button", name="Stop and keep the best plan")
    stop.wait_for()

    page.reload()
    stop.wait_for()
    best = page.get_by_test_id("stMetric").filter(has_text="Best plan so far")
    expect(best).to_contain_text("EUR", timeout=PATIENCE * 1000)
    stop.click()
    assert "Covered 24/7" in _verdict(page)
    expect(page.get_by_text("stopped by hand")).to_be_visible()
