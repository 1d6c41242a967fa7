"""The work: service windows, alert categories, posts, response targets and the escalation ladder."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from planner.scenario.base import Clock, DayName, Domain, Key, Phase, Record, Severity, Share


class Span(Record):
    """Some days of the week between two wall-clock times, half-open `[from, to)`."""

    days: tuple[DayName, ...] = Field(min_length=1)
    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError("'to' must be later than 'from'; split a span that passes midnight in two")
        return self


class Window(Record):
    """A service window: a named set of hours of the week. All windows together cover every hour exactly once.

    A public holiday counts as a Sunday.
    """

    title: str
    spans: tuple[Span, ...] = Field(min_length=1)


class Shape(StrEnum):
    """Hour-of-week shape of arrivals (bands: Mon-Fri 08-18, other weekday hours, weekend)."""

    USER = "user"
    MIXED = "mixed"
    FLAT = "flat"
    PLANT = "plant"
    MAINT = "maint"
    NIGHT = "night"


class AlertCategory(Record):
    """One row of `alert_categories.csv`. Volumes are analyst-visible alerts after correlation and auto-closure."""

    category: Key
    title: str
    domain: Domain
    per_day: float = Field(ge=0, le=100_000, description="Mean alerts per day")
    shape: Shape
    triage_minutes: int = Field(gt=0, le=1440, description="Mean handling time of one triage")
    escalated_share: Share = Field(description="Share of alerts that need investigation")
    investigation_minutes: int = Field(ge=0, le=2880, description="Mean handling time of one investigation")
    incident_share: Share = Field(description="Share of alerts confirmed and in need of response work")
    response_minutes: int = Field(ge=0, le=10_080, description="Mean work of one response")
    p1: float = Field(ge=0, le=100, description="Per cent of alerts of severity P1")
    p2: float = Field(ge=0, le=100)
    p3: float = Field(ge=0, le=100)
    p4: float = Field(ge=0, le=100)
    context: int = Field(ge=0, le=5, description="Need for local plant knowledge, 0 none to 5 indispensable")

    @model_validator(mode="after")
    def _severities_sum(self) -> Self:
        total = self.p1 + self.p2 + self.p3 + self.p4
        if abs(total - 100) > 1e-6:
            raise ValueError(f"p1 + p2 + p3 + p4 must be 100 per cent, found {total:g}")
        return self

    def severity_shares(self) -> tuple[float, float, float, float]:
        """Shares of P1..P4, summing to 1."""
        return (self.p1 / 100, self.p2 / 100, self.p3 / 100, self.p4 / 100)

    def phase_share(self, phase: Phase) -> float:
        """Share of the category's alerts that reach `phase`."""
        match phase:
            case Phase.TRIAGE:
                return 1.0
            case Phase.INVESTIGATION:
                return self.escalated_share
            case Phase.RESPONSE:
                return self.incident_share

    def handling_minutes(self, phase: Phase) -> int:
        """Mean handling time of one case in `phase`, minutes."""
        match phase:
            case Phase.TRIAGE:
                return self.triage_minutes
            case Phase.INVESTIGATION:
                return self.investigation_minutes
            case Phase.RESPONSE:
                return self.response_minutes


class Target(Record):
    """A response target: of the cases of one severity, `percentile` must be started within `minutes`."""

    minutes: int = Field(gt=0)
    percentile: float = Field(gt=0, lt=1)


class ResponseTargets(Record):
    """Targets of one phase by severity: time from arrival until a named person starts the phase."""

    P1: Target
    P2: Target
    P3: Target
    P4: Target

    def of(self, severity: Severity) -> Target:
        """Target of one severity."""
        target: Target = getattr(self, severity.value)
        return target

    def ordered(self) -> tuple[Target, Target, Target, Target]:
        """Targets of P1..P4 in that order."""
        return (self.P1, self.P2, self.P3, self.P4)


class Attendance(StrEnum):
    """How our own people attend a post in a service window when work of the window stays internal.

    `seated`: somebody sits at the post. `on_call`: nobody does; P1 and P2 cases call out the post's escalation
    level, P3 and P4 wait for the post's `deferred_to` window (their clocks run in business hours).
    """

    SEATED = "seated"
    ON_CALL = "on_call"


class Discipline(StrEnum):
    """How a seat requirement follows from load: full priority queue with targets, or the occupancy cap alone."""

    PRIORITY_QUEUE = "priority_queue"
    OCCUPANCY = "occupancy"


