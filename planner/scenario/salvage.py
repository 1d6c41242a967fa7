"""Reading a YAML file as a record, keeping what is sound when parts of it are broken."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, cast, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.base import FROM_FILE, Record
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
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of lists that lost entries: the positions in the file of those that are left."""

    def has(self, *fields: str) -> bool:
        """Whether all these fields of the record may be looked at."""
        return self.broken.isdisjoint(fields)

    def names(self, field: str) -> frozenset[str]:
        """Keys of a mapping as written in the file, entries that are broken included."""
        written = self.file.data.get(field)
        return frozenset(written) if isinstance(written, dict) else frozenset()

    def position(self, field: str, index: int) -> int:
        """Position in the file of the entry `index` of a list of the record."""
        return self.kept[field][index] if field in self.kept else index

    def where(self, *location: Hashable) -> str:
        """Place of a value in the file."""
        return self.file.where(location)


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
        return Part(file, model.model_validate(file.data, context=FROM_FILE), problems=file.problems)
    except ValidationError as error:
        problems = (*file.problems, *problems_of(error, file.where, model))
        values, broken, kept = _sound_fields(file.data, model)
        return Part(file, _constructed(model, values), broken, problems, kept)


def _constructed(model: type[R], values: dict[str, Any]) -> R:
    """A record that may lack fields; `Part.broken` says which."""
    record: Any = model.model_construct(**values)
    return cast("R", record)


def _sound_fields(
    data: Mapping[str, Any], model: type[Record]
) -> tuple[dict[str, Any], frozenset[str], dict[str, tuple[int, ...]]]:
    """Fields with their sound entries, fields that have none to offer, and which entries of lists are left."""
    values: dict[str, Any] = {}
    broken: set[str] = set()
    kept: dict[str, tuple[int, ...]] = {}
    for name, info in model.model_fields.items():
        if name not in data:
            if info.is_required():
                broken.add(name)
            continue
        written, sound = data[name], _Judge(info)
        if (whole := sound(written)) is not _NOTHING:
            values[name] = whole
        elif isinstance(written, dict) and _has_keys_of_the_user(info):
            entries = [sound({key: value}) for key, value in written.items()]
            values[name] = {
                key: value for entry in entries if entry is not _NOTHING for key, value in entry.items()
            }
        elif isinstance(written, list) and get_origin(info.annotation) is tuple:
            singles = [sound([value]) for value in written]
            kept[name] = tuple(index for index, single in enumerate(singles) if single is not _NOTHING)
            values[name] = tuple(value for index in kept[name] for value in singles[index])
        else:
            broken.add(name)
    return values, frozenset(broken), kept


_NOTHING = object()


class _Judge:
    """Validates values as one field of a record."""

    def __init__(self, info: FieldInfo) -> None:
        self._adapter: TypeAdapter[Any] = TypeAdapter(cast("Any", Annotated[info.annotation, info]))

    def __call__(self, value: Any) -> Any:
        """The validated value, or `_NOTHING`."""
        try:
            return self._adapter.validate_python(value, context=FROM_FILE)
        except ValidationError:
            return _NOTHING


def _has_keys_of_the_user(info: FieldInfo) -> bool:
    """Whether the field is a mapping of named entries, which can be judged one by one."""
    return get_origin(info.annotation) is dict
