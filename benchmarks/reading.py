"""What readers of benchmark files share: lines that know where they are, and one error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


class InstanceUnreadable(ValueError):
    """A line that is not what the format says; the message names file and line."""


@dataclass(frozen=True)
class Line:
    """A line with content, and where it is."""

    file: str
    number: int
    text: str

    def wrong(self, reason: str) -> InstanceUnreadable:
        """The error that tells a reason and where it is."""
        return InstanceUnreadable(f"{self.file}:{self.number}: {reason}: {self.text!r}")

    def whole(self, text: str) -> int:
        """A whole number from 0."""
        if not (text.isascii() and text.isdigit()):
            raise self.wrong(f"{text!r} is not a whole number from 0")
        return int(text)

    def known(self, name: str, names: Iterable[str], what: str) -> str:
        """A name that is among those defined."""
        if name not in names:
            raise self.wrong(f"unknown {what} {name!r}")
        return name


def content_lines(text: str, file: str) -> Iterator[Line]:
    """The lines of a text that are not blank, without blanks at their ends."""
    for number, content in enumerate(text.splitlines(), start=1):
        if content.strip():
            yield Line(file, number, content.strip())