class Post(Record):
    """A seat to be filled: function, domain and level. Work items reach it by domain and phase."""

    title: str
    domain: Domain
    phases: tuple[Phase, ...] = Field(min_length=1, description="Phases of that domain worked at this post")
    skill: Key = Field(description="Qualification that everybody on the post holds")
    discipline: Discipline = Discipline.PRIORITY_QUEUE
    attendance: dict[Key, Attendance] = Field(description="For every service window: seated or on_call")
    deferred_to: Key | None = Field(
        default=None, description="Seated window that takes P3/P4 of on_call windows"
    )
    call_out_level: Key | None = Field(
        default=None, description="Escalation level called out in on_call windows"
    )
    seats: int = Field(default=8, ge=1, le=30, description="Desks that exist")


class EscalationLevel(Record):
    """One rung of the ladder in one domain: at every instant it has a named, qualified, reachable holder."""

    level: Key
    title: str
    domain: Domain
    skill: Key = Field(description="Qualification of the holder")
    response_minutes: int = Field(gt=0, description="Time within which the holder answers from home")
    limit_minutes: int = Field(gt=0, description="Longest response that the ladder allows at this rung")
    rotation: Rotation
    hand_on: HandOn = Field(default_factory=lambda: HandOn(), description="When the holder changes")
    backs_up: Key | None = Field(
        default=None, description="Level of the domain whose secondary, or deputy, the holder is"
    )
    on_site: bool = Field(
        default=False, description="The holder waits at the workplace: working time as a whole"
    )
    provider_may_hold: bool = Field(default=False, description="An offer that covers this level may hold it")


class Rotation(StrEnum):
    """Length of an on-call period."""

    HALF_DAY = "half_day"
    DAILY = "daily"
    WEEKLY = "weekly"


class HandOn(Record):
    """When an on-call period is handed on: at a local clock time, for weekly periods on one day of the week.

    Half-day periods change at this time and twelve hours of the clock from it. The default is Monday 09:00, a
    business hour, so that both holders are awake and reachable (Google SRE book, "Being On-Call").
    """

    day: DayName = DayName.MON
    at: Annotated[Clock, Field(lt=1440)] = 540


STAND_BY = "stand_by"
"""Kind of a duty that is no shift but stand-by that counts as working time."""


class StandByTime(StrEnum):
    """What waiting on call is in law: working time, rest, or working time only where call-outs are frequent."""

    WORK = "work"
    WORK_IF_FREQUENT = "work_if_frequent"
    REST = "rest"


class StandBy(Record):
    """From which constraints on stand-by counts as working time as a whole. A parameter set, not legal advice.

    Presence at the workplace is working time (CJEU C-303/98 SIMAP, C-151/02 Jaeger). At home it is where the
    constraints objectively and very significantly restrict free time, by response time and average frequency of
    call-outs (C-518/15 Matzak, C-344/19 D.J., C-580/19 Stadt Offenbach). The numbers are this product's;
    labour packs have their own where the law is another.
    """

    work_within_minutes: int = Field(
        default=10, ge=0, description="An answer within this time leaves no free use of time: working time"
    )
    rest_from_minutes: int = Field(default=30, gt=0, description="With this long to answer it is rest")
    call_outs_per_day: float = Field(
        default=1.0,
        ge=0,
        le=1000,
        description="Between the two: working time if more call-outs are expected in 24 h, on average of the horizon",
    )

    source: str = Field(default="", description="Where these numbers come from: article, ruling, policy")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.rest_from_minutes <= self.work_within_minutes:
            raise ValueError("rest_from_minutes must be more than work_within_minutes")
        return self

    def sentence(self) -> str:
        """The parameters in words."""
        near = (
            f" or with at most {self.work_within_minutes} min to answer" if self.work_within_minutes else ""
        )
        text = f"Waiting on call is working time on site{near}, and rest with {self.rest_from_minutes} min or more"
        if self.rest_from_minutes - self.work_within_minutes > 1:
            text += (
                "; between the two it is working time where more than "
                f"{self.call_outs_per_day:g} call-outs are expected in 24 h"
            )
        return f"{text}."


class Skill(Record):
    """A capability; whoever holds it also holds what it includes (transitively)."""

    title: str
    includes: tuple[Key, ...] = ()


EscalationLevel.model_rebuild()
