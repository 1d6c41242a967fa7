"""Rows of `seats.csv`: without gap or overlap over the horizon for each post, and true in every minute."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.model import SeatSlot
from planner.plan.result import Measure
from planner.scenario.base import INTERNAL
from planner.verifier.clock import minute_of
from planner.verifier.evidence import Evidence
from planner.verifier.integrity.row import row

LOAD_TOLERANCE = 0.01
"""Share by which a written load may differ from the recomputed one: it is rounded and may be stated cautiously."""

SMALLEST_LOAD = 0.001
"""Erlangs below which a difference does not matter."""


def seat_rows(evidence: Evidence) -> Iterator[Measure]:
    """Every row, and for every post that its rows follow one another from the start of the horizon to its end."""
    by_post: dict[str, list[SeatSlot]] = {post: [] for post in evidence.scenario.facts.posts}
    for slot in evidence.plan.seats:
        by_post.setdefault(slot.post, []).append(slot)
    for post, slots in by_post.items():
        title = evidence.words.posts.get(post, post)
        if post not in evidence.words.posts:
            faults = [f"there is no post {post!r}"]
            yield from row(post, (evidence.start, evidence.end), f"Seats of {title}", faults)
            continue
        slots.sort(key=lambda slot: slot.start)
        span = (evidence.start, evidence.end)
        yield from row(post, span, f"Seats of {title}", _order_faults(evidence, slots))
        for slot in slots:
            span = (minute_of(slot.start), minute_of(slot.end))
            name = f"Seats of {title} {evidence.words.span(*span)}"
            yield from row(post, span, name, _slot_faults(evidence, slot, span))


def _order_faults(evidence: Evidence, slots: list[SeatSlot]) -> Iterator[str]:
    reached = evidence.start
    for slot in slots:
        start, end = minute_of(slot.start), minute_of(slot.end)
        if start > reached:
            yield f"no row {evidence.words.span(reached, start)}"
        if start < reached:
            yield f"two rows, or one outside the horizon, at {evidence.words.moment(start)}"
        reached = max(reached, end)
    if reached < evidence.end:
        yield f"no row {evidence.words.span(reached, evidence.end)}"
    if reached > evidence.end:
        yield "the last row ends after the horizon"


def _slot_faults(evidence: Evidence, slot: SeatSlot, span: tuple[int, int]) -> Iterator[str]:
    if span[1] <= span[0]:
        yield "it does not end after its start"
    within = evidence.minutes_within(*span)
    present = set(evidence.presence[slot.post][within.start : within.stop])
    if wrong := present - {slot.rostered}:
        yield f"{slot.rostered} rostered are written; {_listed(wrong)} are there"
    # In the order of time, each class once.
    classes = dict.fromkeys(evidence.classes[within.start : within.stop])
    needs = [evidence.demand.needs[slot.post, time_class] for time_class in classes]
    most = max((need.required for need in needs), default=0)
    if slot.required < most:
        yield f"{slot.required} required are written; the load needs {most}"
    for load in dict.fromkeys(need.load for need in needs):
        if abs(slot.load_erlangs - load) > max(LOAD_TOLERANCE * load, SMALLEST_LOAD):
            yield f"a load of {slot.load_erlangs:.3f} erlangs is written; it is {load:.3f}"
    for window in dict.fromkeys(window for window, _ in classes):
        yield from _party_faults(evidence, slot, window)


def _party_faults(evidence: Evidence, slot: SeatSlot, window: str) -> Iterator[str]:
    """Whether the parties written are those of the post's work items; hand-backs may add our own people."""
    parties = evidence.parties_at.get((slot.post, window), frozenset())
    written = set(slot.responsible.split("+"))
    if written - {INTERNAL} != parties - {INTERNAL} or (INTERNAL in parties and INTERNAL not in written):
        yield f"{slot.responsible} is written as responsible; it is {'+'.join(sorted(parties)) or 'nobody'}"


def _listed(numbers: set[int]) -> str:
    return " and ".join(str(number) for number in sorted(numbers))
