"""Terminal layout of the rules that bind, one paragraph each."""

from __future__ import annotations

from planner.cli.paragraphs import say
from planner.scenario.weakened import law_warning
from planner.workflow.explain import Explanation, RuleRoom


def show_explanation(told: Explanation) -> None:
    """Broken rules first, then those with the least room; plain text, since names may hold any sign."""
    say(_about(told))
    if weakened := law_warning(told.scenario):
        say(weakened)
    for fault in told.row_faults:
        say(f"Faulty row: {fault}", "  ")
    for number, one in enumerate(told.rules, 1):
        _rule(number, one)
    if told.silent:
        say(f"\nLooked at nothing here: {', '.join(told.silent)}.")
    if told.unverified:
        say(f"\nNothing can check: {', '.join(told.unverified)}.")


def _about(told: Explanation) -> str:
    names = {person.person: person.name for person in told.scenario.people}
    whom = "everybody" if told.person is None else names[told.person]
    when = "over the horizon" if told.day is None else f"on {told.day:%a} {told.day}"
    broken = sum(one.is_broken for one in told.rules)
    binding = sum(one.binds for one in told.rules)
    return (
        f"Rules for {whom} {when}, least room first: {broken} broken, {binding} bind, "
        f"{len(told.rules) - broken - binding} leave room."
    )


def _rule(number: int, one: RuleRoom) -> None:
    rule = one.rule
    points = f", {rule.points} points" if rule.points else ""
    say("")
    say(f"{number}. {rule.card.title} ({rule.id}; {rule.strength.value}{points}): {one.room_in_words()}")
    say(f"Rule: {rule.sentence()}", "   ")
    say(f"Tightest of {one.looked_at:,}: {one.tightest.sentence}", "   ")
    say(f"Limit: {one.limit_in_words()}", "   ")
