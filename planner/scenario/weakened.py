"""What whoever reads a verdict must be told of the law it is measured by: weakened rules, and weakened definitions.

A definition says what counts: which duty is a night duty, and when waiting on call is working time. A narrower one
weakens every rule on nights, hours and rest without changing any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planner.scenario.changed_rules import changed_rules, extends, warnings
from planner.scenario.layers import LABOUR, SCENARIO_LAYER
from planner.scenario.policy import NightDefinition
from planner.scenario.scenario import Scenario
from planner.scenario.work import StandBy
from planner.units import MINUTES_PER_DAY


def law_warnings(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """A headline for each sort of weakening, with what is weaker below it."""
    found = warnings(changed_rules(scenario))
    definitions = (*_stand_by(scenario), *_night(scenario))
    if definitions:
        found["What counts as work or as night is less than the labour packs say"] = definitions
    return found


def law_warning(scenario: Scenario) -> str:
    """The same in one paragraph; empty when there is nothing to tell."""
    return " ".join(f"{headline}: {'; '.join(items)}." for headline, items in law_warnings(scenario).items())


def _stand_by(scenario: Scenario) -> Iterator[str]:
    for below, above in pairwise(scenario.stand_by_origins):
        packs = [origin.layer.removeprefix(f"{LABOUR}/") for origin in (below, above)]
        if above.layer != SCENARIO_LAYER and extends(packs[1], packs[0], scenario.labour_packs):
            continue
        if _counts_less_waiting(above.law, below.law):
            by = "" if above.layer == SCENARIO_LAYER else f", by {packs[1]}"
            yield f"Stand-by (stand_by): {above.law.sentence()} In {packs[0]}: {below.law.sentence()}{by}"


def _counts_less_waiting(law: StandBy, than: StandBy) -> bool:
    return (
        law.work_within_minutes < than.work_within_minutes
        or law.rest_from_minutes < than.rest_from_minutes
        or law.call_outs_per_day > than.call_outs_per_day
    )


def _night(scenario: Scenario) -> Iterator[str]:
    """A scenario has no night of its own, but a pack of another law may come after a stricter one."""
    given = [(key, pack.night) for key, pack in scenario.labour_packs.items() if pack.night is not None]
    for (below, old), (above, new) in pairwise(given):
        if not extends(above, below, scenario.labour_packs) and _counts_fewer_nights(new, old):
            yield f"Night (night): {_words(new)} instead of {_words(old)} in {below}, by {above}"


def _counts_fewer_nights(new: NightDefinition, old: NightDefinition) -> bool:
    """Unless the new night period has all of the old one, and no more of it is asked for."""
    begins_earlier_by = (old.start - new.start) % MINUTES_PER_DAY
    has_all = begins_earlier_by + _length(old) <= _length(new)
    return new.minutes_over > old.minutes_over or not has_all


def _length(night: NightDefinition) -> int:
    return (night.end - night.start) % MINUTES_PER_DAY


def _words(night: NightDefinition) -> str:
    start, end = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (night.start, night.end))
    return f"more than {night.minutes_over} min between {start} and {end}"
