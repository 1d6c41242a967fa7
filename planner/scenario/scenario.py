"""The scenario: everything asked, checked and frozen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from pydantic import Field

from planner.rules.base import Strength
from planner.rules.catalogue import AnyRule
from planner.scenario.activities import Activity
from planner.scenario.base import INTERNAL, DayName, Domain, Key, Phase, Record, Severity, Share
from planner.scenario.holiday_words import holidays_in
from planner.scenario.layers import LABOUR, OPERATING, SCENARIO_LAYER, Origin, StandByOrigin, origins_of
from planner.scenario.pay import Pay
from planner.scenario.people import (
    Leave,
    PastDuty,
    PastHoliday,
    PastOnCall,
    PastWeek,
    Person,
    PersonalLimit,
    Request,
)
from planner.scenario.policy import LabourPack, NightDefinition, OperatingModel, ShiftSystem, ShiftType
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.provider import Provider
from planner.scenario.publication import Publication, PublishedDuty
from planner.scenario.work import (
    AlertCategory,
    EscalationLevel,
    Post,
    ResponseTargets,
    Skill,
    StandBy,
    Window,
)
from planner.units import local_to_utc


class Horizon(Record):
    """Local days planned: `days` from `start` (a Monday), half-open."""

    start: date
    days: int = Field(ge=7, le=364, multiple_of=7)
    history_days: int = Field(
        default=14, ge=0, le=56, description="Days before the start on which history is complete"
    )


class Site(Record):
    """A further place where people work, with its own clock and public holidays."""

    title: str
    zone: str = Field(description="IANA time zone, for example Europe/Bucharest")
    country: str = Field(pattern="^[A-Z]{2}$", description="ISO 3166 code in quotes, for public holidays")
    subdivision: str | None = Field(default=None, description="State or region of the holiday calendar")


class LabourChoice(Record):
    """Which labour packs hold, the first one lowest. What a pack extends comes before it and need not be named."""

    packs: tuple[Key, ...] = Field(min_length=1)


class Demand(Record):
    """How load becomes seats."""

    volume_factor: float = Field(default=1.0, gt=0, le=20, description="Multiplies every alert volume")
    occupancy_cap: Share = Field(default=0.85, description="Highest busy share of a seat")
    shrinkage: float = Field(
        default=0.12,
        ge=0,
        lt=0.9,
        description="Paid time on the desk not available for alerts (breaks, handover)",
    )


class Facts(Record):
    """The hand-written part of a scenario, `scenario.yaml`."""

    title: str
    zone: str = Field(description="IANA time zone, for example Europe/Berlin")
    country: str = Field(pattern="^[A-Z]{2}$", description="ISO 3166 code in quotes, for public holidays")
    subdivision: str | None = Field(
        default=None, description="State or region of the holiday calendar, for example BY"
    )
    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217 code")
    calendar_host: str = Field(
        default="soc.example", pattern="^[a-z0-9.-]+$", description="Host part of calendar UIDs"
    )
    sites: dict[Key, Site] = Field(
        default={},
        description="Places with a clock or holidays of their own; everybody else is at the main place",
    )
    horizon: Horizon
    operating_model: Key
    labour: LabourChoice
    shift_system: Key
    shifts: tuple[Key, ...] = Field(
        default=(), description="Shift types of the system that may be planned; empty: all"
    )
    demand: Demand = Demand()
    service_windows: dict[Key, Window] = Field(min_length=1)
    response_targets: dict[Phase, ResponseTargets]
    skills: dict[Key, Skill] = Field(min_length=1)
    posts: dict[Key, Post] = Field(min_length=1)
    activities: dict[Key, Activity] = Field(
        default={}, description="Training and exercises; no key is that of a post"
    )
    publication: Publication | None = Field(
        default=None, description="When people are told of their duties; for rules of notice"
    )
    escalation: tuple[EscalationLevel, ...] = Field(min_length=1)
    stand_by: StandBy | None = Field(
        default=None,
        description="When waiting on call is working time, in place of what the labour packs say",
    )
    rules: tuple[AnyRule, ...] = Field(default=(), description="Added to the packs; the same id replaces")
    cost_tolerance: Share = Field(
        default=0.001, description="Share of the least cost that stage 2 may spend on points"
    )


class Scenario(Record):
    """Everything asked. Built only by `load_scenario` (or by tests); cross-checked before anybody sees it."""

    key: Key
    facts: Facts
    operating_model_key: Key
    operating_model: OperatingModel
    labour_packs: dict[Key, LabourPack] = Field(description="In effective order: a later one replaces")
    shift_system: ShiftSystem
    people: tuple[Person, ...]
    leave: tuple[Leave, ...] = ()
    requests: tuple[Request, ...] = ()
    history: tuple[PastDuty, ...] = ()
    past_weeks: tuple[PastWeek, ...] = ()
    past_holidays: tuple[PastHoliday, ...] = ()
    past_on_call: tuple[PastOnCall, ...] = ()
    limits: tuple[PersonalLimit, ...] = ()
    published: tuple[PublishedDuty, ...] = ()
    preferred_cover: tuple[PreferredPeople, ...] = ()
    categories: tuple[AlertCategory, ...]
    providers: dict[Key, Provider] = {}
    pay: Pay
    holiday_names: dict[date, str] = Field(
        default={}, description="Public holidays from history to a day past the horizon"
    )
    site_holidays: dict[Key, dict[date, str]] = Field(default={}, description="The same at each further site")

    @cached_property
    def zone(self) -> ZoneInfo:
        """Time zone of every local day and clock."""
        return ZoneInfo(self.facts.zone)

    @cached_property
    def _site_of(self) -> dict[str, str | None]:
        return {person.person: person.site for person in self.people}

    def zone_of(self, person: str) -> ZoneInfo:
        """Time zone of a person's shifts, local days and clocks; the main one for who is not of the people."""
        site = self._site_of.get(person)
        return self.zone if site is None else ZoneInfo(self.facts.sites[site].zone)

    def holidays_of(self, person: str) -> dict[date, str]:
        """Public holidays where a person works."""
        site = self._site_of.get(person)
        return self.holiday_names if site is None else self.site_holidays[site]

    def holidays_on(self, person: str, day: date) -> tuple[str, ...]:
        """Names of the public holidays that a day is where a person works; more than one may fall on it."""
        name = self.holidays_of(person).get(day)
        return () if name is None else holidays_in(name)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Local days of the horizon, in order."""
        first = self.facts.horizon.start
        return tuple(first + timedelta(days=n) for n in range(self.facts.horizon.days))

    @cached_property
    def start(self) -> datetime:
        """First instant of the horizon, UTC."""
        return local_to_utc(self.days[0], 0, self.zone)

    @cached_property
    def end(self) -> datetime:
        """First instant after the horizon, UTC."""
        return local_to_utc(self.days[-1] + timedelta(days=1), 0, self.zone)

    @cached_property
    def shifts(self) -> dict[str, ShiftType]:
        """Shift types that may be planned."""
        used = self.facts.shifts or self.shift_system.shifts
        return {code: shift for code, shift in self.shift_system.shifts.items() if code in used}

    @cached_property
    def night(self) -> NightDefinition:
        """What a night duty is: the definition of the last labour pack that gives one (one does, says the door)."""
        return [pack.night for pack in self.labour_packs.values() if pack.night is not None][-1]

    @cached_property
    def stand_by_origins(self) -> tuple[StandByOrigin, ...]:
        """Every layer that says when waiting on call is working time, in order; the last one is in force."""
        laws = {f"{LABOUR}/{key}": pack.stand_by for key, pack in self.labour_packs.items()}
        laws[SCENARIO_LAYER] = self.facts.stand_by
        given = tuple(StandByOrigin(layer, law) for layer, law in laws.items() if law is not None)
        return given or (StandByOrigin("default", StandBy()),)

    @property
    def stand_by(self) -> StandBy:
        """When waiting on call is working time."""
        return self.stand_by_origins[-1].law

    @cached_property
    def staff(self) -> tuple[Person, ...]:
        """People whose position exists in the chosen operating model."""
        model = self.operating_model_key
        return tuple(p for p in self.people if not p.operating_models or model in p.operating_models)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """`internal` and, where the operating model allows, every provider."""
        return (INTERNAL, *self.providers) if self.operating_model.providers_allowed else (INTERNAL,)

    @cached_property
    def rule_origins(self) -> dict[str, tuple[Origin, ...]]:
        """For the id of each effective rule, every layer that gives it, in order; the last one is in force.

        Layers: labour packs, operating model, scenario.
        """
        layers = {f"{LABOUR}/{key}": pack.rules for key, pack in self.labour_packs.items()}
        layers[f"{OPERATING}/{self.operating_model_key}"] = self.operating_model.rules
        layers[SCENARIO_LAYER] = self.facts.rules
        return origins_of(layers)

    @cached_property
    def rule_book(self) -> tuple[AnyRule, ...]:
        """The effective rules; of rules with the same id the one of the last layer."""
        return tuple(origins[-1].rule for origins in self.rule_origins.values())

    def place_label(self, post: str) -> str:
        """What to call the post or activity of a duty; its key when there is none such."""
        if post in self.facts.activities:
            return self.facts.activities[post].label()
        return self.facts.posts[post].title if post in self.facts.posts else post

    def must_rules(self) -> tuple[AnyRule, ...]:
        """Rules that are never broken."""
        return tuple(rule for rule in self.rule_book if rule.strength is Strength.MUST)

    def day_name(self, day: date) -> DayName:
        """Day of the week, a public holiday counting as Sunday."""
        return DayName.SUN if day in self.holiday_names else tuple(DayName)[day.weekday()]

    def post_of(self, domain: Domain, phase: Phase) -> str:
        """Key of the post at which a work item is handled internally (exactly one, checked at the door)."""
        return next(
            key for key, post in self.facts.posts.items() if post.domain is domain and phase in post.phases
        )

    def target(self, phase: Phase, severity: Severity) -> tuple[int, float]:
        """Minutes and percentile of a response target."""
        target = self.facts.response_targets[phase].of(severity)
        return target.minutes, target.percentile
