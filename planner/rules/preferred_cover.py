"""How many people a shift is to have, or must have, beyond what the load needs."""

from __future__ import annotations

from typing import ClassVar, Literal

from planner.rules.base import Rule, RuleCard, Scope


class PreferredCover(Rule):
    """Shifts have the number of people that `preferred_cover.csv` prefers; each one fewer or more costs points.

    Counted are the people whose duty of the shift starts on the local day, at the post of the row or, where it names
    none, at any post; people at an activity are at no post. Excess of a row: `under_points` for each person missing,
    `over_points` for each one too many. The rule's points multiply those of the rows.
    """

    kind: Literal["preferred_cover"] = "preferred_cover"
    card: ClassVar = RuleCard(
        title="Preferred cover",
        scope=Scope.TEAM,
        unit="points",
        says="Shifts have as many people as preferred_cover.csv prefers.",
        boundary="Duties that start on days of the horizon; history does not count.",
        sources=(
            "Policy: head-count that the team wants on a shift",
            "Curtois & Qu 2014, staff scheduling benchmark: cover requirements",
            "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S1 optimal coverage",
        ),
    )
    may_be_should: ClassVar[bool] = True


class MinimumCover(Rule):
    """Shifts have no fewer people than `minimum` of `preferred_cover.csv` says, counted as by `preferred_cover`."""

    kind: Literal["minimum_cover"] = "minimum_cover"
    card: ClassVar = RuleCard(
        title="Minimum cover of shifts",
        scope=Scope.TEAM,
        unit="people",
        says="Shifts have at least the people that preferred_cover.csv names as their minimum.",
        boundary="Duties that start on days of the horizon; history does not count.",
        sources=(
            "Operating practice: fewest people of a shift, whatever the load",
            "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, H2",
        ),
    )
