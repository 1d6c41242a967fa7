"""Notice of working hours: how early a duty is made known, and what stays as it was made known."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, PositiveInt

from planner.rules.base import Directions, Rule, RuleCard, Scope

LAWS = (
    "Chicago Fair Workweek Ordinance, Municipal Code ch. 6-110: 14 days",
    "Oregon ORS 653.412 to 653.490: 14 days",
)


class PublishNotice(Rule):
    """A duty is made known so many days before it starts.

    What stands in published.csv was made known on `publication.published_on`, every other duty is on
    `publication.today`. So new duties do not start too soon after today, unless the published roster has them.
    """

    kind: Literal["publish_notice"] = "publish_notice"
    may_be_should: ClassVar[bool] = True
    days: PositiveInt = Field(
        description="Least number of local days from the day of notice to that of the start"
    )
    grades: tuple[str, ...] = Field(default=(), description="Pay grades protected; empty means all")
    stricter: ClassVar[Directions] = {"days": "more", "grades": "wider"}
    card: ClassVar = RuleCard(
        title="Notice of duties",
        scope=Scope.PERSON,
        unit="days",
        says="A duty is made known at least {days} days before it starts (pay grades: {grades}).",
        boundary="Shifts that start in the horizon, by the local day of their start where the person works. On-call "
        "is not looked at.",
        sources=LAWS,
    )


class PublishedChanges(Rule):
    """What was published does not change in the days before it: a change is a day on which the duties differ.

    A duty is the same when shift, start and end are; its post may change. Nothing differs from a roster that has
    not been published.
    """

    kind: Literal["published_changes"] = "published_changes"
    may_be_should: ClassVar[bool] = True
    notice_days: PositiveInt = Field(
        description="Days sooner than this after today keep their published duties"
    )
    grades: tuple[str, ...] = Field(default=(), description="Pay grades protected; empty means all")
    stricter: ClassVar[Directions] = {"notice_days": "more", "grades": "wider"}
    card: ClassVar = RuleCard(
        title="Changes to the published roster",
        scope=Scope.PERSON,
        unit="days",
        says="Nobody's published duties change on a day less than {notice_days} days ahead (pay grades: {grades}).",
        boundary="Local days of the horizon, by the start of duties where the person works; days that are already "
        "past do not change either. On-call is not looked at.",
        sources=LAWS,
    )
