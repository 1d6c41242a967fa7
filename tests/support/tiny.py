"""Tiny valid scenarios, written in a few words: what a test does not say is the simplest thing that works.

    scenario = tiny_scenario(shifts={"D": "07:00+12h", "N": "19:00+12h"}, history={"ann": "N"})

Unless said otherwise: one week from Monday 1 March 2027 in Berlin, one analyst `ann` (40 h a week), one post
`it_desk`, one service window `always`, one alert category `mail` with six alerts of ten minutes a day, one
escalation level `lead` that changes weekly, no shrinkage, no provider, no rule. All values are plain text,
numbers, lists and mappings, so a case file can hold them. Plans for such a scenario: `tests.support.tiny_plan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.rules.base import Rule
from planner.scenario.base import DAY_NAMES, Phase
from planner.scenario.people import (
    Leave,
    PastDuty,
    PastHoliday,
    PastOnCall,
    PastWeek,
    Person,
    PersonalLimit,
    Request,
)
from planner.scenario.policy import LabourPack, OperatingModel, ShiftSystem, ShiftType
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.provider import Provider
from planner.scenario.publication import PublishedDuty
from planner.scenario.scenario import Facts, Scenario
from planner.scenario.work import AlertCategory
from planner.units import local_to_utc, parse_clock

Given = Mapping[str, object]
"""Fields of one record that a test wants to be different from the simplest."""

SHIFT = re.compile(
    r"(?P<start>\d\d:\d\d)\+(?P<hours>\d+)h(?:(?P<minutes>\d+)m)?(?:-(?P<pause>\d+)m)?(?: (?P<kind>\w+))?"
)
SPAN = re.compile(r"(?P<days>[a-z,-]+) (?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)")
WEEK = re.compile(r"(?P<hours>\d+)h(?:(?P<minutes>\d+)m)?(?:\*(?P<times>\d+))?(?P<counts>(?:,[a-z_]+=\d+)*)")
PHASES = [phase.value for phase in Phase]

DAY_AND_NIGHT = {"D": "07:00+12h long_day", "N": "19:00+12h long_night"}
ALWAYS = {"always": "mon-sun 00:00-24:00"}


def tiny_scenario(
    *,
    start: str | date = "2027-03-01",
    days: int = 7,
    zone: str = "Europe/Berlin",
    history_days: int = 14,
    shifts: Mapping[str, str] = DAY_AND_NIGHT,
    people: Mapping[str, Given] | Iterable[str] = ("ann",),
    leave: Mapping[str, str] | None = None,
    requests: Iterable[str] = (),
    history: Mapping[str, str] | None = None,
    past_weeks: Mapping[str, str] | None = None,
    past_on_call: Mapping[str, str] | None = None,
    limits: Iterable[str] = (),
    published: Mapping[str, str] | None = None,
    preferred_cover: Iterable[str] = (),
    past_holidays: Iterable[str] = (),
    holidays: Iterable[str | date] | Mapping[str, str] = (),
    windows: Mapping[str, str] = ALWAYS,
    posts: Mapping[str, Given] | None = None,
    categories: Mapping[str, Given] | None = None,
    levels: Mapping[str, Given] | None = None,
    providers: Mapping[str, Given] | None = None,
    skills: Mapping[str, Iterable[str]] | None = None,
    targets: Given | None = None,
    night: Given | None = None,
    pay: Given | None = None,
    demand: Given | None = None,
    facts: Given | None = None,
    rules: Iterable[Rule | Given] = (),
    pack_rules: Iterable[Rule | Given] = (),
) -> Scenario:
    """A scenario with just these differences.

    shifts: code to `07:00+12h`, `06:00+8h30m-30m early` (start, length, unpaid break, kind; kind `day` if
    none). windows: key to `mon-fri 08:00-18:00; sat,sun 00:00-24:00`. leave: person to `2027-03-02` or
    `2027-03-02..2027-03-04`. requests: `ann 2027-03-02 want D 5` (person, day, wish, shift or `any`, points).
    history: person to a line (see `cells`) that ends on the day before the horizon. published: person to a
    line from the first day of the horizon. past_weeks: person to the weeks up to history (see
    `past_weeks_of`). holidays: days, or days to names. past_holidays: `ann 2026-12-25 Christmas Day`.
    past_on_call: person to days before the horizon, as for leave, several separated by blanks.
    limits: `ann seven_days 2400` (person, limit, minutes). preferred_cover: `2027-03-02 D 2 5 1` (day, shift,
    people, points under and over, perhaps fewest people), also of one post, `D@it_desk`. skills: skill to those it
    includes; skills named by posts, levels and people need not be repeated. pack_rules: those of the labour pack
    `tiny`, on which `rules` lie. Everything else: fields of the record with that name.
    """
    first = _day(start)
    given_people = people if isinstance(people, Mapping) else {key: {} for key in people}
    made_posts = {key: _post(given, windows) for key, given in (posts or {"it_desk": {}}).items()}
    made_levels = [_level(key, given) for key, given in (levels or {"lead": {}}).items()]
    made_people = tuple(_person(key, given) for key, given in given_people.items())
    system = ShiftSystem(title="tiny", shifts={code: shift_type(text) for code, text in shifts.items()})
    named = {str(record["skill"]) for record in (*made_posts.values(), *made_levels)}
    named.update(skill for person in made_people for skill in person.skills)
    included = skills or {}
    given_names = holidays if isinstance(holidays, Mapping) else dict.fromkeys(holidays, "holiday")
    named_days = {_day(day): name for day, name in given_names.items()}
    record = {
        "title": "tiny",
        "zone": zone,
        "country": "DE",
        "currency": "EUR",
        "horizon": {"start": first, "days": days, "history_days": history_days},
        "operating_model": "tiny",
        "labour": {"packs": ["tiny"]},
        "shift_system": "tiny",
        "demand": {"shrinkage": 0.0, **(demand or {})},
        "service_windows": {
            key: {"title": key, "spans": [_span(span) for span in text.split(";")]}
            for key, text in windows.items()
        },
        "response_targets": {phase: _targets(targets or {}) for phase in PHASES},
        "skills": {
            key: {"title": key, "includes": list(included.get(key, ()))} for key in named | {*included}
        },
        "posts": made_posts,
        "escalation": made_levels,
        "rules": tuple(rules),
        **(facts or {}),
    }
    made_facts = Facts.model_validate(record)
    return Scenario(
        key="tiny",
        facts=made_facts,
        operating_model_key="tiny",
        operating_model=OperatingModel(title="tiny", providers_allowed=True, rules=()),
        labour_packs={
            "tiny": LabourPack.model_validate(
                {
                    "title": "tiny",
                    # ArbZG § 2(3) and (4): night time 23-06, night work is more than two hours of it
                    "night": {"from": "23:00", "to": "06:00", "minutes_over": 120, **(night or {})},
                    "rules": tuple(pack_rules),
                }
            )
        },
        shift_system=system,
        people=made_people,
        leave=tuple(_leave(key, text) for key, text in (leave or {}).items()),
        requests=tuple(_request(text) for text in requests),
        history=tuple(
            past
            for person in made_people
            for past in _past_duties(made_facts, system, person, (history or {}).get(person.person, ""))
        ),
        published=tuple(
            PublishedDuty(person=duty.person, shift=duty.shift, start=duty.start, end=duty.end)
            for person in made_people
            for duty in _line_duties(
                made_facts, system, person, (published or {}).get(person.person, ""), first
            )
        ),
        limits=tuple(_limit(text) for text in limits),
        preferred_cover=tuple(_preferred(text) for text in preferred_cover),
        past_holidays=tuple(_past_holiday(text) for text in past_holidays),
        past_weeks=tuple(
            week for key, text in (past_weeks or {}).items() for week in past_weeks_of(made_facts, key, text)
        ),
        past_on_call=tuple(
            PastOnCall(person=key, day=leave.first_day + timedelta(days=number))
            for key, text in (past_on_call or {}).items()
            for leave in (_leave(key, part) for part in text.split())
            for number in range((leave.last_day - leave.first_day).days + 1)
        ),
        categories=tuple(_category(key, given) for key, given in (categories or {"mail": {}}).items()),
        providers={key: _provider(given, windows) for key, given in (providers or {}).items()},
        pay=_pay(made_levels, pay or {}),  # type: ignore[arg-type]  # pydantic makes the record
        holiday_names=named_days,
        site_holidays=dict.fromkeys(made_facts.sites, named_days),
    )


def cells(line: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The (shift, post) pairs of each day of a line; an empty post is the scenario's first.

    `D - N@ot_desk D+N` is a day shift, a day off, a night at the OT desk, and two shifts on one day.
    """
    return tuple(
        tuple(_cell(part) for part in cell.split("+")) if cell not in ("-", ".") else ()
        for cell in line.split()
    )


