"""Everybody's duties as shares, under the rules that the linear program knows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.instance.overtime import QUARTER_HOUR
from planner.rules.hours import ContractHours
from planner.rules.rest import MinRest
from planner.rules.stretches import MaxConsecutiveDays, MaxConsecutiveNights
from planner.solver.certificate.linear import Program, Terms

OVERTIME = "overtime"
"""What a certificate calls the count of minutes that overtime is paid by."""

OnDay = dict[int, list[tuple[ShiftSlot, int]]]
"""A person's duties of each day with their columns."""


@dataclass
class Duties:
    """Columns of the duties at a post in a shift of a site and day; rows of what a rule (id) counts of a person."""

    sits: dict[tuple[str, int, str, str], Terms] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[tuple[str, str], int] = field(default_factory=dict)


def add_duties(program: Program, instance: Instance) -> Duties:
    """Adds what everybody may do, a column a person, shift and post."""
    scenario = instance.scenario
    rule = next((rule for rule in scenario.must_rules() if isinstance(rule, ContractHours)), None)
    kinds = {rule.kind for rule in scenario.must_rules()}
    duties = Duties()
    for person in instance.employees:
        on_day: OnDay = defaultdict(list)
        posts = [post for post in instance.posts if scenario.facts.posts[post].skill in person.skills]
        for slot in instance.slots:
            on_leave = "leave" in kinds and slot.day in person.leave_days
            barred = on_leave or ("no_nights" in kinds and person.no_nights and slot.night)
            for post in posts if slot.site == person.site and not barred else ():
                column = program.column(float(instance.duty_cost[person.key, slot.day, slot.shift]))
                on_day[slot.day].append((slot, column))
                duties.sits[slot.site, slot.day, slot.shift, post][column] = 1.0
        _keep_rules(program, instance, person, on_day)
        worked = {column: float(slot.paid) for each in on_day.values() for slot, column in each}
        duties.counts[person.key, OVERTIME] = _pay_overtime(program, person, worked)
        if rule is not None and rule.is_about(person.key):
            duties.counts[person.key, rule.id] = _keep_contract(program, rule, person, worked)
    return duties


def _keep_rules(program: Program, instance: Instance, person: Employee, on_day: OnDay) -> None:
    """One duty a day, daily rest, and runs of days and nights."""
    musts = [rule for rule in instance.scenario.must_rules() if rule.is_about(person.key)]
    for duties in on_day.values():
        program.row(-math.inf, {column: 1.0 for _, column in duties}, 1.0)
    rest = max((rule.rest_minutes for rule in musts if isinstance(rule, MinRest)), default=0)
    for day, duties in on_day.items():
        for end in sorted({slot.end for slot, _ in duties}) if rest else ():
            early = {column: 1.0 for slot, column in on_day.get(day + 1, ()) if slot.start < end + rest}
            if early:
                late = {column: 1.0 for slot, column in duties if slot.end >= end}
                program.row(-math.inf, late | early, 1.0)
    for rule in musts:
        if isinstance(rule, MaxConsecutiveDays):
            _keep_run(program, instance, on_day, rule.days, lambda _: True)
        if isinstance(rule, MaxConsecutiveNights):
            _keep_run(program, instance, on_day, rule.nights, lambda slot: slot.night)


def _keep_run(
    program: Program, instance: Instance, on_day: OnDay, most: int, counts: Callable[[ShiftSlot], bool]
) -> None:
    for first in range(instance.days - most):
        days = range(first, first + most + 1)
        terms = {column: 1.0 for day in days for slot, column in on_day.get(day, ()) if counts(slot)}
        program.row(-math.inf, terms, float(most))


def _pay_overtime(program: Program, person: Employee, worked: Terms) -> int:
    """Minutes beyond the contract at the price of overtime; where it goes by weeks it is left out."""
    price = person.overtime_steps[0].price if len(person.accounts) == 1 and person.overtime_steps else 0
    beyond = program.column(price / QUARTER_HOUR)
    contract = person.contract_minutes - person.credit_minutes
    return program.row(-math.inf, {**worked, beyond: -1.0}, float(contract))


def _keep_contract(program: Program, rule: ContractHours, person: Employee, worked: Terms) -> int:
    """Hours inside the band that is agreed."""
    least, most = (
        person.contract_minutes * percent / 100 - person.credit_minutes
        for percent in (rule.minimum_percent, rule.maximum_percent)
    )
    return program.row(least, worked, most)
