"""Everything that is billed, as integers that an engine can add up (FORMULATION §4)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from planner.instance.clock import HorizonClock
from planner.instance.demand import Demand, category_of, to_millionth
from planner.instance.model import DemandClass, Item, OfferPrice, OnCost, Option, OvertimeStep, ShiftSlot
from planner.instance.overtime import daily_overtime
from planner.instance.premia import premium_amount, premium_minutes
from planner.scenario.pay import Grade
from planner.scenario.people import Person
from planner.scenario.provider import Offer
from planner.scenario.scenario import Scenario
from planner.units import round_half_up

NOON = 12 * 60


def with_on_costs(scenario: Scenario, amount: int) -> int:
    """A billed amount plus the single percentage of on-costs (0 where there are components), each rounded once."""
    return amount + round_half_up(Fraction(amount * scenario.pay.on_cost_percent, 100))


def on_costs(scenario: Scenario) -> tuple[OnCost, ...]:
    """Components of on-costs with their yearly bounds taken pro rata."""

    def pro_rata(yearly: int) -> int:
        return round_half_up(Fraction(yearly * len(scenario.days), 365))

    return tuple(
        OnCost(
            key=key,
            hundredths=int(100 * part.percent),
            above=pro_rata(part.above),
            up_to=None if part.up_to is None else pro_rata(part.up_to),
        )
        for key, part in scenario.pay.on_costs.items()
    )


def contract_minutes(scenario: Scenario, person: Person) -> int:
    """Contract working time of the horizon."""
    return person.weekly_minutes * len(scenario.days) // 7


def credit_minutes(scenario: Scenario, person: Person) -> int:
    """Time credited for weekdays that are leave or a public holiday."""
    holidays = scenario.holidays_of(person.person)
    leave = [entry for entry in scenario.leave if entry.person == person.person]
    away = sum(
        day.weekday() < 5
        and (day in holidays or any(entry.first_day <= day <= entry.last_day for entry in leave))
        for day in scenario.days
    )
    return person.weekly_minutes // 5 * away


def fixed_pay(scenario: Scenario, person: Person) -> int:
    """Pay that does not depend on the roster: the salary, or an hourly person's paid leave and holidays."""
    grade = scenario.pay.grades[person.grade]
    minutes = contract_minutes(scenario, person) if grade.salaried else credit_minutes(scenario, person)
    return with_on_costs(scenario, round_half_up(Fraction(grade.hourly_rate * minutes, 60)))


def overtime_steps(scenario: Scenario, person: Person) -> tuple[OvertimeStep, ...]:
    """Price of a started quarter hour beyond the threshold, and by how much each further tier raises it."""
    overtime, grade = scenario.pay.overtime, scenario.pay.grades[person.grade]
    tiers = [(0, overtime.percent), *((tier.over_minutes, tier.percent) for tier in overtime.further)]
    prices = [0, *(quarter_price(scenario, grade, percent) for _, percent in tiers)]
    return tuple(
        OvertimeStep(over, percent, price - before)
        for (over, percent), before, price in zip(tiers, prices[:-1], prices[1:], strict=True)
    )


def quarter_price(scenario: Scenario, grade: Grade, percent: int) -> int:
    """Price of a started quarter hour of overtime; an hourly person has the plain hour in base pay."""
    whole = percent + (100 if grade.salaried else 0)
    return with_on_costs(scenario, round_half_up(Fraction(grade.hourly_rate * whole, 400)))


def duty_pay(scenario: Scenario, clock: HorizonClock, person: Person, slot: ShiftSlot) -> int:
    """Pay that a duty adds: premia, allowance, daily overtime, hourly base pay. One for all of a grade at a site."""
    grade = scenario.pay.grades[person.grade]
    total = 0
    if not grade.salaried:
        total += with_on_costs(scenario, round_half_up(Fraction(grade.hourly_rate * slot.paid, 60)))
    total += with_on_costs(scenario, scenario.pay.shift_allowances.get(slot.kind, 0))
    for percent, count in daily_overtime(scenario, slot.paid):
        total += count * quarter_price(scenario, grade, percent)
    for key, minutes in premium_minutes(scenario, clock, person, slot.start, slot.end).items():
        total += with_on_costs(scenario, premium_amount(grade, scenario.pay.premia[key], minutes))
    return total


