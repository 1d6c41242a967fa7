"""Rules about public holidays by their names."""

from __future__ import annotations

from typing import ClassVar, Literal

from planner.rules.base import Rule, RuleCard, Scope


class HolidayTurns(Rule):
    """Who worked a public holiday the last time it came, Christmas Day for example, does not work it again.

    It goes by the name, so that Christmas and the day after it each come in turn; that nobody has more holidays than
    others in all is for `fair_share` of holidays. Counted: duties that start on a day (local) of the horizon on which
    a public holiday of the person's site comes that past_holidays.csv has for the person. A night from the day before
    is a duty of that day, and waiting on call is none. A holiday of several days of one name is one holiday; two on
    one day are both looked up, and the day's duties counted once. A day in lieu is a holiday of its own. Excess:
    duties.
    """

    kind: Literal["holiday_turns"] = "holiday_turns"
    card: ClassVar = RuleCard(
        title="Turns at public holidays",
        scope=Scope.PERSON,
        unit="duties",
        says="Who worked a public holiday the last time it came does not work it again.",
        boundary="Duties that start in the horizon, against the holidays of past_holidays.csv.",
        sources=("Planning convention: public holidays are worked in turn",),
    )
    may_be_should: ClassVar[bool] = True
