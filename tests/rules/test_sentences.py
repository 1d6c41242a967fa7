"""The sentences of the rule book: every placeholder resolves, and every number has its unit."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from planner.rules.base import Rule, Strength
from planner.rules.book import spelled_out
from planner.rules.catalogue import RULE_KINDS
from tests.rules.casebook import Case, all_cases, as_should, make_rule

FIRST_CASES = list({case.kind: case for case in reversed(all_cases())}.values())


def name_of(value: object) -> str:
    return value.kind if isinstance(value, Case) else str(getattr(value, "__name__", value))


@pytest.mark.parametrize("case", FIRST_CASES, ids=name_of)
def test_a_sentence_is_whole(case: Case) -> None:
    sentence = case.rule.sentence()
    assert not re.search(r"[{}]|\(\)|None|True|False|  |,,", sentence), sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


@pytest.mark.parametrize("kind", RULE_KINDS, ids=name_of)
def test_a_sentence_names_every_parameter_of_its_kind(kind: type[Rule]) -> None:
    placeholders = {name for _, name, _, _ in Formatter().parse(kind.card.says) if name}
    own = {
        name.removesuffix("_minutes") + "_hours" if name.endswith("_minutes") else name
        for name in kind.model_fields.keys() - Rule.model_fields.keys()
    }
    assert placeholders == own


@pytest.mark.parametrize("case", FIRST_CASES, ids=name_of)
def test_minutes_are_printed_with_a_unit(case: Case) -> None:
    for name, value in case.rule:
        if name.endswith("_minutes"):
            assert re.search(rf"\b({value} min|{value / 60:g} h)\b", case.rule.sentence()), name


@pytest.mark.parametrize(
    ("minutes", "said"), [(660, "11 h"), (630, "10.5 h"), (659, "659 min"), (30, "30 min"), (60, "1 h")]
)
def test_a_duration_is_said_in_round_hours_or_in_minutes(minutes: int, said: str) -> None:
    rule = make_rule("min_rest", {"rest_minutes": minutes})
    assert rule.sentence() == f"At least {said} of rest between two duties."


@pytest.mark.parametrize("kind", RULE_KINDS, ids=name_of)
def test_a_card_tells_unit_boundary_and_source_and_every_parameter_its_meaning(kind: type[Rule]) -> None:
    card = kind.card
    assert card.unit
    assert card.boundary.endswith(".")
    assert all(card.sources)
    assert "{" not in spelled_out(kind)
    for name in kind.model_fields.keys() - Rule.model_fields.keys():
        assert kind.model_fields[name].description, name


@pytest.mark.parametrize("case", FIRST_CASES, ids=name_of)
def test_only_kinds_that_say_so_may_be_a_should(case: Case) -> None:
    parameters = case.rule.model_dump() | {"strength": Strength.SHOULD, "points": 1}
    if as_should(case.rule) is None:
        with pytest.raises(ValueError, match="it has no points form"):
            make_rule(case.kind, parameters)
    else:
        assert make_rule(case.kind, parameters).points == 1


def test_a_should_needs_points_and_a_must_has_none() -> None:
    for wrong in ({"strength": Strength.SHOULD}, {"points": 3}):
        with pytest.raises(ValueError, match="a should-rule needs points above 0, and a must has none"):
            make_rule("max_consecutive_days", {"days": 5, **wrong})
