"""Layers of the rule book: which of them gives a rule, and what it replaced there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planner.rules.catalogue import AnyRule

SCENARIO_LAYER = "scenario"
"""Name of the last layer, the rules in scenario.yaml."""


class Origin(NamedTuple):
    """A rule as one layer gives it. The layer is `labour/germany`, `operating/hybrid` or `scenario`."""

    layer: str
    rule: AnyRule


def origins_of(layers: Mapping[str, Sequence[AnyRule]]) -> dict[str, tuple[Origin, ...]]:
    """For each id, the layers that give a rule with it, in their order; ids in the order of first appearance."""
    found: dict[str, tuple[Origin, ...]] = {}
    for layer, rules in layers.items():
        for rule in rules:
            found[rule.id] = (*found.get(rule.id, ()), Origin(layer, rule))
    return found
