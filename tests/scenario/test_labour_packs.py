"""Labour packs in layers: what lies on what, which night and which rules are in force, and where they come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.paths import models_dir
from planner.scenario import load_scenario
from planner.scenario.scenario import Scenario
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
