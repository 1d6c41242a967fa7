"""Money as integer minor units and time as UTC instants; nothing else in the package rounds or converts.

Money: an `int` number of minor units (cent) of the scenario's one currency. Every rounding happens once, at the
smallest billed thing (one duty's premium, one work item's call-outs), half up, so that sums are exact.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

MINUTES_PER_DAY = 1440

MONEY_LIMIT = 10**14
"""Minor units; far above any contract, and small enough that sums stay exact in 64 bits."""


def money_to_minor(text: str | Decimal) -> int:
    """Minor units of a decimal amount such as `"27.50"`.

    Raises ValueError for what is no number, has more than two decimals, or reaches a million millions.
    """
    try:
        amount = Decimal(text) * 100
    except ArithmeticError:
        raise ValueError(f"{text} is not an amount of money; write it as 27.50") from None
    if not amount.is_finite() or abs(amount) >= MONEY_LIMIT:
        raise ValueError(f"{text} is not an amount of money that anybody pays")
    if amount != amount.to_integral_value():
        raise ValueError(f"{text}: money has at most two decimals")
    return int(amount)


def minor_to_money(minor: int) -> str:
    """Plain decimal text of minor units: `2750` becomes `"27.50"` (for CSV and JSON, no separators)."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def rate_to_money(minor: float) -> str:
    """Plain decimal text of a rate, with as many decimals as it needs: `649.25` becomes `"6.4925"`."""
    amount = f"{Decimal(str(minor)) / 100:f}"
    whole, _, decimals = amount.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def round_half_up(amount: Fraction) -> int:
    """Nearest integer, halves away from zero; the one rounding rule for money."""
    quotient = Decimal(amount.numerator) / Decimal(amount.denominator)
    return int(quotient.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def local_to_utc(day: date, clock_minutes: int, zone: ZoneInfo) -> datetime:
    """UTC instant of a wall-clock time, `clock_minutes` after local midnight of `day` (may pass 24:00).

    In the doubled hour the first pass is meant (RFC 5545, 3.3.5); a time that the clock skips is moved on by
    the length of the skip.
    """
    days, minutes = divmod(clock_minutes, MINUTES_PER_DAY)
    wall = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), tzinfo=zone)
    return wall.astimezone(UTC)


def parse_clock(text: str, *, allow_24: bool = False) -> int:
    """Minutes after midnight of `"HH:MM"`. Raises ValueError when it is not a time of day."""
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and len(minutes) == 2):
        raise ValueError(f"{text!r} is not a time of day; write it as HH:MM, for example 07:30")
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > MINUTES_PER_DAY or (total == MINUTES_PER_DAY and not allow_24):
        raise ValueError(f"{text!r} is not a time of day; the last one is {'24:00' if allow_24 else '23:59'}")
    return total


def show_clock(minutes: int) -> str:
    """`"HH:MM"` of minutes after midnight (24:00 stays 24:00)."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
