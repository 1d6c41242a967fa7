"""Layers of the rule book: which of them gives a rule or a parameter, and what it replaced there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planner.rules.catalogue import AnyRule
from planner.scenario.work import StandBy

SCENARIO_LAYER = "scenario"
"""Name of the last layer, the rules in scenario.yaml."""

LABOUR, OPERATING = "labour", "operating"
"""What the layers of labour packs and of the operating model are called, before a slash and the key of the pack."""


class Origin(NamedTuple):
    """A rule as one layer gives it. The layer is `labour/germany`, `operating/hybrid` or `scenario`."""

    layer: str
    rule: AnyRule

    @property
    def is_labour(self) -> bool:
        """Whether a labour pack gives it."""
        return self.layer.startswith(f"{LABOUR}/")

    @property
    def giver(self) -> str:
        """The layer in a sentence: `germany`, `operating model hybrid`, `the scenario`."""
        family, _, key = self.layer.partition("/")
        if family == OPERATING:
            return f"operating model {key}"
        return key or f"the {family}"


class StandByOrigin(NamedTuple):
    """When waiting on call is working time, as one layer says it; the layer `default` is this product."""

    layer: str
    law: StandBy


def origins_of(layers: Mapping[str, Sequence[AnyRule]]) -> dict[str, tuple[Origin, ...]]:
    """For each id, the layers that give a rule with it, in their order; ids in the order of first appearance."""
    found: dict[str, tuple[Origin, ...]] = {}
    for layer, rules in layers.items():
        for rule in rules:
            found[rule.id] = (*found.get(rule.id, ()), Origin(layer, rule))
    return found
