"""Lines nobody thought of, held against both logics: odd shift lengths, long histories, weeks with a clock change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.instance.compile import compile_instance
from planner.plan.model import Plan
from planner.rules.cover import CoverRequirement, HandoverOverlap, MinimumPresence, SkillMix
from planner.scenario.scenario import Scenario
from tests.rules.casebook import as_should, make_rule
from tests.rules.harness import Encoded, Judged
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

pytestmark = pytest.mark.slow

MONDAYS = ("2027-03-01", "2027-03-22", "2027-10-25")
KINDS_OF_SHIFTS = ("early", "late", "night")

RESTRICTIONS: tuple[list[str], ...] = ([], ["no_nights"], ["no_sundays", "no_lone_work"], ["daytime_only"])
LIMITS = {
    "longest_shift": 600,
    "seven_days": 2000,
    "fourteen_days": 3500,
    "daily_rest": 700,
    "weekly_rest": 2000,
}

Shifts = dict[str, tuple[int, int]]
"""Code to start and length, in quarter hours."""


@st.composite
def shift_sets(draw: st.DrawFn) -> Shifts:
    """Three shift types of 2 to 14 hours, one of which runs past midnight."""
    starts = draw(st.lists(st.integers(16, 80), min_size=2, max_size=2, unique=True))
    night = (draw(st.integers(72, 95)), draw(st.integers(25, 56)))
    return {
        "A": (starts[0], draw(st.integers(8, 56))),
        "B": (starts[1], draw(st.integers(8, 56))),
        "N": night,
    }


def written(shifts: Shifts) -> dict[str, str]:
    """The shift types as `tiny_scenario` takes them; the longer ones have a break."""
    return {
        code: f"{clock(start)}+{length // 4}h{length % 4 * 15}m-{30 * (length > 24)}m {kind}"
        for (code, (start, length)), kind in zip(shifts.items(), KINDS_OF_SHIFTS, strict=True)
    }


def day_cells(shifts: Shifts) -> list[str]:
    """What a day can hold: nothing, a shift, or two of which the second starts after the first has ended."""
    pairs = [
        f"{one}+{other}"
        for one, (start, length) in shifts.items()
        for other, (later, _) in shifts.items()
        if start + length <= later
    ]
    return ["-", *shifts, "-", *shifts, *pairs]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Scenario, Plan]:
    """A scenario with two people, and lines for both."""
    shifts = draw(shift_sets())
    days = draw(st.sampled_from((7, 14)))
    start = date.fromisoformat(draw(st.sampled_from(MONDAYS)))
    cells = st.sampled_from(day_cells(shifts))

    def line(longest: int) -> str:
        return " ".join(draw(st.lists(cells, max_size=longest)))

    def day(first: int, last: int) -> date:
        return start + timedelta(days=draw(st.integers(first, last)))

    away = day(-3, days)
    wish, wished = draw(st.sampled_from(("want", "avoid"))), draw(st.sampled_from(("A", "N", "any")))
    scenario = tiny_scenario(
        start=start,
        days=days,
        history_days=draw(st.sampled_from((0, 3, 14))),
        shifts=written(shifts),
        people={
            "ann": {"restrictions": draw(st.sampled_from(RESTRICTIONS))},
            "ben": {"weekly_minutes": draw(st.integers(600, 2400))},
        },
        leave={"ann": f"{away}..{away + timedelta(days=draw(st.integers(0, 3)))}"},
        limits=[f"ben {limit} {draw(st.integers(most // 2, most))}" for limit, most in LIMITS.items()],
        past_weeks={"ben": draw(st.sampled_from(("", "30h,nights=2", "20h 0h,neutral_days=3", "20h -")))},
        holidays=[day(0, days - 1)],
        requests=[f"ann {day(0, days)} {wish} {wished} 2"],
    )
    if scenario.facts.horizon.history_days == 14:
        past = line(10)
        scenario = scenario.model_copy(
            update={
                "history": tiny_scenario(start=start, shifts=written(shifts), history={"ann": past}).history
            }
        )
    return scenario, tiny_plan(scenario, lines={"ann": line(days), "ben": line(days)})


@st.composite
def person_rules(draw: st.DrawFn) -> Mapping[str, Mapping[str, Any]]:
    """A rule of each kind that looks at people's lines."""
    return {
        "one_duty_a_day": {},
        "leave": {},
        "no_nights": {},
        "min_rest": {"rest_minutes": draw(st.integers(1, 1000))},
        "weekly_rest": {
            "rest_minutes": draw(st.integers(600, 4000)),
            "rolling": draw(st.booleans()),
            "days": draw(st.sampled_from((7, 14))),
            "rests": draw(st.integers(1, 2)),
        },
        "rest_after_nights": {"nights": draw(st.integers(1, 4)), "rest_minutes": draw(st.integers(60, 4000))},
        "max_hours": {"days": draw(st.integers(1, 14)), "work_minutes": draw(st.integers(300, 4000))},
        "max_consecutive_days_off": {"days": draw(st.integers(1, 8))},
        "min_consecutive_kind": {"shifts": ["A", "N"], "duties": draw(st.integers(2, 4))},
        "duty_count": {"minimum_duties": draw(st.integers(0, 3)), "maximum_duties": draw(st.integers(3, 9))},
        "max_weekends": {"weekends": draw(st.integers(0, 2))},
        "period_hours": {
            "minimum_minutes": draw(st.integers(0, 1200)),
            "maximum_minutes": draw(st.integers(1200, 4000)),
        },
        "contract_hours": {
            "minimum_percent": draw(st.integers(0, 100)),
            "maximum_percent": draw(st.integers(50, 200)),
        },
        "max_shift_length": {"work_minutes": draw(st.integers(120, 840))},
        "breaks": {"over_minutes": draw(st.integers(120, 840)), "break_minutes": 30},
        "night_shift_length": {"work_minutes": draw(st.integers(120, 840))},
        "average_hours": {
            "reference_weeks": draw(st.integers(1, 4)),
            "work_minutes": draw(st.integers(300, 3000)),
            "working_days": draw(st.sampled_from((5, 6))),
            "holidays_neutral": draw(st.booleans()),
        },
        "no_sundays": {},
        "daytime_only": {"closes_minutes": draw(st.integers(1000, 1440))},
        "no_lone_work": {},
        "personal_limits": {},
        "free_sundays": {"sundays": draw(st.integers(1, 52))},
        "substitute_day": {"sunday_weeks": draw(st.integers(1, 2)), "holiday_weeks": draw(st.integers(1, 2))},
        "night_average": {
            "reference_weeks": draw(st.integers(1, 4)),
            "work_minutes": draw(st.integers(50, 500)),
            "holidays_neutral": draw(st.booleans()),
            "night_worker_from": draw(st.integers(1, 4)),
        },
        "max_consecutive_days": {"days": draw(st.integers(1, 7))},
        "max_consecutive_nights": {"nights": draw(st.integers(1, 4))},
        "forbidden_succession": {
            "pairs": ["night>early", draw(st.sampled_from(("late>late", "late>early")))]
        },
        "backward_rotation": {"tolerance_minutes": draw(st.integers(0, 300))},
        "min_consecutive_days": {"days": draw(st.integers(2, 5))},
        "min_consecutive_days_off": {"days": draw(st.integers(2, 5))},
        "min_consecutive_nights": {"nights": draw(st.integers(2, 3))},
        "complete_weekends": {},
        "free_weekends": {"free": draw(st.integers(1, 2)), "weekends": draw(st.integers(2, 3))},
        "max_consecutive_kind": {
            "duties": draw(st.integers(1, 3)),
            "kinds": draw(st.sampled_from(([], ["early"], ["early", "night"]))),
            "length_minutes": draw(st.integers(0, 840)),
        },
        "stable_start_times": {"tolerance_minutes": draw(st.integers(0, 600))},
        "preferred_rest": {"rest_minutes": draw(st.integers(1, 2880))},
        "early_starts": {
            "start_to": draw(st.sampled_from(("06:00", "09:00"))),
            "duties": draw(st.integers(0, 2)),
        },
        "kind_limit": {"kinds": ["late", "night"], "duties": draw(st.integers(0, 4))},
        "permanent_nights": {"percent": draw(st.integers(0, 99))},
        "weekly_rotation": {"duties": draw(st.integers(1, 2))},
        "risk_index": {
            "most_percent": draw(st.integers(95, 180)),
            "afternoon_from": clock(draw(st.integers(0, 95))),
            "other_run_percents": sorted(draw(st.lists(st.integers(90, 150), min_size=1, max_size=5))),
            "lengths": draw(st.sampled_from(([480, 600, 720], [1, 2, 3], [300, 501, 502]))),
            "length_percents": draw(st.sampled_from(([100, 113, 127], [90, 100, 100]))),
        },
        "fair_share": {
            "of": draw(st.sampled_from(("nights", "weekends"))),
            "tolerance": draw(st.integers(0, 2)),
        },
        "requests": {},
    }


