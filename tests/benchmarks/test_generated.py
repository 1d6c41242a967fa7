"""Generated scenarios: readable, the same for the same seed, and with somebody for every week on call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.generated.__main__ import main
from benchmarks.generated.folder import START, write_scenario
from benchmarks.generated.team import leave, members
from planner.scenario.load import load_scenario


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize(("people", "weeks"), [(20, 4), (200, 26)])
def test_a_generated_scenario_has_no_problem_and_the_size_asked_for(
    people: int, weeks: int, tmp_path: Path
) -> None:
    folder = tmp_path / "generated"
    assert main(["--people", str(people), "--weeks", str(weeks), "--out", str(folder)]) == 0
    scenario = load_scenario(folder)
    assert (len(scenario.people), scenario.facts.horizon.days) == (people, 7 * weeks)
    assert {duty.start.date() for duty in scenario.history} == {
        START - timedelta(days=day) for day in range(1, 15) if (START - timedelta(days=day)).weekday() < 5
    }


def test_the_same_seed_gives_the_same_files_and_another_one_other_wishes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_scenario(tmp_path / name, 20, 4, seed)
    assert _texts(tmp_path / "one") == _texts(tmp_path / "same")
    one, other = _texts(tmp_path / "one"), _texts(tmp_path / "other")
    assert {name for name in one if one[name] != other[name]} == {"requests.csv"}


def test_a_scenario_with_too_few_people_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="20 to 500 people"):
        write_scenario(tmp_path, 19, 4, 1)


@pytest.mark.parametrize("people", [20, 33, 60, 200])
def test_every_week_on_call_has_a_commander_who_is_not_on_leave(people: int) -> None:
    team, weeks = members(people), 26
    absent = leave(team, START, weeks)
    assert len({member.person for member in team}) == people
    for skill in ("incident_command", "ot_command"):
        holders = [member.person for member in team if skill in member.skills]
        for week in range(weeks):
            # From Monday to the morning of the next Monday.
            days = {START + timedelta(weeks=week, days=day) for day in range(8)}
            assert any(days.isdisjoint(absent[person]) for person in holders)
