"""Cross-checks that take more than one edit, or that must stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.scenario.crosscheck import CHECKS
from tests.scenario.folders import append, copy_of, replace, sentences


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    return copy_of("midsize_plant", tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return copy_of("small_plant", tmp_path)


def test_each_check_is_there_once_and_says_what_it_asks() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    assert all(check.__doc__ for check in CHECKS)


class TestWorkThatNobodyCanDo:
    """OT response is never given to a provider here, so without a responder nobody does it."""

    def test_is_told_for_each_window_with_its_categories(self, small: Path) -> None:
        replace(small, "scenario.yaml", "  plant: {title: OT triage and investigation}\n", PLANT_AND_WELDER)
        replace(
            small,
            "scenario.yaml",
            RESPONSE_BY_RESPONDERS,
            RESPONSE_BY_RESPONDERS.replace("responder", "welder"),
        )
        said = sentences(small)
        reason = (
            "nobody can do response of OT-LOGIC, OT-PROTO, OT-REMOTE, OT-ASSET in window {}: no person of the "
            "operating model managed has the skill, and no offer that is allowed covers it. "
            "Allowed: somebody in people.csv with the skill welder, or an offer for this work."
        )
        place = "scenario.yaml:91 posts.ot_response.skill 'welder': "
        assert said == [place + reason.format("business"), place + reason.format("off_hours")]

    def test_is_no_problem_while_an_offer_covers_it(self, small: Path) -> None:
        """In the managed model only the two leads are left: nobody holds `analyst` alone, the provider triages."""
        replace(small, "scenario.yaml", "includes: [analyst, plant]", "includes: [plant]")
        replace(
            small,
            "scenario.yaml",
            IT_RESPONSE_BY_RESPONDERS,
            IT_RESPONSE_BY_RESPONDERS.replace("responder", "analyst"),
        )
        assert sentences(small, operating_model="managed") == []

    def test_is_a_problem_where_no_provider_is_allowed(self, small: Path) -> None:
        replace(small, "scenario.yaml", "  plant: {title: OT triage and investigation}\n", PLANT_AND_WELDER)
        replace(
            small,
            "scenario.yaml",
            "    phases: [triage, investigation]\n    skill: analyst",
            "    phases: [triage, investigation]\n    skill: welder",
        )
        assert sentences(small, operating_model="managed") == []
        said = sentences(small, operating_model="in_house")
        # Two phases in two windows.
        assert len(said) == 4
        assert all("model in_house has the skill" in sentence for sentence in said)


class TestALevelThatNobodyCanHold:
    def test_is_told_with_the_skill_it_needs(self, plant: Path) -> None:
        """In the managed model Joana and Lasse hold ot_command; without it nobody commands in the plant."""
        replace(plant, "people.csv", "it_l3 ot_command", "it_l3")
        replace(plant, "people.csv", "ot_engineer ot_command", "ot_engineer")
        assert sentences(plant, operating_model="managed") == [
            "scenario.yaml:138 escalation.3.level 'incident_commander (ot)': nobody can hold this level: none of the 9 "
            "people of the operating model has its skill. Allowed: somebody in people.csv with the skill ot_command, "
            "or an offer that holds the level."
        ]

    def test_is_no_problem_while_an_offer_holds_it(self, small: Path) -> None:
        replace(small, "scenario.yaml", "  plant: {title: OT triage and investigation}\n", PLANT_AND_WELDER)
        replace(
            small,
            "scenario.yaml",
            "    domain: it\n    skill: analyst\n    response_minutes",
            "    domain: it\n    skill: welder\n    response_minutes",
        )
        assert sentences(small, operating_model="managed") == []
        assert len(sentences(small, operating_model="in_house")) == 1


def test_leave_outside_the_horizon_is_fine(plant: Path) -> None:
    append(plant, "leave.csv", "aylin,2027-08-01,2027-08-31")
    assert sentences(plant) == []


def test_leave_that_meets_but_does_not_overlap_is_fine(plant: Path) -> None:
    append(plant, "leave.csv", "bjarne,2027-03-26,2027-03-28")  # the one before ends on the 25th
    assert sentences(plant) == []


def test_leave_inside_longer_leave_is_found_behind_a_shorter_one(plant: Path) -> None:
    append(plant, "leave.csv", "emeka,2027-04-01,2027-04-30")
    append(plant, "leave.csv", "emeka,2027-04-02,2027-04-03")
    append(plant, "leave.csv", "emeka,2027-04-10,2027-04-12")
    assert [sentence.split(":")[1].split(" ")[0] for sentence in sentences(plant)] == ["11", "12"]


def test_requests_for_the_first_and_the_last_day_are_fine(plant: Path) -> None:
    append(plant, "requests.csv", "ivo,2027-03-15,avoid,any,1")
    append(plant, "requests.csv", "ivo,2027-04-11,avoid,any,1")
    assert sentences(plant) == []


def test_history_may_start_on_its_first_midnight_and_no_minute_earlier(plant: Path) -> None:
    append(plant, "history.csv", "freya,it_triage,N,2027-03-01T00:00+01:00,2027-03-01T05:30+01:00")
    assert sentences(plant) == []
    append(plant, "history.csv", "hanne,it_triage,N,2027-02-28T23:59+01:00,2027-03-01T05:30+01:00")
    assert [sentence.split(" ")[0] for sentence in sentences(plant)] == ["history.csv:118"]


def test_history_may_be_written_in_utc(plant: Path) -> None:
    line = "goran,it_triage,N,2027-03-14T22:00+01:00,2027-03-15T06:30+01:00"
    replace(plant, "history.csv", line, "goran,it_triage,N,2027-03-14T21:00Z,2027-03-15T05:30Z")
    assert sentences(plant) == []


def test_a_wrong_zone_or_horizon_hides_only_what_needs_it(plant: Path) -> None:
    """Requests cannot be held against a start that is no Monday, but their shifts can."""
    replace(plant, "scenario.yaml", "start: 2027-03-15", "start: 2027-03-17")
    replace(plant, "requests.csv", "bjarne,2027-03-16,want,E,4", "bjarne,2020-01-01,want,X,4")
    assert [sentence.split(" ")[0] for sentence in sentences(plant)] == ["requests.csv:4", "scenario.yaml:10"]


def test_a_year_without_calendar_is_told(plant: Path) -> None:
    replace(plant, "scenario.yaml", "start: 2027-03-15", "start: 9999-12-27")
    assert sentences(plant) == [
        "scenario.yaml:10 horizon.start '9999-12-27': no calendar is known for this year. "
        "Allowed: years from 2000 to 2099."
    ]


def test_a_header_without_rows_is_told(small: Path) -> None:
    (small / "people.csv").write_text("person,name,grade,skills,weekly_hours\n")
    assert "people.csv: the file has a header but no person. Allowed: one row or more." in sentences(small)


def test_pay_for_a_level_of_both_domains_is_given_once(plant: Path) -> None:
    """incident_commander is a level of IT and of OT, and pay.yaml names it once."""
    assert sentences(plant) == []


PLANT_AND_WELDER = "  plant: {title: OT triage and investigation}\n  welder: {title: Welding}\n"

RESPONSE_BY_RESPONDERS = (
    "    title: OT response\n    domain: ot\n    phases: [response]\n    skill: responder\n"
)

IT_RESPONSE_BY_RESPONDERS = (
    "    title: IT response\n    domain: it\n    phases: [response]\n    skill: responder\n"
)


def test_a_list_where_a_word_belongs_is_one_problem(plant: Path) -> None:
    replace(plant, "scenario.yaml", "country: 'DE'", "country: []")
    assert sentences(plant) == [
        "scenario.yaml:4 country: not text. Allowed: text, in quotes if it looks like a number, a date or yes/no."
    ]


class TestSites:
    """People may work at a further site, which must be there; its Monday begins by its own clock."""

    @pytest.fixture
    def sited(self, plant: Path) -> Path:
        site = "sites: {cluj: {title: Cluj, zone: Europe/Bucharest, country: 'RO'}}\ncurrency: EUR"
        replace(plant, "scenario.yaml", "currency: EUR", site)
        people = plant / "people.csv"
        header, *rows = people.read_text(encoding="utf-8").splitlines()
        at_cluj = [f"{row},{'cluj' if row.startswith('emeka') else ''}" for row in rows]
        people.write_text("\n".join([f"{header},site", *at_cluj]) + "\n", encoding="utf-8")
        return plant

    def test_a_person_at_a_site_is_let_in(self, sited: Path) -> None:
        assert sentences(sited) == []

    def test_a_misspelt_site_is_told(self, sited: Path) -> None:
        people = sited / "people.csv"
        people.write_text(people.read_text(encoding="utf-8").replace(",cluj", ",clui"), encoding="utf-8")
        assert sentences(sited) == ["people.csv:6 site 'clui': unknown site. Allowed: cluj. Maybe 'cluj'?"]

    def test_history_ends_with_the_sunday_of_the_site(self, sited: Path) -> None:
        append(sited, "history.csv", "emeka,it_triage,E,2027-03-14T23:30+01:00,2027-03-15T06:00+01:00")
        reason = "start '2027-03-14T23:30:00+01:00': the duty does not start within the days of history"
        assert sum(reason in sentence for sentence in sentences(sited)) == 1


ACTIVITIES = """activities:
  drill:
    title: Phishing drill
    kind: exercise
    themes: [misdirected mail]
    shifts: [E]
    skill: it_l1
    people: 3
    led_by: it_l3
    days: [tue, 2027-03-18]
