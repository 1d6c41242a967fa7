"""Working time: elapsed minutes of duties without the unpaid break of their shift type."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from planner.plan.result import Measure
from planner.rules.hours import ContractHours, MaxHours, MaxShiftLength
from planner.verifier.evidence import Evidence
from planner.verifier.lines import free_days
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


def max_hours(rule: MaxHours, evidence: Evidence) -> Iterator[Measure]:
    """Working time of a person in each run of days that ends on a day of the horizon."""
    for person, line in evidence.lines.items():
        paid: Counter[int] = Counter()
        for work in line:
            paid[work.day] += work.paid
        for last in evidence.days:
            first = last - rule.days + 1
            worked = sum(paid[day] for day in range(first, last + 1))
            yield measure(
                person,
                (evidence.clock_of(person).midnight(first), evidence.clock_of(person).midnight(last + 1)),
                worked,
                rule.work_minutes,
                max(0, worked - rule.work_minutes),
                f"{evidence.name(person)} works {duration(worked)} in the {rule.days} days to "
                f"{day_name(last)}; {duration(rule.work_minutes)} are the most",
            )


def contract_hours(rule: ContractHours, evidence: Evidence) -> Iterator[Measure]:
    """Work and credited absence of each person over the horizon against the band around the contract."""
    for person, record in evidence.staff.items():
        free = free_days(evidence.scenario, evidence.leave.get(person, ())) | evidence.holidays_of(person)
        # Ordinals of Mondays leave 1 when divided by 7, Saturdays and Sundays 6 and 0.
        credited_days = sum(day in free and day % 7 not in (6, 0) for day in evidence.days)
        credit = credited_days * (record.weekly_minutes // 5)
        worked = sum(work.paid for work in evidence.lines[person] if not work.past)
        contract = record.weekly_minutes * len(evidence.days) // 7
        least, most = (
            Fraction(contract * percent, 100) for percent in (rule.minimum_percent, rule.maximum_percent)
        )
        total = worked + credit
        # The nearer edge of the band is the one that it would leave first.
        limit = least if total - least < most - total else most
        yield measure(
            person,
            (evidence.start, evidence.end),
            total,
            float(limit),
            max(0, math.ceil(least - total), math.ceil(total - most)),
            f"{evidence.name(person)} has {duration(worked)} of work and {duration(credit)} of leave and "
            f"holidays, together {duration(total)}; {duration(math.ceil(least))} to "
            f"{duration(math.floor(most))} are agreed",
        )


def max_shift_length(rule: MaxShiftLength, evidence: Evidence) -> Iterator[Measure]:
    """Working time of each rostered duty."""
    for person, line in evidence.lines.items():
        for work in line:
            if not work.past:
                yield measure(
                    person,
                    (work.start, work.end),
                    work.paid,
                    rule.work_minutes,
                    max(0, work.paid - rule.work_minutes),
                    f"{evidence.name(person)} works {duration(work.paid)} in {work.shift} on "
                    f"{day_name(work.day)}; {duration(rule.work_minutes)} are the most",
                )
