"""For every rule a world in which breaking it is cheaper: without the rule the plan breaks it, and the judge sees it.

Ann is cheap and ben is dear (both are paid by the hour), work is ours in one service window `core`, and outside of
it nobody sits at the desk. What a world adds is the reason why ann alone, or the cheap offer, would break the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ortools.sat.python import cp_model

from planner.instance.compile import compile_instance
from planner.plan.model import Plan
from planner.plan.result import Breach, SolveStatus
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.cpsat.fixing import values
from planner.solver.outcome import SolveOptions
from planner.verifier import verify
from tests.rules.casebook import KINDS
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

pytestmark = pytest.mark.slow

SURE = SolveOptions(workers=1, deterministic_limit=20.0)

World = Mapping[str, Any]
"""`rule`: parameters; `core`: spans of the window (`rest` is found); anything else: arguments of the scenario."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAYS = "mon-sun 07:00-19:00"
TWELVE_HOURS = {"D": "07:00+12h long_day", "N": "19:00+12h long_night"}
BOTH_DOMAINS = [
    {"domain": "it", "phases": ["triage", "investigation"]},
    {"domain": "ot", "phases": ["triage"]},
]


def offer(fee: str, **fields: Any) -> dict[str, Any]:
    return {"monthly_fee": fee, "scope": BOTH_DOMAINS, **fields}


