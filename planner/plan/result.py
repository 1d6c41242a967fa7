"""What a run returns: status, objective with bound and gap, verdict, money, and the record of the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from planner.plan.model import Plan


class SolveStatus(StrEnum):
    """How a run ended. Only the first two carry a plan."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_ROSTER_IN_TIME = "no_roster_in_time"

    @property
    def has_plan(self) -> bool:
        """Whether this status comes with a plan."""
        return self in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE)


@dataclass(frozen=True)
class StageResult:
    """One stage of the objective: `money` in minor units or `points`.

    `bound` is proven for the whole question of the stage (segmentation, roster and escalation together); `certified`
    is what the judge finds to be proven by the certificate, without the solver.
    """

    stage: str
    unit: str
    value: int
    bound: int
    certified: int | None = None

    @property
    def gap(self) -> float:
        """Share by which the value can still lie above the optimum: (value - bound) / value, 0 when value is 0."""
        return 0.0 if self.value == 0 else max(0, self.value - self.bound) / self.value


@dataclass(frozen=True)
class Measure:
    """One thing that a check looked at: the measured value, its limit, and by how much it is exceeded.

    `excess` is 0 exactly when the rule is kept; unit of all three is the unit on the rule's card. `start` and
    `end` are UTC instants of the stretch of time looked at.
    """

    subject: str
    start: datetime
    end: datetime
    measured: float
    limit: float
    excess: int
    sentence: str


@dataclass(frozen=True)
class Breach:
    """A rule not kept, with the measured value and the limit."""

    rule_id: str
    kind: str
    strength: str
    unit: str
    points: int
    measure: Measure


@dataclass(frozen=True)
class RuleRun:
    """How much of the plan one rule was held against."""

    rule_id: str
    kind: str
    strength: str
    subjects: int
    measures: int
    breaches: int
    points: int


@dataclass(frozen=True)
class Verification:
    """The verifier's verdict on written files."""

    runs: tuple[RuleRun, ...]
    breaches: tuple[Breach, ...]
    unverified: tuple[str, ...]
    minutes_checked: int
    uncovered_minutes: int
    points: int
    notices: tuple[str, ...] = ()
    """Sentences on what the verdict rests on and somebody should look at again; no breaches."""

    @property
    def must_breaches(self) -> tuple[Breach, ...]:
        """Breaches of must-rules."""
        return tuple(breach for breach in self.breaches if breach.strength == "must")

    @property
    def is_clean(self) -> bool:
        """No must-rule broken, none left unchecked, and something was checked."""
        return not self.must_breaches and not self.unverified and bool(self.runs)


@dataclass(frozen=True, order=True)
class CostLine:
    """One line of the cost statement: `quantity` (in `unit`) times `rate` is `amount`, each billed thing rounded.

    `rate` (perhaps with a fraction) and `amount` are minor units.
    """

    party: str
    who: str
    item: str
    quantity: float
    unit: str
    rate: float
    amount: int


@dataclass(frozen=True)
class CostStatement:
    """All money of a plan over the horizon."""

    currency: str
    days: int
    lines: tuple[CostLine, ...]
    overtime_by_week_start: dict[str, int] = field(default_factory=dict)
    """Gross overtime of the plan if the fixed workweek began on another day, by name of the day; empty where overtime
    does not go by weeks."""

    @property
    def total(self) -> int:
        """Minor units over the horizon."""
        return sum(line.amount for line in self.lines)

    @property
    def per_month(self) -> int:
        """Minor units per average month (365/12 days), rounded down."""
        return self.total * 365 // (12 * self.days)

    def by_party(self) -> dict[str, int]:
        """Minor units by party."""
        parties = sorted({line.party for line in self.lines})
        return {party: sum(line.amount for line in self.lines if line.party == party) for party in parties}

    def by_item(self) -> dict[str, int]:
        """Minor units by item over all parties, dearest first."""
        items = {line.item for line in self.lines}
        totals = {item: sum(line.amount for line in self.lines if line.item == item) for item in items}
        return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot hold together, shown when a question is infeasible."""

    rule_ids: tuple[str, ...]
    sentences: tuple[str, ...]


CP_SAT = "cp-sat"
LINES = "lines"
"""Engines of a run: one model of the whole question, or lines alone, which weigh points beside the cost."""


@dataclass(frozen=True)
class RunRecord:
    """What is needed to repeat a run, and what it took."""

    scenario_digest: str
    engine: str
    seed: int
    workers: int
    time_limit_seconds: float
    gap_limit: float
    wall_seconds: float
    stopped_by: str
    versions: dict[str, str]


@dataclass(frozen=True)
class PlanResult:
    """What `make_plan` returns. `plan` is present exactly when the status carries one."""

    status: SolveStatus
    plan: Plan | None
    stages: tuple[StageResult, ...]
    verification: Verification | None
    costs: CostStatement | None
    conflict: Conflict | None
    run: RunRecord

    def __post_init__(self) -> None:
        complete = self.plan is not None and self.verification is not None and self.costs is not None
        empty = self.plan is None and self.verification is None and self.costs is None
        if not (complete if self.status.has_plan else empty):
            raise ValueError(f"status {self.status} does not fit the parts of the result")


@dataclass(frozen=True)
class Progress:
    """A snapshot of a running solve, for terminal and screen."""

    elapsed_seconds: float
    stage: str
    unit: str
    incumbent: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """(incumbent - bound) / incumbent, or None while either is missing."""
        if self.incumbent is None or self.bound is None or self.incumbent == 0:
            return None
        return max(0, self.incumbent - self.bound) / self.incumbent
