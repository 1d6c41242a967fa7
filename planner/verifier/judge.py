"""The verdict: every rule of the book held against the written plan, and how much of it was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.plan.model import Plan
from planner.plan.result import Breach, Measure, RuleRun, Verification
from planner.rules.base import Rule, Strength
from planner.rules.catalogue import AnyRule
from planner.scenario.scenario import Scenario
from planner.verifier.checks import CHECKS
from planner.verifier.coverage import uncovered_minutes
from planner.verifier.evidence import Evidence, gather
from planner.verifier.integrity import INTEGRITY, KIND, UNIT
from planner.verifier.notices import stand_by_notices

Held = tuple[RuleRun, tuple[Breach, ...]]
"""What holding one rule against the plan gave."""


def verify(scenario: Scenario, plan: Plan) -> Verification:
    """Judge a plan as it was read back from its files.

    Every rule of the scenario's rule book is held against everything that it is about, and so is what must be
    true of the rows whatever the rule book says. A rule whose kind has no check is listed as unverified.
    """
    evidence = gather(scenario, plan)
    held = [_hold_integrity(name, check(evidence)) for name, check in INTEGRITY.items()]
    held += [_hold_rule(rule, evidence) for rule in scenario.rule_book if rule.kind in CHECKS]
    return Verification(
        runs=tuple(run for run, _ in held),
        breaches=tuple(breach for _, breaches in held for breach in breaches),
        unverified=tuple(rule.id for rule in scenario.rule_book if rule.kind not in CHECKS),
        minutes_checked=len(evidence.classes),
        uncovered_minutes=uncovered_minutes(evidence),
        points=sum(run.points for run, _ in held),
        notices=stand_by_notices(evidence),
    )


@dataclass(frozen=True)
class Measured:
    """Everything that was looked at, kept or not: `rows` for the rows themselves, `rules` by id in book order.

    A rule whose kind has no check is not in `rules`; one that looked at nothing is there without a measure.
    """

    rows: tuple[Measure, ...]
    rules: Mapping[str, tuple[Measure, ...]]


def measures(scenario: Scenario, plan: Plan) -> Measured:
    """Every measure behind the verdict on a plan, for who asks how much room is left."""
    evidence = gather(scenario, plan)
    return Measured(
        tuple(measure for check in INTEGRITY.values() for measure in check(evidence)),
        {rule.id: hold(rule, evidence) for rule in scenario.rule_book if rule.kind in CHECKS},
    )


def hold(rule: Rule, evidence: Evidence) -> tuple[Measure, ...]:
    """Everything that a rule's check looks at, of the people for whom the rule is."""
    return tuple(CHECKS[rule.kind](rule, evidence.of_people(rule.only_people)))


def _hold_rule(rule: AnyRule, evidence: Evidence) -> Held:
    measures = hold(rule, evidence)
    points = rule.points if rule.strength is Strength.SHOULD else 0
    return _held(rule.id, rule.kind, rule.strength, rule.card.unit, points, measures)


def _hold_integrity(name: str, measures: Iterable[Measure]) -> Held:
    return _held(name, KIND, Strength.MUST, UNIT, 0, tuple(measures))


def _held(
    rule_id: str, kind: str, strength: Strength, unit: str, points: int, measures: tuple[Measure, ...]
) -> Held:
    breaches = tuple(
        Breach(rule_id, kind, strength.value, unit, points * measure.excess, measure)
        for measure in measures
        if measure.excess
    )
    run = RuleRun(
        rule_id=rule_id,
        kind=kind,
        strength=strength.value,
        subjects=len({measure.subject for measure in measures}),
        measures=len(measures),
        breaches=len(breaches),
        points=sum(breach.points for breach in breaches),
    )
    return run, breaches