ROSTER_WORLDS: Mapping[str, World] = {
    "one_duty_a_day": {"core": "mon 07:00-23:00", "shifts": {"E": "07:00+8h early", "L": "15:00+8h late"}},
    "leave": {"core": "wed 07:00-19:00", "leave": {"ann": "2027-03-03"}},
    "no_nights": {
        "core": "mon 19:00-24:00; tue 00:00-07:00",
        "people": {"ann": {"grade": "cheap", "restrictions": ["no_nights"]}, "ben": {}},
    },
    "post_qualification": {
        "core": "wed 07:00-19:00",
        "people": {"ann": {"grade": "cheap", "skills": ["cleaner"]}, "ben": {}},
    },
    "min_rest": {"core": "mon 07:00-24:00; tue 00:00-07:00", "rule": {"rest_minutes": 660}},
    "weekly_rest": {"core": ALL_DAYS, "rule": {"rest_minutes": 2100, "rolling": True}},
    "rest_after_nights": {
        "core": "mon,tue 19:00-24:00; tue,wed 00:00-07:00; thu 07:00-19:00",
        "rule": {"nights": 2, "rest_minutes": 2880},
    },
    "max_hours": {"core": "mon-fri 07:00-19:00", "rule": {"days": 7, "work_minutes": 2880}},
    "contract_hours": {
        "core": "mon-fri 07:00-19:00",
        "rule": {"minimum_percent": 0, "maximum_percent": 130},  # 52 h; five times twelve are 60
    },
    "period_hours": {
        "core": "mon-fri 07:00-19:00",
        "rule": {"maximum_minutes": 2880},  # 48 h; five times twelve are 60
    },
    "max_shift_length": {
        "core": "wed 07:00-19:00",
        "shifts": {
            "D": "07:00+12h",
            "E": "07:00+6h30m",
            "L": "12:30+6h30m",
        },  # two cost an hour more than one
        "rule": {"work_minutes": 600},
    },
    "breaks": {
        "core": "wed 07:00-14:00",
        # The break is paid to who has none, so B costs less than A by nothing else.
        "shifts": {"A": "07:00+7h30m-30m", "B": "07:00+7h-15m"},
        "rule": {"over_minutes": 360, "break_minutes": 30},
    },
    "night_shift_length": {
        "core": "mon 22:00-24:00; tue 00:00-07:00",
        "shifts": {"N": "22:00+9h-15m night", "E": "22:00+4h30m night", "L": "02:30+4h30m night"},
        "rule": {"work_minutes": 480},
    },
    "average_hours": {
        "core": "mon-fri 07:00-19:00",
        "rule": {"reference_weeks": 17, "work_minutes": 2880},
        "past_weeks": {"ann": "50h*14"},
        "history": {"ann": "- D D D D - - - D D D D - -"},
    },
    "no_sundays": {
        "core": "sun 07:00-19:00",
        "people": {"ann": {"grade": "cheap", "restrictions": ["no_sundays"]}, "ben": {}},
    },
    "daytime_only": {
        "core": "mon 19:00-24:00; tue 00:00-07:00",
        "people": {"ann": {"grade": "cheap", "restrictions": ["daytime_only"]}, "ben": {}},
    },
    "no_lone_work": {
        "core": "wed 07:00-19:00",
        "people": {"ann": {"grade": "cheap", "restrictions": ["no_lone_work"]}, "ben": {}},
    },
    "personal_limits": {"core": "wed 07:00-19:00", "limits": ["ann longest_shift 600"]},
    # Ann worked one of the two Sundays of history: of three, two are to be free.
    "free_sundays": {"core": "sun 07:00-19:00", "rule": {"sundays": 35}, "history": {"ann": "D"}},
    "substitute_day": {
        "core": "mon-sat 07:00-19:00",
        "rule": {"sunday_weeks": 1, "holiday_weeks": 1},
        "history": {"ann": "D"},
    },
    "night_average": {
        "core": "mon,wed,fri 19:00-24:00; tue,thu,sat 00:00-07:00",
        "rule": {"reference_weeks": 1, "work_minutes": 340, "night_worker_from": 3},
    },
    "max_consecutive_days": {"core": ALL_DAYS, "rule": {"days": 5}},
    "max_consecutive_nights": {
        "core": "mon-sun 19:00-24:00",
        "rule": {"nights": 3},
        "shifts": {"N": "19:00+12h"},
    },
    "forbidden_succession": {
        "core": "mon 19:00-24:00; tue 07:00-19:00",
        "rule": {"pairs": ["long_night>long_day"]},
    },
    "backward_rotation": {
        "core": "mon 19:00-24:00; tue 07:00-19:00",
        "rule": {"tolerance_minutes": 60},
    },
    "min_consecutive_days": {"core": "wed 07:00-19:00", "rule": {"days": 2}},
    "min_consecutive_days_off": {"core": "tue,thu 07:00-19:00", "rule": {"days": 2}},
    # Neither had a duty in the two weeks of history: each has one by Wednesday.
    "max_consecutive_days_off": {"core": "wed 07:00-19:00", "rule": {"days": 16}},
    "min_consecutive_nights": {"core": "wed 19:00-24:00", "rule": {"nights": 2}},
    "complete_weekends": {"core": "sat 07:00-19:00"},
    "free_weekends": {
        "core": "sat 07:00-19:00",
        "rule": {"free": 1, "weekends": 2},
        "history": {"ann": "D D"},
    },
    "max_consecutive_kind": {"core": "mon-wed 07:00-19:00", "rule": {"duties": 2, "length_minutes": 720}},
    "min_consecutive_kind": {"core": "wed 07:00-19:00", "rule": {"duties": 2, "kinds": ["long_day"]}},
    "stable_start_times": {
        "core": "mon,tue 07:00-15:00",
        "rule": {"tolerance_minutes": 0},
        "shifts": {"E": "07:00+8h", "L": "06:00+8h", "M": "06:00+9h"},  # E costs an hour less than M
        "history": {"ann": "L", "ben": "L"},
    },
    "preferred_rest": {
        "core": "mon,tue 07:00-19:00",
        "rule": {"rest_minutes": 960},
    },
    "early_starts": {
        "core": "wed 06:00-12:00",
        "shifts": {"E": "05:00+7h", "F": "06:00+8h"},  # F costs an hour more than E
    },
    "kind_limit": {"core": "mon,tue 07:00-19:00", "rule": {"kinds": ["long_day"], "duties": 1}},
    "duty_count": {"core": "wed 07:00-19:00", "rule": {"minimum_duties": 1, "maximum_duties": 5}},
    "max_weekends": {"core": "sat 07:00-19:00", "rule": {"weekends": 0, "only_people": ["ann"]}},
    "weekly_rotation": {
        "core": "mon-wed 06:00-14:00",
        "shifts": {"E": "06:00+8h early", "L": "14:00+8h late"},
        "history": {"ann": "E E E - - - -  L L L - - - -"},
    },
    # Three nights in a row have 157, 163 and 174 %.
    "risk_index": {
        "core": "mon-wed 19:00-24:00; tue-thu 00:00-07:00",
        "rule": {"most_percent": 160},
    },
    "permanent_nights": {
        "core": "mon,tue 19:00-24:00",
        "rule": {"percent": 50},
        "history": {"ann": "D", "ben": "D"},
    },
    "cover_requirement": {"core": "wed 07:00-19:00"},
    "minimum_presence": {
        "core": "wed 07:00-19:00",
        "rule": {"post": "it_desk", "windows": ["core"], "people": 2},
    },
    "skill_mix": {
        "core": "wed 07:00-19:00",
        "people": {"ann": {"grade": "cheap"}, "ben": {"skills": ["analyst", "senior"]}},
        "rule": {"posts": ["it_desk"], "skill": "senior", "people": 1, "windows": ["core"]},
    },
    "handover_overlap": {
        "core": "wed 07:00-19:00",
        "shifts": {"E": "07:00+6h", "L": "13:00+6h", "M": "12:30+6h30m"},  # L costs half an hour less than M
        "rule": {"overlap_minutes": 30},
    },
    "preferred_cover": {"core": "wed 07:00-19:00", "preferred_cover": ["2027-03-03 D 2 1 1"]},
    "minimum_cover": {"core": "wed 07:00-19:00", "preferred_cover": ["2027-03-03 D 2 0 0 2"]},
    # L is eight hours and D twelve, so training is cheaper in L.
    "activity_place": {
        "core": "wed 07:00-19:00",
        "shifts": {"D": "07:00+12h", "L": "14:00+8h"},
        "facts": {"activities": {"lab": {"title": "lab", "kind": "training", "shifts": ["D"]}}},
        "besides": [{"kind": "training_hours", "activities": ["lab"], "minutes": 480}],
    },
    "training_hours": {
        "core": "wed 07:00-19:00",
        "facts": {"activities": {"lab": {"title": "lab", "kind": "training", "shifts": ["D"]}}},
        "rule": {"activities": ["lab"], "minutes": 480},
    },
    "exercise_held": {
        "core": "wed 07:00-19:00",
        "facts": {
            "activities": {"drill": {"title": "drill", "kind": "exercise", "shifts": ["D"], "people": 2}}
        },
        "rule": {"activity": "drill", "times": 1},
    },
    # Ann is cheaper, but only ben was told of Wednesday.
    "publish_notice": {
        "core": "wed 07:00-19:00",
        "published": {"ben": "- - D"},
        "facts": {"publication": {"today": "2027-02-28", "published_on": "2027-02-01"}},
        "rule": {"days": 14},
    },
    "published_changes": {
        "core": "wed 07:00-19:00",
        "published": {"ben": "- - D"},
        "facts": {"publication": {"today": "2027-02-28", "published_on": "2027-02-01"}},
        "rule": {"notice_days": 14},
    },
    "fair_share": {"core": "mon,tue,wed 19:00-24:00", "rule": {"of": "nights", "tolerance": 0}},
    "requests": {"core": "wed 07:00-19:00", "requests": ["ann 2027-03-03 avoid any 5"]},
    "holiday_turns": {
        "core": "sun 07:00-19:00",
        "holidays": ["2027-03-07"],
        "past_holidays": ["ann 2026-03-08 holiday"],
    },
    "refusal_fairness": {
        "core": "wed 07:00-19:00",
        "rule": {"tolerance_points": 0},
        "requests": ["ann 2027-03-03 avoid any 5", "ben 2027-03-07 avoid any 1"],
    },
    "work_together": {"rule": {"members": ["ann", "ben"]}},
    "work_apart": {
        "rule": {"members": ["ann", "ben"]},
        "people": {"ann": {"grade": "cheap"}, "ben": {"grade": "cheap"}, "cem": {}},
        "besides": [{"kind": "minimum_presence", "post": "it_desk", "windows": ["core"], "people": 2}],
    },
    "trainee_beside_mentor": {"rule": {"trainees": ["ann"], "mentors": ["ben"]}},
}
SENIOR = {"grade": "cheap", "skills": ["analyst", "senior"]}
ONE_SENIOR: World = {
    "levels": {"lead": {"skill": "senior", "provider_may_hold": True, "rotation": "daily"}},
    "people": {"ann": SENIOR, "ben": {}},
    "providers": {"mdr": {"offers": {"full": offer("5000.00", holds_levels=["lead"])}}},
}
LADDER_WORLDS: Mapping[str, World] = {
    "ladder_reachability": {},
    # The provider would hold the level without a stipend, even if nothing is bought from it.
    "on_call_eligibility": {"levels": {"lead": {"provider_may_hold": True}}, "providers": {"mdr": {}}},
    # Only ann can hold the level herself; while she is away it takes an offer with a fee.
    "on_call_exclusion": {
        "levels": {"lead": {"skill": "senior", "provider_may_hold": True}},
        "people": {"ann": {"grade": "cheap", "skills": ["analyst", "senior"]}, "ben": {}},
        "leave": {"ann": "2027-03-03"},
        "providers": {"mdr": {"offers": {"full": offer("5000.00", holds_levels=["lead"])}}},
    },
    # Only ann can lead or back up; else the leading takes the offer with a fee.
    "distinct_holders": {
        **ONE_SENIOR,
        "levels": {
            "lead": {"skill": "senior", "provider_may_hold": True},
            "second": {"skill": "senior", "backs_up": "lead"},
        },
    },
    # Only ann can lead and not back herself up; the provider, for its fee, does both.
    "secondary_becomes_primary": {
        **ONE_SENIOR,
        "levels": {
            "lead": {"skill": "senior", "provider_may_hold": True, "rotation": "daily"},
            "second": {"provider_may_hold": True, "rotation": "daily", "backs_up": "lead"},
        },
        "providers": {"mdr": {"offers": {"full": offer("5000.00", holds_levels=["lead", "second"])}}},
        "besides": [{"kind": "on_call_exclusion"}],
    },
    # Only ann can hold the level every day; else it takes the offer with a fee.
    "on_call_share": {**ONE_SENIOR, "rule": {"percent": 50}},
    "on_call_run": {**ONE_SENIOR, "rule": {"days": 3}},
    # Ben is away on the first day and ann on the third; as nobody holds it for five days in a row, both come twice.
    "on_call_gap": {
        **ONE_SENIOR,
        "people": {"ann": SENIOR, "ben": SENIOR},
        "leave": {"ann": "2027-03-03", "ben": "2027-03-01"},
        "rule": {"days": 6},
        "besides": [{"kind": "on_call_exclusion"}, {"kind": "on_call_run", "days": 4}],
    },
    # The provider leads and works for next to nothing; a duty of ben's on Wednesday costs more.
    "notification_authority": {
        "people": {"ann": {"grade": "cheap"}, "ben": {"skills": ["analyst", "senior"]}},
        "levels": {"lead": {"skill": "commander", "provider_may_hold": True}},
        "providers": {"mdr": {"offers": {"full": offer("1.00", holds_levels=["lead"])}}},
        "rule": {"skill": "senior", "within_minutes": 6100},
    },
    "work_with_call_outs": {
        "levels": {"lead": {"skill": "senior"}},
        "people": {"ann": SENIOR, "ben": {}},
        "rule": {"days": 7, "work_minutes": 1000},  # 720 at the desk, and 39 mails in 156 hours of 10 minutes
    },
    # Only ann can lead, and would sit at the desk too; six mails a day are 1.75 in a night.
    "after_call_out": {
        "levels": {"lead": {"skill": "senior"}},
        "people": {"ann": SENIOR, "ben": {}},
        "rule": {"call_outs": 175},
    },
    "call_out_load": {
        "rule": {"call_outs": 2},  # six mails a day are three in twelve hours
        "providers": {"mdr": {"offers": {"full": offer("100.00")}}},
    },
}
SEGMENTATION_WORLDS: Mapping[str, World] = {
    "provider_scope": {
        "providers": {"mdr": {"offers": {"other": offer("1.00", windows=["rest"])}}},
    },
    "ot_maturity": {
        "categories": {"plc": {"domain": "ot", "context": 3}},
        "posts": {"ot_desk": {"domain": "ot"}},
        "providers": {"mdr": {"ot_maturity": 2, "offers": {"full": offer("1.00")}}},
    },
    "response_target": {
        "providers": {
            "mdr": {
                "offers": {
                    "slow": offer(
                        "1.00", acknowledge={"P1": 99, "P2": 99, "P3": 99, "P4": 99, "percentile": 0.9}
                    ),
                    "fast": offer("100.00"),
                }
            }
        },
    },
    "internal_only": {
        "rule": {"windows": ["core"]},
        "providers": {"mdr": {"offers": {"full": offer("1.00")}}},
    },
    "minimum_internal_share": {
        "rule": {"phases": ["triage"], "percent": 95},  # 156 of 168 hours are 92.9 %
        "providers": {"mdr": {"offers": {"full": offer("1.00")}}},
    },
}
WORLDS = {**ROSTER_WORLDS, **LADDER_WORLDS, **SEGMENTATION_WORLDS}

