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
from planner.plan.week_hours import HOURS_OF_A_WEEK, WeekHours
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

_Span = tuple[str, str | None, str, datetime, datetime, int]


def pay_by_hour(scenario: Scenario, plan: Plan) -> dict[str, WeekHours]:
    """Gross pay of duties of everybody on the staff for each hour of the week, by each person's own clock.

    What duties earn by themselves: base pay of people paid by the hour, premia, allowances; a salary, overtime and
    being on call belong to no hour. The 168 figures add up to those items of the person's statement: each billed thing
    is spread over the minutes that it is for, and what rounding leaves goes to the largest remainders, earliest first.
    """
    total: dict[str, Counter[int]] = {person.person: Counter() for person in scenario.staff}
    people = {person.person: person for person in scenario.staff}
    # Colleagues work the same shifts, so each stretch of time is walked once for all of a grade at a site.
    earned: dict[_Span, Counter[int]] = {}
    for duty in plan.roster:
        if (person := people.get(duty.person)) is None:
            continue
        same = (person.grade, person.site, duty.shift, duty.start, duty.end, duty.paid_minutes)
        if same not in earned:
            earned[same] = _earned(scenario, person, duty)
        total[duty.person] += earned[same]
    return {who: tuple(hours[hour] for hour in range(HOURS_OF_A_WEEK)) for who, hours in total.items()}


def _earned(scenario: Scenario, person: Person, duty: Duty) -> Counter[int]:
    """Minor units of one duty by hour of the week."""
    minutes: dict[str, Counter[int]] = defaultdict(Counter)
    for wall, key, step in premium_steps(scenario, person, duty.start, duty.end):
        minutes[key][_hour(wall)] += step
    present = _present(duty, scenario.zone_of(person.person))
    counted = {key: sum(hours.values()) for key, hours in minutes.items()}
    found: Counter[int] = Counter()
    for bill in duty_bills(scenario, person, duty, counted):
        kind, _, key = bill.item.partition(":")
        found += _spread(bill.amount, minutes[key] if kind == "premium" else present)
    return found


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
