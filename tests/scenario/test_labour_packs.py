"""Labour packs in layers: what lies on what, which night and which rules are in force, and where they come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.instance.stand_by import stand_by_time
from planner.paths import models_dir
from planner.scenario import load_scenario
from planner.scenario.scenario import Scenario
from planner.scenario.work import EscalationLevel, StandBy
from tests.scenario.folders import copy_of, replace, sentences

NIGHT = "night: {from: '22:00', to: '06:00', minutes_over: 60}\n"


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario beside models of its own, to which a test may add packs."""
    models = tmp_path / "models"
    shutil.copytree(models_dir(), models)
    monkeypatch.setattr("planner.scenario.policy_files.models_dir", lambda: models)
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "packs: [germany, good_practice]", "packs: [germany]")
    return folder


def pack(plant: Path, key: str, text: str) -> None:
    """Write a labour pack."""
    (plant.parent / "models" / "labour" / f"{key}.yaml").write_text(f"title: {key}\n{text}")


def under(plant: Path, packs: str) -> Path:
    """The scenario with these packs."""
    replace(plant, "scenario.yaml", "packs: [germany]", f"packs: [{packs}]")
    return plant


def layers(scenario: Scenario, rule: str) -> list[str]:
    return [origin.layer for origin in scenario.rule_origins[rule]]


def test_what_a_pack_extends_lies_below_it_once(plant: Path) -> None:
    scenario = load_scenario(under(plant, "germany_permit_12h, germany"))
    assert list(scenario.labour_packs) == ["germany", "germany_permit_12h"]


def test_the_permit_changes_the_longest_shift_and_nothing_else(plant: Path) -> None:
    plain = load_scenario(plant)
    permitted = load_scenario(under(plant, "germany_permit_12h"))
    changed = [
        (before.id, after.id)
        for before, after in zip(plain.rule_book, permitted.rule_book, strict=True)
        if before != after
    ]
    assert changed == [("max_shift_length", "max_shift_length")]
    assert layers(permitted, "max_shift_length") == ["labour/germany", "labour/germany_permit_12h"]
    assert layers(permitted, "min_rest") == ["labour/germany"]


def test_the_rule_of_the_last_layer_is_in_force_and_the_origins_say_what_it_replaced(plant: Path) -> None:
    rule = "rules:\n  - {kind: min_rest, rest_minutes: 600, source: Works agreement (invented)}"
    replace(plant, "scenario.yaml", "\nrules:", f"\n{rule}")
    scenario = load_scenario(plant)
    origins = scenario.rule_origins["min_rest"]
    assert [(origin.layer, getattr(origin.rule, "rest_minutes", None)) for origin in origins] == [
        ("labour/germany", 660),
        ("scenario", 600),
    ]
    assert origins[-1].rule in scenario.rule_book
    assert origins[0].rule not in scenario.rule_book


def test_the_last_night_given_is_the_one_in_force(plant: Path) -> None:
    pack(plant, "tariff", f"extends: germany\n{NIGHT}rules: []\n")
    pack(plant, "nothing", "rules: []\n")
    night = load_scenario(under(plant, "tariff, nothing")).night
    assert (night.start, night.end, night.minutes_over) == (22 * 60, 6 * 60, 60)


def stand_by(work_within: int) -> str:
    return f"stand_by: {{work_within_minutes: {work_within}, rest_from_minutes: 60, source: Ruling (invented)}}\n"


def test_the_last_word_on_stand_by_is_the_one_in_force_and_the_origins_say_whose_it_is(plant: Path) -> None:
    pack(plant, "tariff", f"extends: germany\n{stand_by(15)}rules: []\n")
    pack(plant, "nothing", "rules: []\n")
    scenario = load_scenario(under(plant, "tariff, nothing"))
    assert scenario.stand_by.work_within_minutes == 15
    origins = [(origin.layer, origin.law.work_within_minutes) for origin in scenario.stand_by_origins]
    assert origins == [("labour/germany", 10), ("labour/tariff", 15)]


def test_the_scenario_has_the_last_word_on_stand_by(plant: Path) -> None:
    replace(plant, "scenario.yaml", "\nrules:", f"\n{stand_by(20)}rules:")
    scenario = load_scenario(plant)
    assert scenario.stand_by.work_within_minutes == 20
    assert [origin.layer for origin in scenario.stand_by_origins] == ["labour/germany", "scenario"]


