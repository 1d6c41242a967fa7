"""What people cost: grades, premia by clock hour, overtime, on-costs, on-call."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from planner.scenario.base import Clock, DayName, Key, Money, Record

MonthDay = Annotated[str, Field(pattern="^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
"""A day of every year, written `MM-DD`, for example `12-24`."""


class Grade(Record):
    """A pay grade."""

    title: str
    hourly_rate: Money = Field(description="Gross pay per hour, without on-costs")
    salaried: bool = Field(
        description="true: contract hours paid in any case; false: hours rostered or on leave"
    )


class PremiumDay(StrEnum):
    """On which local days a premium runs; a minute belongs to the local day it falls on."""

    ANY = "any"
    WEEKDAY = "weekday"
    """Monday to Friday, public holiday or not."""
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """A public holiday where the person works."""
    DATES = "dates"
    """The days listed in `dates`, every year."""


class Premium(Record):
    """Extra pay for working minutes inside a clock span on some days.

    `started_before_midnight`: only minutes of a duty that began on an earlier local day count, and `day` is asked of
    the day before the minute's own. EStG § 3b(3) has both uses: 00-04 at the higher night rate if the night began
    before midnight, and 00-04 of the day after a Sunday or public holiday as if it were still that day.
    """

    title: str
    percent: int = Field(gt=0, le=300, description="Of the hourly rate")
    day: PremiumDay = PremiumDay.ANY
    start: Clock = Field(
        default=0, alias="from", description="Wall clock; a span past midnight has from > to"
    )
    end: Clock = Field(default=1440, alias="to")
    dates: tuple[MonthDay, ...] = Field(default=(), description="Days of the year when `day` is `dates`")
    group: Key | None = Field(
        default=None,
        description="Of premia with one group the highest counts for a minute; different groups add up",
    )
    started_before_midnight: bool = Field(
        default=False,
        description="Only after the midnight over which a duty runs; `day` is the day before it",
    )
    grades: tuple[Key, ...] = Field(default=(), description="Pay grades that earn it; none listed: all")
    in_regular_rate: bool = Field(
        default=True,
        description="Counts in the regular rate of overtime; false for premia that 29 CFR 778.203 leaves out",
    )
    source: str = ""

    @model_validator(mode="after")
    def _dates_with_their_day(self) -> Self:
        if (self.day is PremiumDay.DATES) != bool(self.dates):
            raise ValueError(
                "a premium on dates has `day: dates` and at least one of `dates` such as '12-24'"
            )
        return self

    def is_for(self, grade: str) -> bool:
        """Whether people of a pay grade earn it."""
        return not self.grades or grade in self.grades


class Combination(StrEnum):
    """How premia of one minute combine that name no group."""

    HIGHEST = "highest"
    """They are one group: the highest counts."""
    ADD = "add"
    """Each is a group of its own: all count."""


class OvertimeBasis(StrEnum):
    """Beyond what overtime starts."""

    CONTRACT_HORIZON = "contract_horizon"
    WORKWEEK = "workweek"


class OvertimeTier(Record):
    """A higher percentage from some minutes on."""

    over_minutes: int = Field(gt=0, multiple_of=15, description="Minutes after which it holds")
    percent: int = Field(ge=0, le=300, description="On top of the rate")


class Workweek(Record):
    """Where the fixed week of 168 hours begins, by the person's own clock (29 CFR 778.105)."""

    day: DayName = DayName.MON
    start: Clock = Field(default=0, alias="from", lt=1440)


class Overtime(Record):
    """Overtime pay: started quarter hours beyond the threshold, at rate times (100 + percent) per cent.

    `contract_horizon`: beyond the contract hours of the whole horizon. `workweek`: beyond `weekly_minutes` of
    rostered time in each week. Weeks begin on Monday and a duty counts whole where it starts, unless `workweek` fixes
    another instant, at which duties are then split.

    `daily` counts first, for each duty, and its minutes count no more towards the week or the contract: no minute is
    overtime twice (California: 50 per cent over 8 hours, 100 over 12). `further` raises the percentage beyond the
    threshold. `regular_rate`: overtime is paid on shift premia too (29 CFR 778.207 and .208).
    """

    basis: OvertimeBasis
    percent: int = Field(ge=0, le=200)
    weekly_minutes: int = Field(default=2400, gt=0, description="Threshold per workweek")
    daily: tuple[OvertimeTier, ...] = Field(default=(), description="By minutes of one duty")
    further: tuple[OvertimeTier, ...] = Field(default=(), description="By minutes beyond the threshold")
    workweek: Workweek | None = Field(
        default=None, description="Start of the week; left out: Monday, unsplit"
    )
    regular_rate: bool = Field(default=False, description="Premia count in the rate of overtime")
    source: str = ""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for tiers, least in ((self.daily, -1), (self.further, self.percent)):
            steps = [(0, least), *((tier.over_minutes, tier.percent) for tier in tiers)]
            if any(later[0] <= before[0] or later[1] <= before[1] for before, later in pairwise(steps)):
                raise ValueError(
                    "tiers of overtime rise: each after more minutes and with a higher percentage"
                )
        return self

    @model_validator(mode="after")
    def _weeks_are_counted(self) -> Self:
        if self.basis is not OvertimeBasis.WORKWEEK and (self.workweek or self.regular_rate):
            raise ValueError("`workweek` and `regular_rate` are of overtime whose basis is workweek")
        return self


