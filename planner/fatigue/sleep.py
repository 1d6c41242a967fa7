"""When people sleep, as far as a roster can say: an assumption with stated rules, for nobody's real nights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.fatigue.worked import DAY, Worked, days_from
from planner.units import local_to_utc

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class SleepAssumptions:
    """Rules of assumed sleep. Minutes; clock times in minutes after local midnight.

    After a night duty sleep begins `after_duty` after its end and lasts `day_sleep` (day sleep of shift workers is
    five to six hours). Every night else has `night_sleep` that ends at `usual_waking`, or `before_duty` before a
    duty that is too early for that, and begins no sooner than `earliest_bedtime`. What a duty, with `before_duty`
    before it and `after_duty` after it, takes from a sleep is lost; of what is left the longest piece counts. A nap
    (0 for none) lies before a night duty that follows no night of the day before, and ends `nap_before_duty` before
    it. A call-out (0 for none) takes its length out of the sleep of each night on call, from `call_out_clock`.
    """

    after_duty: int = 90
    day_sleep: int = 360
    night_sleep: int = 480
    usual_waking: int = 7 * 60
    before_duty: int = 60
    earliest_bedtime: int = 21 * 60 + 30
    nap: int = 0
    nap_before_duty: int = 120
    call_out: int = 0
    call_out_clock: int = 2 * 60


def assumed_sleep(
    line: Sequence[Worked],
    on_call: Sequence[Span],
    zone: ZoneInfo,
    first: date,
    last: date,
    rules: SleepAssumptions,
) -> tuple[Span, ...]:
    """Sleep, by start and without overlap, that ends on the local days `first` to `last` or follows a duty of `line`.

    `line` are one person's duties by start, `on_call` the spans in which the person can be called from home.
    """
    sleeps = [*_after_nights(line, rules), *_naps(line, rules)]
    sleeps += _nights_in_bed(line, zone, first, last, rules)
    call_outs = [
        call_out
        for day in days_from(first, last)
        if (call_out := _call_out(day, zone, rules))[0] < call_out[1]
        and any(start <= call_out[0] < end for start, end in on_call)
    ]
    return tuple(_without(_joined(sleeps), call_outs))


def _after_nights(line: Sequence[Worked], rules: SleepAssumptions) -> Iterator[Span]:
    for number, duty in enumerate(line):
        if duty.is_night:
            start = duty.end + _minutes(rules.after_duty)
            yield from _longest_free((start, start + _minutes(rules.day_sleep)), line[number + 1 :], rules)


def _naps(line: Sequence[Worked], rules: SleepAssumptions) -> Iterator[Span]:
    nights = {duty.day for duty in line if duty.is_night}
    for number, duty in enumerate(line):
        if duty.is_night and duty.day - DAY not in nights and rules.nap:
            end = duty.start - _minutes(rules.nap_before_duty)
            yield from _longest_free((end - _minutes(rules.nap), end), line[:number], rules)


def _nights_in_bed(
    line: Sequence[Worked], zone: ZoneInfo, first: date, last: date, rules: SleepAssumptions
) -> Iterator[Span]:
    """The sleep that ends in the morning of each day."""
    for day in days_from(first, last):
        before_duties = [duty.start - _minutes(rules.before_duty) for duty in line if duty.day == day]
        waking = min([local_to_utc(day, rules.usual_waking, zone), *before_duties])
        earliest = local_to_utc(day - DAY, rules.earliest_bedtime, zone)
        bedtime = max(waking - _minutes(rules.night_sleep), earliest)
        if bedtime < waking:
            yield from _longest_free((bedtime, waking), line, rules)


def _longest_free(span: Span, duties: Iterable[Worked], rules: SleepAssumptions) -> Iterator[Span]:
    """The longest piece of a span that duties, with the time around them, leave."""
    busy = [
        (duty.start - _minutes(rules.before_duty), duty.end + _minutes(rules.after_duty)) for duty in duties
    ]
    pieces = list(_without([span], sorted(busy)))
    if pieces:
        yield max(pieces, key=lambda piece: (piece[1] - piece[0], piece[0]))


def _call_out(day: date, zone: ZoneInfo, rules: SleepAssumptions) -> Span:
    start = local_to_utc(day, rules.call_out_clock, zone)
    return start, start + _minutes(rules.call_out)


def _without(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Spans less what is taken, by start."""
    for start, end in spans:
        for begins, ends in taken:
            if begins < end and ends > start:
                if start < begins:
                    yield start, begins
                start = max(start, ends)
        if start < end:
            yield start, end


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
