"""Policy that several scenarios share (`models/`): operating models, labour packs, shift systems."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from planner.rules.catalogue import AnyRule
from planner.scenario.base import Clock, Key, Record
from planner.scenario.work import StandBy


class NightDefinition(Record):
    """What a night duty is: one with more than `minutes_over` of its time inside the night period.

    For `germany`: night time 23:00-06:00 and night work more than two hours of it (ArbZG § 2(3) and (4)).
    """

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    minutes_over: int = Field(ge=0)


class LabourPack(Record):
    """A named set of labour rules with sources. A parameter set for software, not legal advice.

    Packs lie on one another in layers: a later one adds rules, and replaces those whose id it gives again.
    """

    title: str
    extends: Key | None = Field(default=None, description="Pack that this one lies on, loaded before it")
    night: NightDefinition | None = Field(default=None, description="Replaces that of the packs before it")
    stand_by: StandBy | None = Field(
        default=None, description="When waiting on call is working time; replaces that of the packs before it"
    )
    rules: tuple[AnyRule, ...]


class OperatingModel(Record):
    """In-house, hybrid or managed: which parties may do what, and what must stay internal."""

    title: str
    providers_allowed: bool
    rules: tuple[AnyRule, ...]


class ShiftType(Record):
    """A shift pattern. It starts at local wall-clock time; its length is elapsed time by the clock of a normal day.

    On the night of a clock change the end stays at its wall-clock time, so the shift is an hour shorter or
    longer, and paid time follows.
    """

    title: str
    start: Clock
    length_minutes: int = Field(gt=0, le=1440)
    break_minutes: int = Field(default=0, ge=0, le=180, description="Unpaid break inside the length")
    kind: str = Field(pattern="^(day|early|late|night|long_day|long_night)$")


class Rotation(Record):
    """A rotation pattern: a cycle of days, and where in it each crew begins.

    A letter of the cycle is the code of a shift type, or `O` for a day off.
    """

    title: str
    cycle: str = Field(min_length=2, max_length=84, pattern="^[A-Z]+$", description="One letter a day")
    crews: tuple[int, ...] = Field(
        min_length=1, description="Day of the cycle on which each crew begins, from 0"
    )
    source: str


class ShiftSystem(Record):
    """A named set of shift types, perhaps with rotation patterns of them."""

    title: str
    shifts: dict[Key, ShiftType] = Field(min_length=1)
    rotations: dict[Key, Rotation] = {}

    @model_validator(mode="after")
    def _cycles_have_shifts(self) -> Self:
        for key, rotation in self.rotations.items():
            if unknown := sorted(set(rotation.cycle) - {"O", *self.shifts}):
                raise ValueError(
                    f"the cycle of {key} has days that are no shift and not O: {', '.join(unknown)}"
                )
        return self
