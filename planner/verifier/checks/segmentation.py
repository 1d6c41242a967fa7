"""Who may be responsible for which work item, in each service window that occurs in the horizon."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.segmentation import (
    InternalOnly,
    MinimumInternalShare,
    OneResponsible,
    OtMaturity,
    ProviderScope,
    ResponseTarget,
)
from planner.scenario.base import INTERNAL, Domain, Phase, Severity
from planner.scenario.provider import Offer
from planner.verifier.demand import WorkItem
from planner.verifier.evidence import Evidence
from planner.verifier.queue import ROUNDING
from planner.verifier.spans import measure
from planner.verifier.words import count


def one_responsible(rule: OneResponsible, evidence: Evidence) -> Iterator[Measure]:
    """Different responsible parties of each work item and window; and that nobody else is accountable."""
    for item, window in _items_and_windows(evidence):
        parties = _parties(evidence, item, window)
        names = ", ".join(evidence.name(party) for party in parties)
        yield measure(
            _subject(item, window),
            (evidence.start, evidence.end),
            len(parties),
            1,
            abs(len(parties) - 1),
            f"{_name(evidence, item, window)} has {count(len(parties), 'responsible party', 'responsible parties')}"
            f"{f' ({names})' if names else ''}; exactly one must be",
        )
    for row in evidence.plan.segmentation:
        elsewhere = int(row.accountable != INTERNAL)
        yield measure(
            f"{row.category} {row.phase.value} {row.window}",
            (evidence.start, evidence.end),
            1 + elsewhere,
            1,
            elsewhere,
            f"For {row.category} {row.phase.value} in {row.window}, {evidence.name(row.accountable)} "
            f"{'is' if elsewhere else 'are'} accountable; accountability stays with our own people",
        )


def provider_scope(rule: ProviderScope, evidence: Evidence) -> Iterator[Measure]:
    """Whether a work item given to a provider lies outside the offer bought from it."""
    for item, window, provider in _given_away(evidence):
        offer = evidence.bought.get(provider)
        outside = int(offer is None or not covers(offer, item, window))
        title = "no offer is bought" if offer is None else f"the offer bought is {offer.title}"
        yield measure(
            provider,
            (evidence.start, evidence.end),
            outside,
            0,
            outside,
            f"{_name(evidence, item, window)} is {'outside' if outside else 'within'} what "
            f"{evidence.name(provider)} sells us: {title}",
        )


def covers(offer: Offer, item: WorkItem, window: str) -> bool:
    """Whether a work item in a window lies within scope and calendar of an offer."""
    return window in offer.windows and any(
        scope.domain is item.category.domain
        and item.phase in scope.phases
        and item.category.category not in scope.excluded_categories
        for scope in offer.scope
    )


def ot_maturity(rule: OtMaturity, evidence: Evidence) -> Iterator[Measure]:
    """A category's need for local context against the OT maturity of the provider that takes it."""
    for item, window, provider in _given_away(evidence):
        record = evidence.scenario.providers.get(provider)
        if record is None or not (rule.it_too or item.category.domain is Domain.OT):
            continue
        slack = rule.triage_slack if item.phase is Phase.TRIAGE else 0
        limit = record.ot_maturity + slack
        yield measure(
            provider,
            (evidence.start, evidence.end),
            item.category.context,
            limit,
            max(0, item.category.context - limit),
            f"{_name(evidence, item, window)} needs local context {item.category.context}; "
            f"{evidence.name(provider)} has OT maturity {record.ot_maturity}"
            f"{f' and triage may exceed it by {slack}' if slack else ''}",
        )


def response_target(rule: ResponseTarget, evidence: Evidence) -> Iterator[Measure]:
    """Promised minutes against the target, for each severity of each work item given to a provider."""
    for item, window, provider in _given_away(evidence):
        offer = evidence.bought.get(provider)
        if offer is None:
            continue
        targets = evidence.scenario.facts.response_targets[item.phase]
        for severity, share in zip(Severity, item.shares, strict=True):
            if share == 0:
                continue
            target, promised = targets.of(severity), offer.acknowledge.minutes(severity)
            weaker_share = offer.acknowledge.percentile < target.percentile - ROUNDING
            yield measure(
                provider,
                (evidence.start, evidence.end),
                promised,
                target.minutes,
                # A weaker share is a breach of its own, which has no minutes: it counts as one.
                max(int(weaker_share), promised - target.minutes),
                f"{evidence.name(provider)} promises to start {severity.value} of {_name(evidence, item, window)} "
                f"within {promised} min in {offer.acknowledge.percentile:.1%} of cases; {target.minutes} min in "
                f"{target.percentile:.1%} are asked",
            )


def internal_only(rule: InternalOnly, evidence: Evidence) -> Iterator[Measure]:
    """Whether a work item that stays internal is given to a provider."""
    for item, window in _items_and_windows(evidence):
        if not _matches(rule, item, window):
            continue
        others = [party for party in _parties(evidence, item, window) if party != INTERNAL]
        given = int(bool(others))
        names = " and ".join(evidence.name(party) for party in others)
        yield measure(
            _subject(item, window),
            (evidence.start, evidence.end),
            given,
            0,
            given,
            f"{_name(evidence, item, window)} stays internal"
            + (f"; {names} must not be responsible for it" if others else ""),
        )


def _matches(rule: InternalOnly, item: WorkItem, window: str) -> bool:
    """Whether a work item in a window passes every filter; an empty filter lets everything through."""
    category = item.category
    return (
        (not rule.domains or category.domain.value in rule.domains)
        and (not rule.phases or item.phase.value in rule.phases)
        and (not rule.categories or category.category in rule.categories)
        and (not rule.windows or window in rule.windows)
        and category.context >= rule.context_from
    )


def minimum_internal_share(rule: MinimumInternalShare, evidence: Evidence) -> Iterator[Measure]:
    """Share of the expected handling minutes of the horizon that our own people do, in per cent."""
    ours = everything = 0.0
    for item, window in _items_and_windows(evidence):
        if item.phase.value in rule.phases:
            minutes = evidence.demand.expected_cases(item, window) * item.handling
            parties = _parties(evidence, item, window)
            everything += minutes
            ours += minutes * parties.count(INTERNAL) / len(parties) if parties else 0.0
    percent = 100 * ours / everything if everything else 100.0
    yield measure(
        "team",
        (evidence.start, evidence.end),
        percent,
        rule.percent,
        max(0, math.ceil(rule.percent - percent - ROUNDING)),
        f"Our own people do {percent:.1f} % of the expected {everything / 60:.0f} h of "
        f"{', '.join(rule.phases)}; at least {rule.percent} % must stay with them",
    )


def _items_and_windows(evidence: Evidence) -> Iterator[tuple[WorkItem, str]]:
    return ((item, window) for item in evidence.items for window in evidence.windows)


def _given_away(evidence: Evidence) -> Iterator[tuple[WorkItem, str, str]]:
    """Work items and windows with each party other than ourselves that is responsible."""
    for item, window in _items_and_windows(evidence):
        for party in _parties(evidence, item, window):
            if party != INTERNAL:
                yield item, window, party


def _parties(evidence: Evidence, item: WorkItem, window: str) -> tuple[str, ...]:
    return evidence.responsible.get((*item.key, window), ())


def _subject(item: WorkItem, window: str) -> str:
    return f"{item.category.category} {item.phase.value} {window}"


def _name(evidence: Evidence, item: WorkItem, window: str) -> str:
    title = evidence.scenario.facts.service_windows[window].title
    return f"{item.category.title}: {item.phase.value} ({title})"
