"""Policy that several scenarios share (`models/`): operating models, labour packs, shift systems."""

from __future__ import annotations

from pydantic import Field

from planner.rules.catalogue import AnyRule
from planner.scenario.base import Clock, Key, Record


class NightDefinition(Record):
    """What a night duty is: one with more than `minutes_over` of its time inside the night period.

    For `germany`: night time 23:00-06:00 and night work more than two hours of it (ArbZG § 2(3) and (4)).
    """

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    minutes_over: int = Field(ge=0)


class PackRule(Record):
    """A rule of a pack, perhaps only with (`when`) or without (`unless`) a flag of the scenario."""

    rule: AnyRule
    when: Key | None = None
    unless: Key | None = None


class LabourPack(Record):
    """A named set of labour rules with sources. A parameter set for software, not legal advice."""

    title: str
    night: NightDefinition
    flags: dict[Key, str] = Field(default={}, description="Flags that a scenario may set, with their meaning")
    rules: tuple[PackRule, ...]


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
    when: Key | None = Field(default=None, description="Usable only with this flag of the labour pack")


class ShiftSystem(Record):
    """A named set of shift types."""

    title: str
    shifts: dict[Key, ShiftType] = Field(min_length=1)