ALWAYS = (
    "one_responsible",
    "cover_requirement",
    "ladder_reachability",
    "on_call_eligibility",
    "provider_scope",
)
"""Rules of every world, so that no other saving is in the way of the one that tempts."""


def spans_outside(core: str) -> str:
    """The hours of the week that `core` leaves, in spans of one day."""
    taken: dict[str, list[tuple[str, str]]] = {day: [] for day in WEEK}
    for span in core.split(";"):
        days, hours = span.split()
        first, _, last = hours.partition("-")
        for part in days.split(","):
            start, _, end = part.partition("-")
            for day in WEEK[WEEK.index(start) : WEEK.index(end or start) + 1]:
                taken[day].append((first, last))
    free = []
    for day, busy in taken.items():
        edges = ["00:00", *(edge for pair in sorted(busy) for edge in pair), "24:00"]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        free += [f"{day} {start}-{end}" for start, end in pairs if start < end]
    return "; ".join(free)


def make_world(kind: str, *, tempted: bool) -> Scenario:
    """The world of a rule, with the rule or (tempted) without it."""
    arguments = {"core": "wed 07:00-19:00", **WORLDS.get(kind, {})}
    core, parameters = arguments.pop("core"), arguments.pop("rule", {})
    attendance = {"core": "seated", "rest": "on_call"}
    posts = {
        key: {**given, "attendance": attendance, "call_out_level": "lead"}
        for key, given in arguments.pop("posts", {"it_desk": {}}).items()
    }
    people = arguments.pop("people", {"ann": {"grade": "cheap"}, "ben": {}})
    book = {other: {"kind": other} for other in ALWAYS} | {kind: {"kind": kind, **parameters}}
    if tempted:
        del book[kind]
    rules = [*book.values(), *arguments.pop("besides", [])]
    return tiny_scenario(
        **{"shifts": TWELVE_HOURS, **arguments},
        windows={"core": core, "rest": spans_outside(core)},
        posts=posts,
        people=people,
        pay={
            "grades": {
                "staff": {"title": "dear", "hourly_rate": "60.00", "salaried": False},
                "cheap": {"title": "cheap", "hourly_rate": "20.00", "salaried": False},
            },
            # A call-out of nothing keeps the hours on call out of the comparison.
            "on_call": {
                level: {"hourly_stipend": "1.00", "call_out_hourly": "0.00", "call_out_minimum_minutes": 1}
                for level in arguments.get("levels", {"lead": {}})
            },
        },
        rules=rules,
    )


