"""Compiled rules that mostly are shoulds, in the worlds where they are told apart; see `test_line_musts`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.line_graphs import AUTUMN, FORTNIGHT, IN_A_DAY, NIGHTS, SPRING, Given, told_apart

pytestmark = pytest.mark.slow

EARLY: Given = {"shifts": {"D": "05:30+8h early", "N": "22:00+8h night"}}
PAST_WEEKS: Given = {"history_days": 7, "past_weeks": {"ann": "40h 40h,weekends=1 40h,weekends=1"}}

SHOULDS: Mapping[str, tuple[tuple[Given, Given], ...]] = {
    "early_starts": (({"duties": 0}, EARLY), ({"duties": 2, "start_to": "05:31"}, {**EARLY, "days": 14})),
    "kind_limit": (({"kinds": ["long_night"], "duties": 1}, SPRING),),
    "backward_rotation": (({}, IN_A_DAY), ({"tolerance_minutes": 400}, AUTUMN)),
    "stable_start_times": (({"tolerance_minutes": 60}, SPRING),),
    "night_shift_length": (({"work_minutes": 660}, SPRING), ({"work_minutes": 480}, AUTUMN)),
    "preferred_rest": (
        ({"rest_minutes": 840}, AUTUMN),
        ({"rest_minutes": 1500}, SPRING),
        ({"rest_minutes": 721}, FORTNIGHT),
    ),
    "free_weekends": (
        ({"free": 1, "weekends": 2}, {**NIGHTS, "days": 14}),
        ({"free": 2, "weekends": 4}, {**IN_A_DAY, **PAST_WEEKS}),
        ({"free": 1, "weekends": 1}, SPRING),
        ({"free": 1, "weekends": 1}, {**IN_A_DAY, "history_days": 0}),
    ),
}
"""Parameters of each kind and worlds to try them in."""


@pytest.mark.parametrize(
    ("kind", "parameters", "world"), [(kind, *tried) for kind, worlds in SHOULDS.items() for tried in worlds]
)
def test_the_graph_says_what_encoder_and_check_say(kind: str, parameters: Given, world: Given) -> None:
    assert told_apart(kind, parameters, world) == {True, False}
