"""Which rules of labour packs a later layer changed, and about which of them a reader of the verdict is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from planner.scenario import list_operating_models, list_scenarios, load_scenario
from planner.scenario.changed_rules import changed_rules, warnings
from planner.scenario.policy import LabourPack
from planner.scenario.scenario import Scenario
from planner.scenario.weakened import law_warning, law_warnings
from tests.support.tiny import Given, tiny_scenario

REST: Given = {"kind": "min_rest", "rest_minutes": 660}
NIGHTS: Given = {"kind": "max_consecutive_nights", "nights": 4}
NOTICE: Given = {"kind": "publish_notice", "days": 14, "grades": ["l1", "l2"]}
WINDOW: Given = {"kind": "max_hours", "days": 7, "work_minutes": 3600}
Packs = Mapping[str, tuple[str | None, Sequence[Given]]]
AS_SHOULD: Given = {"strength": "should", "points": 5}


def with_packs(packs: Packs, rules: Sequence[Given]) -> Scenario:
    """A scenario on packs: key to what the pack extends and to its rules."""
    made = {
        key: LabourPack.model_validate({"title": key, "extends": below, "rules": tuple(given)})
        for key, (below, given) in packs.items()
    }
    return tiny_scenario(rules=rules).model_copy(update={"labour_packs": made})


def told(scenario: Scenario) -> list[tuple[str, str, bool]]:
    """Who changed it, how it compares, whether it warns."""
    return [(change.by.giver, change.comparison(), change.warns) for change in changed_rules(scenario)]


@pytest.mark.parametrize(
    ("pack", "own", "comparison", "warns"),
    [
        (REST, {**REST, "rest_minutes": 600}, "weaker than tiny: rest 10 h instead of 11 h", True),
        (REST, {**REST, "rest_minutes": 720}, "stricter than tiny: rest 12 h instead of 11 h", False),
        (NIGHTS, {**NIGHTS, **AS_SHOULD}, "weaker than tiny: should instead of must", True),
        (NOTICE, {**NOTICE, "grades": ["l1"]}, "weaker than tiny: grades l1 instead of l1, l2", True),
        (NOTICE, {**NOTICE, "grades": []}, "stricter than tiny: grades all instead of l1, l2", False),
        (
            WINDOW,
            {**WINDOW, "days": 14, "work_minutes": 7200},
            "different from tiny: days 14 instead of 7, work 120 h instead of 60 h",
            True,
        ),
        # What was never a must is no law to warn of.
        (
            {**NIGHTS, **AS_SHOULD},
            {**NIGHTS, **AS_SHOULD, "nights": 5},
            "weaker than tiny: nights 5 instead of 4",
            False,
        ),
        ({**NIGHTS, **AS_SHOULD}, NIGHTS, "stricter than tiny: must instead of should", False),
    ],
)
def test_what_a_scenario_changes_is_compared_with_the_pack(
    pack: Given, own: Given, comparison: str, warns: bool
) -> None:
    assert told(tiny_scenario(pack_rules=[pack], rules=[own])) == [("the scenario", comparison, warns)]


@pytest.mark.parametrize(
    ("pack", "own"),
    [
        ([REST], [{**REST, "source": "Works agreement"}]),  # the same number by another name
        ([REST], [{**REST, "id": "more_rest", "rest_minutes": 600}]),  # beside the pack's, which still holds
        ([], [REST]),
        ([REST], []),
    ],
)
def test_a_rule_that_stays_as_it_is_is_not_told(pack: Sequence[Given], own: Sequence[Given]) -> None:
    assert told(tiny_scenario(pack_rules=pack, rules=own)) == []


def test_an_operating_model_is_no_law_either() -> None:
    scenario = tiny_scenario(pack_rules=[REST])
    [rule] = tiny_scenario(rules=[{**REST, "rest_minutes": 600}]).facts.rules
    model = scenario.operating_model.model_copy(update={"rules": (rule,)})
    changed = scenario.model_copy(update={"operating_model": model})
    assert told(changed) == [("operating model tiny", "weaker than tiny: rest 10 h instead of 11 h", True)]
    assert law_warning(changed) == (
        "1 labour rule is weaker than the labour packs say: "
        "Daily rest (min_rest): rest 10 h instead of 11 h in tiny, by operating model tiny."
    )


def test_a_pack_that_extends_another_is_told_in_a_lower_tone() -> None:
    packs: Packs = {
        "law": (None, [REST]),
        "decree": ("law", [NIGHTS]),
        "permit": ("decree", [{**REST, "rest_minutes": 600}]),
    }
    scenario = with_packs(packs, [])
    assert told(scenario) == [("permit", "weaker than law: rest 10 h instead of 11 h", False)]
    assert warnings(changed_rules(scenario)) == {}


def test_a_pack_of_another_law_warns() -> None:
    packs: Packs = {"law": (None, [REST]), "other": (None, [{**REST, "rest_minutes": 600}])}
    scenario = with_packs(packs, [])
    assert told(scenario) == [("other", "weaker than law: rest 10 h instead of 11 h", True)]
    assert law_warning(scenario).endswith("rest 10 h instead of 11 h in law, by other.")


def test_a_scenario_is_compared_with_the_last_pack() -> None:
    packs: Packs = {"law": (None, [REST]), "permit": ("law", [{**REST, "rest_minutes": 600}])}
    assert told(with_packs(packs, [{**REST, "rest_minutes": 630}])) == [
        ("permit", "weaker than law: rest 10 h instead of 11 h", False),
        ("the scenario", "stricter than permit: rest 10.5 h instead of 10 h", False),
    ]
    assert told(with_packs(packs, [{**REST, "rest_minutes": 540}]))[1:] == [
        ("the scenario", "weaker than permit: rest 9 h instead of 10 h", True)
    ]


def test_the_paragraph_tells_weaker_rules_first_and_those_that_cannot_be_ranked_after_them() -> None:
    changed = tiny_scenario(
        pack_rules=[WINDOW, REST, NIGHTS],
        rules=[
            {**WINDOW, "days": 14, "work_minutes": 7200},
            {**REST, "rest_minutes": 600},
            {**NIGHTS, **AS_SHOULD},
        ],
    )
    assert law_warning(changed) == (
        "2 labour rules are weaker than the labour packs say: "
        "Daily rest (min_rest): rest 10 h instead of 11 h in tiny; "
        "Nights in a row (max_consecutive_nights): should instead of must in tiny. "
        "1 labour rule differs from the labour packs, perhaps weaker: "
        "Hours in a rolling window (max_hours): days 14 instead of 7, work 120 h instead of 60 h in tiny."
    )


def definitions(law: Mapping[str, Mapping[str, Any]], extends: str | None = None, **own: Any) -> list[str]:
    """What is told of a pack `law`, then a pack `other`, then the scenario's own stand-by."""
    packs = {
        key: LabourPack.model_validate(
            {"title": key, "extends": extends if key == "other" else None, "rules": (), **given}
        )
        for key, given in law.items()
    }
    scenario = tiny_scenario(facts=own).model_copy(update={"labour_packs": packs})
    return [item for items in law_warnings(scenario).values() for item in items]


