"""Premia go by the public holidays of the region, in the statement and in the solver's count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.cost.premia import premium_minutes
from planner.instance import compile_instance
from planner.scenario.load import load_scenario
from planner.units import local_to_utc
from tests.scenario.folders import copy_of, replace

EASTER_SUNDAY = date(2027, 3, 28)


@pytest.mark.parametrize(
    ("region", "premium"),
    # Easter Sunday is a public holiday in Brandenburg, and no more than a Sunday in Hamburg.
    [("BB", "holiday"), ("HH", "sunday")],
)
def test_easter_sunday_earns_what_it_is_in_the_region(tmp_path: Path, region: str, premium: str) -> None:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "subdivision: 'BY'", f"subdivision: '{region}'")
    scenario = load_scenario(folder)
    person = scenario.staff[0]
    start, end = (local_to_utc(EASTER_SUNDAY, clock, scenario.zone) for clock in (8 * 60, 16 * 60))
    assert premium_minutes(scenario, person, start, end) == {premium: 480}
    # ... and the solver's count has the same rate: 125 % or 50 % of the shift, with on-costs of 21 %
    instance = compile_instance(scenario)
    slot = next(
        slot
        for slot in instance.slots
        if slot.day == (EASTER_SUNDAY - scenario.days[0]).days and slot.clock == 6 * 60
    )
    gross = scenario.pay.grades[person.grade].hourly_rate * (slot.end - slot.start) / 60
    rate = scenario.pay.premia[premium].percent / 100
    assert instance.duty_cost[person.person, slot.day, slot.shift] == pytest.approx(
        gross * rate * 1.21, abs=1
    )
