"""The escalation ladder and who may be on call."""

from __future__ import annotations

from typing import ClassVar, Literal

from planner.rules.base import Rule, RuleCard, Scope


class LadderReachability(Rule):
    """At every instant every escalation level has exactly one holder who answers within the level's limit.

    Our own people answer within the level's response time, a provider within its promise for P1.
    """

    kind: Literal["ladder_reachability"] = "ladder_reachability"
    card: ClassVar = RuleCard(
        title="Ladder reachability",
        scope=Scope.ESCALATION,
        unit="min",
        says="At every instant each escalation level has a holder who answers within its limit.",
        boundary="Every minute of the horizon; measured in minutes without a holder or beyond the limit.",
        sources=("NIST CSF 2.0 RS.MA-01, RS.MA-04", "NIS2 Art. 23: early warning within 24 h"),
    )


class OnCallEligibility(Rule):
    """A holder of an escalation level is one of our people with its skill, or a provider whose offer holds it.

    A provider holds no level that work of ours calls out to: what is internal is not done by a provider on call.
    """

    kind: Literal["on_call_eligibility"] = "on_call_eligibility"
    card: ClassVar = RuleCard(
        title="On-call eligibility",
        scope=Scope.ESCALATION,
        unit="periods",
        says="Only qualified people are on call, or a provider that holds the level by contract, where no internal "
        "work calls out to it.",
        boundary="On-call periods of the horizon; internal work items in windows in which their post is on call.",
        sources=("ISO/IEC 27001:2022, clause 7.2", "NIST CSF 2.0 GV.RR-02"),
    )


class OnCallExclusion(Rule):
    """Nobody is on call during leave, beside a night duty that overlaps the period, or at two levels at once.

    Stand-by that is working time (FORMULATION §3) stands beside no duty at all: nobody is in two places at once.
    Measured in minutes of a period that are leave, such a duty, or (at the first of the levels) another level. A
    provider may hold several levels.
    """

    kind: Literal["on_call_exclusion"] = "on_call_exclusion"
    card: ClassVar = RuleCard(
        title="On call beside other duties",
        scope=Scope.PERSON,
        unit="min",
        says="Nobody is on call during leave, during a night duty (during any duty where stand-by is working time), "
        "or for two escalation levels at once.",
        boundary="On-call periods of the horizon; duties from history count until they end.",
        sources=("Directive 2003/88/EC, Art. 3", "CJEU C-580/19 Stadt Offenbach"),
    )
