"""At which hours of the week a plan earns its people the pay of their duties."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from planner.cost.clock import elapsed_minutes, grain
from planner.cost.pay import duty_bills
from planner.cost.premia import premium_steps
from planner.plan.model import Duty, Plan
from planner.scenario.scenario import Scenario

HOURS_OF_A_WEEK = 168


def pay_by_hour(scenario: Scenario, plan: Plan) -> tuple[int, ...]:
    """Gross pay of duties in minor units for each hour of the week, Monday 00-01 first, by each person's own clock.

    What duties earn by themselves: base pay of people paid by the hour, premia, allowances; a salary, overtime and
    being on call belong to no hour. The 168 figures add up to those items of the statement: each billed thing is
    spread over the minutes that it is for, and what rounding leaves goes to the largest remainders, earliest first.
    """
    total: Counter[int] = Counter()
    people = {person.person: person for person in scenario.staff}
    for duty in plan.roster:
        if (person := people.get(duty.person)) is None:
            continue
        earned: dict[str, Counter[int]] = defaultdict(Counter)
        for wall, key, minutes in premium_steps(scenario, person, duty.start, duty.end):
            earned[f"premium:{key}"][_hour(wall)] += minutes
        present = _present(duty, scenario.zone_of(person.person))
        minutes_of = {item.partition(":")[2]: sum(hours.values()) for item, hours in earned.items()}
        for bill in duty_bills(scenario, person, duty, minutes_of):
            total += _spread(bill.amount, earned.get(bill.item, present))
    return tuple(total[hour] for hour in range(HOURS_OF_A_WEEK))


def _present(duty: Duty, zone: ZoneInfo) -> Counter[int]:
    """Minutes of a duty in each hour of the week."""
    step = grain(duty.start.minute, duty.end.minute)
    starts = range(0, elapsed_minutes(duty.start, duty.end), step)
    walls = ((duty.start + timedelta(minutes=start)).astimezone(zone) for start in starts)
    return Counter({hour: step * times for hour, times in Counter(map(_hour, walls)).items()})


def _hour(wall: datetime) -> int:
    return 24 * wall.weekday() + wall.hour


def _spread(amount: int, weights: Counter[int]) -> Counter[int]:
    """Whole minor units in proportion to weights, adding up to the amount."""
    whole = sum(weights.values())
    exact = {hour: Fraction(amount * weight, whole) for hour, weight in weights.items()}
    parts = Counter({hour: int(share) for hour, share in exact.items()})
    left = sorted(exact, key=lambda hour: (int(exact[hour]) - exact[hour], hour))
    for hour in left[: amount - sum(parts.values())]:
        parts[hour] += 1
    return parts
