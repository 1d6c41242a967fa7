"""Small questions drawn at random: a labour pack, a few people, a week that is ours for some hours, and odd rules.

All choices come from one seed, so a question is the same in every run. Work is ours while a post is seated in the
window `core`; in the window `rest` somebody is on call or, where there is one, a provider works.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ruamel.yaml import YAML

from planner.paths import models_dir
from planner.rules.base import Rule
from planner.scenario.policy import LabourPack
from planner.scenario.scenario import Scenario
from tests.rules.casebook import KINDS, make_rule
from tests.support.tiny import Given, tiny_scenario

MONDAYS = ("2027-03-01", "2027-03-22", "2027-10-25")  # an ordinary week, clocks forward, clocks back
SHIFT_SETS: tuple[Mapping[str, str], ...] = (
    {"D": "07:00+10h30m-30m day"},
    {"D": "07:00+12h-45m long_day"},
    {"N": "19:00+10h-30m night"},
    {"D": "07:00+12h-45m long_day", "N": "19:00+12h-45m long_night"},
    {"E": "06:00+8h30m-30m early", "N": "22:00+8h night"},
    {"E": "06:00+8h30m-30m early", "L": "14:00+8h30m-30m late"},
)
CORE_DAYS = ("mon", "wed", "sun", "mon,tue", "thu,fri", "sat,sun", "mon-wed", "thu-sun", "mon-sun")
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CORE_HOURS = {
    "D": ("08:00-12:00", "07:00-17:00", "09:00-17:30"),
    "E": ("08:00-12:00", "06:00-14:00"),
    "L": ("15:00-22:00",),
    "N": ("22:00-24:00", "00:00-03:00"),
}
RESTRICTIONS: tuple[list[str], ...] = (
    *([],) * 8,
    ["no_nights"],
    ["no_sundays"],
    ["no_lone_work"],
    ["daytime_only"],
)

BASE: tuple[Given, ...] = (
    {"kind": "one_duty_a_day"},
    {"kind": "cover_requirement"},
    {"kind": "ladder_reachability"},
    {"kind": "on_call_eligibility"},
    {"kind": "one_responsible"},
    {"kind": "provider_scope"},
)
"""What every operating model asks."""

EXTRAS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "min_rest": {"rest_minutes": (600, 780)},
    "weekly_rest": {"rest_minutes": (2160, 2880, 4000), "rolling": (False, True), "rests": (1, 2)},
    "rest_after_nights": {"nights": (1, 2, 3), "rest_minutes": (1440, 2880)},
    "max_hours": {"days": (2, 4, 7), "work_minutes": (1260, 1800)},
    "contract_hours": {"minimum_percent": (0, 20, 60), "maximum_percent": (60, 100)},
    "max_shift_length": {"work_minutes": (600, 675)},
    "breaks": {"over_minutes": (360, 540), "break_minutes": (30, 45)},
    "night_shift_length": {"work_minutes": (480, 570)},
    "average_hours": {"reference_weeks": (1, 3), "work_minutes": (1200, 2400)},
    "night_average": {"reference_weeks": (1, 2), "work_minutes": (300, 480), "night_worker_from": (1, 3)},
    "free_sundays": {"sundays": (15, 35, 52)},
    "substitute_day": {"sunday_weeks": (1, 2), "holiday_weeks": (1, 2)},
    "no_sundays": {},
    "daytime_only": {"closes_minutes": (1020, 1140)},
    "no_lone_work": {},
    "personal_limits": {},
    "max_consecutive_days": {"days": (1, 2, 4)},
    "max_consecutive_nights": {"nights": (1, 2)},
    "forbidden_succession": {"pairs": (["late>early"], ["night>early", "long_night>long_day"])},
    "backward_rotation": {"tolerance_minutes": (0, 120)},
    "min_consecutive_days": {"days": (2, 3)},
    "min_consecutive_days_off": {"days": (2, 3)},
    "min_consecutive_nights": {"nights": (2, 3)},
    "complete_weekends": {},
    "free_weekends": {"free": (1,), "weekends": (1, 2)},
    "max_consecutive_kind": {"duties": (1, 2), "kinds": ([], ["early"], ["long_day", "day"])},
    "stable_start_times": {"tolerance_minutes": (0, 240)},
    "preferred_rest": {"rest_minutes": (900, 1440)},
    "early_starts": {"start_to": ("06:30", "07:30"), "duties": (0, 1)},
    "kind_limit": {"kinds": (["long_night", "night"], ["day", "long_day"]), "duties": (0, 1, 2)},
    "permanent_nights": {"percent": (0, 50, 90)},
    "weekly_rotation": {"duties": (1, 2)},
    "risk_index": {"most_percent": (110, 127, 160)},
    "minimum_presence": {"post": ("it_desk",), "windows": (["core"],), "people": (1, 2)},
    "skill_mix": {"posts": (["it_desk"],), "skill": ("senior",), "people": (1,), "windows": (["core"],)},
    "handover_overlap": {"overlap_minutes": (15, 30)},
    "publish_notice": {"days": (3, 10)},
    "published_changes": {"notice_days": (8, 10)},
    "on_call_exclusion": {},
    "on_call_share": {"percent": (30, 60)},
    "on_call_run": {"days": (2, 4)},
    "on_call_gap": {"days": (2, 3)},
    "call_out_load": {"call_outs": (0, 1, 4)},
    "work_with_call_outs": {"days": (2, 7), "work_minutes": (900, 2400)},
    "after_call_out": {"call_outs": (10, 100), "rest_minutes": (120, 660)},
    "notification_authority": {"skill": ("senior",), "within_minutes": (1440, 4320)},
    "ot_maturity": {"it_too": (False, True)},
    "response_target": {},
    "internal_only": {"phases": ([], ["triage"]), "windows": ([], ["core"])},
    "minimum_internal_share": {"phases": (["triage"],), "percent": (20, 60)},
    "fair_share": {"of": ("nights", "weekends", "on_call"), "tolerance": (0, 1)},
    "requests": {},
    "work_together": {"members": (["ann", "ben"],), "overlap_minutes": (60, 420)},
    "work_apart": {"members": (["ann", "ben"],)},
    "trainee_beside_mentor": {"trainees": (["ann"],), "mentors": (["ben"],)},
}
"""Kinds of further rules, and what each parameter can be."""


def read_pack(key: str) -> dict[str, LabourPack]:
    """A shipped labour pack after all that it extends, lowest first; one that is no whole law lies on `germany`."""
    path = models_dir() / "labour" / f"{key}.yaml"
    pack = LabourPack.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    base = pack.extends or ("germany" if pack.night is None else None)
    below = read_pack(base) if base else {}
    return {**below, key: pack}


def random_scenario(pack: str, number: int) -> Scenario:
    """Question `number` of a labour pack."""
    draw = random.Random(f"{pack} {number}")
    start = date.fromisoformat(draw.choice(MONDAYS))
    shifts = draw.choice(SHIFT_SETS)
    people = ("ann", "ben", "cem")[: draw.choice((1, 2, 2, 3) if len(shifts) == 1 else (1, 2, 2, 2))]
    two_posts = len(shifts) == 1 and draw.random() < 0.25
    cells = ("-", "-", *shifts)

    def some(chance: float) -> list[str]:
        return [person for person in people if draw.random() < chance]

    def day(first: int, last: int) -> date:
        return start + timedelta(days=draw.randint(first, last))

    def line(days: int) -> str:
        return " ".join(draw.choice(cells) for _ in range(days))

    scenario = tiny_scenario(
        start=start,
        shifts=shifts,
        people={person: _person(draw, two_posts) for person in people},
        windows=_windows(draw, shifts),
        posts=_posts(two_posts),
        categories=_categories(draw, two_posts),
        levels={"lead": _level(draw)},
        providers={"mdr": _provider(draw)} if draw.random() < 0.4 else {},
        skills={"senior": (), "engineer": ()},
        history={person: line(draw.randint(1, 7)) for person in some(0.5)},
        leave={
            person: f"{(away := day(-1, 6))}..{away + timedelta(draw.randint(0, 3))}" for person in some(0.25)
        },
        past_weeks={person: draw.choice(("30h,nights=2", "48h*2", "44h -")) for person in some(0.3)},
        published={person: line(7) for person in some(0.3)},
        requests=[f"{person} {day(0, 6)} {draw.choice(('want', 'avoid'))} any 2" for person in some(0.3)],
        limits=[f"{person} {draw.choice(('seven_days 1800', 'daily_rest 800'))}" for person in some(0.2)],
        holidays=[day(0, 6)] if draw.random() < 0.3 else (),
        facts={"publication": {"today": start - timedelta(days=7)}},
        rules=[*BASE, *_extra_rules(draw, len(people))],
    )
    return scenario.model_copy(update={"labour_packs": read_pack(pack)})


def _person(draw: random.Random, two_posts: bool) -> Given:
    skills = ["analyst", *(["engineer"] if two_posts and draw.random() < 0.7 else [])]
    return {
        "skills": [*skills, *(["senior"] if draw.random() < 0.5 else [])],
        "weekly_minutes": draw.choice((1200, 2400)),
        "restrictions": draw.choice(RESTRICTIONS),
    }


def _windows(draw: random.Random, shifts: Mapping[str, str]) -> Mapping[str, str]:
    """Some hours of some days, and all the rest of the week."""
    days = draw.choice(CORE_DAYS)
    opens, closes = draw.choice(CORE_HOURS[draw.choice(list(shifts))]).split("-")
    rest = [f"{days} 00:00-{opens}"] if opens != "00:00" else []
    rest += [f"{days} {closes}-24:00"] if closes != "24:00" else []
    if others := [name for name in DAY_NAMES if name not in _names(days)]:
        rest.append(f"{','.join(others)} 00:00-24:00")
    return {"core": f"{days} {opens}-{closes}", "rest": "; ".join(rest)}


def _names(days: str) -> Sequence[str]:
    first, _, last = days.partition("-")
    return DAY_NAMES[DAY_NAMES.index(first) : DAY_NAMES.index(last) + 1] if last else days.split(",")


def _posts(two_posts: bool) -> Mapping[str, Given]:
    common = {
        "attendance": {"core": "seated", "rest": "on_call"},
        "call_out_level": "lead",
        "deferred_to": "core",
    }
    ot_desk = {"ot_desk": {**common, "domain": "ot", "skill": "engineer"}} if two_posts else {}
    return {"it_desk": common, **ot_desk}


def _categories(draw: random.Random, two_posts: bool) -> Mapping[str, Given]:
    mail = {
        "per_day": draw.choice((3, 3, 6, 6, 6, 150)),
        "p2": (urgent := draw.choice((0, 0, 50))),
        "p4": 100 - urgent,
    }
    return {"mail": mail, **({"plc": {"domain": "ot", "context": 2}} if two_posts else {})}


def _level(draw: random.Random) -> Given:
    """A ladder of one rung; with less than half an hour to answer, waiting can be work."""
    return {
        "rotation": draw.choice(("weekly", "weekly", "daily")),
        "response_minutes": draw.choice((30, 30, 30, 30, 20, 10)),
        "provider_may_hold": draw.random() < 0.3,
    }


def _provider(draw: random.Random) -> Given:
    scope = [{"domain": "it", "phases": ["triage"]}, {"domain": "ot", "phases": ["triage"]}]
    offers = {
        "all": {"scope": scope, "monthly_fee": "4000.00", "holds_levels": ["lead"]},
        "nights": {"windows": ["rest"], "monthly_fee": "900.00", "hand_back_share": 0.1},
        "slow": {"acknowledge": {"P1": 90, "P2": 90, "P3": 90, "P4": 90, "percentile": 0.9}},
    }
    return {
        "ot_maturity": draw.choice((0, 2)),
        "offers": {key: offers[key] for key in draw.sample(list(offers), 2)},
    }


def _extra_rules(draw: random.Random, people: int) -> list[Rule]:
    """Up to three rules beside those of the pack, musts or, where they may be, shoulds."""
    needs_two = {"work_together", "work_apart", "trainee_beside_mentor"}
    kinds = [kind for kind in EXTRAS if people > 1 or kind not in needs_two]
    rules = []
    for kind in draw.sample(kinds, draw.randint(0, 3)):
        parameters = {name: draw.choice(values) for name, values in EXTRAS[kind].items()}
        should = KINDS[kind].may_be_should and draw.random() < 0.5
        strength = {"strength": "should", "points": draw.randint(1, 5)} if should else {}
        rules.append(make_rule(kind, {**parameters, **strength, "id": f"extra_{kind}"}))
    return rules
