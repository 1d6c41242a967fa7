"""Schema errors of pydantic, told as problems: place, field, value found, what is allowed, what to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planner.errors import Problem
from planner.rules.base import Rule
from planner.rules.catalogue import RULE_KINDS
from planner.scenario.sources import Location, location_text
from planner.scenario.sources.closeness import closest, one_of

Where = Callable[[Location], str]
"""Gives the place of a location inside a file."""

_KINDS: dict[str, type[Rule]] = {kind.model_fields["kind"].default: kind for kind in RULE_KINDS}


def problems_of(error: ValidationError, where: Where, model: type[BaseModel]) -> list[Problem]:
    """One problem for each schema error of a record of type `model`."""
    errors = error.errors(include_url=False)
    # A list whose entries were all refused is called too short on top; that would be told of the same line twice.
    inner = {details["loc"][:size] for details in errors for size in range(len(details["loc"]))}
    told = [details for details in errors if details["type"] != "too_short" or details["loc"] not in inner]
    return [_problem(details, where, model) for details in told]


def _problem(details: ErrorDetails, where: Where, model: type[BaseModel]) -> Problem:
    location = _as_written(details["loc"])
    place, field = where(location), location_text(location)
    value = _shown(details["input"])
    context: dict[str, Any] = details.get("ctx", {})
    match details["type"]:
        case "missing":
            return Problem(place, field, "", "this value is missing")
        case "extra_forbidden":
            known = _names_beside(model, details["loc"])
            return Problem(
                place, field, "", "unknown name", one_of(known), closest(str(details["loc"][-1]), known)
            )
        case "union_tag_invalid":
            tag, kinds = str(context["tag"]), list(_KINDS)
            return Problem(
                place, f"{field}.kind", tag, "unknown kind of rule", one_of(kinds), closest(tag, kinds)
            )
        case "union_tag_not_found":
            return Problem(place, f"{field}.kind", "", "the rule does not say its kind", one_of(_KINDS))
        case "enum" | "literal_error":
            words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
            return Problem(place, field, value, "unknown value", one_of(words), closest(value, words))
        case "value_error":
            reason = str(context["error"]).rstrip(".")
            return Problem(place, field, value, reason, maybe=_hint(details["input"], context))
        case _:
            return Problem(place, field, value, *_reason(details, context))


def _reason(details: ErrorDetails, context: dict[str, Any]) -> tuple[str, str, str]:
    """Reason, what is allowed, and a hint for the errors that pydantic itself raises."""
    hint = _hint(details["input"], context)
    if str(details["loc"][-1]).endswith("percent"):
        hint = _per_cent(details["input"])
    match details["type"]:
        case "greater_than":
            return "too small", f"more than {context['gt']:g}", hint
        case "greater_than_equal":
            return "too small", f"{context['ge']:g} or more", hint
        case "less_than":
            return "too large", f"less than {context['lt']:g}", hint
        case "less_than_equal":
            return "too large", f"up to {context['le']:g}", hint
        case "multiple_of":
            return "not a whole multiple", f"multiples of {context['multiple_of']:g}", hint
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return "not a whole number", "a whole number such as 30", hint
        case "float_parsing" | "float_type" | "finite_number":
            return "not a number", "a number such as 0.25", hint
        case "bool_parsing" | "bool_type":
            return "neither true nor false", "true, false", hint
        case "string_type":
            return "not text", "text, in quotes if it looks like a number, a date or yes/no", hint
        case "string_pattern_mismatch":
            return "not in the expected form", _form(context["pattern"]), hint
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            return "not a date", "a day as YYYY-MM-DD, for example 2027-03-15", hint
        case "datetime_parsing" | "datetime_from_date_parsing" | "datetime_type":
            return "not an instant", "date, time and UTC offset, for example 2027-03-14T22:00+01:00", hint
        case "too_short" | "string_too_short":
            return "empty", f"at least {context.get('min_length', 1)}", hint
        case "tuple_type" | "list_type":
            return "not a list", "a list such as [a, b]", hint
        case "dict_type" | "model_type" | "model_attributes_type":
            return "not a mapping", "lines such as 'key: value', indented", hint
        case _:
            return details["msg"][:1].lower() + details["msg"][1:].rstrip("."), "", hint


def _per_cent(value: object) -> str:
    """The per cent that a share was probably meant to be."""
    return f"{value * 100:g} (per cent, not a share)?" if isinstance(value, float) and 0 < value < 1 else ""


def _hint(value: object, context: dict[str, Any]) -> str:
    """A guess from the value alone: per cent for a share, a decimal comma, a unit written into a number."""
    if 1 in (context.get("le"), context.get("lt")):
        try:
            share = float(str(value)) / 100
        except ValueError:
            share = 0.0
        return f"{share:g} (a share, not per cent)?" if 0.01 <= share < 1 else ""
    if not isinstance(value, str) or not value[:1].isdigit() or len(value) > 20:
        return ""
    if value.count(",") == 1 and value.replace(",", "").isdigit():
        return f"{value.replace(',', '.')} (decimal point)?"
    number = value.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%€$/ ")
    if number != value and number.replace(".", "", 1).isdigit():
        return f"{number} (without the unit)?"
    return ""


def _form(pattern: str) -> str:
    forms = {
        "^[A-Z]{2}$": "two capital letters, for example 'DE'",
        "^[A-Z]{3}$": "three capital letters, for example 'EUR'",
        "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": "month and day as MM-DD in quotes, for example '12-24'",
    }
    return forms.get(pattern, pattern.strip("^$()").replace("|", ", "))


def _as_written(location: Location) -> Location:
    """The location without the steps that only pydantic knows: the kind of a rule, and `[key]`."""

    def steps() -> Iterator[object]:
        for before, step in zip((None, *location), location, strict=False):
            tag = step in _KINDS and isinstance(before, int)
            if not tag and step != "[key]":
                yield step

    return tuple(steps())


def _names_beside(model: type[BaseModel], location: Location) -> list[str]:
    """Names that the record at the parent of `location` knows."""
    annotation: Any = model
    for step in location[:-1]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            by_name = {field.alias or name: field for name, field in annotation.model_fields.items()}
            if str(step) not in by_name:
                return []
            annotation = by_name[str(step)].annotation
        elif step in _KINDS:
            annotation = _KINDS[str(step)]
        elif get_origin(annotation) in (dict, tuple):
            inner = get_args(annotation)
            annotation = inner[1] if get_origin(annotation) is dict else inner[0]
        else:
            optional = [part for part in get_args(annotation) if isinstance(part, type)]
            annotation = optional[0] if optional else annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [field.alias or name for name, field in annotation.model_fields.items()]
    return []


def _shown(value: object) -> str:
    """The value found as text; mappings and lists say only what they are."""
    match value:
        case dict():
            return ""
        case list() | tuple():
            return ", ".join(str(item) for item in value[:5] if not isinstance(item, dict | list))
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)
