"""Being on call as working time, and how often the holder of a level is expected to be called out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import floor

from planner.instance.clock import HorizonClock, is_night
from planner.instance.demand import case_rate, category_of, to_millionth
from planner.instance.model import MICRO, DemandClass, Instance, Item, Level, Option, ShiftSlot
from planner.instance.money import offer_of
from planner.scenario.work import STAND_BY, Attendance, EscalationLevel, StandBy, StandByTime
from planner.units import MINUTES_PER_DAY


def stand_by_time(law: StandBy, level: EscalationLevel) -> StandByTime:
    """Whether holding a level is working time (FORMULATION §3)."""
    if level.on_site or level.response_minutes <= law.work_within_minutes:
        return StandByTime.WORK
    if level.response_minutes >= law.rest_from_minutes:
        return StandByTime.REST
    return StandByTime.WORK_IF_FREQUENT


def stand_by_slot(clock: HorizonClock, level: EscalationLevel, site: str, start: int, end: int) -> ShiftSlot:
    """An on-call period as a duty by the clock of a site; all of it is working time."""
    day, shown = clock.wall(start)
    return ShiftSlot(
        # Further west it is still the day before when the horizon begins.
        day=max(0, clock.day_number(day)),
        shift=f"on_call:{level.domain}/{level.level}",
        kind=STAND_BY,
        start=start,
        end=end,
        paid=end - start,
        clock=shown,
        night=is_night(clock, start, end),
        weekend=day.weekday() >= 5,
        site=site,
    )


def most_call_outs(instance: Instance) -> int:
    """Millionths of call-outs over the horizon up to which they are not frequent."""
    each_day = round(instance.scenario.stand_by.call_outs_per_day * MICRO)
    return floor(each_day * instance.minutes / MINUTES_PER_DAY)


def call_outs_within(
    instance: Instance, level: Level, start: int, end: int
) -> Mapping[tuple[Item, str, Option], int]:
    """Call-outs expected at a level in `[start, end)` by item, window and option, in millionths of one.

    Each is what the item's cases there, the share that does not wait and the share handed back give, all to the
    nearest millionth, rounded to the nearest millionth.
    """
    scenario = instance.scenario
    minutes: dict[DemandClass, int] = defaultdict(int)
    for first, last, demand in instance.stretches:
        minutes[demand] += max(0, min(last, end) - max(first, start))
    expected: dict[tuple[Item, str, Option], int] = {}
    for item in instance.items:
        category = category_of(scenario, item)
        post = scenario.facts.posts[scenario.post_of(category.domain, item.phase)]
        if (category.domain, post.call_out_level) != (level.domain, level.level):
            continue
        waits = post.deferred_to in instance.windows
        urgent = to_millionth(sum(category.severity_shares()[:2])) if waits else 1
        for window in instance.windows:
            if post.attendance[window] is not Attendance.ON_CALL:
                continue
            cases = to_millionth(
                sum(
                    case_rate(scenario, item, demand.band) * length / 60
                    for demand, length in minutes.items()
                    if demand.window == window
                )
            )
            for option in instance.options:
                ours = to_millionth(offer_of(scenario, option).hand_back_share) if option.offer else 1
                if found := round(cases * urgent * ours * MICRO):
                    expected[item, window, option] = found
    return expected