def past_weeks_of(facts: Facts, person: str, text: str) -> Iterator[PastWeek]:
    """The rows of `past_weeks.csv` that a text says, the last of them the last whole week before history.

    `48h*3 - 40h30m,nights=2` is three weeks of 48 hours, one that nobody knows, and one with two nights.
    """
    weeks: list[re.Match[str] | None] = []
    for word in text.split():
        match = WEEK.fullmatch(word)
        if match is None and word != "-":
            raise ValueError(f"{word!r} is not a week; write for example 48h, 40h30m*3, 40h,nights=2 or -")
        weeks += [match] * int(match["times"] or 1) if match else [None]
    history = facts.horizon.start - timedelta(days=facts.horizon.history_days)
    monday = history - timedelta(days=history.weekday() + 7 * len(weeks))
    for number, match in enumerate(weeks):
        if match is not None:
            counts = [field.split("=") for field in match["counts"].split(",") if field]
            yield PastWeek(
                person=person,
                week=monday + timedelta(days=7 * number),
                work_minutes=int(match["hours"]) * 60 + int(match["minutes"] or 0),
                **{name: int(value) for name, value in counts},
            )


def shift_type(text: str) -> ShiftType:
    """The shift type that `06:00+8h30m-30m early` says."""
    match = SHIFT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a shift; write for example 07:00+12h or 06:00+8h30m-30m early")
    return ShiftType(
        title=text,
        start=parse_clock(match["start"]),
        length_minutes=int(match["hours"]) * 60 + int(match["minutes"] or 0),
        break_minutes=int(match["pause"] or 0),
        kind=match["kind"] or "day",
    )


