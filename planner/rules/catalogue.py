"""Every rule kind, in the order of the rule book. The encoders, checks and case files are held to this list."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.rules.averages import AverageHours, NightAverage
from planner.rules.backup import DistinctHolders, SecondaryBecomesPrimary
from planner.rules.base import Rule
from planner.rules.breaks import Breaks, NightShiftLength
from planner.rules.call_outs import CallOutLoad, WorkWithCallOuts
from planner.rules.counts import DutyCount, MaxWeekends
from planner.rules.cover import CoverRequirement, HandoverOverlap, MinimumPresence, SkillMix
from planner.rules.duties import NoDutyOnLeave, NoNights, OneDutyADay, PostQualification
from planner.rules.escalation import LadderReachability, OnCallEligibility, OnCallExclusion
from planner.rules.fairness import FairShare, RefusalFairness, Requests
from planner.rules.holidays import HolidayTurns
from planner.rules.hours import ContractHours, MaxHours, MaxShiftLength
from planner.rules.mix import EarlyStarts, KindLimit, PermanentNights
from planner.rules.night_calls import AfterCallOut
from planner.rules.notice import PublishedChanges, PublishNotice
from planner.rules.notification import NotificationAuthority
from planner.rules.on_call import OnCallGap, OnCallRun, OnCallShare
from planner.rules.period import PeriodHours
from planner.rules.personal import DaytimeOnly, NoLoneWork, NoSundays, PersonalLimits
from planner.rules.preferred_cover import MinimumCover, PreferredCover
from planner.rules.recovery import PreferredRest
from planner.rules.rest import MinRest, RestAfterNights, WeeklyRest
from planner.rules.risk import RiskIndex
from planner.rules.rotation import WeeklyRotation
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff, MinConsecutiveNights
from planner.rules.segmentation import (
    InternalOnly,
    MinimumInternalShare,
    OneResponsible,
    OtMaturity,
    ProviderScope,
    ResponseTarget,
)
from planner.rules.spells import MaxConsecutiveDaysOff, MinConsecutiveKind
from planner.rules.stretches import (
    BackwardRotation,
    ForbiddenSuccession,
    MaxConsecutiveDays,
    MaxConsecutiveKind,
    MaxConsecutiveNights,
    StableStartTimes,
)
from planner.rules.sundays import FreeSundays, SubstituteDay
from planner.rules.teams import TraineeBesideMentor, WorkApart, WorkTogether
from planner.rules.training import ActivityPlace, ExerciseHeld, TrainingHours
from planner.rules.weekends import CompleteWeekends, FreeWeekends

RULE_KINDS: tuple[type[Rule], ...] = (
    OneDutyADay,
    NoDutyOnLeave,
    NoNights,
    PostQualification,
    MinRest,
    WeeklyRest,
    RestAfterNights,
    MaxHours,
    ContractHours,
    PeriodHours,
    MaxShiftLength,
    Breaks,
    NightShiftLength,
    AverageHours,
    NightAverage,
    FreeSundays,
    SubstituteDay,
    NoSundays,
    DaytimeOnly,
    NoLoneWork,
    PersonalLimits,
    MaxConsecutiveDays,
    MaxConsecutiveNights,
    ForbiddenSuccession,
    BackwardRotation,
    MinConsecutiveDays,
    MinConsecutiveDaysOff,
    MaxConsecutiveDaysOff,
    MinConsecutiveNights,
    CompleteWeekends,
    FreeWeekends,
    MaxWeekends,
    MaxConsecutiveKind,
    MinConsecutiveKind,
    StableStartTimes,
    PreferredRest,
    EarlyStarts,
    KindLimit,
    DutyCount,
    PermanentNights,
    WeeklyRotation,
    RiskIndex,
    CoverRequirement,
    MinimumPresence,
    SkillMix,
    HandoverOverlap,
    PreferredCover,
    MinimumCover,
    ActivityPlace,
    TrainingHours,
    ExerciseHeld,
    PublishNotice,
    PublishedChanges,
    LadderReachability,
    OnCallEligibility,
    OnCallExclusion,
    DistinctHolders,
    SecondaryBecomesPrimary,
    OnCallShare,
    OnCallRun,
    OnCallGap,
    CallOutLoad,
    WorkWithCallOuts,
    AfterCallOut,
    NotificationAuthority,
    OneResponsible,
    ProviderScope,
    OtMaturity,
    ResponseTarget,
    InternalOnly,
    MinimumInternalShare,
    FairShare,
    Requests,
    RefusalFairness,
    HolidayTurns,
    WorkTogether,
    WorkApart,
    TraineeBesideMentor,
)

AnyRule = Annotated[
    OneDutyADay
    | NoDutyOnLeave
    | NoNights
    | PostQualification
    | MinRest
    | WeeklyRest
    | RestAfterNights
    | MaxHours
    | ContractHours
    | PeriodHours
    | MaxShiftLength
    | Breaks
    | NightShiftLength
    | AverageHours
    | NightAverage
    | FreeSundays
    | SubstituteDay
    | NoSundays
    | DaytimeOnly
    | NoLoneWork
    | PersonalLimits
    | MaxConsecutiveDays
    | MaxConsecutiveNights
    | ForbiddenSuccession
    | BackwardRotation
    | MinConsecutiveDays
    | MinConsecutiveDaysOff
    | MaxConsecutiveDaysOff
    | MinConsecutiveNights
    | CompleteWeekends
    | FreeWeekends
    | MaxWeekends
    | MaxConsecutiveKind
    | MinConsecutiveKind
    | StableStartTimes
    | PreferredRest
    | EarlyStarts
    | KindLimit
    | DutyCount
    | PermanentNights
    | WeeklyRotation
    | RiskIndex
    | CoverRequirement
    | MinimumPresence
    | SkillMix
    | HandoverOverlap
    | PreferredCover
    | MinimumCover
    | ActivityPlace
    | TrainingHours
    | ExerciseHeld
    | PublishNotice
    | PublishedChanges
    | LadderReachability
    | OnCallEligibility
    | OnCallExclusion
    | DistinctHolders
    | SecondaryBecomesPrimary
    | OnCallShare
    | OnCallRun
    | OnCallGap
    | CallOutLoad
    | WorkWithCallOuts
    | AfterCallOut
    | NotificationAuthority
    | OneResponsible
    | ProviderScope
    | OtMaturity
    | ResponseTarget
    | InternalOnly
    | MinimumInternalShare
    | FairShare
    | Requests
    | RefusalFairness
    | HolidayTurns
    | WorkTogether
    | WorkApart
    | TraineeBesideMentor,
    Field(discriminator="kind"),
]
"""One rule of a pack or scenario; the kind says which, so a bad parameter gives one message and not thirty."""
