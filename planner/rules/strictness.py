"""Whether a rule that takes the place of another asks for more or for less."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.rules.base import Rule, Strength, Stricter, duration, in_words


class Relation(StrEnum):
    """What the new rule is, compared with the old one. `different`: weaker for some plans, perhaps for all."""

    SAME = "same"
    WEAKER = "weaker"
    STRICTER = "stricter"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Difference:
    """One thing that changed: `strength`, `points` or a parameter, with both values in words."""

    name: str
    old: str
    new: str

    def sentence(self) -> str:
        """`rest 10 h instead of 11 h`, `should instead of must`."""
        label = self.name.removesuffix("_minutes").replace("_", " ")
        return f"{'' if self.name == 'strength' else f'{label} '}{self.new} instead of {self.old}"


def relation(old: Rule, new: Rule) -> Relation:
    """How `new` compares with `old`, a rule of the same kind.

    A must that becomes a should is weaker whatever its numbers, since a plan may then break it at a price. Otherwise
    everything that changed has to go one way; what goes both ways, or has no direction, is different.
    """
    if old.strength is Strength.MUST and new.strength is Strength.SHOULD:
        return Relation.WEAKER
    found = {_of_parameter(old, new, name) for name in _changed(old, new)}
    if len(found) > 1:
        return Relation.DIFFERENT
    return found.pop() if found else Relation.SAME


def differences(old: Rule, new: Rule) -> tuple[Difference, ...]:
    """Everything that changed between two rules of the same kind, but for words such as the source."""
    return tuple(
        Difference(name, _words(name, getattr(old, name)), _words(name, getattr(new, name)))
        for name in _changed(old, new)
    )


def _changed(old: Rule, new: Rule) -> list[str]:
    """Names of the fields that decide and differ. Points of a must that became a should are new, not changed."""
    points = ["points"] if old.strength is new.strength else []
    names = ["strength", *points, "only_people", *new.stricter]
    return [name for name in names if _decides(old, name) != _decides(new, name)]


def _decides(rule: Rule, name: str) -> object:
    """What of a value decides: of a list of names not the order."""
    value = getattr(rule, name)
    return (
        frozenset(value)
        if name == "only_people" or _direction(rule, name) in ("wider", "narrower")
        else value
    )


def _direction(rule: Rule, name: str) -> Stricter | None:
    """Which way a field makes the rule stricter; None for its strength."""
    match name:
        case "points":
            return "more"
        case "only_people":
            # Where people share something, fewer of them are held to another share.
            return "wider" if rule.among == "alone" else "neither"
        case _:
            return rule.stricter.get(name)


def _of_parameter(old: Rule, new: Rule, name: str) -> Relation:
    before, after = getattr(old, name), getattr(new, name)
    match _direction(new, name):
        case None:
            return Relation.STRICTER
        case "more":
            return Relation.STRICTER if after > before else Relation.WEAKER
        case "less":
            return Relation.STRICTER if after < before else Relation.WEAKER
        case "wider":
            return _of_scope(before, after)
        case "narrower":
            return _of_scope(after, before)
        case "neither":
            return Relation.DIFFERENT


def _of_scope(before: tuple[Any, ...], after: tuple[Any, ...]) -> Relation:
    """How two lists compare where every name is one thing more to keep; an empty list has every name."""
    if not after or (before and set(before) < set(after)):
        return Relation.STRICTER
    if not before or set(after) < set(before):
        return Relation.WEAKER
    return Relation.DIFFERENT


def _words(name: str, value: object) -> str:
    if name.endswith("minutes") and isinstance(value, int):
        return duration(value)
    return str(in_words(value))
