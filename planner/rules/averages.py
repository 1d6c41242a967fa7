"""Working time on average over weeks from Monday to Sunday, which reach back before the horizon."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope

HORIZON_EDGE = (
    "Reference periods that end with a week of the horizon. Weeks before it come from history where that is "
    "complete, and before that from past_weeks.csv; the period begins after the last week that is not known."
)


class AverageHours(Rule):
    """Working time of a reference period of weeks, against so much for each of its weeks.

    The period ends with a week (Monday to Sunday) of the horizon and has up to `reference_weeks` weeks: fewer where
    not so many in a row are known, so that late joiners are averaged over the weeks since they joined. A duty counts
    whole in the week in which it starts.

    Leave is neutral: each of the first `working_days` days of a week that is leave (or, with `holidays_neutral`, a
    public holiday) takes `work_minutes / working_days` off the limit of the period; in a past week these are its
    `neutral_days`. The limit is rounded down to a minute. With `opt_out_possible` the rule does not hold for people
    with the agreement `average_hours_opt_out`.
    """

    kind: Literal["average_hours"] = "average_hours"
    reference_weeks: int = Field(ge=1, le=52, description="Longest reference period, weeks")
    work_minutes: int = Field(gt=0, description="Most working time of a week on average, minutes")
    working_days: Literal[5, 6] = Field(
        default=5, description="Days of a week, from Monday, on which leave is neutral"
    )
    holidays_neutral: bool = Field(default=False, description="Public holidays are neutral as leave is")
    opt_out_possible: bool = Field(default=False, description="People may agree to work more")
    stricter: ClassVar[Directions] = {
        "reference_weeks": "neither",
        "work_minutes": "less",
        "working_days": "neither",
        "holidays_neutral": "more",
        "opt_out_possible": "less",
    }
    card: ClassVar = RuleCard(
        title="Average working week",
        scope=Scope.PERSON,
        unit="min",
        says="Over {reference_weeks} weeks at most {work_hours} of work a week on average; leave is left out on "
        "{working_days} days a week (public holidays too: {holidays_neutral}; people may opt out: "
        "{opt_out_possible}).",
        boundary=HORIZON_EDGE,
        sources=(
            "Directive 2003/88/EC, Art. 6(b) and 16(b)",
            "Working Time Regulations 1998 (UK), reg. 4 and 5",
            "ArbZG § 3",
        ),
    )


class NightAverage(Rule):
    """Working time of night workers on average over a reference period, against so much for each working day.

    Period, weeks, leave and rounding are those of `average_hours`, with `working_days * work_minutes` for a week. A
    night worker is a person with at least `night_worker_from` night duties in the period, or one with the agreement
    `night_worker`.
    """

    kind: Literal["night_average"] = "night_average"
    reference_weeks: int = Field(ge=1, le=52, description="Longest reference period, weeks")
    work_minutes: int = Field(gt=0, description="Most working time of a working day on average, minutes")
    working_days: Literal[5, 6] = Field(default=6, description="Working days of a week, from Monday")
    holidays_neutral: bool = Field(default=False, description="Public holidays are neutral as leave is")
    night_worker_from: int = Field(ge=1, le=364, description="Night duties in the period of a night worker")
    stricter: ClassVar[Directions] = {
        "reference_weeks": "neither",
        "work_minutes": "less",
        "working_days": "less",
        "holidays_neutral": "more",
        "night_worker_from": "less",
    }
    card: ClassVar = RuleCard(
        title="Average day of night workers",
        scope=Scope.PERSON,
        unit="min",
        says="Over {reference_weeks} weeks night workers ({night_worker_from} or more nights in them, or by "
        "agreement) work at most {work_hours} a day on average, on {working_days} days a week without leave "
        "(without public holidays: {holidays_neutral}).",
        boundary=HORIZON_EDGE,
        sources=(
            "Directive 2003/88/EC, Art. 8(a)",
            "Working Time Regulations 1998 (UK), reg. 6",
            "ArbZG § 6(2)",
        ),
    )
