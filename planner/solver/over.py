"""When to end: whatever takes long asks now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Over = Callable[[], bool]
"""Whether time is up or a stop was asked for; the best so far is kept then."""


def never() -> bool:
    """Not before the end."""
    return False


class IsOver(Exception):
    """It is over before there is anything to keep."""


def go_on(over: Over) -> None:
    """Raises IsOver when it is over."""
    if over():
        raise IsOver


def while_not(over: Over, items: Iterable[T]) -> Iterator[T]:
    """The items as long as it is not over; raises IsOver then."""
    for item in items:
        go_on(over)
        yield item
