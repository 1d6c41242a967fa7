"""The rule book as a page: every rule kind in words, from its contract and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import getdoc
from string import Formatter
from typing import Any

from planner.rules.base import Rule, Stricter
from planner.rules.catalogue import RULE_KINDS

INTRODUCTION = """\
# Rules

What a plan must or should keep, generated from the contracts in `planner/rules/` by `planner.rules.book`; a test
compares the two. The mathematics of each kind is in `models/FORMULATION.md`, section 5, and its worked cases, with
the sums, in `tests/rules/cases/`.

A rule is an entry of a labour pack, an operating model or a scenario: `{kind: min_rest, rest_minutes: 660}`. Each
entry may also have

* `id`: key in the rule book, the kind when left out; a later entry with the same id replaces an earlier one,
* `strength`: `must` (the default, never broken) or, where the table says so, `should`,
* `points`: points for each unit of excess, above 0 for a should and left out for a must,
* `source`: where its number comes from: article, agreement, policy,
* `only_people`: for rules about a person, the people for whom alone it holds (keys of `people.csv`); everybody when
  left out. Give each such rule an `id` of its own. Shares (`fair_share`, `refusal_fairness`) are then among
  these people; `no_lone_work` looks at everybody and cannot have it.

Every rule measures something in its unit; the excess is how far it lies beyond the limit, and 0 when the rule is kept.
Where a scenario changes a rule of a labour pack, the column "stricter" decides whether it made it weaker.

| kind | title | about | unit | strength |
| --- | --- | --- | --- | --- |
"""


STRICTER: Mapping[Stricter, str] = {
    "less": "less",
    "more": "more",
    "wider": "more named",
    "narrower": "fewer named",
    "neither": "depends",
}
"""Directions in words."""


def rule_book_markdown() -> str:
    """The page `docs/rules.md`."""
    rows = [f"| {' | '.join(_row(kind))} |\n" for kind in RULE_KINDS]
    sections = ["\n" + "\n".join(_section(kind)) for kind in RULE_KINDS]
    return INTRODUCTION + "".join(rows) + "".join(sections)


def kind_name(kind: type[Rule]) -> str:
    """The key that an entry's `kind` has."""
    return str(kind.model_fields["kind"].default)


def _row(kind: type[Rule]) -> tuple[str, ...]:
    name, card = kind_name(kind), kind.card
    anchor = card.title.lower().replace(" ", "-").replace("(", "").replace(")", "").replace("/", "")
    strength = "must or should" if kind.may_be_should else "must"
    return f"`{name}`", f"[{card.title}](#{anchor})", card.scope.value.replace("_", " "), card.unit, strength


def _section(kind: type[Rule]) -> Iterator[str]:
    card = kind.card
    yield f"## {card.title}"
    yield ""
    yield f"`{kind_name(kind)}`: {spelled_out(kind)}"
    yield ""
    yield from (getdoc(kind) or "").splitlines()
    yield ""
    yield f"* About: {card.scope.value.replace('_', ' ')}, measured in {card.unit}"
    yield f"* Looks at: {card.boundary}"
    yield f"* Strength: {'must or should' if kind.may_be_should else 'must'}"
    yield f"* Sources: {'; '.join(card.sources)}"
    parameters = _parameters(kind)
    if parameters:
        yield ""
        yield "| parameter | allowed | when left out | stricter | meaning |"
        yield "| --- | --- | --- | --- | --- |"
        for name, schema in parameters.items():
            default = f"`{_plain(schema['default'])}`" if "default" in schema else "needed"
            stricter = STRICTER[kind.stricter[name]]
            yield f"| `{name}` | {_allowed(schema)} | {default} | {stricter} | {schema.get('description', '')} |"
    yield ""


def spelled_out(kind: type[Rule]) -> str:
    """The card's sentence with the parameters' names in place of their values, minutes with their unit."""
    text = ""
    for before, name, _, _ in Formatter().parse(kind.card.says):
        text += before
        if name is not None:
            minutes = name.removesuffix("_hours") + "_minutes"
            text += f"`{name}`" if name in kind.model_fields else f"`{minutes}` min"
    return text


def _parameters(kind: type[Rule]) -> dict[str, dict[str, Any]]:
    """JSON schema of each field that the kind has beyond those of every rule."""
    properties = kind.model_json_schema()["properties"]
    return {name: schema for name, schema in properties.items() if name not in Rule.model_fields}


def _allowed(schema: dict[str, Any]) -> str:
    if schema["type"] == "array":
        return f"list of {_allowed(schema['items'])}"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "integer":
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        return f"{least} to {schema['maximum']}" if "maximum" in schema else f"{least} or more"
    return "`true`, `false`" if schema["type"] == "boolean" else "text"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
