"""Terminal layout of the rules that bind, one paragraph each."""

from __future__ import annotations

from textwrap import fill

from planner.cli.show import console
from planner.workflow.explain import Explanation, RuleRoom


def show_explanation(told: Explanation) -> None:
    """Broken rules first, then those with the least room; plain text, since names may hold any sign."""
    _say(_about(told))
    for fault in told.row_faults:
        _say(f"Faulty row: {fault}", "  ")
    for number, one in enumerate(told.rules, 1):
        _rule(number, one)
    if told.silent:
        _say(f"\nLooked at nothing here: {', '.join(told.silent)}.")
    if told.unverified:
        _say(f"\nNothing can check: {', '.join(told.unverified)}.")


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
    _say("")
    _say(f"{number}. {rule.card.title} ({rule.id}; {rule.strength.value}{points}): {one.room_in_words()}")
    _say(f"Rule: {rule.sentence()}", "   ")
    _say(f"Tightest of {one.looked_at:,}: {one.tightest.sentence}", "   ")
    _say(f"Limit: {one.limit_in_words()}", "   ")


def _say(text: str, indent: str = "") -> None:
    """Text broken at words to the width of the terminal, printed as it is."""
    lines = [
        fill(line, console.width, initial_indent=indent, subsequent_indent=indent)
        for line in text.split("\n")
    ]
    console.print("\n".join(lines), markup=False, highlight=False)
