"""Reads the worked cases: small plans with a verdict worked out by hand from the rule's contract.

A file `cases/<kind>.yaml` has the rule, what all its cases share, and the cases:

    rule: {kind: min_rest, rest_minutes: 660}
    worst: least                          # the measured value told is the least of all (or the most)
    scenario: {shifts: {D: "07:00+12h"}}  # as `tiny_scenario` takes it
    cases:
      - name: exactly eleven hours are enough
        shows: [limit]                    # limit, past, history, last_day, clock_change
        line: "E D"                       # the first person's line; or lines: {ann: "E D"}
        history: "N"                      # the same before the horizon; or history: {ann: "N"}
        kept: true
        measured: 660                     # the least (or most) value measured; may be left out
        excess: 0                         # all excess together; 0 where kept, may be left out elsewhere

A case may change parameters of the rule (`rule`) and arguments of the scenario (`scenario`); `on_call`,
`responsible`, `bought` and `required` are as `tiny_plan` takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planner.plan.model import Plan
from planner.rules.base import Rule, Strength
from planner.rules.catalogue import RULE_KINDS
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

FOLDER = Path(__file__).parent / "cases"
KINDS = {str(kind.model_fields["kind"].default): kind for kind in RULE_KINDS}
SHOWS = {"limit", "past", "history", "last_day", "clock_change"}
PLAN_KEYS = ("on_call", "responsible", "bought", "required")
KEYS = {
    "name",
    "shows",
    "rule",
    "scenario",
    "line",
    "lines",
    "history",
    "kept",
    "measured",
    "excess",
    *PLAN_KEYS,
}


@dataclass(frozen=True)
class Case:
    """One worked case. `excess` and `measured` are None where the case does not say."""

    kind: str
    name: str
    shows: frozenset[str]
    worst: str
    parameters: dict[str, Any]
    scenario: Scenario
    plan: Plan
    kept: bool
    measured: float | None
    excess: int | None

    @property
    def rule(self) -> Rule:
        """The rule as a must."""
        return make_rule(self.kind, self.parameters)


def make_rule(kind: str, parameters: Mapping[str, Any]) -> Rule:
    """A rule of this kind."""
    return KINDS[kind].model_validate({"kind": kind, **parameters})


def as_should(rule: Rule) -> Rule | None:
    """The rule with one point for a unit of excess, if it may be a should."""
    if not KINDS[rule.kind].may_be_should:
        return None
    return make_rule(rule.kind, {**rule.model_dump(), "strength": Strength.SHOULD, "points": 1})


def case_files() -> dict[str, Path]:
    """Kind to case file, for every file in the folder."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


def read_cases(kind: str) -> tuple[Case, ...]:
    """The worked cases of a rule kind. Raises ValueError on a key that means nothing."""
    book = YAML(typ="safe").load(case_files()[kind].read_text(encoding="utf-8"))
    if unknown := book.keys() - {"rule", "worst", "scenario", "cases", *PLAN_KEYS}:
        raise ValueError(f"{kind}: no such keys of a case file: {sorted(unknown)}")
    if book["rule"].pop("kind") != kind:
        raise ValueError(f"{kind}: the file holds cases of another rule")
    return tuple(_case(kind, book, raw) for raw in book["cases"])


def all_cases() -> tuple[Case, ...]:
    """The worked cases of every kind, in the order of the rule book."""
    return tuple(case for kind in KINDS if kind in case_files() for case in read_cases(kind))


def _case(kind: str, book: dict[str, Any], raw: dict[str, Any]) -> Case:
    if unknown := raw.keys() - KEYS:
        raise ValueError(f"{kind}, {raw.get('name')}: no such keys of a case: {sorted(unknown)}")
    arguments = {**book.get("scenario", {}), **raw.get("scenario", {})}
    first = next(iter(arguments.get("people", ["ann"])))
    if "history" in raw:
        arguments["history"] = raw["history"] if isinstance(raw["history"], dict) else {first: raw["history"]}
    scenario = tiny_scenario(**arguments)
    lines = raw.get("lines", {first: raw["line"]} if "line" in raw else {})
    plan = tiny_plan(scenario, lines=lines, **{key: raw.get(key, book.get(key)) for key in PLAN_KEYS})
    return Case(
        kind=kind,
        name=raw["name"],
        shows=frozenset(raw.get("shows", ())),
        worst=book["worst"],
        parameters={**book["rule"], **raw.get("rule", {})},
        scenario=scenario,
        plan=plan,
        kept=raw["kept"],
        measured=raw.get("measured"),
        excess=0 if raw["kept"] else raw.get("excess"),
    )
