"""The answer: segmentation, contracts, roster and escalation rota, each a plain frozen record.

All instants are timezone-aware UTC. The order of every tuple is canonical (sorted by its fields), so two equal
plans compare equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.scenario.base import INTERNAL, Domain, Phase


@dataclass(frozen=True, order=True)
class Duty:
    """One person's shift at a post, `[start, end)`. `paid_minutes` is elapsed time less the unpaid break.

    On a training or exercise `post` is the key of the activity.
    """

    person: str
    start: datetime
    end: datetime
    post: str
    shift: str
    paid_minutes: int
    pinned: bool = False


@dataclass(frozen=True, order=True)
class Assignment:
    """Who is responsible for a work item in a service window. `reason` is one plain sentence."""

    category: str
    phase: Phase
    window: str
    responsible: str
    accountable: str = INTERNAL
    reason: str = ""


@dataclass(frozen=True, order=True)
class ContractChoice:
    """An offer bought from a provider for the horizon."""

    provider: str
    offer: str


@dataclass(frozen=True, order=True)
class EscalationDuty:
    """A holder (person key or provider key) of an escalation level over `[start, end)`."""

    domain: Domain
    level: str
    start: datetime
    end: datetime
    holder: str
    response_minutes: int


@dataclass(frozen=True, order=True)
class SeatSlot:
    """What a post needs and has of our own people over `[start, end)`.

    `load_erlangs` is the internal load (0 where only a provider works); `responsible` is `internal`, a provider's
    key, or several joined by `+` in the order internal first, then by key.
    """

    post: str
    start: datetime
    end: datetime
    load_erlangs: float
    required: int
    rostered: int
    responsible: str


@dataclass(frozen=True)
class Plan:
    """Everything decided for one scenario under one operating model."""

    scenario: str
    operating_model: str
    contracts: tuple[ContractChoice, ...]
    segmentation: tuple[Assignment, ...]
    roster: tuple[Duty, ...]
    escalation: tuple[EscalationDuty, ...]
    seats: tuple[SeatSlot, ...]
