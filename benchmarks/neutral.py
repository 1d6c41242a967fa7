"""A scenario in which nothing binds but its rules: no pay, no alerts, no clock changes, shifts that end on their day.

Nurse-rostering benchmarks know days and shifts but no times of day, so every shift starts at midnight UTC. Nobody is
paid and no alert comes in; what is left to decide is the roster, and its points are the penalty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from planner.plan.model import Duty
from planner.rules.base import Rule
from planner.scenario.base import DAY_NAMES, Domain, Phase, Severity
from planner.scenario.pay import Pay
from planner.scenario.people import Person
from planner.scenario.policy import LabourPack, NightDefinition, OperatingModel, ShiftSystem, ShiftType
from planner.scenario.scenario import Facts, Scenario
from planner.scenario.work import AlertCategory, Shape

FIRST_DAY = date(2024, 1, 1)
"""Any Monday will do; in UTC no clock is changed."""

NEUTRAL = "neutral"
"""Key of whatever a scenario must have one of."""

Value = TypeVar("Value", bound=Hashable)


def date_of(day: int) -> date:
    """The date of a day counted from 0; negative days are history."""
    return FIRST_DAY + timedelta(days=day)


def day_of(duty: Duty) -> int:
    """The day from 0 on which a duty starts."""
    return (duty.start.date() - FIRST_DAY).days


def alike(people: Mapping[str, Value]) -> list[tuple[Value, tuple[str, ...]]]:
    """People grouped by a value that they share, in the order of their first one."""
    groups: dict[Value, list[str]] = defaultdict(list)
    for person, value in people.items():
        groups[value].append(person)
    return [(value, tuple(group)) for value, group in groups.items()]


def neutral_scenario(
    key: str,
    *,
    days: int,
    history_days: int,
    shifts: Mapping[str, int],
    people: Mapping[str, Sequence[str]],
    posts: Iterable[str],
    rules: Iterable[Rule],
    **tables: Any,
) -> Scenario:
    """A scenario of these days, shifts (code to minutes), people (with the posts that they may fill) and rules.

    `tables` are further tables of a scenario: leave, requests, history, preferred_cover. Raises pydantic's
    ValidationError where a value is outside what the product allows.
    """
    return Scenario(
        key=key,
        facts=_facts(key, days, history_days, tuple(posts), tuple(rules)),
        operating_model_key=NEUTRAL,
        operating_model=OperatingModel(title=NEUTRAL, providers_allowed=False, rules=()),
        labour_packs={
            # No duty is so long that it would be a night duty.
            NEUTRAL: LabourPack(
                title=NEUTRAL, night=NightDefinition(start=0, end=1440, minutes_over=1440), rules=()
            )
        },
        shift_system=ShiftSystem(
            title=key,
            shifts={
                code: ShiftType(title=code, start=0, length_minutes=minutes, kind="day")
                for code, minutes in shifts.items()
            },
        ),
        people=tuple(
            Person(person=who, name=who, grade=NEUTRAL, skills=tuple(skills), weekly_minutes=2400)
            for who, skills in people.items()
        ),
        categories=(_no_alerts(),),
        pay=_no_pay(),
        **tables,
    )


def _facts(key: str, days: int, history_days: int, posts: tuple[str, ...], rules: tuple[Rule, ...]) -> Facts:
    target = {"minutes": 1440, "percentile": 0.5}
    return Facts.model_validate(
        {
            "title": key,
            "zone": "UTC",
            "country": "GB",
            "currency": "GBP",
            "horizon": {"start": FIRST_DAY, "days": days, "history_days": history_days},
            "operating_model": NEUTRAL,
            "labour": {"packs": [NEUTRAL]},
            "shift_system": NEUTRAL,
            "service_windows": {
                "always": {
                    "title": "always",
                    "spans": [{"days": DAY_NAMES, "from": "00:00", "to": "24:00"}],
                }
            },
            "response_targets": {phase: dict.fromkeys(Severity, target) for phase in Phase},
            "skills": {post: {"title": post} for post in posts},
            "posts": {
                post: {
                    "title": post,
                    "domain": "it",
                    "phases": tuple(Phase),
                    "skill": post,
                    "attendance": {"always": "seated"},
                }
                for post in posts
            },
            "escalation": [
                {
                    "level": NEUTRAL,
                    "title": NEUTRAL,
                    "domain": "it",
                    "skill": posts[0],
                    "response_minutes": 60,
                    "limit_minutes": 60,
                    "rotation": "weekly",
                }
            ],
            "rules": rules,
        }
    )


def _no_alerts() -> AlertCategory:
    nothing: dict[str, Any] = dict.fromkeys(
        ("escalated_share", "investigation_minutes", "incident_share", "response_minutes", "p1", "p2", "p3"),
        0,
    )
    return AlertCategory(
        category=NEUTRAL,
        title="no alerts",
        domain=Domain.IT,
        per_day=0,
        shape=Shape.FLAT,
        triage_minutes=1,
        p4=100,
        context=0,
        **nothing,
    )


def _no_pay() -> Pay:
    on_call = {"hourly_stipend": "0.00", "call_out_hourly": "0.00", "call_out_minimum_minutes": 1}
    return Pay.model_validate(
        {
            "grades": {NEUTRAL: {"title": NEUTRAL, "hourly_rate": "0.00", "salaried": True}},
            "on_cost_percent": 0,
            "overtime": {"basis": "contract_horizon", "percent": 0},
            "on_call": {NEUTRAL: on_call},
        }
    )