def test_where_nobody_says_what_stand_by_is_the_defaults_hold(plant: Path) -> None:
    pack(plant, "bare", f"{NIGHT}rules:\n  - {{kind: no_nights}}\n")
    scenario = load_scenario(under(plant, "bare"))
    assert scenario.stand_by == StandBy()
    assert [origin.layer for origin in scenario.stand_by_origins] == ["default"]


def test_stand_by_that_is_neither_work_nor_rest_is_refused_in_a_pack(plant: Path) -> None:
    pack(plant, "a", "stand_by: {work_within_minutes: 30, rest_from_minutes: 30}\nrules: []\n")
    [sentence] = sentences(under(plant, "germany, a"))
    assert "rest_from_minutes must be more than work_within_minutes" in sentence


@pytest.mark.parametrize(
    ("packs", "shown"),
    [
        # CJEU C-518/15, C-344/19, C-580/19
        ("germany", {10: "work", 11: "work_if_frequent", 29: "work_if_frequent", 30: "rest"}),
        ("eu_working_time", {10: "work", 11: "work_if_frequent", 29: "work_if_frequent", 30: "rest"}),
        # Matzak (eight minutes) binds, the frequency of C-344/19 does not.
        ("united_kingdom", {8: "work", 10: "work", 11: "rest"}),
        # 29 CFR 785.17: on the premises only
        ("us_illinois", {1: "rest", 10: "rest", 30: "rest"}),
    ],
)
def test_each_law_says_for_itself_when_waiting_at_home_is_work(
    plant: Path, packs: str, shown: dict[int, str]
) -> None:
    scenario = load_scenario(under(plant, packs))
    level = scenario.facts.escalation[0]

    def seen(minutes: int, *, on_site: bool = False) -> str:
        changed: EscalationLevel = level.model_copy(update={"response_minutes": minutes, "on_site": on_site})
        return stand_by_time(scenario.stand_by, changed).value

    assert {minutes: seen(minutes) for minutes in shown} == shown
    assert seen(60, on_site=True) == "work"
    assert scenario.stand_by.source


def test_packs_without_any_night_are_told(plant: Path) -> None:
    pack(plant, "nothing", "rules:\n  - {kind: no_nights}\n")
    assert sentences(under(plant, "nothing")) == [
        "scenario.yaml:15 labour.packs 'nothing': none of these packs says what a night is. "
        "Allowed: packs of which one has a night definition, for example germany."
    ]


def test_packs_that_extend_one_another_are_told_where(plant: Path) -> None:
    pack(plant, "a", f"extends: b\n{NIGHT}rules:\n  - {{kind: no_nights}}\n")
    pack(plant, "b", "extends: a\nrules: []\n")
    assert sentences(under(plant, "a")) == [
        "models/labour/b.yaml:2 extends 'a': these packs extend one another in a circle: a > b > a. "
        "Allowed: a pack that does not lie on this one."
    ]


def test_an_unknown_base_is_told_where_it_is_written(plant: Path) -> None:
    pack(plant, "a", "extends: germny\nrules: []\n")
    [sentence] = sentences(under(plant, "a"))
    assert sentence.startswith("models/labour/a.yaml:2 extends 'germny': unknown name.")
    assert sentence.endswith("Maybe 'germany'?")


def test_a_pack_does_not_replace_a_rule_of_another_kind(plant: Path) -> None:
    pack(plant, "a", "rules:\n  - {kind: leave, id: min_rest}\n")
    [sentence] = sentences(under(plant, "germany, a"))
    assert sentence.startswith(
        "models/labour/a.yaml:3 rules.0.id 'min_rest': this id is that of a rule of kind min_rest"
    )


def test_a_rule_given_twice_in_a_pack_is_told(plant: Path) -> None:
    pack(
        plant,
        "a",
        "rules:\n  - {kind: min_rest, rest_minutes: 660}\n  - {kind: min_rest, rest_minutes: 600}\n",
    )
    [sentence] = sentences(under(plant, "germany, a"))
    assert "models/labour/a.yaml:4 rules.1.id 'min_rest': a rule with this id was given before" in sentence
