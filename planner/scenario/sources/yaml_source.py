"""Strict YAML 1.2: a tree of plain values, each with its line, and nothing that executes, repeats or multiplies.

Events of the parser are turned into values here rather than by a loader, because a loader forgets lines. The core
schema of YAML 1.2 holds: `22:00` and `NO` stay text. What readers disagree on (`010`, `yes`) stays text as well,
and a number where text is expected is a problem of the record and not of YAML.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.sources.files import YAML_LIMIT_BYTES, read_text
from planner.scenario.sources.place import Location, location_text

MAX_DEPTH = 20
"""Deepest nesting read; the records here need 6."""

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What YAML and JSON have in common."""

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)?\.[0-9]+|(0|[1-9][0-9]*)\.?)([eE][-+]?[0-9]{1,3})?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


@dataclass(frozen=True)
class YamlFile:
    """A read YAML file: its mapping, the line (from 1) of every key and entry, and keys given twice.

    To be looked at and never changed, since a file with the same text gets the same object.
    """

    name: str
    data: dict[str, Plain] = field(default_factory=dict)
    lines: dict[Location, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def where(self, location: Location) -> str:
        """Place that a person can open, `pay.yaml:12`: the line of the value or of the nearest thing around it."""
        for size in range(len(location), 0, -1):
            if line := self.lines.get(location[:size]):
                return f"{self.name}:{line}"
        return self.name


def read_yaml(path: Path, name: str = "") -> YamlFile:
    """The mapping of a YAML file; problems call it `name`, or by its file name.

    A key given twice keeps its first value and is told in `problems`. Raises ScenarioInvalid for what `read_text`
    refuses, broken YAML, keys that are not text, tags, anchors and aliases, several documents, nesting beyond 20
    levels, and a file that is not a mapping.
    """
    name = name or path.name
    return _parsed(name, read_text(path, YAML_LIMIT_BYTES, name))


@lru_cache(maxsize=32)
def _parsed(name: str, text: str) -> YamlFile:
    """The file as read; remembered by its text, since policies are read again with every scenario."""
    builder = _Builder(name)
    try:
        for event in _events(text):
            builder.take(event)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark is not None else name
        reason = " ".join(str(getattr(error, "problem", None) or "this is not YAML").split())
        hint = "a tab is used for indentation? YAML takes spaces" if "\\t" in reason else ""
        raise ScenarioInvalid([Problem(where, "", "", f"broken YAML: {reason}", maybe=hint)]) from error
    return builder.finish()


def _events(text: str) -> Iterator[object]:
    yaml = YAML(typ="safe", pure=True)
    yield from yaml.parse(text)


@dataclass
class _Open:
    """A collection whose end has not been seen."""

    value: dict[str, Plain] | list[Plain]
    location: Location
    key: str | None = None


class _Builder:
    """Builds values from parser events with a stack of its own, so that depth never becomes recursion."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: dict[Location, int] = {}
        self._stack: list[_Open] = []
        self._root: Plain = None
        self._documents = 0
        self._problems: list[Problem] = []

    def take(self, event: object) -> None:
        """Add one event."""
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal(event.start_mark.line, "a second YAML document starts here ('---')")
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._stack.pop()
        elif isinstance(event, NodeEvent):
            self._node(event, event.start_mark.line)

    def finish(self) -> YamlFile:
        """The whole file. Raises ScenarioInvalid when it is no mapping."""
        if not isinstance(self._root, dict):
            allowed = "lines such as 'title: North plant'"
            raise ScenarioInvalid([Problem(self._name, "", "", "the file is not a mapping", allowed)])
        return YamlFile(self._name, self._root, self._lines, tuple(self._problems))

    def _node(self, event: NodeEvent, line: int) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise self._refusal(
                line, "anchors and aliases ('&', '*') are not used here", "write the value again?"
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._refusal(
                line, f"tags are not used here ({tag})", "remove the word that starts with '!'?"
            )
        if isinstance(event, ScalarEvent) and _SURROGATE.search(str(event.value)):
            raise self._refusal(
                line, "there is half a character (a surrogate such as '\\ud800') in this text"
            )
        if self._stack and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None:
            self._key(event, line)
            return
        location = self._attach_point(line)
        if isinstance(event, ScalarEvent):
            self._attach(_scalar(event))
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            if len(self._stack) >= MAX_DEPTH:
                raise self._refusal(line, f"nested deeper than {MAX_DEPTH} levels")
            value: dict[str, Plain] | list[Plain] = {} if isinstance(event, MappingStartEvent) else []
            self._attach(value)
            self._stack.append(_Open(value, location))

    def _key(self, event: NodeEvent, line: int) -> None:
        top = self._stack[-1]
        if not isinstance(event, ScalarEvent):
            raise self._refusal(line, "a key must be plain text")
        key = str(event.value)
        if key in top.value:
            where = f"{self._name}:{line + 1}"
            first = self._lines.get((*top.location, key), 0)
            field_name = location_text((*top.location, key))
            self._problems.append(
                Problem(
                    where, field_name, key, f"this key was given before, on line {first}", "each key once"
                )
            )
        else:
            self._lines[(*top.location, key)] = line + 1
        top.key = key

    def _attach_point(self, line: int) -> Location:
        if not self._stack:
            return ()
        top = self._stack[-1]
        step: Hashable = top.key if isinstance(top.value, dict) else len(top.value)
        location = (*top.location, step)
        self._lines.setdefault(location, line + 1)
        return location

    def _attach(self, value: Plain) -> None:
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is not None:
            top.value.setdefault(top.key, value)
            top.key = None

    def _refusal(self, line: int, reason: str, maybe: str = "") -> ScenarioInvalid:
        problem = Problem(f"{self._name}:{line + 1}", "", "", reason, maybe=maybe)
        return ScenarioInvalid([*self._problems, problem])


def _scalar(event: ScalarEvent) -> Plain:
    text = str(event.value)
    if event.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
