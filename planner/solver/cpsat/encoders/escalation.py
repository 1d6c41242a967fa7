"""Encoders of `planner.rules.escalation`: who may hold a level in an on-call period."""

from __future__ import annotations

from planner.instance.demand import category_of
from planner.rules.escalation import LadderReachability, OnCallEligibility, OnCallExclusion
from planner.scenario.provider import Offer
from planner.scenario.work import Attendance
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Literal


def ladder_reachability(rule: LadderReachability, context: Context) -> list[Penalty]:
    """Exactly one holder per period, who answers within the limit of the level."""
    instance, x = context.instance, context.decisions
    for number, level in enumerate(instance.levels):
        for period in range(len(level.periods)):
            context.model.add_exactly_one(x.holds(holder, number, period) for holder in x.holders)
            if level.response_minutes > level.limit_minutes:
                context.forbid(x.holds(person, number, period) for person in x.people)
            for party, offer, bought in _offers(context):
                if level.limit_minutes < offer.acknowledge.P1:
                    context.not_both(x.holds(party, number, period), bought)
    return []


def on_call_eligibility(rule: OnCallEligibility, context: Context) -> list[Penalty]:
    """People need the skill; a provider needs a bought offer that holds the level, and none of our work on call."""
    instance, x = context.instance, context.decisions
    calling = [_internal_calls(context, number) for number in range(len(instance.levels))]
    skills = {employee.key: employee.skills for employee in instance.employees}
    for holder, number, _, literal in x.holding():
        level = instance.levels[number]
        if holder in skills:
            if level.skill not in skills[holder]:
                context.forbid([literal])
        else:
            holding = [
                bought
                for party, offer, bought in _offers(context)
                if party == holder and level.provider_may_hold and level.level in offer.holds_levels
            ]
            context.model.add(sum(holding) >= literal)
            for given in calling[number]:
                context.not_both(literal, given)
    return []


def _internal_calls(context: Context, number: int) -> list[Literal]:
    """Work items kept internal in windows in which they would call out to the level."""
    instance, x = context.instance, context.decisions
    level, own = instance.levels[number], instance.options[0]
    literals = []
    for item in instance.items:
        domain = category_of(instance.scenario, item).domain
        post = instance.scenario.facts.posts[instance.scenario.post_of(domain, item.phase)]
        if domain is level.domain and post.call_out_level == level.level:
            literals += [
                x.given(item, window, own)
                for window in instance.windows
                if post.attendance[window] is Attendance.ON_CALL
            ]
    return literals


def on_call_exclusion(rule: OnCallExclusion, context: Context) -> list[Penalty]:
    """Not on leave, not beside a night duty, not at two levels at once; no working stand-by beside any duty."""
    instance, x = context.instance, context.decisions
    spans = [
        (number, period, start, end)
        for number, level in enumerate(instance.levels)
        for period, (start, end) in enumerate(level.periods)
    ]
    for employee in instance.employees:
        leave = [
            (instance.midnight_of(employee.key, day), instance.midnight_of(employee.key, day + 1))
            for day in employee.leave_days
            if 0 <= day < instance.days
        ]
        past_nights = [(past.slot.start, past.slot.end) for past in employee.history if past.slot.night]
        nights = [(slot, on) for slot, on in x.shifts_of(employee.key) if slot.night]
        for number, period, start, end in spans:
            holds = x.holds(employee.key, number, period)
            if any(begin < end and start < until for begin, until in (*leave, *past_nights)):
                context.forbid([holds])
            for slot, on in nights:
                if slot.start < end and start < slot.end:
                    context.not_both(holds, on)
        for waiting, works in x.stand_by_of(employee.key):
            if any(
                past.start < waiting.end and waiting.start < past.end for past in context.past(employee.key)
            ):
                context.forbid([works])
            for slot, on in x.shifts_of(employee.key):
                if slot.start < waiting.end and waiting.start < slot.end:
                    context.not_both(works, on)
        for moment in sorted({start for _, _, start, _ in spans}):
            context.model.add_at_most_one(
                x.holds(employee.key, number, period)
                for number, period, start, end in spans
                if start <= moment < end
            )
    return []


def _offers(context: Context) -> list[tuple[str, Offer, Literal]]:
    providers = context.instance.scenario.providers
    return [
        (option.party, providers[option.party].offers[option.offer], bought)
        for option, bought in context.decisions.offers()
    ]
