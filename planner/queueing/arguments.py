"""Checks of what callers hand to the queueing formulas: done once at the door, then trusted.

Every message names the argument, shows the value and says what would be accepted.
"""

import math
from collections.abc import Sequence

SHARE_SUM_TOLERANCE = 1e-9
"""How far shares may miss the sum 1, as an absolute difference; covers rounding, not mistakes."""


def require_non_negative(name: str, value: float) -> None:
    """Accept a finite number from 0 (inclusive) upwards.

    Raises:
        ValueError: for a negative number, an infinity or not-a-number.
    """
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{name} is {value!r}: must be finite and at least 0.")


def require_positive(name: str, value: float) -> None:
    """Accept a finite number above 0 (exclusive).

    Raises:
        ValueError: for zero, a negative number, an infinity or not-a-number.
    """
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value!r}: must be finite and above 0.")


def require_count(name: str, value: int, at_least: int) -> None:
    """Accept a whole number from `at_least` (inclusive) upwards.

    Raises:
        ValueError: for a smaller number.
    """
    if value < at_least:
        raise ValueError(f"{name} is {value!r}: must be a whole number of at least {at_least}.")


def require_fraction(name: str, value: float) -> None:
    """Accept a number in (0, 1]: a share of time or capacity that leaves something to work with.

    Raises:
        ValueError: outside that range.
    """
    if not 0 < value <= 1:
        raise ValueError(f"{name} is {value!r}: must be above 0 and at most 1. Maybe it is a percentage?")


def require_stable(load_erlangs: float, seats: int) -> None:
    """Accept a load below the number of seats; at or above it the queue grows for ever.

    Raises:
        ValueError: when `load_erlangs >= seats`.
    """
    if load_erlangs >= seats:
        raise ValueError(
            f"load_erlangs is {load_erlangs!r} on seats {seats!r}: the queue grows without limit. "
            f"Maybe give it at least {math.floor(load_erlangs) + 1} seats?"
        )


def require_shares(name: str, shares: Sequence[float]) -> None:
    """Accept one or more shares, each at least 0, with the sum 1.

    Raises:
        ValueError: for an empty sequence, a share out of range, or another sum.
    """
    if not shares:
        raise ValueError(f"{name} is empty: must hold one share for each severity.")
    for index, share in enumerate(shares):
        require_non_negative(f"{name}[{index}]", share)
    total = math.fsum(shares)
    if abs(total - 1) > SHARE_SUM_TOLERANCE:
        raise ValueError(f"{name} add up to {total!r}: must add up to 1. Maybe divide each by the total?")
