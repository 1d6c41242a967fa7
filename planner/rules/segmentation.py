"""Who may be responsible for which work item."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class OneResponsible(Rule):
    """Exactly one party is responsible for a work item in a service window: no gap, nothing done twice."""

    kind: Literal["one_responsible"] = "one_responsible"
    card: ClassVar = RuleCard(
        title="One responsible party",
        scope=Scope.WORK_ITEM,
        unit="parties",
        says="Each work item has exactly one responsible party in each service window, and we stay accountable.",
        boundary="Every work item in every service window that occurs in the horizon.",
        sources=("RACI", "NIST CSF 2.0 GV.RR-02", "ISO/IEC 27001:2022 A.5.2"),
    )


class ProviderScope(Rule):
    """A provider is responsible only for what a bought offer covers: domain, phase, category and service window."""

    kind: Literal["provider_scope"] = "provider_scope"
    card: ClassVar = RuleCard(
        title="Provider scope",
        scope=Scope.PROVIDER,
        unit="work items",
        says="A provider works only within the scope and calendar of the one offer bought from it.",
        boundary="Every work item and window given to a provider.",
        sources=("Service agreement", "ISO/IEC 27001:2022 A.5.20"),
    )


class OtMaturity(Rule):
    """A provider takes a category only if its OT maturity is at least the category's need for local context.

    Holds for OT categories; `it_too` extends it to IT.
    """

    kind: Literal["ot_maturity"] = "ot_maturity"
    it_too: bool = Field(default=False, description="Whether it holds for IT categories as well")
    triage_slack: int = Field(
        default=0, ge=0, le=5, description="Context points a first look (triage) may exceed"
    )
    stricter: ClassVar[Directions] = {"it_too": "more", "triage_slack": "less"}
    card: ClassVar = RuleCard(
        title="OT maturity",
        scope=Scope.PROVIDER,
        unit="context",
        says="A provider's OT maturity reaches the category's context need (IT too: {it_too}; "
        "triage may exceed it by {triage_slack}).",
        boundary="Every work item and window given to a provider.",
        sources=("IEC 62443-2-4 (service provider capability)", "Planning default: context against maturity"),
    )


class ResponseTarget(Rule):
    """A provider's promise is not weaker than asked, for each severity that the category has.

    A percentile that is too low counts as one minute where the minutes are kept.
    """

    kind: Literal["response_target"] = "response_target"
    card: ClassVar = RuleCard(
        title="Response target",
        scope=Scope.PROVIDER,
        unit="min",
        says="A provider acknowledges within the response target, at no lower percentile.",
        boundary="Every work item and window given to a provider; severities with a share above zero.",
        sources=("Service agreement", "ISO/IEC 27001:2022 A.5.22"),
    )


class InternalOnly(Rule):
    """Work that stays with our own people: all work items that match every filter given (empty matches all)."""

    kind: Literal["internal_only"] = "internal_only"
    domains: tuple[Literal["it", "ot"], ...] = Field(default=(), description="Only these domains")
    phases: tuple[Literal["triage", "investigation", "response"], ...] = Field(
        default=(), description="Only these phases"
    )
    categories: tuple[str, ...] = Field(default=(), description="Only these alert categories")
    windows: tuple[str, ...] = Field(default=(), description="Only these service windows")
    context_from: int = Field(default=0, ge=0, le=5, description="Categories with at least this context need")
    stricter: ClassVar[Directions] = {
        "domains": "wider",
        "phases": "wider",
        "categories": "wider",
        "windows": "wider",
        "context_from": "less",
    }
    card: ClassVar = RuleCard(
        title="Internal only",
        scope=Scope.WORK_ITEM,
        unit="work items",
        says="Stays internal: domains {domains}, phases {phases}, categories {categories}, windows {windows}, "
        "context from {context_from}.",
        boundary="Every matching work item and window.",
        sources=("NIST CSF 2.0 GV.RR-01", "Operating model: critical decisions stay in-house"),
    )


class MinimumInternalShare(Rule):
    """Our own people do at least a share of the handling time, so that knowledge stays in the house."""

    kind: Literal["minimum_internal_share"] = "minimum_internal_share"
    phases: tuple[Literal["triage", "investigation", "response"], ...] = Field(
        min_length=1, description="Phases whose handling time is counted together"
    )
    percent: int = Field(ge=1, le=100, description="Of expected handling minutes over the horizon")
    stricter: ClassVar[Directions] = {"phases": "neither", "percent": "more"}
    card: ClassVar = RuleCard(
        title="Minimum internal share",
        scope=Scope.TEAM,
        unit="%",
        says="Own people do at least {percent} % of the handling time of: {phases}.",
        boundary="Expected handling minutes of all alerts of the horizon, hand-backs not counted.",
        sources=("Operating model: in-house core",),
    )