class OnCost(Record):
    """A component of the employer's on-costs: per cent of a person's gross pay between two yearly bounds.

    Bounds are taken pro rata, days of the horizon by 365. UK employers pay National Insurance of 15 % above 5,000 GBP
    and at least 3 % of 6,240 to 50,270 GBP to a pension; German contributions end at yearly ceilings.
    """

    title: str
    percent: Decimal = Field(ge=0, le=100, decimal_places=2, description="Of gross pay inside the bounds")
    above: Money = Field(default=0, alias="from", description="Yearly gross pay that is free")
    up_to: Money | None = Field(default=None, alias="to", description="Yearly ceiling; left out: none")
    source: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.up_to is not None and self.up_to <= self.above:
            raise ValueError("the ceiling `to` of this component is not above its `from`")
        return self


class ChangePay(Record):
    """Pay for changing what was published, as predictable-scheduling laws have it.

    A changed day (published and rostered duties differ) earns `minutes` at the hourly rate. Where all duties of a day
    are cut later than `cut_days` before, `cut_percent` of their pay is due instead. Chicago Fair Workweek Ordinance:
    an hour for a change within 14 days, half the pay for a cut within 24 hours.
    """

    notice_days: int = Field(gt=0, le=365, description="Local days sooner than this after today are paid for")
    minutes: int = Field(ge=0, le=1440, description="Paid for a day that changes")
    cut_percent: int = Field(default=0, ge=0, le=100, description="Of the pay of duties that are cut")
    cut_days: int = Field(default=0, ge=0, le=365, description="Days sooner than this are cut at this rate")
    grades: tuple[Key, ...] = Field(default=(), description="Pay grades that earn it; none listed: all")
    source: str = ""

    def is_for(self, grade: str) -> bool:
        """Whether people of a pay grade earn it."""
        return not self.grades or grade in self.grades


class OnCallPay(Record):
    """Pay for being on call at one escalation level.

    The lump sums for days go to whoever holds the level at noon, so that each day is paid once; days and public
    holidays are those of the scenario's main place, and a public holiday at a weekend is paid as a holiday only.
    """

    hourly_stipend: Money = Field(description="Per hour on call")
    stipend_per_period: Money = Field(default=0, description="Lump sum for each period held")
    weekend_stipend: Money = Field(default=0, description="Lump sum for each Saturday and Sunday")
    holiday_stipend: Money = Field(default=0, description="Lump sum for each public holiday")
    call_out_hourly: Money = Field(description="Per hour of a call-out, premia included")
    call_out_minimum_minutes: int = Field(gt=0, description="Least paid time of one call-out")


class PerHead(Record):
    """A yearly cost of each position, such as licences, training or recruiting; no pay, so without on-costs."""

    title: str
    per_year: Money
    grades: tuple[Key, ...] = Field(default=(), description="Pay grades that it is for; none listed: all")


class Turnover(Record):
    """What people who leave cost: the share of a year's leavers times what replacing one costs."""

    percent_per_year: int = Field(ge=0, le=200, description="Leavers of a hundred people in a year")
    replacement_cost: Money = Field(description="Hiring, agency, ramp-up of one successor")


class Pay(Record):
    """`pay.yaml`."""

    grades: dict[Key, Grade] = Field(min_length=1)
    on_cost_percent: int = Field(
        ge=0, le=100, description="Employer's on-costs on all pay; 0 with components"
    )
    on_costs: dict[Key, OnCost] = Field(default={}, description="Components of on-costs instead")
    premia: dict[Key, Premium] = {}
    combination: Combination = Combination.HIGHEST
    overtime: Overtime
    change_pay: ChangePay | None = Field(default=None, description="For changes to the published roster")
    on_call: dict[Key, OnCallPay] = Field(description="By escalation level")
    shift_allowances: dict[Key, Money] = Field(default={}, description="Flat sum for a duty, by shift kind")
    per_head: dict[Key, PerHead] = Field(default={}, description="Yearly costs of each position")
    turnover: Turnover | None = None

    @model_validator(mode="after")
    def _one_form_of_on_costs(self) -> Self:
        if self.on_cost_percent and self.on_costs:
            raise ValueError(
                "on-costs are one percentage or components: with `on_costs`, on_cost_percent is 0"
            )
        return self
