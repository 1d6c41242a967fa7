"""What people cost: grades, premia by clock hour, overtime, on-costs, on-call."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planner.scenario.base import Clock, Key, Money, Record


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
    SUNDAY = "sunday"
    HOLIDAY = "holiday"


class Premium(Record):
    """Extra pay for working minutes inside a clock span on some days."""

    title: str
    percent: int = Field(gt=0, le=300, description="Of the hourly rate")
    day: PremiumDay = PremiumDay.ANY
    start: Clock = Field(
        default=0, alias="from", description="Wall clock; a span past midnight has from > to"
    )
    end: Clock = Field(default=1440, alias="to")
    source: str = ""


class Combination(StrEnum):
    """How premia of one minute combine."""

    HIGHEST = "highest"
    ADD = "add"


class OvertimeBasis(StrEnum):
    """Beyond what overtime starts."""

    CONTRACT_HORIZON = "contract_horizon"
    WORKWEEK = "workweek"


class Overtime(Record):
    """Overtime pay: started quarter hours beyond the threshold, at rate times (100 + percent) per cent.

    `contract_horizon`: beyond the contract hours of the whole horizon. `workweek`: beyond `weekly_minutes` of
    rostered time in each fixed week from Monday 00:00 local time (FLSA, 29 CFR 778.105 lets the employer fix it).
    """

    basis: OvertimeBasis
    percent: int = Field(ge=0, le=200)
    weekly_minutes: int = Field(default=2400, gt=0, description="Threshold per workweek")
    source: str = ""


class OnCallPay(Record):
    """Pay for being on call at one escalation level."""

    hourly_stipend: Money = Field(description="Per hour on call")
    call_out_hourly: Money = Field(description="Per hour of a call-out, premia included")
    call_out_minimum_minutes: int = Field(gt=0, description="Least paid time of one call-out")


class Pay(Record):
    """`pay.yaml`."""

    grades: dict[Key, Grade] = Field(min_length=1)
    on_cost_percent: int = Field(ge=0, le=100, description="Employer's on-costs on all pay")
    premia: dict[Key, Premium] = {}
    combination: Combination = Combination.HIGHEST
    overtime: Overtime
    on_call: dict[Key, OnCallPay] = Field(description="By escalation level")