def _cell(part: str) -> tuple[str, str]:
    shift, _, post = part.partition("@")
    return shift, post


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _span(text: str) -> Given:
    match = SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a span; write for example mon-fri 08:00-18:00")
    names = [name.value for name in DAY_NAMES]
    days: list[str] = []
    for part in match["days"].split(","):
        first, _, last = part.partition("-")
        days += names[names.index(first) : names.index(last or first) + 1]
    return {"days": days, "from": match["start"], "to": match["end"]}


def _targets(given: Given) -> Given:
    return {severity: {"minutes": 60, "percentile": 0.8, **given} for severity in ("P1", "P2", "P3", "P4")}


def _person(key: str, given: Given) -> Person:
    return Person.model_validate(
        {
            "person": key,
            "name": key.title(),
            "grade": "staff",
            "skills": ["analyst"],
            "weekly_minutes": 2400,
            **given,
        }
    )


def _post(given: Given, windows: Iterable[str]) -> dict[str, object]:
    attendance = dict.fromkeys(windows, "seated")
    return {
        "title": "desk",
        "domain": "it",
        "phases": PHASES,
        "skill": "analyst",
        "attendance": attendance,
        **given,
    }


def _level(key: str, given: Given) -> dict[str, object]:
    return {
        "level": key,
        "title": key,
        "domain": "it",
        "skill": "analyst",
        "response_minutes": 30,
        "limit_minutes": 30,
        "rotation": "weekly",
        **given,
    }


