"""The shipped scenarios and policies: they load in every way, and say what the data guide says."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from planner.paths import models_dir, scenarios_dir
from planner.rules.base import Rule
from planner.scenario import Scenario, list_scenarios, load_scenario, scenario_digest
from planner.scenario.base import Domain, Phase
from planner.scenario.policy import LabourPack, OperatingModel, ShiftSystem
from planner.scenario.policy_files import policy_names
from planner.scenario.salvage import read_part
from tests.scenario.folders import copy_of, replace

LARGE, MIDSIZE, SMALL, UK = (
    scenarios_dir() / name for name in ("large_group", "midsize_plant", "small_plant", "uk_site")
)


@pytest.fixture(scope="module")
def midsize() -> Scenario:
    return load_scenario(MIDSIZE)


def test_every_shipped_scenario_is_listed() -> None:
    assert list_scenarios() == (LARGE, MIDSIZE, SMALL, UK)


def test_the_large_group_is_the_one_of_the_guide() -> None:
    """Sixty people at two places whose clocks differ, twelve weeks over the clock change, twenty absences."""
    group = load_scenario(LARGE)
    assert len(group.people) == 60
    assert {group.zone_of(person.person).key for person in group.people} == {
        "Europe/Berlin",
        "Europe/Bucharest",
    }
    assert (len(group.days), len(group.leave), len(group.providers)) == (84, 20, 3)
    # The clocks go back in the night to 31 October, so one of the 84 days is 25 hours long.
    assert (group.end - group.start).total_seconds() == 84 * 86_400 + 3600
    assert {post.domain for post in group.facts.posts.values()} == set(Domain)
    assert any(duty.end > group.start for duty in group.history)


@pytest.mark.parametrize("folder", list_scenarios(), ids=lambda folder: folder.name)
@pytest.mark.parametrize("model", ["in_house", "hybrid", "managed"])
def test_a_shipped_scenario_loads_under_every_operating_model(folder: Path, model: str) -> None:
    scenario = load_scenario(folder, operating_model=model)
    assert scenario.operating_model_key == model
    assert scenario.staff
    assert len({rule.id for rule in scenario.rule_book}) == len(scenario.rule_book)


class TestTheCatalogueOfTheMidsizePlant:
    """Totals as computed once by hand from the twenty categories."""

    def test_volumes(self, midsize: Scenario) -> None:
        per_day = {
            domain: sum(c.per_day for c in midsize.categories if c.domain is domain) for domain in Domain
        }
        assert len(midsize.categories) == 20
        assert per_day[Domain.IT] == pytest.approx(134.15)
        assert per_day[Domain.OT] == pytest.approx(28.20)
        assert sum(per_day.values()) * 365 == pytest.approx(59_258, abs=0.5)  # 162.35 a day

    @pytest.mark.parametrize(
        ("phase", "cases", "hours", "it", "ot"),
        [
            (Phase.TRIAGE, 162.35, 34.38, 27.79, 6.58),
            (Phase.INVESTIGATION, 30.26, 21.89, 15.36, 6.53),
        ],
    )
    def test_work(
        self, midsize: Scenario, phase: Phase, cases: float, hours: float, it: float, ot: float
    ) -> None:
        def total(domain: Domain | None) -> float:
            return sum(
                c.per_day * c.phase_share(phase) * c.handling_minutes(phase) / 60
                for c in midsize.categories
                if domain in (None, c.domain)
            )

        # Published totals are rounded to hundredths.
        assert sum(c.per_day * c.phase_share(phase) for c in midsize.categories) == pytest.approx(
            cases, abs=0.005
        )
        assert total(None) == pytest.approx(hours, abs=0.006)
        assert total(Domain.IT) == pytest.approx(it, abs=0.006)
        assert total(Domain.OT) == pytest.approx(ot, abs=0.006)

    def test_response(self, midsize: Scenario) -> None:
        cases = sum(c.per_day * c.incident_share for c in midsize.categories)
        hours = sum(c.per_day * c.incident_share * c.response_minutes / 60 for c in midsize.categories)
        assert cases == pytest.approx(2.638, abs=0.0005)
        assert hours == pytest.approx(3.69, abs=0.005)

    def test_severities(self, midsize: Scenario) -> None:
        total = sum(c.per_day for c in midsize.categories)
        mix = [sum(c.per_day * c.severity_shares()[k] for c in midsize.categories) / total for k in range(4)]
        assert [100 * share for share in mix] == pytest.approx([1.33, 8.93, 43.77, 45.98], abs=0.006)


def test_the_midsize_plant_spans_easter_and_the_clock_change(midsize: Scenario) -> None:
    assert midsize.holiday_names == {date(2027, 3, 26): "Good Friday", date(2027, 3, 29): "Easter Monday"}
    assert (midsize.days[0], midsize.days[-1]) == (date(2027, 3, 15), date(2027, 4, 11))
    # 28 days of 24 hours, less the hour that 28 March does not have.
    assert (midsize.end - midsize.start).total_seconds() == 28 * 86_400 - 3600


def test_holidays_reach_from_history_to_a_day_past_the_horizon(tmp_path: Path) -> None:
    folder = copy_of("midsize_plant", tmp_path)
    (folder / "history.csv").unlink()
    (folder / "requests.csv").unlink()
    replace(folder, "scenario.yaml", "start: 2027-03-15 ", "start: 2027-04-12 ")
    replace(folder, "scenario.yaml", "days: 28", "days: 35")
    names = load_scenario(folder).holiday_names
    assert names[date(2027, 3, 29)] == "Easter Monday"
    assert names[date(2027, 5, 1)] == "Labor Day"
    # The horizon ends on 16 May; the day past it is Whit Monday.
    assert max(names) == date(2027, 5, 17)


def test_the_midsize_team_is_the_one_of_the_guide(midsize: Scenario) -> None:
    grades = [person.grade for person in midsize.people]
    assert {grade: grades.count(grade) for grade in sorted(set(grades))} == {
        "l1": 5,
        "l2": 4,
        "l3": 2,
        "ot": 3,
    }
    assert sum(person.weekly_minutes < 38.5 * 60 for person in midsize.people) == 2
    assert sum(bool(person.restrictions) for person in midsize.people) == 1
    assert len(midsize.requests) >= 15
    assert any(duty.end > midsize.start for duty in midsize.history)


def test_the_uk_site_is_the_one_of_the_guide() -> None:
    """Twenty-four people under the Working Time Regulations, some of whom have opted out, one of whom joined late."""
    site = load_scenario(UK)
    assert list(site.labour_packs) == ["united_kingdom", "good_practice"]
    assert len(site.people) == 24
    assert date(2027, 5, 31) in site.holiday_names  # Spring bank holiday
    assert sum(bool(person.agreements) for person in site.people) == 2
    weeks = {
        person.person: sum(row.person == person.person for row in site.past_weeks) for person in site.people
    }
    # With two weeks of history and four planned, seventeen weeks can be looked back on; five were those of the joiner.
    assert sorted(set(weeks.values())) == [5, 15]
    assert weeks["dev"] == 5


def test_two_providers_sell_three_offers_each_to_a_plant() -> None:
    for folder in (MIDSIZE, SMALL):
        providers = load_scenario(folder).providers
        assert [len(provider.offers) for provider in providers.values()] == [3, 3]


def test_the_permit_opens_twelve_hour_shifts_and_raises_the_limit(tmp_path: Path) -> None:
    folder = copy_of("midsize_plant", tmp_path)

    def longest(scenario: Scenario) -> int:
        return min(rule.work_minutes for rule in scenario.rule_book if rule.kind == "max_shift_length")

    plain = load_scenario(folder)
    replace(folder, "scenario.yaml", "packs: [germany,", "packs: [germany_permit_12h,")
    replace(folder, "scenario.yaml", "shifts: [E, D, M, B, L, N]", "shifts: []")
    permitted = load_scenario(folder)
    assert set(permitted.shifts) - set(plain.shifts) == {"T", "K"}
    assert (longest(plain), longest(permitted)) == (600, 720)


@pytest.mark.parametrize("pack", policy_names("labour"))
def test_the_midsize_plant_can_be_asked_under_every_labour_pack(pack: str, tmp_path: Path) -> None:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "packs: [germany, good_practice]", f"packs: [germany, {pack}]")
    # Notice is counted from the day on which the roster is told.
    told = "publication: {today: 2027-02-22}\ncost_tolerance"
    replace(folder, "scenario.yaml", "cost_tolerance", told)
    assert pack in load_scenario(folder).labour_packs


@pytest.mark.parametrize("scenario", list_scenarios(), ids=lambda folder: folder.name)
def test_no_usable_shift_is_longer_than_its_labour_pack_allows(scenario: Path) -> None:
    loaded = load_scenario(scenario)
    limit = min(rule.work_minutes for rule in loaded.rule_book if rule.kind == "max_shift_length")
    for code, shift in loaded.shifts.items():
        assert shift.length_minutes - shift.break_minutes <= limit, code


def test_breaks_are_as_long_as_german_law_asks() -> None:
    """ArbZG § 4: 30 minutes for more than six hours of work, 45 for more than nine."""
    for code, shift in load_scenario(MIDSIZE).shift_system.shifts.items():
        work = shift.length_minutes - shift.break_minutes
        least = 45 if work > 9 * 60 else 30 if work > 6 * 60 else 0
        assert shift.break_minutes >= least, code


def test_history_itself_keeps_the_rest_and_the_hours_of_the_pack() -> None:
    """Eleven hours between duties and 48 in seven local days, so that no rule is broken before the horizon begins."""
    for folder in list_scenarios():
        scenario = load_scenario(folder)
        for person in scenario.people:
            duties = sorted((d for d in scenario.history if d.person == person.person), key=lambda d: d.start)
            for before, after in pairwise(duties):
                assert (after.start - before.end).total_seconds() >= 11 * 3600
            for first in duties:
                week = [d for d in duties if 0 <= (d.start.date() - first.start.date()).days < 7]
                worked = sum(
                    (d.end - d.start).total_seconds() / 60
                    - scenario.shift_system.shifts[d.shift].break_minutes
                    for d in week
                )
                assert worked <= 48 * 60


def test_every_number_of_a_policy_has_its_source() -> None:
    rules: list[Rule] = []
    for name in policy_names("labour"):
        pack = read_part(models_dir() / "labour" / f"{name}.yaml", LabourPack)
        assert pack.problems == ()
        rules.extend(pack.record.rules)
    for name in policy_names("operating"):
        model = read_part(models_dir() / "operating" / f"{name}.yaml", OperatingModel)
        assert model.problems == ()
        rules.extend(model.record.rules)
    assert [rule.id for rule in rules if not rule.source] == []
    assert policy_names("operating") == ("hybrid", "in_house", "managed")


def test_every_shift_system_reads() -> None:
    for name in policy_names("shift_systems"):
        assert read_part(models_dir() / "shift_systems" / f"{name}.yaml", ShiftSystem).problems == ()


def test_premia_and_overtime_of_shipped_pay_have_their_source() -> None:
    for folder in list_scenarios():
        pay = load_scenario(folder).pay
        assert all(premium.source for premium in pay.premia.values())
        assert pay.overtime.source


def test_hourly_people_under_the_flsa_have_their_shift_premia_in_the_regular_rate() -> None:
    plant = load_scenario(SMALL)
    assert not any(grade.salaried for grade in plant.pay.grades.values())
    assert plant.pay.overtime.regular_rate  # 29 CFR 778.207(b): a night differential
    counted = {key for key, premium in plant.pay.premia.items() if premium.in_regular_rate}
    assert counted == {"night"}  # 29 CFR 778.203 leaves out what a holiday pays at one and a half times


class TestTheDigest:
    def test_is_the_same_for_the_same_question_laid_out_otherwise(self, tmp_path: Path) -> None:
        folder = copy_of("small_plant", tmp_path)
        before = scenario_digest(load_scenario(folder))
        replace(folder, "scenario.yaml", "currency: USD", "currency: 'USD'   # the same in quotes")
        with (folder / "people.csv").open(newline="") as stream:
            header, *rows = csv.reader(stream)
        with (folder / "people.csv").open("w", newline="") as stream:
            csv.writer(stream).writerows([line[::-1] for line in (header, *rows)])
        assert scenario_digest(load_scenario(folder)) == before

    def test_changes_with_every_number(self, tmp_path: Path) -> None:
        folder = copy_of("small_plant", tmp_path)
        before = scenario_digest(load_scenario(folder))
        replace(folder, "pay.yaml", "'33.65'", "'33.66'")
        assert scenario_digest(load_scenario(folder)) != before

    def test_differs_between_operating_models(self) -> None:
        digests = {scenario_digest(load_scenario(SMALL, operating_model=m)) for m in ("hybrid", "managed")}
        assert len(digests) == 2
        assert all(len(digest) == 64 for digest in digests)


def test_records_alone_do_not_pay_for_the_readers() -> None:
    """Importing a record must not load the YAML reader or the holiday calendars."""
    code = "import json, sys, planner.scenario.scenario; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(run.stdout)
    assert not [name for name in loaded if name.split(".")[0] in ("ruamel", "holidays")]
