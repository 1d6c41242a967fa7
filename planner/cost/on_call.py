"""Money of being on call and of being called out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.cost.bill import Bill, pay_bill
from planner.cost.clock import elapsed_minutes
from planner.cost.demand import Volumes, millionth
from planner.plan.model import Plan
from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from planner.scenario.work import Attendance


def stipends(scenario: Scenario, plan: Plan) -> Iterator[Bill]:
    """Stipend of each on-call period that one of our own people holds."""
    own = {person.person for person in scenario.staff}
    for duty in plan.escalation:
        if duty.holder in own:
            rate = scenario.pay.on_call[duty.level].hourly_stipend
            hours = Fraction(elapsed_minutes(duty.start, duty.end), 60)
            yield pay_bill(duty.holder, f"on_call:{duty.level}", hours, rate)


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
