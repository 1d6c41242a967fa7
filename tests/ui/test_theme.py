"""The theme can be read by people with moderately low vision: WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES: dict[str, dict[str, str]] = {name: CONFIG["theme"][name] for name in ("light", "dark")}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 (black) to 1 (white), as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 (equal) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_published_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor"])
def test_text_stands_out_from_its_ground(ink: str, ground: str, theme: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= TEXT_CONTRAST


# On a dark ground no primary colour gives 4.5:1 both to its white words and to itself; see .streamlit/config.toml.
@pytest.mark.parametrize(("theme", "least"), [("light", TEXT_CONTRAST), ("dark", 4.0)])
def test_the_chosen_tab_stands_out_from_the_page(theme: str, least: float) -> None:
    assert contrast(THEMES[theme]["primaryColor"], THEMES[theme]["backgroundColor"]) >= least


@pytest.mark.parametrize("theme", THEMES)
def test_white_words_on_a_primary_button_stand_out(theme: str) -> None:
    assert contrast("#ffffff", THEMES[theme]["primaryColor"]) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_control_stands_out(theme: str) -> None:
    assert contrast(THEMES[theme]["borderColor"], THEMES[theme]["backgroundColor"]) >= CONTROL_CONTRAST
