"""Managed providers and what they sell."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from planner.scenario.base import Domain, Key, Money, Phase, Record, Severity, Share


class AcknowledgeTargets(Record):
    """What the provider promises: minutes from arrival until it starts, at the percentile of the same severity."""

    P1: int = Field(gt=0)
    P2: int = Field(gt=0)
    P3: int = Field(gt=0)
    P4: int = Field(gt=0)
    percentile: float = Field(gt=0, lt=1, description="Share of cases within these minutes, all severities")

    def minutes(self, severity: Severity) -> int:
        """Promised minutes of one severity."""
        value: int = getattr(self, severity.value)
        return value


class Scope(Record):
    """Work that an offer covers."""

    domain: Domain
    phases: tuple[Phase, ...] = Field(min_length=1)
    excluded_categories: tuple[Key, ...] = ()


class Offer(Record):
    """A contract option. At most one offer per provider is bought; prices are per calendar month or per unit.

    `monthly = monthly_fee + overage_price * ceil(alerts beyond included) + alert_price * alerts
    + seat_hour_price * seat-hours`. The included volume counts cases of every phase in scope.
    Seats of a seat-hour offer are dimensioned like our own posts.
    """

    title: str
    windows: tuple[Key, ...] = Field(min_length=1, description="Its calendar: service windows it works in")
    scope: tuple[Scope, ...] = Field(min_length=1)
    monthly_fee: Money = 0
    included_cases: int | None = Field(
        default=None, ge=0, description="Cases per month in the fee; empty: unlimited"
    )
    overage_price: Money = Field(default=0, description="Per case beyond the included volume")
    case_price: Money = Field(default=0, description="Per case handled")
    seat_hour_price: Money = Field(default=0, description="Per hour of a seat that the provider mans for us")
    hand_back_share: Share = Field(
        default=0.0, description="Share of cases returned to us for the same phase"
    )
    acknowledge: AcknowledgeTargets
    holds_levels: tuple[Key, ...] = Field(
        default=(), description="Escalation levels the provider answers for 24/7"
    )

    @model_validator(mode="after")
    def _overage_has_a_volume(self) -> Self:
        if self.overage_price and self.included_cases is None:
            raise ValueError("overage_price needs included_cases, the volume beyond which it is charged")
        return self


class Provider(Record):
    """A managed provider (MSSP, MDR)."""

    title: str
    ot_maturity: int = Field(
        ge=0, le=5, description="Ability in OT, 0 none to 5 plant-grade (vetting scorecard)"
    )
    offers: dict[Key, Offer] = Field(min_length=1)
