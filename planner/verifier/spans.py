"""Spans of time `[start, end)` and runs of minutes; and the one way to make a measure of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from planner.plan.result import Measure
from planner.verifier.clock import instant_of


def joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order and without overlap: those that overlap or touch become one."""
    current: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if current is None:
            current = (start, end)
        elif start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current


def overlap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Minutes that two spans have in common."""
    return max(0, min(end, other_end) - max(start, other_start))


def stretches(*lines: Sequence[int]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Maximal runs of minutes in which all lines keep their values: first minute, end, values."""
    minute = 0
    for values, run in groupby(zip(*lines, strict=True)):
        length = sum(1 for _ in run)
        yield minute, minute + length, values
        minute += length


def measure(
    subject: str, span: tuple[int, int], measured: float, limit: float, excess: int, sentence: str
) -> Measure:
    """A measure over a span of minutes of the judge's clock."""
    return Measure(subject, instant_of(span[0]), instant_of(span[1]), measured, limit, excess, sentence)
