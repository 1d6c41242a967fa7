"""Rules of labour packs that a later layer changed, so that a clean verdict also says what it is measured by.

A pack may extend another one, as a permit the law: the law itself then says so. Whatever else changes a rule, be it a
scenario or a pack of another law, is somebody's choice; where that may weaken a must, who reads the verdict is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from planner.rules.base import Strength
from planner.rules.strictness import Difference, Relation, differences, relation
from planner.scenario.layers import SCENARIO_LAYER, Origin
from planner.scenario.policy import LabourPack
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class ChangedRule:
    """A rule of a labour pack, `replaced`, and the rule of a later layer, `by`, that took its place.

    `by_extension`: the later layer is a pack that extends the other, directly or over packs between them.
    """

    replaced: Origin
    by: Origin
    by_extension: bool

    @property
    def id(self) -> str:
        """Key in the rule book."""
        return self.replaced.rule.id

    @property
    def title(self) -> str:
        """Title of the rule's kind."""
        return self.replaced.rule.card.title

    @property
    def relation(self) -> Relation:
        """Whether the new rule is weaker than the pack's, stricter, or neither for sure; never the same."""
        return relation(self.replaced.rule, self.by.rule)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What changed."""
        return differences(self.replaced.rule, self.by.rule)

    @property
    def warns(self) -> bool:
        """Whether a must of the pack may be weakened by something that does not extend the pack."""
        is_must = self.replaced.rule.strength is Strength.MUST
        return is_must and not self.by_extension and self.relation is not Relation.STRICTER

    def comparison(self) -> str:
        """`weaker than germany: rest 10 h instead of 11 h`."""
        than = "from" if self.relation is Relation.DIFFERENT else "than"
        return f"{self.relation.value} {than} {self.replaced.giver}: {self.changes()}"

    def changes(self) -> str:
        """`rest 10 h instead of 11 h`."""
        return ", ".join(difference.sentence() for difference in self.differences)


def changed_rules(scenario: Scenario) -> tuple[ChangedRule, ...]:
    """Every rule of a labour pack that a later pack, the operating model or the scenario changed, in book order.

    Compared are each pack with the next one that has the rule, and the last pack with the rule in force where that
    is no pack's. A rule that only says another source is not changed.
    """
    packs = scenario.labour_packs
    found = (change for origins in scenario.rule_origins.values() for change in _steps(origins, packs))
    return tuple(change for change in found if change.relation is not Relation.SAME)


def _steps(origins: tuple[Origin, ...], packs: Mapping[str, LabourPack]) -> Iterator[ChangedRule]:
    of_packs = [origin for origin in origins if origin.is_labour]
    for lower, upper in pairwise(of_packs):
        yield ChangedRule(lower, upper, extends(upper.giver, lower.giver, packs))
    if of_packs and not origins[-1].is_labour:
        yield ChangedRule(of_packs[-1], origins[-1], by_extension=False)


def extends(upper: str, lower: str, packs: Mapping[str, LabourPack]) -> bool:
    """Whether a pack lies on another one by its own word, directly or over packs between them."""
    base = packs[upper].extends
    while base is not None and base != lower:
        base = packs[base].extends
    return base is not None


def warnings(changes: Iterable[ChangedRule]) -> dict[str, tuple[str, ...]]:
    """What is to be told of changed rules: a headline for each sort of change, with the rules below it."""
    told = [change for change in changes if change.warns]
    weaker = [change for change in told if change.relation is Relation.WEAKER]
    other = [change for change in told if change.relation is Relation.DIFFERENT]
    found = {
        f"{_count(weaker, 'is', 'are')} weaker than the labour packs say": weaker,
        f"{_count(other, 'differs', 'differ')} from the labour packs, perhaps weaker": other,
    }
    return {headline: tuple(map(_item, group)) for headline, group in found.items() if group}


def _count(changes: list[ChangedRule], one: str, many: str) -> str:
    return f"1 labour rule {one}" if len(changes) == 1 else f"{len(changes)} labour rules {many}"


def _item(change: ChangedRule) -> str:
    by = "" if change.by.layer == SCENARIO_LAYER else f", by {change.by.giver}"
    return f"{change.title} ({change.id}): {change.changes()} in {change.replaced.giver}{by}"
