"""What a clean verdict rests on without saying so: waiting on call that is taken to be rest and can be disputed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.scenario.base import INTERNAL, Phase
from planner.scenario.scenario import Scenario
from planner.scenario.work import EscalationLevel
from planner.verifier.clock import DAY, SiteClocks
from planner.verifier.demand import MILLION, Demand, classes_of, work_items
from planner.verifier.evidence import Evidence

SOURCE = "CJEU C-518/15 Matzak, C-344/19 D.J., C-580/19 Stadt Offenbach"
"""Rulings behind the thresholds, where whoever set them names no source."""

TAKEN_AS_REST = "waiting at home is taken to be rest, which can be disputed"


def stand_by_notices(evidence: Evidence) -> tuple[str, ...]:
    """Levels that our own people hold in the plan as rest, with a response time between the two thresholds."""
    scenario, expected = evidence.scenario, evidence.call_outs_a_day
    held = {(row.domain, row.level) for row in evidence.plan.escalation if row.holder in evidence.staff}
    return tuple(
        f"{_level(level)}: {TAKEN_AS_REST}. {_response(scenario, level)}, and "
        f"{float(expected[level.domain, level.level]):.2f} call-outs are expected in 24 h, where more than "
        f"{scenario.stand_by.call_outs_per_day:g} would make it working time. {_source(scenario)}"
        for level in _between(scenario)
        if (level.domain, level.level) in held
        and not _is_often(scenario, expected[level.domain, level.level])
    )


def stand_by_notices_before(scenario: Scenario) -> tuple[str, ...]:
    """The same levels before there is a plan, with the call-outs that come when all work is ours."""
    if not (levels := tuple(_between(scenario))):
        return ()
    clock = SiteClocks(scenario).main
    start = clock.midnight(scenario.days[0].toordinal())
    end = clock.midnight(scenario.days[-1].toordinal() + 1)
    items, classes = work_items(scenario), classes_of(scenario, clock, start, end)
    windows = scenario.facts.service_windows
    ours: dict[tuple[str, Phase, str], tuple[str, ...]] = {
        (*item.key, window): (INTERNAL,) for item in items for window in windows
    }
    demand = Demand(scenario, items, classes, ours, {})
    days = Fraction(end - start, DAY)
    return tuple(_before(scenario, level, demand.call_outs(level, classes) / days) for level in levels)


def _before(scenario: Scenario, level: EscalationLevel, most: Fraction) -> str:
    opening = (
        "whether waiting at home is rest depends on the plan" if _is_often(scenario, most) else TAKEN_AS_REST
    )
    return (
        f"{_level(level)}: {opening}. {_response(scenario, level)}, and {float(most):.2f} call-outs are expected in "
        f"24 h if all work is ours, where more than {scenario.stand_by.call_outs_per_day:g} make it working time. "
        f"{_source(scenario)}"
    )


def _between(scenario: Scenario) -> Iterator[EscalationLevel]:
    """Levels whose response time alone does not say whether waiting is working time."""
    law = scenario.stand_by
    for level in scenario.facts.escalation:
        if not level.on_site and law.work_within_minutes < level.response_minutes < law.rest_from_minutes:
            yield level


def _is_often(scenario: Scenario, a_day: Fraction) -> bool:
    return a_day > Fraction(round(scenario.stand_by.call_outs_per_day * MILLION), MILLION)


def _level(level: EscalationLevel) -> str:
    return f"{level.title} ({level.domain.value} {level.level})"


def _response(scenario: Scenario, level: EscalationLevel) -> str:
    law = scenario.stand_by
    return (
        f"{level.response_minutes} min to answer lie between {law.work_within_minutes} min (working time) and "
        f"{law.rest_from_minutes} min (rest)"
    )


def _source(scenario: Scenario) -> str:
    return f"Source: {scenario.stand_by.source or SOURCE}."
