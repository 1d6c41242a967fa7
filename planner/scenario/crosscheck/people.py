"""People and what they may be: grades, skills, positions, each once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.errors import Problem
from planner.scenario.crosscheck.known import grade_names, row_names, site_names, skill_names, unknown
from planner.scenario.draft import Draft
from planner.scenario.policy_files import policy_names
from planner.scenario.tables import Rows


def people_know_their_names(draft: Draft) -> Iterator[Problem]:
    """Grade, skills, operating models and site of a person exist."""
    models = frozenset(policy_names("operating"))
    for where, person in draft.people:
        yield from unknown(where, "grade", [person.grade], grade_names(draft), "pay grade")
        yield from unknown(where, "skills", person.skills, skill_names(draft), "skill")
        yield from unknown(where, "operating_models", person.operating_models, models, "operating model")
        if person.site is not None:
            yield from unknown(where, "site", [person.site], site_names(draft), "site")


def pay_knows_its_names(draft: Draft) -> Iterator[Problem]:
    """Pay grades exist that a premium, a yearly cost or pay for changes is for, and kinds that earn an allowance."""
    if draft.pay.has("change_pay") and (terms := draft.pay.record.change_pay) is not None:
        where = draft.pay.where("change_pay", "grades")
        yield from unknown(where, "change_pay.grades", terms.grades, grade_names(draft), "pay grade")
    for part in ("premia", "per_head"):
        if draft.pay.has(part):
            for key, record in getattr(draft.pay.record, part).items():
                where, field = draft.pay.where(part, key, "grades"), f"{part}.{key}.grades"
                yield from unknown(where, field, record.grades, grade_names(draft), "pay grade")
    shifts = draft.shift_system
    if draft.pay.has("shift_allowances") and shifts is not None and shifts.has("shifts"):
        kinds = frozenset(shift.kind for shift in shifts.record.shifts.values())
        for kind in draft.pay.record.shift_allowances:
            where = draft.pay.where("shift_allowances", kind)
            yield from unknown(where, "shift_allowances", [kind], kinds, "shift kind")


def people_exist(draft: Draft) -> Iterator[Problem]:
    """Leave, requests, history, past weeks and holidays, and published duties speak of people of people.csv."""
    people = row_names(draft.people)
    for where, leave in draft.leave:
        yield from unknown(where, "person", [leave.person], people, "person")
    for where, request in draft.requests:
        yield from unknown(where, "person", [request.person], people, "person")
    for where, duty in draft.history:
        yield from unknown(where, "person", [duty.person], people, "person")
    for where, week in draft.past_weeks:
        yield from unknown(where, "person", [week.person], people, "person")
    for where, worked in draft.past_holidays:
        yield from unknown(where, "person", [worked.person], people, "person")
    for where, day in draft.past_on_call:
        yield from unknown(where, "person", [day.person], people, "person")
    for where, limit in draft.limits:
        yield from unknown(where, "person", [limit.person], people, "person")
    for where, known in draft.published:
        yield from unknown(where, "person", [known.person], people, "person")


def keys_are_given_once(draft: Draft) -> Iterator[Problem]:
    """A person and a category have one row each."""
    yield from _repeated(draft.people, "person")
    yield from _repeated(draft.categories, "category")


def _repeated(rows: Rows[Any], column: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for where, record in rows:
        key = getattr(record, column)
        if key in first:
            yield Problem(where, column, key, f"this key was given before, in {first[key]}", "each key once")
        first.setdefault(key, where)


def tables_have_rows(draft: Draft) -> Iterator[Problem]:
    """There is somebody to plan, and something to do."""
    for rows, what in ((draft.people, "person"), (draft.categories, "alert category")):
        if rows.readable and not rows.rows and not rows.problems:
            yield Problem(rows.file, "", "", f"the file has a header but no {what}", "one row or more")
