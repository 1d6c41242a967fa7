"""Should-rules about fair shares and wishes."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.plan.shares import Share
from planner.rules.fairness import FairShare, RefusalFairness, Requests
from planner.verifier.evidence import Evidence
from planner.verifier.shares import UNITS, fair_shares, refusal_shares, wish_answers
from planner.verifier.spans import measure
from planner.verifier.words import day_name


def fair_share(rule: FairShare, evidence: Evidence) -> Iterator[Measure]:
    """Units of each person against a share of all units by contract and presence, for who can or does any."""
    for share in fair_shares(rule, evidence):
        carried = f", {share.carried} of them from earlier weeks" if rule.carried else ""
        sentence = (
            f"{share.name} has {share.total} {UNITS[rule.of]}{carried}; a fair share is {share.fair} and "
            f"{rule.tolerance} more cost nothing"
        )
        yield _measured(share, evidence, sentence)


def requests(rule: Requests, evidence: Evidence) -> Iterator[Measure]:
    """Points of each wish for a day of the horizon that is not met."""
    for answer in wish_answers(evidence):
        day = answer.day.toordinal()
        clock = evidence.clock_of(answer.person)
        yield measure(
            answer.person,
            (clock.midnight(day), clock.midnight(day + 1)),
            answer.unmet_points,
            0,
            answer.unmet_points,
            f"{answer.name} {answer.wish} on {day_name(day)} and has {' and '.join(answer.has) or 'no duty'}: "
            f"{'met' if answer.is_met else 'not met'}",
        )


def refusal_fairness(rule: RefusalFairness, evidence: Evidence) -> Iterator[Measure]:
    """Points of unmet wishes of each person who wishes, earlier weeks included, against the average of all of them."""
    for share in refusal_shares(rule, evidence):
        sentence = (
            f"{share.name} has {share.total} points of unmet wishes, {share.carried} of them from earlier weeks; "
            f"the average is {share.fair} and {rule.tolerance_points} more cost nothing"
        )
        yield _measured(share, evidence, sentence)


def _measured(share: Share, evidence: Evidence, sentence: str) -> Measure:
    span = (evidence.start, evidence.end)
    return measure(share.person, span, share.total, share.limit, share.excess, sentence)