def _category(key: str, given: Given) -> AlertCategory:
    return AlertCategory.model_validate(
        {
            "category": key,
            "title": key,
            "domain": "it",
            "per_day": 6,
            "shape": "flat",
            "triage_minutes": 10,
            "escalated_share": 0,
            "investigation_minutes": 0,
            "incident_share": 0,
            "response_minutes": 0,
            "p1": 0,
            "p2": 0,
            "p3": 0,
            "p4": 100,
            "context": 0,
            **given,
        }
    )


def _provider(given: Given, windows: Iterable[str]) -> Provider:
    offers = given.get("offers", {"full": {}})
    assert isinstance(offers, Mapping)
    return Provider.model_validate(
        {
            "title": "provider",
            "ot_maturity": 0,
            **given,
            "offers": {key: _offer(offer, windows) for key, offer in offers.items()},
        }
    )


def _offer(given: Given, windows: Iterable[str]) -> Given:
    return {
        "title": "offer",
        "windows": list(windows),
        "scope": [{"domain": "it", "phases": PHASES}],
        "monthly_fee": "1000.00",
        "acknowledge": {"P1": 10, "P2": 10, "P3": 10, "P4": 10, "percentile": 0.95},
        **given,
    }


def _pay(levels: Iterable[Given], given: Given) -> Given:
    on_call = {"hourly_stipend": "3.00", "call_out_hourly": "60.00", "call_out_minimum_minutes": 120}
    return {
        "grades": {"staff": {"title": "staff", "hourly_rate": "30.00", "salaried": True}},
        "on_cost_percent": 20,
        "overtime": {"basis": "contract_horizon", "percent": 25},
        "on_call": {str(level["level"]): on_call for level in levels},
        **given,
    }


def _leave(person: str, text: str) -> Leave:
    first, _, last = text.partition("..")
    return Leave(
        person=person, first_day=date.fromisoformat(first), last_day=date.fromisoformat(last or first)
    )


def _request(text: str) -> Request:
    person, day, wish, shift, points = text.split()
    return Request.model_validate(
        {"person": person, "date": day, "wish": wish, "shift": shift, "points": points}
    )


def _past_holiday(text: str) -> PastHoliday:
    person, day, name = text.split(maxsplit=2)
    return PastHoliday(person=person, holiday=name, date=_day(day))


def _limit(text: str) -> PersonalLimit:
    person, limit, minutes = text.split()
    return PersonalLimit.model_validate({"person": person, "limit": limit, "minutes": minutes})


def _preferred(text: str) -> PreferredPeople:
    day, cell, people, under, over, *least = text.split()
    shift, post = _cell(cell)
    return PreferredPeople.model_validate(
        {
            "date": day,
            "shift": shift,
            "post": post or None,
            "preferred": people,
            "under_points": under,
            "over_points": over,
            **({"minimum": least[0]} if least else {}),
        }
    )


def _past_duties(facts: Facts, system: ShiftSystem, person: Person, line: str) -> Iterable[PastDuty]:
    first = facts.horizon.start - timedelta(days=len(cells(line)))
    return _line_duties(facts, system, person, line, first)


def _line_duties(
    facts: Facts, system: ShiftSystem, person: Person, line: str, first: date
) -> Iterable[PastDuty]:
    for number, pairs in enumerate(cells(line)):
        for code, post in pairs:
            shift, day = system.shifts[code], first + timedelta(days=number)
            zone = ZoneInfo(facts.zone if person.site is None else facts.sites[person.site].zone)
            yield PastDuty(
                person=person.person,
                post=post or next(iter(facts.posts)),
                shift=code,
                start=local_to_utc(day, shift.start, zone),
                end=local_to_utc(day, shift.start + shift.length_minutes, zone),
            )
