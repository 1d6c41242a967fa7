"""Which way each parameter makes its rule stricter, held to the catalogue and to the verdicts of the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from planner.plan.result import Measure
from planner.rules.base import Rule
from planner.rules.book import kind_name
from planner.rules.catalogue import RULE_KINDS
from planner.rules.strictness import Relation, differences, relation
from tests.rules.casebook import KINDS, make_rule, read_cases
from tests.rules.harness import Judged

FITTING = {int: {"less", "more"}, bool: {"less", "more"}, tuple: {"wider", "narrower"}}

VIEW_GROWS = {("handover_overlap", "overlap_minutes")}
"""Where the weaker rule also judges what the stricter one leaves out: duties that end sooner after the start."""


def parameters(kind: type[Rule]) -> list[str]:
    return [name for name in kind.model_fields if name not in Rule.model_fields]


@pytest.mark.parametrize("kind", RULE_KINDS, ids=kind_name)
def test_every_parameter_has_a_direction_that_fits_it(kind: type[Rule]) -> None:
    assert list(kind.stricter) == parameters(kind)
    examples = read_cases(kind_name(kind))
    for name, direction in kind.stricter.items():
        value = getattr(examples[0].rule, name)
        if isinstance(value, str):
            assert direction == "neither"
        else:
            assert direction in FITTING[type(value)] | {"neither"}
        if direction == "narrower":
            with pytest.raises(ValidationError):
                make_rule(kind_name(kind), {**examples[0].parameters, name: ()})


def variants(rule: Rule, name: str, elsewhere: set[Any]) -> Iterator[Rule]:
    """The rule with other values of one parameter: near, far, and as other cases have it."""
    value, values = getattr(rule, name), list[Any]()
    if isinstance(value, bool):
        values = [not value]
    elif isinstance(value, int):
        values = [value - 1, value + 1, value // 2, value * 2, 1, *elsewhere]
    else:
        values = [(), *(tuple(one for one in value if one != left_out) for left_out in value), *elsewhere]
    for other in dict.fromkeys(values):
        try:
            yield make_rule(rule.kind, {**rule.model_dump(exclude={"kind"}), name: other})
        except ValidationError:
            continue


def judged_apart(kind: str, name: str) -> tuple[int, list[str]]:
    """How often a weaker form kept what the stricter one broke, and every case in which it was the other way."""
    right, wrong = 0, []
    cases = read_cases(kind)
    elsewhere = {getattr(case.rule, name) for case in cases}
    for case in cases:
        judge = Judged(case.scenario)
        here = judge.measures(case.rule, case.plan)
        for other in variants(case.rule, name, elsewhere):
            found = relation(case.rule, other)
            if found in (Relation.SAME, Relation.DIFFERENT):
                continue
            there = judge.measures(other, case.plan)
            if (kind, name) in VIEW_GROWS and len(here) != len(there):
                continue
            weaker, stricter = (there, here) if found is Relation.WEAKER else (here, there)
            right += _kept(weaker) and not _kept(stricter)
            if _kept(stricter) and not _kept(weaker):
                wrong.append(f"{case.name}: {differences(case.rule, other)[0].sentence()}")
    return right, wrong


def _kept(measures: tuple[Measure, ...]) -> bool:
    return not any(measure.excess for measure in measures)


DIRECTED = [
    (kind, name)
    for kind, rule in KINDS.items()
    for name, direction in rule.stricter.items()
    if direction != "neither"
]


@pytest.mark.parametrize(("kind", "name"), DIRECTED)
def test_what_keeps_the_stricter_rule_keeps_the_weaker_one(kind: str, name: str) -> None:
    right, wrong = judged_apart(kind, name)
    assert wrong == []
    assert right > 0


REST = make_rule("min_rest", {"rest_minutes": 660})
NOTICE = make_rule("publish_notice", {"days": 14, "grades": ["l1", "l2"]})
NIGHTS = make_rule("max_consecutive_nights", {"nights": 4})
WINDOW = make_rule("max_hours", {"days": 7, "work_minutes": 3600})
TRAINING = make_rule("training_hours", {"minutes": 600, "activities": ["drill", "talk"]})
RISK = make_rule("risk_index", {"most_percent": 160})
SHARE = make_rule("fair_share", {"of": "nights"})
BREAK = make_rule("breaks", {"over_minutes": 360, "break_minutes": 30})


def but(rule: Rule, **changed: object) -> Rule:
    """The rule with other fields."""
    return make_rule(rule.kind, {**rule.model_dump(exclude={"kind"}), **changed})


SHOULD = {"strength": "should", "points": 5}


@pytest.mark.parametrize(
    ("old", "new", "expected", "told"),
    [
        (REST, but(REST, rest_minutes=600), "weaker", ["rest 10 h instead of 11 h"]),
        (REST, but(REST, rest_minutes=720), "stricter", ["rest 12 h instead of 11 h"]),
        (REST, but(REST, source="Works agreement"), "same", []),
        (REST, but(REST, only_people=["ann"]), "weaker", ["only people ann instead of all"]),
        (but(REST, only_people=["ann", "ben"]), but(REST, only_people=["ben", "ann"]), "same", []),
        (but(REST, only_people=["ann"]), REST, "stricter", ["only people all instead of ann"]),
        (SHARE, but(SHARE, only_people=["ann", "ben"]), "different", ["only people ann, ben instead of all"]),
        (NIGHTS, but(NIGHTS, **SHOULD), "weaker", ["should instead of must"]),
        (
            NIGHTS,
            but(NIGHTS, nights=3, **SHOULD),  # a stricter number that may be broken for 5 points
            "weaker",
            ["should instead of must", "nights 3 instead of 4"],
        ),
        (but(NIGHTS, **SHOULD), NIGHTS, "stricter", ["must instead of should"]),
        (
            but(NIGHTS, **SHOULD),
            but(NIGHTS, nights=5),
            "different",
            ["must instead of should", "nights 5 instead of 4"],
        ),
        (
            but(NIGHTS, **SHOULD),
            but(NIGHTS, strength="should", points=1),
            "weaker",
            ["points 1 instead of 5"],
        ),
        (NOTICE, but(NOTICE, grades=["l1"]), "weaker", ["grades l1 instead of l1, l2"]),
        (NOTICE, but(NOTICE, grades=["l2", "l1"]), "same", []),
        (NOTICE, but(NOTICE, grades=[]), "stricter", ["grades all instead of l1, l2"]),
        (but(NOTICE, grades=[]), NOTICE, "weaker", ["grades l1, l2 instead of all"]),
        (NOTICE, but(NOTICE, grades=["l1", "l3"]), "different", ["grades l1, l3 instead of l1, l2"]),
        (
            NOTICE,
            but(NOTICE, grades=["l1"], days=7),
            "weaker",
            ["days 7 instead of 14", "grades l1 instead of l1, l2"],
        ),
        (
            TRAINING,
            but(TRAINING, activities=["drill"]),
            "stricter",
            ["activities drill instead of drill, talk"],
        ),
        (
            TRAINING,
            but(TRAINING, activities=["drill", "talk", "lunch"]),
            "weaker",
            ["activities drill, talk, lunch instead of drill, talk"],
        ),
        (WINDOW, but(WINDOW, work_minutes=4320), "weaker", ["work 72 h instead of 60 h"]),
        (
            WINDOW,
            but(WINDOW, days=14, work_minutes=7200),  # 120 h in 14 days: both ways
            "different",
            ["days 14 instead of 7", "work 120 h instead of 60 h"],
        ),
        (
            RISK,
            but(
                RISK, night_run_percents=[100, 100, 106, 117, 136]
            ),  # the same numbers, but one of them twice
            "different",
            ["night run percents 100, 100, 106, 117, 136 instead of 100, 106, 117, 136"],
        ),
        (BREAK, but(BREAK, over_minutes=361), "weaker", ["over 361 min instead of 6 h"]),
        (BREAK, but(BREAK, break_minutes=45), "stricter", ["break 45 min instead of 30 min"]),
    ],
)
def test_a_new_rule_is_compared_with_the_old_one(
    old: Rule, new: Rule, expected: str, told: list[str]
) -> None:
    assert relation(old, new) == expected
    assert [difference.sentence() for difference in differences(old, new)] == told
