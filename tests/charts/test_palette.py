"""The palette can be read by everybody, also on a black-and-white print.

Contrast: WCAG 2.2, 1.4.3. Red-green weakness is simulated as Viénot, Brettel and Mollon describe it ("Digital video
colourmaps for checking the legibility of displays by dichromats", Color Research & Application 24, 1999); distance
is CIE 1976 in L*a*b*, in which about 2.3 is just noticeable.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from planner.charts import palette
from planner.charts.palette import Ink
from planner.scenario.base import INTERNAL

SHIFTS = {**palette.SHIFT_KINDS, "leave": palette.LEAVE}
COVER = {
    "gap": palette.GAP,
    "met": palette.MET,
    "one more": palette.EXCESS_ONE,
    "more": palette.EXCESS_MORE,
    "on call": palette.ON_CALL_ONLY,
    "provider": palette.PROVIDER_ONLY,
}
PARTIES = {**palette.party_inks(["internal", "a", "b", "c"]), "on call": palette.INTERNAL_ON_CALL}
PAY = {str(band): ink for band, ink in enumerate(palette.PAY_BANDS)}
SETS = {"shifts": SHIFTS, "cover": COVER, "parties": PARTIES, "pay": PAY}

# Linear RGB as somebody without the long-wave (protan) or middle-wave (deutan) cones sees it.
DICHROMATS = {
    "protan": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "deutan": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    """Linear RGB, each 0 to 1, of `#rrggbb`."""
    channels = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1: what is left on a black-and-white print."""
    return float(TO_XYZ[1] @ linear(colour))


def lab(rgb: np.ndarray) -> np.ndarray:
    """L*a*b* of linear RGB under D65."""
    ratios = TO_XYZ @ np.clip(rgb, 0, 1) / (TO_XYZ @ np.ones(3))
    f = np.where(ratios > (6 / 29) ** 3, np.cbrt(ratios), ratios / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, eye: str) -> float:
    """How far apart two colours are to an eye: `full`, `protan` or `deutan`."""
    seen = [DICHROMATS.get(eye, np.eye(3)) @ linear(colour) for colour in (one, other)]
    return float(np.linalg.norm(lab(seen[0]) - lab(seen[1])))


def test_the_distance_of_black_and_white_is_the_published_hundred() -> None:
    assert distance("#000000", "#ffffff", "full") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("name", SETS)
def test_text_stands_out_from_its_fill(name: str) -> None:
    for ink in SETS[name].values():
        darker, lighter = sorted((luminance(ink.fill), luminance(ink.text)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, ink


@pytest.mark.parametrize("eye", ["full", "protan", "deutan"])
@pytest.mark.parametrize("name", SETS)
def test_no_two_fills_of_a_picture_look_alike_to_any_eye(name: str, eye: str) -> None:
    distances = {
        (one, other): distance(SETS[name][one].fill, SETS[name][other].fill, eye)
        for one, other in combinations(SETS[name], 2)
    }
    alike = {pair: round(apart, 1) for pair, apart in distances.items() if apart < 10}
    assert alike == {}


@pytest.mark.parametrize(
    ("light", "dark"),
    [
        *[
            (SHIFTS[day], SHIFTS[night])
            for day in ("early", "day", "late")
            for night in ("night", "long_night")
        ],
        *[(COVER[fine], COVER["gap"]) for fine in ("met", "one more", "on call", "provider")],
        (PARTIES["on call"], PARTIES[INTERNAL]),
        (PARTIES["a"], PARTIES[INTERNAL]),
    ],
)
def test_what_matters_most_stays_apart_on_a_black_and_white_print(light: Ink, dark: Ink) -> None:
    # Twice the contrast of a hairline: 1.5:1 is what a cheap printer still shows as two greys.
    assert (luminance(light.fill) + 0.05) / (luminance(dark.fill) + 0.05) >= 2


def test_our_own_people_are_blue_and_providers_keep_the_order_given() -> None:
    inks = palette.party_inks(["guard", INTERNAL, "plant"])
    assert inks[INTERNAL] == palette.INTERNAL_SEATED
    assert inks["guard"] != inks["plant"]
    assert palette.party_inks(["guard", "plant"])["plant"] == inks["plant"]
