"""Money of being on call and of being called out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.cost.bill import Bill, flat_bill, pay_bill
from planner.cost.clock import elapsed_minutes
from planner.cost.demand import Volumes, millionth
from planner.plan.model import EscalationDuty, Plan
from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from planner.scenario.work import Attendance
from planner.units import local_to_utc

NOON = 12 * 60


def stipends(scenario: Scenario, plan: Plan) -> Iterator[Bill]:
    """Stipend of each on-call period that one of our own people holds."""
    own = {person.person for person in scenario.staff}
    for duty in plan.escalation:
        if duty.holder in own:
            rate = scenario.pay.on_call[duty.level].hourly_stipend
            hours = Fraction(elapsed_minutes(duty.start, duty.end), 60)
            yield pay_bill(duty.holder, f"on_call:{duty.level}", hours, rate)
            yield from _lump_sums(scenario, duty)


def _lump_sums(scenario: Scenario, duty: EscalationDuty) -> Iterator[Bill]:
    """Sums for the period, and for each weekend day and public holiday whose noon lies in it."""
    terms = scenario.pay.on_call[duty.level]
    days = [day for day in scenario.days if duty.start <= local_to_utc(day, NOON, scenario.zone) < duty.end]
    free = [day for day in days if day in scenario.holiday_names]
    weekends = [day for day in days if day.isoweekday() > 5 and day not in free]
    for what, count, unit, rate in (
        ("period", 1, "periods", terms.stipend_per_period),
        ("weekend", len(weekends), "days", terms.weekend_stipend),
        ("holiday", len(free), "days", terms.holiday_stipend),
    ):
        if count and rate:
            yield flat_bill(duty.holder, f"on_call_{what}:{duty.level}", Fraction(count), unit, rate)


def call_outs(scenario: Scenario, plan: Plan, volumes: Volumes) -> Iterator[Bill]:
    """Expected call-outs of each work item in windows in which nobody sits at its post.

    Given to a provider, only the share that it hands back calls somebody out; from a provider of whom nothing is
    bought nothing comes back. They are billed to the level, since the amount does not hang on who holds it.
    """
    called_share = {INTERNAL: Fraction(1)}
    for choice in plan.contracts:
        offer = scenario.providers[choice.provider].offers[choice.offer]
        called_share[choice.provider] = millionth(offer.hand_back_share)
    for row in plan.segmentation:
        category = volumes.category(row.category)
        called = volumes.cases(row.category, row.phase, row.window) * called_share.get(row.responsible, 0)
        if not called:
            continue
        post = scenario.facts.posts[scenario.post_of(category.domain, row.phase)]
        if post.attendance[row.window] is not Attendance.ON_CALL or post.call_out_level is None:
            continue
        if post.deferred_to is not None and volumes.window_minutes(post.deferred_to):
            called *= millionth(sum(category.severity_shares()[:2]))
        terms = scenario.pay.on_call[post.call_out_level]
        hours = Fraction(max(terms.call_out_minimum_minutes, category.handling_minutes(row.phase)), 60)
        if terms.call_out_hourly:
            who = f"{category.domain}/{post.call_out_level}"
            yield pay_bill(who, f"call_out:{post.call_out_level}", called * hours, terms.call_out_hourly)
