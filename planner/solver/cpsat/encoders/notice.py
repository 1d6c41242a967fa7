"""Encoders of `planner.rules.notice`: each possible duty against the roster as it was published."""

from __future__ import annotations

from planner.instance.model import Employee
from planner.rules.notice import PublishedChanges, PublishNotice
from planner.solver.cpsat.changes import not_as_published
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def publish_notice(rule: PublishNotice, context: Context) -> list[Penalty]:
    """Days by which the notice of each duty worked is too short."""
    penalties: list[Penalty] = []
    if (publication := context.instance.publication) is None:
        return penalties
    for employee in _protected(rule, context):
        short: list[int] = []
        lacking: Linear = 0
        for slot, on in context.decisions.shifts_of(employee.key):
            known = publication.has(employee.key, slot)
            made_known = publication.published_on if known else publication.today
            days = rule.days - (slot.day - made_known)
            if days > 0:
                short.append(days)
                lacking += days * on
        penalties += context.at_most(rule, lacking, 0, worst=sum(short))
    return penalties


def published_changes(rule: PublishedChanges, context: Context) -> list[Penalty]:
    """Days on which some published duty is not worked, or one that was not published is."""
    penalties: list[Penalty] = []
    publication = context.instance.publication
    if publication is None or not publication.duties:
        return penalties
    last = min(context.instance.days, publication.today + rule.notice_days)
    for employee in _protected(rule, context):
        changed: Linear = 0
        for day in range(last):
            changed += not_as_published(context, publication, employee.key, day)
        penalties += context.at_most(rule, changed, 0, worst=max(0, last))
    return penalties


def _protected(rule: PublishNotice | PublishedChanges, context: Context) -> list[Employee]:
    grades = {person.person: person.grade for person in context.instance.scenario.people}
    return [
        employee
        for employee in context.instance.employees
        if not rule.grades or grades[employee.key] in rule.grades
    ]
