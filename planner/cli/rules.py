"""Terminal layout of the effective rule book, one paragraph a rule."""

from __future__ import annotations

from rich.text import Text

from planner.cli.paragraphs import console, say
from planner.scenario.changed_rules import changed_rules
from planner.scenario.scenario import Scenario
from planner.scenario.weakened import law_warning


def show_rules(scenario: Scenario) -> None:
    """Each rule in words with the layer and the source of its numbers, and how it compares with the labour pack's.

    Below, every rule that a higher layer replaced, in the words it had.
    """
    say(f"Rule book of {scenario.facts.title}: {len(scenario.rule_book)} rules")
    changes = changed_rules(scenario)
    if told := law_warning(scenario):
        say(told)
    for rule_id, origins in scenario.rule_origins.items():
        layer, rule = origins[-1]
        points = f", {rule.points} points a unit ({rule.card.unit})" if rule.points else ""
        about = rule.card.scope.value.replace("_", " ")
        say("")
        say(f"{rule_id} ({rule.strength.value}{points}; about: {about}): {rule.sentence()}")
        say(f"From {layer}: {rule.source or '; '.join(rule.card.sources)}", "   ")
        for change in changes:
            if change.id == rule_id:
                say(f"Changed by {change.by.giver}, {change.comparison()}", "   ")
        say(f"Looks at: {rule.card.boundary}", "   ")
    *replaced_laws, law_origin = scenario.stand_by_origins
    say("")
    say(f"stand_by (parameters): {law_origin.law.sentence()}")
    say(f"From {law_origin.layer}: {law_origin.law.source or 'no source given'}", "   ")
    say("")
    for rule_id, (*replaced, origin) in scenario.rule_origins.items():
        for lower in replaced:
            told = f"{rule_id}: {origin.layer} replaces {lower.layer}, where it was: {lower.rule.sentence()}"
            console.print(Text(told), soft_wrap=True)
    for below in replaced_laws:
        told = f"stand_by: {law_origin.layer} replaces {below.layer}, where it was: {below.law.sentence()}"
        console.print(Text(told), soft_wrap=True)
