"""The one palette of all pictures: fills with the ink that can be read on them.

Chosen so that neighbours stay apart for people with red-green weakness and on a black-and-white print; a letter or
a word is in every cell all the same, since colour alone is not enough (WCAG 2.2, 1.4.1). The hues follow Okabe and
Ito, "Color Universal Design" (2008). `tests/charts/test_palette.py` computes the distances.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.scenario.base import INTERNAL

DARK = "#1c2833"
LIGHT = "#ffffff"


@dataclass(frozen=True)
class Ink:
    """A fill and the colour of the text on it, both `#rrggbb`."""

    fill: str
    text: str


SHIFT_KINDS: dict[str, Ink] = {
    "early": Ink("#f4e285", DARK),
    "day": Ink("#b9def2", DARK),
    "late": Ink("#ee9f4b", DARK),
    "long_day": Ink("#6db8d9", DARK),
    "night": Ink("#1f4e79", LIGHT),
    "long_night": Ink("#33183f", LIGHT),
}
"""By `ShiftType.kind`: what is worked in daylight is light, what is worked at night is dark."""

LEAVE = Ink("#bfc4c8", DARK)
ON_CALL = "#d1495b"
WEEKEND = "rgba(128, 145, 156, 0.16)"
HOLIDAY = "rgba(204, 121, 167, 0.30)"

GAP = Ink("#b3261e", LIGHT)
MET = Ink("#d6e8f4", DARK)
EXCESS_ONE = Ink("#8dbfe0", DARK)
EXCESS_MORE = Ink("#2f74a8", LIGHT)
ON_CALL_ONLY = Ink("#f1e3c6", DARK)
PROVIDER_ONLY = Ink("#e0b15a", DARK)

PAY_BANDS = (Ink("#e3eef6", DARK), Ink("#a9cbe3", DARK), Ink("#6aa5cf", DARK), Ink("#1f4e79", LIGHT))
"""From little to much."""

INTERNAL_SEATED = Ink("#1f5f8b", LIGHT)
INTERNAL_ON_CALL = Ink("#a9cbe3", DARK)

INCUMBENT = "#1f77b4"
BOUND = "#d55e00"

_PROVIDERS = (
    Ink("#e69f00", DARK),
    Ink("#9ad0b8", DARK),
    Ink("#d58bb5", DARK),
    Ink("#f2e661", DARK),
    Ink("#0a7d5e", LIGHT),
    Ink("#7a4b1e", LIGHT),
)
_HOLDERS = (
    Ink("#8dbfe0", DARK),
    Ink("#ee9f4b", DARK),
    Ink("#9ad0b8", DARK),
    Ink("#d58bb5", DARK),
    Ink("#f4e285", DARK),
    Ink("#1f4e79", LIGHT),
    Ink("#0a7d5e", LIGHT),
    Ink("#5b2a6b", LIGHT),
)


def party_inks(parties: Iterable[str]) -> dict[str, Ink]:
    """One ink for each party: blue for our own people, then one per provider in the order given.

    With more than six providers the inks repeat; the name is in every cell.
    """
    providers = [party for party in parties if party != INTERNAL]
    inks = {party: _PROVIDERS[n % len(_PROVIDERS)] for n, party in enumerate(providers)}
    return {INTERNAL: INTERNAL_SEATED, **inks}


def holder_inks(holders: Iterable[str]) -> dict[str, Ink]:
    """One ink for each holder of an escalation level, in the order given; they repeat after eight."""
    return {holder: _HOLDERS[n % len(_HOLDERS)] for n, holder in enumerate(holders)}
