"""How many duties of a sort each person has."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planner.plan.result import Measure
from planner.rules.mix import EarlyStarts, KindLimit, PermanentNights
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import measure
from planner.verifier.words import count


def early_starts(rule: EarlyStarts, evidence: Evidence) -> Iterator[Measure]:
    """Rostered duties of each person with an early start by the clock on the wall."""
    for person, line in evidence.lines.items():
        early = [
            work for work in line if not work.past and rule.start_from <= _shown(work.clock) < rule.start_to
        ]
        what = f"that start from {rule.start_from} to before {rule.start_to}"
        yield _counted(evidence, person, early, rule.duties, what)


def kind_limit(rule: KindLimit, evidence: Evidence) -> Iterator[Measure]:
    """Rostered duties of each person of the kinds and types."""
    kinds = f"of kind {', '.join(rule.kinds).replace('_', ' ')}" if rule.kinds else ""
    types = f"of type {', '.join(rule.shifts)}" if rule.shifts else ""
    what = " ".join(filter(None, (kinds, types)))
    for person, line in evidence.lines.items():
        such = [work for work in line if not work.past]
        if rule.kinds:
            such = [work for work in such if work.kind in rule.kinds]
        if rule.shifts:
            such = [work for work in such if work.shift in rule.shifts]
        yield _counted(evidence, person, such, rule.duties, what)


def _counted(evidence: Evidence, person: str, works: Collection[Work], most: int, what: str) -> Measure:
    found = len(works)
    return measure(
        person,
        (evidence.start, evidence.end),
        found,
        most,
        max(0, found - most),
        f"{evidence.name(person)} has {count(found, 'duty', 'duties')} {what}; {most} are the most",
    )


def _shown(clock: int) -> str:
    return f"{clock // 60:02d}:{clock % 60:02d}"


def permanent_nights(rule: PermanentNights, evidence: Evidence) -> Iterator[Measure]:
    """Night duties of each person's history and roster against a share of all duties."""
    for person, line in evidence.lines.items():
        nights = [work for work in line if work.is_night]
        forgiven = sum(work.past for work in nights)
        limit = max(forgiven, len(line) * rule.percent // 100)
        yield measure(
            person,
            (min([evidence.start, *(work.start for work in line)]), evidence.end),
            len(nights),
            limit,
            max(0, len(nights) - limit),
            f"{evidence.name(person)} has {count(len(nights), 'night')} among {count(len(line), 'duty', 'duties')} "
            f"with history; {limit} are the most",
        )
