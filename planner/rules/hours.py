"""Working time: paid minutes of duties, without unpaid breaks."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class MaxHours(Rule):
    """Working time of duties that start within any `days` consecutive local days."""

    kind: Literal["max_hours"] = "max_hours"
    days: int = Field(ge=1, le=28, description="Length of the rolling window, local days")
    work_minutes: int = Field(gt=0, description="Most working time in the window, minutes")
    stricter: ClassVar[Directions] = {"days": "more", "work_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Hours in a rolling window",
        scope=Scope.PERSON,
        unit="min",
        says="At most {work_hours} of work in any {days} days in a row.",
        boundary="A duty counts whole on the day it starts; windows end in the horizon and reach back into history.",
        sources=("Directive 2003/88/EC, Art. 6", "ArbZG § 3"),
    )


class ContractHours(Rule):
    """Working time over the horizon within a band around the contract hours.

    Contract minutes = weekly minutes x days / 7, rounded down. A Monday-to-Friday day that is leave or a public
    holiday credits a fifth of the weekly minutes (rounded down). Credit + working time lies in the band, whose
    edges are not rounded; excess is rounded up.
    """

    kind: Literal["contract_hours"] = "contract_hours"
    minimum_percent: int = Field(ge=0, le=100, description="Least credited time, per cent of contract")
    maximum_percent: int = Field(ge=50, le=200, description="Most credited time, per cent of contract")
    stricter: ClassVar[Directions] = {"minimum_percent": "more", "maximum_percent": "less"}
    card: ClassVar = RuleCard(
        title="Contract hours",
        scope=Scope.PERSON,
        unit="min",
        says="Work and leave of the horizon lie between {minimum_percent} % and {maximum_percent} % of the contract.",
        boundary="Duties that start in the horizon, with their whole working time.",
        sources=("Employment contract", "ArbZG § 3: average of eight hours per working day"),
    )


class MaxShiftLength(Rule):
    """Working time of one duty (its length without the unpaid break)."""

    kind: Literal["max_shift_length"] = "max_shift_length"
    work_minutes: int = Field(gt=0, description="Longest working time of a duty, minutes")
    stricter: ClassVar[Directions] = {"work_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Longest shift",
        scope=Scope.PERSON,
        unit="min",
        says="No duty has more than {work_hours} of working time.",
        boundary="Duties that start in the horizon; on the night the clock goes back the real length counts.",
        sources=(
            "ArbZG § 3 (10 h)",
            "ArbZG §§ 7, 15(1) no. 1a (12 h with permit or tariff)",
            "HSE HSG256 (12 h)",
        ),
    )
