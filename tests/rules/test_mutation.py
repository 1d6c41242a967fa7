"""A clean plan, one edit, and exactly the breach that was meant: no rule sleeps, none barks for another.

Every rule kind is in the book at once, but for those about the pattern of a whole line, which want lines of their own
(`test_mutation_patterns.py`). Who does what is kept apart, so that one edit touches one rule: the desks are
needed on the first Monday from 08:00 to 16:00 only, everybody else's duties lie on other days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from planner.scenario.scenario import Scenario
from planner.verifier import verify
from tests.rules.casebook import KINDS
from tests.rules.test_mutation_on_call import ON_CALL_EDITS, PAIR_EDITS
from tests.rules.test_mutation_patterns import PATTERN_EDITS
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

RULES: list[dict[str, object]] = [
    {"kind": "one_duty_a_day"},
    {"kind": "leave"},
    {"kind": "no_nights"},
    {"kind": "post_qualification"},
    {"kind": "min_rest", "rest_minutes": 660},
    {"kind": "weekly_rest", "rest_minutes": 2100, "rolling": False},
    {"kind": "rest_after_nights", "nights": 2, "rest_minutes": 2880},
    {"kind": "max_hours", "days": 7, "work_minutes": 2640},
    {"kind": "contract_hours", "minimum_percent": 0, "maximum_percent": 100},
    {"kind": "period_hours", "maximum_minutes": 240, "only_people": ["pam"]},
    {"kind": "max_shift_length", "work_minutes": 780},
    {"kind": "breaks", "over_minutes": 760, "break_minutes": 30},
    {"kind": "night_shift_length", "work_minutes": 500},
    {"kind": "average_hours", "reference_weeks": 2, "work_minutes": 1800},
    {"kind": "night_average", "reference_weeks": 1, "work_minutes": 330, "night_worker_from": 3},
    {"kind": "free_sundays", "sundays": 40},
    {"kind": "no_sundays"},
    {"kind": "daytime_only"},
    {"kind": "no_lone_work"},
    {"kind": "personal_limits"},
    {"kind": "substitute_day", "sunday_weeks": 1, "holiday_weeks": 8},
    {"kind": "max_consecutive_days", "days": 5},
    {"kind": "max_consecutive_nights", "nights": 3},
    {"kind": "forbidden_succession", "pairs": ["late>early"]},
    {"kind": "backward_rotation", "tolerance_minutes": 60},
    {"kind": "cover_requirement"},
    {"kind": "minimum_presence", "post": "ot_desk", "windows": ["core"], "people": 2},
    {"kind": "skill_mix", "posts": ["ot_desk"], "skill": "senior", "people": 1, "windows": ["core"]},
    {"kind": "handover_overlap", "overlap_minutes": 30},
    {"kind": "preferred_cover"},
    {"kind": "minimum_cover"},
    {"kind": "max_consecutive_days_off", "days": 18, "only_people": ["quin"]},
    {"kind": "min_consecutive_kind", "duties": 2, "shifts": ["B"], "only_people": ["quin"]},
    {"kind": "duty_count", "maximum_duties": 2, "only_people": ["quin"]},
    {"kind": "max_weekends", "weekends": 0, "only_people": ["roy"]},
    {"kind": "activity_place"},
    {"kind": "training_hours", "activities": ["lab"], "minutes": 480, "skills": ["student"]},
    {"kind": "exercise_held", "activity": "drill", "times": 1},
    {"kind": "publish_notice", "days": 16, "grades": ["hourly"]},
    {"kind": "published_changes", "notice_days": 10, "grades": ["hourly"]},
    {"kind": "ladder_reachability"},
    {"kind": "on_call_eligibility"},
    {"kind": "on_call_exclusion"},
    {"kind": "one_responsible"},
    {"kind": "provider_scope"},
    {"kind": "ot_maturity"},
    {"kind": "response_target"},
    {"kind": "internal_only", "categories": ["insider"]},
    {"kind": "minimum_internal_share", "phases": ["triage"], "percent": 50},
    {"kind": "fair_share", "of": "on_call", "tolerance": 1},
    {"kind": "requests"},
    {"kind": "holiday_turns"},
    {"kind": "work_together", "members": ["cal", "deb"]},
    {"kind": "work_apart", "members": ["abe", "bob"]},
    {"kind": "trainee_beside_mentor", "trainees": ["fia"], "mentors": ["gil"]},
]
SHIFTS = {
    "A": "08:00+4h30m day",
    "B": "12:00+4h day",
    "C": "12:15+3h45m day",
    "O": "08:00+8h day",
    "P": "01:00+2h early",
    "Q": "14:00+4h late",
    "S": "06:00+4h early",
    "T": "10:00+4h late",
    "U": "10:00+4h early",
    "V": "08:45+4h day",
    "X": "08:00+12h30m day",
    "Y": "07:15+4h day",
    "W": "08:00+12h50m day",
    "Z": "08:00+14h30m-30m day",
    "L": "14:00+8h30m late",
    "M": "21:00+9h night",
    "N": "22:00+8h night",
}


def base_scenario() -> Scenario:
    attendance = {"core": "seated", "rest": "on_call"}
    desk = {"attendance": attendance, "call_out_level": "lead"}
    it, ot = {"domain": "it", "phases": ["triage"]}, {"domain": "ot", "phases": ["triage"]}
    return tiny_scenario(
        days=14,
        shifts=SHIFTS,
        people={
            "ann": {"skills": ["analyst", "commander"]},
            "ben": {"skills": ["analyst", "commander"]},
            "eva": {"skills": ["engineer", "senior"]},
            "eli": {"skills": ["engineer"]},
            "kim": {"skills": ["engineer"]},
            "cem": {},
            "dia": {},
            "fay": {},
            "gus": {"weekly_minutes": 600},
            "hal": {},
            "ida": {},
            "jan": {"restrictions": ["no_nights"]},
            "kay": {"skills": ["analyst", "student"]},
            "mia": {},
            "nia": {"grade": "hourly"},
            "leo": {},
            "zoe": {},
            "pia": {"restrictions": ["no_sundays"]},
            "tom": {"restrictions": ["daytime_only"]},
            "rex": {"restrictions": ["no_lone_work"]},
            "sam": {},
            "pam": {},
            "quin": {},
            "roy": {},
            **{key: {} for key in ("abe", "bob", "cal", "deb", "fia", "gil")},
        },
        # Two Mondays, but the second is a holiday, that is a Sunday to the windows.
        windows={
            "core": "mon 08:00-16:00",
            "rest": "mon 00:00-08:00; mon 16:00-24:00; tue-sun 00:00-24:00",
        },
        holidays=["2027-03-08"],
        past_holidays=["sam 2026-03-08 holiday"],
        posts={"it_desk": desk, "ot_desk": {**desk, "domain": "ot", "skill": "engineer"}},
        levels={"lead": {"skill": "commander", "rotation": "daily"}},
        categories={
            "mail": {"per_day": 30},
            "edr": {"p1": 10, "p4": 90},
            "insider": {"per_day": 1},
            "plc": {"domain": "ot", "context": 3, "per_day": 1},
            "safety": {"domain": "ot", "context": 4, "per_day": 1},
            "audit": {"per_day": 1},
        },
        providers={
            "mdr": {
                "ot_maturity": 3,
                "offers": {
                    "full": {
                        "scope": [{**it, "excluded_categories": ["audit"]}, ot],
                        "acknowledge": {"P1": 61, "P2": 60, "P3": 60, "P4": 60, "percentile": 0.9},
                    }
                },
            }
        },
        limits=["sam longest_shift 240"],
        leave={"ida": "2027-03-10", "ben": "2027-03-14"},
        requests=["ida 2027-03-11 avoid any 5"],
        preferred_cover=["2027-03-13 C 0 0 3", "2027-03-10 B 1 0 0 1"],
        published={"nia": "- O"},
        # Ten days after today is the first Thursday, sixteen the second Wednesday.
        facts={
            "publication": {"today": "2027-02-22", "published_on": "2027-02-10"},
            "activities": {
                "lab": {"title": "lab", "kind": "training", "shifts": ["O", "T"]},
                "drill": {"title": "drill", "kind": "exercise", "shifts": ["T"], "people": 2},
            },
        },
        pay={
            "grades": {
                key: {"title": key, "hourly_rate": "30.00", "salaried": True} for key in ("staff", "hourly")
            }
        },
        rules=RULES,
    )


# Two weeks from Monday; the last five days of most are free.
LINES = {
    "ann": "A - - - - - -  - - - - - - -",
    "ben": "B - - - - - -  - - - - - - -",
    "eva": "O@ot_desk - - - - - -  - - - - - - -",
    "kim": "O@ot_desk - - - - - -  - - - - - - -",
    "eli": "- N@ot_desk N@ot_desk - - - -  - - - - - - -",
    "cem": "- - - - - - -  S S S S S - -",
    "dia": "- S S S L - -  - X - - T - -",
    "fay": "- X - X - X -  - - - - - - -",
    "gus": "- - O - - - -  - - - - - - -",
    "hal": "- N N N - - -  - - - - - - -",
    "ida": "- - - - - - -  - P - - - - -",
    "jan": "- - - - - - -  - - - - - - -",
    "leo": "- O O O O - -  - O O O - - -",
    "zoe": "- - - - - - -  - S S S S S -",
    "pia": "- - - - - - -  - - - - - - -",
    "tom": "- - - - - - -  - - - - - - -",
    "rex": "- - - - - - -  - - - - - - -",
    "sam": "- - - - - - -  - - - - - - -",
    "quin": "- - - - B B -  - - - - - - -",
    "roy": "- - - - - - -  - - B - - - -",
    "pam": "- - - - - - -  - - - - - - -",
    "kay": "- O@lab - T@drill - - -  - - - - - - -",
    "nia": "- O - - - - -  - - - - - - -",
    "abe": "- O - - - - -  - - - - - - -",
    "bob": "- - O - - - -  - - - - - - -",
    "cal": "- O - - - - -  - - - - - - -",
    "deb": "- O - - - - -  - - - - - - -",
    "fia": "- O - - - - -  - - - - - - -",
    "gil": "- O - - - - -  - - - - - - -",
    "mia": "- - - T@drill - - -  - - - - - - -",
}
ON_CALL = "ann ben ann ben ann ben ann ben ann ben ann ben ann ann"
"""Ann 33 h, six times 24 h and 15 h: 2 + 6 + 1 = 9 started days; ben 6. Shares of 15 by 14 and 13 days: both 8."""


@dataclass(frozen=True)
class Edit:
    """One change: a cell of a line (two when a duty goes to somebody else), a holder, or a responsible party."""

    cells: Mapping[tuple[str, int], str] = field(default_factory=dict)
    holders: Mapping[int, str] = field(default_factory=dict)
    responsible: Mapping[str, str] = field(default_factory=dict)


EDITS: Mapping[str, Edit] = {
    "one_duty_a_day": Edit({("ida", 8): "P+Q"}),  # until 03:00 and from 14:00, eleven hours apart
    "leave": Edit({("ida", 9): "T"}),
    "no_nights": Edit({("jan", 2): "N"}),
    "post_qualification": Edit({("ida", 12): "O@ot_desk"}),
    "min_rest": Edit({("dia", 9): "Y"}),  # Tuesday until 20:30, Wednesday from 07:15: 645 of 660
    "weekly_rest": Edit({("dia", 6): "S"}),  # Friday 22:30 to Sunday 06:00 is 31.5 h, the longest of the week
    "rest_after_nights": Edit({("eli", 4): "T@ot_desk"}),  # Thursday 06:00 to Friday 10:00 is 28 h
    "max_hours": Edit({("fay", 6): "L"}),  # 3 * 750 + 510 = 2760
    "contract_hours": Edit({("gus", 4): "X"}),  # 480 + 750 + 120 for the holiday = 1350 of 1200
    "period_hours": Edit({("pam", 10): "A"}),  # 270 of 240
    "preferred_cover": Edit({("pam", 12): "C"}),
    "minimum_cover": Edit({("roy", 9): "-"}),
    "max_consecutive_days_off": Edit({("quin", 4): "-", ("quin", 5): "-"}),  # 28 days with history
    "min_consecutive_kind": Edit({("quin", 5): "Q"}),
    "duty_count": Edit({("quin", 9): "Q"}),
    "max_weekends": Edit({("roy", 12): "Q"}),
    "max_shift_length": Edit({("hal", 12): "Z"}),  # 840
    "breaks": Edit({("ida", 12): "W"}),  # 770 without a break
    "night_shift_length": Edit({("hal", 3): "M"}),  # 540
    "average_hours": Edit({("leo", 11): "O"}),  # 8 * 480 = 3840 of 2 * 1800
    "night_average": Edit({("hal", 6): "X"}),  # 3 * 480 + 750 = 2190 of 6 * 330
    "free_sundays": Edit({("ida", 6): "T", ("ida", 13): "T"}),  # two of four are free, three are needed
    "substitute_day": Edit({("zoe", 6): "S"}),  # Monday is a holiday, Tuesday to Saturday are worked
    "no_sundays": Edit({("pia", 6): "S"}),
    "daytime_only": Edit({("tom", 2): "N"}),
    "no_lone_work": Edit({("rex", 12): "Q"}),
    "personal_limits": Edit({("sam", 12): "A"}),  # 270 of 240
    "max_consecutive_days": Edit({("cem", 12): "S"}),  # Monday to Saturday
    "max_consecutive_nights": Edit({("hal", 4): "N"}),  # Tuesday to Friday
    "forbidden_succession": Edit({("dia", 12): "U"}),  # late, then early, both at 10:00
    "backward_rotation": Edit({("dia", 12): "V"}),  # 10:00, then 08:45
    "cover_requirement": Edit({("ann", 0): "-"}),  # nobody from 08:00 to 12:00
    "minimum_presence": Edit({("kim", 0): "-"}),
    "skill_mix": Edit({("eva", 0): "-", ("eli", 0): "O@ot_desk"}),
    "handover_overlap": Edit({("ben", 0): "C"}),  # from 12:15, and ann leaves at 12:30
    "activity_place": Edit({("mia", 1): "O@drill"}),
    "training_hours": Edit({("kay", 1): "T@lab"}),  # 240 of 480
    "exercise_held": Edit({("mia", 3): "-"}),
    "publish_notice": Edit({("nia", 3): "O"}),  # Thursday, told ten days before
    "published_changes": Edit({("nia", 1): "-"}),
    "ladder_reachability": Edit(holders={3: "-"}),
    "on_call_eligibility": Edit(holders={3: "cem"}),
    "on_call_exclusion": Edit(holders={12: "ben"}),  # who is on leave on the second Sunday
    "one_responsible": Edit(responsible={"audit triage rest": "-"}),
    "provider_scope": Edit(responsible={"audit triage core": "mdr"}),
    "ot_maturity": Edit(responsible={"safety triage core": "mdr"}),
    "response_target": Edit(responsible={"edr triage core": "mdr"}),
    "internal_only": Edit(responsible={"insider triage core": "mdr"}),
    # Mail is 300 of 400 minutes a day, and all but 8 h of the two weeks are `rest`.
    "minimum_internal_share": Edit(responsible={"mail triage rest": "mdr"}),
    "fair_share": Edit(holders={11: "ann"}),  # 10 started days of 8 + 1
    "holiday_turns": Edit({("sam", 7): "T"}),
    "requests": Edit({("ida", 10): "T"}),
    "work_together": Edit({("deb", 1): "-"}),
    "work_apart": Edit({("bob", 1): "O"}),
    "trainee_beside_mentor": Edit({("gil", 1): "T"}),
}
SCENARIO = base_scenario()


def kinds_broken(edit: Edit) -> set[str]:
    """Kinds of the rules broken after an edit; seat slots are not written here, which is no matter of rules."""
    lines = {person: line.split() for person, line in LINES.items()}
    for (person, day), cell in edit.cells.items():
        lines[person][day] = cell
    holders = ON_CALL.split()
    for period, holder in edit.holders.items():
        holders[period] = holder
    plan = tiny_plan(
        SCENARIO,
        lines={person: " ".join(line) for person, line in lines.items()},
        on_call={"lead": " ".join(holders)},
        responsible=edit.responsible,
        bought={"mdr": "full"},
    )
    return {breach.kind for breach in verify(SCENARIO, plan).must_breaches} - {"integrity"}


def test_the_plan_is_clean_before_the_edit() -> None:
    assert kinds_broken(Edit()) == set()


@pytest.mark.parametrize("kind", EDITS)
def test_one_edit_breaks_the_rule_that_was_meant_and_no_other(kind: str) -> None:
    assert kinds_broken(EDITS[kind]) == {kind}


def test_every_rule_kind_is_in_one_of_the_books() -> None:
    assert {rule.kind for rule in SCENARIO.rule_book} == set(EDITS)
    assert {*EDITS, *ON_CALL_EDITS, *PAIR_EDITS, *PATTERN_EDITS} == set(KINDS)
