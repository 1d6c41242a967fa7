"""What tests of the judge share: a week that keeps every rule, and short ways to ask one check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from planner.plan.model import Plan
from planner.plan.result import Measure, Verification
from planner.rules.base import Rule
from planner.scenario.scenario import Scenario
from planner.verifier.evidence import gather
from planner.verifier.judge import hold
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

MAIL_LOAD = 6 * 10 / 1440
"""Erlangs of the tiny scenario's one category: six alerts of ten minutes in a day of 1440 minutes."""

RULES: tuple[Given, ...] = (
    {"kind": "min_rest", "rest_minutes": 660},
    {"kind": "cover_requirement"},
    {"kind": "ladder_reachability"},
    {"kind": "on_call_exclusion"},
    {"kind": "one_responsible"},
)


def sound_week() -> tuple[Scenario, Plan]:
    """A scenario and a plan without a fault: ann by day, ben by night, cem on call."""
    scenario = tiny_scenario(people=("ann", "ben", "cem"), history={"ben": "N"}, rules=RULES)
    plan = tiny_plan(
        scenario,
        lines={"ann": "D D D D D D D", "ben": "N N N N N N N"},
        on_call={"lead": "cem"},
        required={"it_desk": 1},
    )
    return scenario, with_load(plan, MAIL_LOAD)


def with_load(plan: Plan, load: float) -> Plan:
    """The plan with this load written in every seat slot."""
    return replace(plan, seats=tuple(replace(slot, load_erlangs=load) for slot in plan.seats))


def found(rule: Rule, scenario: Scenario, plan: Plan) -> list[Measure]:
    """Everything that the rule's check looks at."""
    return list(hold(rule, gather(scenario, plan)))


def broken(rule: Rule, scenario: Scenario, plan: Plan) -> list[str]:
    """The sentences of what the rule's check finds wrong."""
    return [measure.sentence for measure in found(rule, scenario, plan) if measure.excess]


def breaches_of(verdict: Verification) -> list[tuple[str, str]]:
    """Rule and sentence of each breach."""
    return [(breach.rule_id, breach.measure.sentence) for breach in verdict.breaches]


def utc(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2027, in March unless said otherwise."""
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)