def stipend(scenario: Scenario, clock: HorizonClock, level: str, start: int, end: int) -> int:
    """Stipend and lump sums of one on-call period held by one of our people."""
    pay = scenario.pay.on_call[level]
    noons = [
        clock.local_date(day) for day in range(len(scenario.days)) if start <= clock.local(day, NOON) < end
    ]
    holidays = sum(day in scenario.holiday_names for day in noons)
    weekends = sum(day.weekday() >= 5 and day not in scenario.holiday_names for day in noons)
    sums = (
        round_half_up(Fraction(pay.hourly_stipend * (end - start), 60)),
        pay.stipend_per_period,
        pay.weekend_stipend * weekends,
        pay.holiday_stipend * holidays,
    )
    return sum(with_on_costs(scenario, amount) for amount in sums)


def per_head(scenario: Scenario, person: Person) -> int:
    """Yearly costs of a position over the horizon, each rounded once; without on-costs."""
    year = Fraction(len(scenario.days), 365)
    costs = [
        part.per_year * year
        for part in scenario.pay.per_head.values()
        if person.grade in (part.grades or (person.grade,))
    ]
    if turnover := scenario.pay.turnover:
        costs.append(turnover.replacement_cost * turnover.percent_per_year * year / 100)
    return sum(map(round_half_up, costs))


def call_out_money(
    scenario: Scenario, demand: Demand, options: tuple[Option, ...]
) -> dict[tuple[Item, str, Option], int]:
    """Money of the call-outs of every item in every on-call window, under each option."""
    money: dict[tuple[Item, str, Option], int] = {}
    for (item, window), call_out in demand.call_outs.items():
        pay = scenario.pay.on_call[call_out.level]
        handling = category_of(scenario, item).handling_minutes(item.phase)
        minutes = max(pay.call_out_minimum_minutes, handling)
        for option in options:
            share = to_millionth(offer_of(scenario, option).hand_back_share) if option.offer else Fraction(1)
            gross = round_half_up(call_out.count * share * pay.call_out_hourly * minutes / 60)
            if gross:
                money[item, window, option] = with_on_costs(scenario, gross)
    return money


def called_out(scenario: Scenario, demand: Demand) -> dict[tuple[Item, str], str]:
    """Who is called out by each item in each on-call window, as `domain/level`."""
    return {
        (item, window): f"{category_of(scenario, item).domain}/{call_out.level}"
        for (item, window), call_out in demand.call_outs.items()
    }


def offer_of(scenario: Scenario, option: Option) -> Offer:
    """The offer behind an option."""
    return scenario.providers[option.party].offers[option.offer]


def case_money(
    scenario: Scenario, demand: Demand, options: tuple[Option, ...]
) -> dict[tuple[Item, str, Option], int]:
    """Case price of every item and window under each offer that has one."""
    money: dict[tuple[Item, str, Option], int] = {}
    for option in options:
        if option.offer and (price := offer_of(scenario, option).case_price):
            for (item, window), cases in demand.cases.items():
                money[item, window, option] = round_half_up(cases * price)
    return money


def offer_price(scenario: Scenario, class_minutes: Mapping[DemandClass, int], option: Option) -> OfferPrice:
    """Fee, included volume, overage and seat prices of an offer over the horizon."""
    offer = offer_of(scenario, option)
    months = Fraction(12 * len(scenario.days), 365)
    included = None if offer.included_cases is None else int(offer.included_cases * months)
    return OfferPrice(
        option=option,
        fee=round_half_up(offer.monthly_fee * months),
        included_milli=None if included is None else included * 1000,
        overage_price=offer.overage_price,
        seat_price={
            demand: round_half_up(Fraction(offer.seat_hour_price * minutes, 60))
            for demand, minutes in class_minutes.items()
        },
    )


def milli_cases(cases: Fraction) -> int:
    """Cases in thousandths, rounded up, as the overage counts them."""
    return ceil(cases * 1000)