escalation:
"""
PLACE = "rules:\n  - kind: activity_place\n"


class TestActivities:
    def test_are_let_in_with_their_rule(self, plant: Path) -> None:
        replace(plant, "scenario.yaml", "\nescalation:\n", "\n" + ACTIVITIES)
        replace(plant, "scenario.yaml", "\nrules:\n", "\n" + PLACE)
        assert sentences(plant) == []

    def test_without_their_rule_could_be_at_any_time(self, plant: Path) -> None:
        replace(plant, "scenario.yaml", "\nescalation:\n", "\n" + ACTIVITIES)
        (said,) = sentences(plant)
        assert "rules: no rule keeps activities to their shifts, days and people" in said

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("  drill:\n", "  it_triage:\n", "a post has the same key"),
            ("shifts: [E]", "shifts: [Q]", "activities.drill.shifts 'Q': unknown shift"),
            ("skill: it_l1", "skill: it_l9", "activities.drill.skill 'it_l9': unknown skill"),
            ("led_by: it_l3", "led_by: boss", "activities.drill.led_by 'boss': unknown skill"),
        ],
    )
    def test_know_their_names(self, plant: Path, old: str, new: str, says: str) -> None:
        replace(plant, "scenario.yaml", "\nescalation:\n", "\n" + ACTIVITIES.replace(old, new))
        replace(plant, "scenario.yaml", "\nrules:\n", "\n" + PLACE)
        (said,) = sentences(plant)
        assert says in said

    def test_only_an_exercise_is_held_together(self, plant: Path) -> None:
        training = ACTIVITIES.replace("kind: exercise", "kind: training")
        held = "  - {kind: exercise_held, activity: drill, times: 1}\n"
        replace(plant, "scenario.yaml", "\nescalation:\n", "\n" + training)
        replace(plant, "scenario.yaml", "\nrules:\n", "\n" + PLACE + held)
        (said,) = sentences(plant)
        assert "activity 'drill': unknown exercise" in said


PUBLISHED = "person,shift,start,end\n"
TOLD = "\npublication: {today: 2027-03-08, published_on: 2027-03-01}\nescalation:\n"


class TestPublication:
    def test_of_duties_in_the_horizon_is_let_in(self, plant: Path) -> None:
        replace(plant, "scenario.yaml", "\nescalation:\n", TOLD)
        row = "aylin,E,2027-03-16T06:00+01:00,2027-03-16T14:30+01:00\n"
        (plant / "published.csv").write_text(PUBLISHED + row)
        replace(
            plant, "scenario.yaml", "\nrules:\n", "\nrules:\n  - {kind: published_changes, notice_days: 14}\n"
        )
        assert sentences(plant) == []

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("nobody,E,2027-03-16T06:00+01:00,2027-03-16T14:30+01:00", "published.csv:2 person 'nobody'"),
            ("aylin,Q,2027-03-16T06:00+01:00,2027-03-16T14:30+01:00", "published.csv:2 shift 'Q'"),
            ("aylin,E,2027-03-14T06:00+01:00,2027-03-14T14:30+01:00", "does not start in the horizon"),
            ("aylin,E,2027-03-16T06:00+01:00,2027-03-16T06:00+01:00", "does not end after its start"),
        ],
    )
    def test_rows_fit_the_scenario(self, plant: Path, row: str, says: str) -> None:
        replace(plant, "scenario.yaml", "\nescalation:\n", TOLD)
        (plant / "published.csv").write_text(PUBLISHED + row + "\n")
        (said,) = sentences(plant)
        assert says in said

    def test_needs_the_day_on_which_it_was(self, plant: Path) -> None:
        row = "aylin,E,2027-03-16T06:00+01:00,2027-03-16T14:30+01:00\n"
        (plant / "published.csv").write_text(PUBLISHED + row)
        (said,) = sentences(plant)
        assert "publication.published_on: there is a published.csv, but not the day" in said

    def test_rules_of_notice_need_the_day_on_which_people_are_told(self, plant: Path) -> None:
        replace(plant, "scenario.yaml", "\nrules:\n", "\nrules:\n  - {kind: publish_notice, days: 14}\n")
        (said,) = sentences(plant)
        assert "'publish_notice': the scenario does not say when people are told of their duties" in said
