"""Personal restrictions, agreements and limits: each sort once, and with a rule that keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.crosscheck.known import rules_are_known
from planner.scenario.crosscheck.rules import every_rule
from planner.scenario.draft import Draft
from planner.scenario.people import Agreement

RULE_OF_AGREEMENT = {
    Agreement.AVERAGE_HOURS_OPT_OUT: "average_hours",
    Agreement.NIGHT_WORKER: "night_average",
}


def limits_are_given_once(draft: Draft) -> Iterator[Problem]:
    """A person has one limit of each sort."""
    first: dict[tuple[str, str], str] = {}
    for where, row in draft.limits:
        key = (row.person, row.limit)
        if key in first:
            reason = f"this limit of {row.person} was given before, in {first[key]}"
            yield Problem(where, "limit", row.limit, reason, "each limit of a person once")
        first.setdefault(key, where)


def personal_facts_have_their_rule(draft: Draft) -> Iterator[Problem]:
    """What is written about a person is not silently ignored; a restriction has the name of the rule that keeps it."""
    if not rules_are_known(draft):
        return
    rules = [rule for _, _, rule in every_rule(draft)]

    def is_kept(kind: str, person: str) -> bool:
        return any(rule.kind == kind and rule.is_about(person) for rule in rules)

    for where, person in draft.people:
        for restriction in person.restrictions:
            if not is_kept(restriction, person.person):
                yield _unkept(where, "restrictions", restriction, restriction)
        for agreement in person.agreements:
            if not is_kept(kind := RULE_OF_AGREEMENT[agreement], person.person):
                yield _unkept(where, "agreements", agreement, kind)
    for where, row in draft.limits:
        if not is_kept("personal_limits", row.person):
            yield _unkept(where, "limit", row.limit, "personal_limits")


def _unkept(where: str, field: str, value: str, kind: str) -> Problem:
    reason = "no rule of labour pack, operating model or scenario looks at this"
    return Problem(
        where, field, value, reason, maybe=f"add {{kind: {kind}, …}} to the rules of scenario.yaml?"
    )