@given(question=questions(), rules=person_rules())
def test_both_logics_agree_on_any_lines(
    question: tuple[Scenario, Plan], rules: Mapping[str, Mapping[str, Any]]
) -> None:
    scenario, plan = question
    instance, judged = compile_instance(scenario), Judged(scenario)
    assume(Encoded([], instance).can_hold(plan))
    for kind, parameters in rules.items():
        must = make_rule(kind, parameters)
        excess = judged.excess(must, plan)
        assert (Encoded([must], instance).points(plan) is not None) is (excess == 0), must
        if should := as_should(must):
            assert Encoded([should], instance).points(plan) == excess, should


def clock(quarters: int) -> str:
    return f"{quarters // 4:02d}:{quarters % 4 * 15:02d}"


@st.composite
def separate_duties(draw: st.DrawFn, shifts: Shifts) -> tuple[str, str]:
    """A day of history and a week in which no duty starts before the last has ended, even if clocks go back."""
    cells, free_from = [], 0
    for day in range(8):
        code = draw(st.sampled_from(("-", *shifts)))
        start, length = shifts.get(code, (0, 0))
        if code == "-" or day * 96 + start < free_from:
            cells.append("-")
        else:
            cells.append(code + draw(st.sampled_from(("", "", "@ot_desk"))))
            free_from = day * 96 + start + length + 4
    return cells[0], " ".join(cells[1:])


