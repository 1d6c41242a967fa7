"""Numbers of duties and of weekends in the horizon."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.counts import DutyCount, MaxWeekends
from planner.scenario.work import STAND_BY
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count


def duty_count(rule: DutyCount, evidence: Evidence) -> Iterator[Measure]:
    """Rostered duties of each person, against the number that they are nearer to."""
    for person, line in evidence.lines.items():
        found = sum(not work.past and work.kind != STAND_BY for work in line)
        above, below = found - rule.maximum_duties, rule.minimum_duties - found
        yield measure(
            person,
            (evidence.start, evidence.end),
            found,
            rule.maximum_duties if above > below else rule.minimum_duties,
            max(0, above, below),
            f"{evidence.name(person)} has {count(found, 'duty', 'duties')} in the horizon; {rule.minimum_duties} to "
            f"{rule.maximum_duties} are agreed",
        )


def max_weekends(rule: MaxWeekends, evidence: Evidence) -> Iterator[Measure]:
    """Weekends of the horizon on which a duty of a person starts, by the Monday after."""
    for person, line in evidence.lines.items():
        # Ordinals of Sundays are multiples of seven, those of Saturdays one less.
        weekends = {(work.day + 1) // 7 for work in line if not work.past and work.day % 7 in (0, 6)}
        yield measure(
            person,
            (evidence.start, evidence.end),
            len(weekends),
            rule.weekends,
            max(0, len(weekends) - rule.weekends),
            f"{evidence.name(person)} works on {count(len(weekends), 'weekend')} of the horizon; "
            f"{rule.weekends} are the most",
        )