STAND_BY = {"work_within_minutes": 10, "rest_from_minutes": 30, "call_outs_per_day": 1.0}
NIGHT = {"from": "23:00", "to": "06:00", "minutes_over": 120}


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (STAND_BY, False),
        ({**STAND_BY, "work_within_minutes": 9}, True),
        ({**STAND_BY, "work_within_minutes": 11}, False),
        ({**STAND_BY, "rest_from_minutes": 29}, True),
        ({**STAND_BY, "rest_from_minutes": 31}, False),
        ({**STAND_BY, "call_outs_per_day": 1.5}, True),
        ({**STAND_BY, "call_outs_per_day": 0.5}, False),
    ],
)
def test_stand_by_that_counts_less_often_as_work_than_in_the_pack_is_told(own: Given, told: bool) -> None:
    items = definitions({"law": {"night": NIGHT, "stand_by": STAND_BY}}, stand_by=own)
    assert [item.startswith("Stand-by (stand_by): ") for item in items] == [True] * told


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"from": "22:00", "to": "06:00", "minutes_over": 120}, False),
        ({"from": "23:00", "to": "06:30", "minutes_over": 60}, False),
        ({"from": "23:30", "to": "06:30", "minutes_over": 120}, True),
        ({"from": "23:00", "to": "05:59", "minutes_over": 120}, True),
        ({"from": "23:00", "to": "06:00", "minutes_over": 179}, True),
    ],
)
def test_a_later_pack_with_fewer_night_duties_is_told_unless_it_is_the_same_law(
    other: Given, told: bool
) -> None:
    law: Mapping[str, Mapping[str, Any]] = {"law": {"night": NIGHT}, "other": {"night": other}}
    assert bool(definitions(law)) is told
    assert definitions(law, extends="law") == []


def test_the_words_name_both_nights() -> None:
    other = {"from": "23:00", "to": "06:00", "minutes_over": 179}
    assert definitions({"law": {"night": NIGHT}, "other": {"night": other}}) == [
        "Night (night): more than 179 min between 23:00 and 06:00 instead of more than 120 min between 23:00 and "
        "06:00 in law, by other"
    ]


@pytest.mark.parametrize("model", list_operating_models())
@pytest.mark.parametrize("folder", list_scenarios(), ids=lambda folder: folder.name)
def test_no_shipped_scenario_weakens_a_labour_rule(folder: Path, model: str) -> None:
    assert law_warning(load_scenario(folder, operating_model=model)) == ""