def cheapest_plan(scenario: Scenario) -> Plan:
    outcome = solve(compile_instance(scenario), SURE)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.plan is not None
    return outcome.plan


def rule_breaches(scenario: Scenario, plan: Plan) -> list[Breach]:
    """Breaches of rules; a plan written by hand has no seat slots, and that is told as a fault of its rows."""
    return [breach for breach in verify(scenario, plan).must_breaches if breach.kind != "integrity"]


@pytest.mark.parametrize("kind", WORLDS)
def test_without_the_rule_the_plan_breaks_it_and_the_judge_says_so(kind: str) -> None:
    scenario = make_world(kind, tempted=False)
    assert verify(scenario, cheapest_plan(scenario)).is_clean
    tempted = cheapest_plan(make_world(kind, tempted=True))
    assert {breach.kind for breach in verify(scenario, tempted).must_breaches} == {kind}


def test_without_one_responsible_party_work_of_nobody_is_cheapest_and_the_judge_says_so() -> None:
    kind = "one_responsible"
    scenario, tempted = make_world(kind, tempted=False), make_world(kind, tempted=True)
    built = build_model(compile_instance(tempted))
    built.model.minimize(built.money)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(built.model) == cp_model.OPTIMAL
    nobody = tiny_plan(
        scenario,
        on_call={"lead": "ann"},
        responsible={"mail triage core": "-", "mail triage rest": "-"},
    )
    # What the solver decided is that plan, whoever holds the level. (Its plans need a party for every row.)
    decided = {
        literal.name for literal, value in values(built.decisions, nobody) if solver.boolean_value(literal)
    }
    assert {name for name in decided if "holds" not in name} == set()
    assert {breach.kind for breach in rule_breaches(scenario, nobody)} == {kind}


def test_every_rule_kind_tempts() -> None:
    assert {*WORLDS, "one_responsible"} == set(KINDS)
