"""Encoders of `planner.rules.segmentation`: which party may be responsible for which work item."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from planner.instance.demand import category_of
from planner.instance.model import Item, Option
from planner.rules.segmentation import (
    InternalOnly,
    MinimumInternalShare,
    OneResponsible,
    OtMaturity,
    ProviderScope,
    ResponseTarget,
)
from planner.scenario.base import Domain, Phase, Severity
from planner.scenario.provider import Offer
from planner.scenario.work import AlertCategory
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal


def one_responsible(rule: OneResponsible, context: Context) -> list[Penalty]:
    """Exactly one party per work item and window."""
    instance, x = context.instance, context.decisions
    for item in instance.items:
        for window in instance.windows:
            context.model.add_exactly_one(x.given(item, window, option) for option in instance.options)
    return []


def provider_scope(rule: ProviderScope, context: Context) -> list[Penalty]:
    """Only what the offer's scope and calendar cover."""
    context.forbid(
        literal
        for item, window, _, offer, category, literal in _given_to_offers(context)
        if window not in offer.windows
        or not any(
            scope.domain is category.domain
            and item.phase in scope.phases
            and item.category not in scope.excluded_categories
            for scope in offer.scope
        )
    )
    return []


def ot_maturity(rule: OtMaturity, context: Context) -> list[Penalty]:
    """Only categories whose context need the provider reaches."""
    providers = context.instance.scenario.providers
    context.forbid(
        literal
        for item, _, option, _, category, literal in _given_to_offers(context)
        if (category.domain is Domain.OT or rule.it_too)
        and category.context - (rule.triage_slack if item.phase is Phase.TRIAGE else 0)
        > providers[option.party].ot_maturity
    )
    return []


def response_target(rule: ResponseTarget, context: Context) -> list[Penalty]:
    """Only offers that promise at least what is asked, for every severity the category has."""
    scenario = context.instance.scenario

    def weaker(item: Item, offer: Offer, category: AlertCategory) -> bool:
        for severity, share in zip(Severity, category.severity_shares(), strict=True):
            minutes, percentile = scenario.target(item.phase, severity)
            promise = offer.acknowledge
            if share > 0 and (promise.minutes(severity) > minutes or promise.percentile < percentile):
                return True
        return False

    context.forbid(
        literal
        for item, _, _, offer, category, literal in _given_to_offers(context)
        if weaker(item, offer, category)
    )
    return []


def internal_only(rule: InternalOnly, context: Context) -> list[Penalty]:
    """No provider for any work item that matches every filter."""
    context.forbid(
        literal
        for item, window, _, _, category, literal in _given_to_offers(context)
        if stays_internal(rule, item, window, category)
    )
    return []


def stays_internal(rule: InternalOnly, item: Item, window: str, category: AlertCategory) -> bool:
    """Whether a work item in a window matches all filters of the rule (an empty filter matches all)."""
    return (
        (not rule.domains or category.domain.value in rule.domains)
        and (not rule.phases or item.phase.value in rule.phases)
        and (not rule.categories or item.category in rule.categories)
        and (not rule.windows or window in rule.windows)
        and category.context >= rule.context_from
    )


def minimum_internal_share(rule: MinimumInternalShare, context: Context) -> list[Penalty]:
    """Expected handling minutes done by our own people, against all of the phases named.

    In thousandths of a case: what is ours counts rounded down and the rest up, so that rounding never helps.
    """
    instance, x = context.instance, context.decisions
    own = instance.options[0]
    ahead: Linear = 0
    for item in instance.items:
        if item.phase.value not in rule.phases:
            continue
        handling = category_of(instance.scenario, item).handling_minutes(item.phase)
        for window in instance.windows:
            ours = floor(instance.cases[item, window] * 1000) * handling
            theirs = instance.case_milli[item, window] * handling
            internal = x.given(item, window, own)
            ahead += (100 - rule.percent) * ours * internal - rule.percent * theirs * (1 - internal)
    context.model.add(ahead >= 0)
    return []


def _given_to_offers(context: Context) -> Iterator[tuple[Item, str, Option, Offer, AlertCategory, Literal]]:
    instance = context.instance
    for option, _ in context.decisions.offers():
        offer = instance.scenario.providers[option.party].offers[option.offer]
        for item in instance.items:
            category = category_of(instance.scenario, item)
            for window in instance.windows:
                yield item, window, option, offer, category, context.decisions.given(item, window, option)