@st.composite
def covered_weeks(draw: st.DrawFn) -> tuple[Scenario, Plan]:
    """Three people at two posts; work is ours on one day of the week for some hours, else a provider's."""
    shifts = draw(shift_sets())
    opens, closes = sorted(draw(st.lists(st.integers(1, 95), min_size=2, max_size=2, unique=True)))
    day, others = draw(st.sampled_from((("mon", "tue-sun"), ("sun", "mon-sat"))))
    people = {"ann": {"skills": ["analyst", "senior"]}, "ben": {}, "cem": {}}
    duties = {key: draw(separate_duties(shifts)) for key in people}
    scenario = tiny_scenario(
        start=draw(st.sampled_from(MONDAYS)),
        shifts=written(shifts),
        people=people,
        windows={
            "core": f"{day} {clock(opens)}-{clock(closes)}",
            "rest": f"{others} 00:00-24:00; {day} 00:00-{clock(opens)}; {day} {clock(closes)}-24:00",
        },
        posts={"it_desk": {}, "ot_desk": {"domain": "ot"}},
        categories={"mail": {"per_day": draw(st.sampled_from((6, 150)))}},
        providers={"mdr": {}},
        history={key: past for key, (past, _) in duties.items()},
    )
    return scenario, tiny_plan(
        scenario,
        lines={key: line for key, (_, line) in duties.items()},
        responsible={"mail triage rest": "mdr"},
        bought={"mdr": "full"},
    )


@given(question=covered_weeks(), people=st.integers(1, 2), overlap=st.integers(1, 120))
def test_both_logics_agree_on_any_cover(question: tuple[Scenario, Plan], people: int, overlap: int) -> None:
    scenario, plan = question
    windows = ("core",)
    rules = (
        CoverRequirement(),
        MinimumPresence(post="it_desk", windows=windows, people=people),
        SkillMix(posts=("it_desk", "ot_desk"), skill="senior", people=people, windows=windows),
        HandoverOverlap(overlap_minutes=overlap),
    )
    instance, judged = compile_instance(scenario), Judged(scenario)
    for rule in rules:
        excess = judged.excess(rule, plan)
        assert (Encoded([rule], instance).points(plan) is not None) is (excess == 0), rule
