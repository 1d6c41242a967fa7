"""Reading a YAML file as a record, keeping what is sound when parts of it are broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.base import Record
from planner.scenario.sources import YamlFile, read_yaml
from planner.scenario.translate import problems_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Part(Generic[R]):
    """A YAML file as a record.

    Broken entries of mappings and lists are left out of `record`. `broken` names the fields that could not be read
    at all; they must not be asked for.
    """

    file: YamlFile
    record: R
    broken: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def has(self, *fields: str) -> bool:
        """Whether all these fields of the record may be looked at."""
        return self.broken.isdisjoint(fields)

    def names(self, field: str) -> frozenset[str]:
        """Keys of a mapping as written in the file, entries that are broken included."""
        written = self.file.data.get(field)
        return frozenset(written) if isinstance(written, dict) else frozenset()


def read_part(path: Path, model: type[R], name: str = "", *, may_be_absent: bool = False) -> Part[R]:
    """The record of a YAML file; never raises for what is in the file."""
    if may_be_absent and not path.exists() and not path.is_symlink():
        return Part(YamlFile(name or path.name), model.model_validate({}))
    try:
        file = read_yaml(path, name)
    except ScenarioInvalid as refusal:
        everything = frozenset(model.model_fields)
        return Part(YamlFile(name or path.name), _constructed(model, {}), everything, refusal.problems)
    try:
        return Part(file, model.model_validate(file.data), problems=file.problems)
    except ValidationError as error:
        problems = (*file.problems, *problems_of(error, file.where, model))
        values, broken = _sound_fields(file.data, model)
        return Part(file, _constructed(model, values), broken, problems)


def _constructed(model: type[R], values: dict[str, Any]) -> R:
    """A record that may lack fields; `Part.broken` says which."""
    record: Any = model.model_construct(**values)
    return cast("R", record)


def _sound_fields(data: Mapping[str, Any], model: type[Record]) -> tuple[dict[str, Any], frozenset[str]]:
    """Fields of the record with their sound entries, and the names of those that have none to offer."""
    values: dict[str, Any] = {}
    broken: set[str] = set()
    for name, field in model.model_fields.items():
        if name not in data:
            if field.is_required():
                broken.add(name)
            continue
        found = _sound_value(data[name], field)
        if found is _NOTHING:
            broken.add(name)
        else:
            values[name] = found
    return values, frozenset(broken)


_NOTHING = object()


def _sound_value(written: Any, field: FieldInfo) -> Any:
    adapter: TypeAdapter[Any] = TypeAdapter(cast("Any", Annotated[field.annotation, field]))

    def sound(value: Any) -> Any:
        try:
            return adapter.validate_python(value)
        except ValidationError:
            return _NOTHING

    whole = sound(written)
    if whole is not _NOTHING:
        return whole
    if isinstance(written, dict) and _is_open_mapping(field):
        parts = [sound({key: value}) for key, value in written.items()]
        return {key: value for part in parts if part is not _NOTHING for key, value in part.items()}
    if isinstance(written, list):
        return tuple(entry for value in written if (part := sound([value])) is not _NOTHING for entry in part)
    return _NOTHING


def _is_open_mapping(field: FieldInfo) -> bool:
    """Whether the field is a mapping with keys of the user's own, so that entries can be judged one by one."""
    return str(field.annotation).startswith("dict[")
