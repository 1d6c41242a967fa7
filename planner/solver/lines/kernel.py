"""The dynamic program over a line graph with counts priced: sweeps, bounds, and what a line costs.

Counts are priced, not limited (Lagrangian relaxation, Held & Karp 1971): one sweep over the arcs from the last day to
the first gives a lower bound and a line. Compiled by numba, and free of the interpreter lock. Prices are float64:
given whole numbers below 2^53 and whole multipliers, sums are exact.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

EPS = 1e-7
"""Prices closer than this are equal."""

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
B8 = NDArray[np.bool_]


@njit(cache=True, nogil=True)
def sweep(
    first_node: I32,
    first_arc: I32,
    target: I32,
    letter: I32,
    points: F64,
    tally: I32,
    counts: I64,
    price: F64,
    multiplier: F64,
    rest: F64,
    choice: I32,
) -> None:
    """Fills `rest[node]` with the least cost from a node to the end, and `choice[node]` with its arc (-1: none).

    `price[day, letter]`, infinite where a letter is not allowed; `multiplier[count]` is added for each unit counted.
    """
    days = first_node.shape[0] - 2
    priced = np.zeros(counts.shape[0])
    for row in range(counts.shape[0]):
        for k in range(counts.shape[1]):
            if counts[row, k] != 0:
                priced[row] += multiplier[k] * counts[row, k]
    last = first_node[days]
    for node in range(last, first_node[days + 1]):
        rest[node] = 0.0
        choice[node] = -1
    for day in range(days - 1, -1, -1):
        for node in range(first_node[day], first_node[day + 1]):
            best = np.inf
            chosen = -1
            for arc in range(first_arc[node], first_arc[node + 1]):
                cost = price[day, letter[arc]] + points[arc] + rest[target[arc]]
                cost += priced[tally[arc]]
                if cost < best:
                    best = cost
                    chosen = arc
            rest[node] = best
            choice[node] = chosen


@njit(cache=True, nogil=True)
def count_range(
    first_node: I32,
    first_arc: I32,
    target: I32,
    letter: I32,
    tally: I32,
    counts: I64,
    price: F64,
    which: I64,
    least: I64,
    most: I64,
) -> None:
    """Fills `least[node, n]` and `most[node, n]` with what the rest of a line may still count of kind `which[n]`."""
    days = first_node.shape[0] - 2
    kinds = which.shape[0]
    big = 1 << 40
    for node in range(first_node[days], first_node[days + 1]):
        for k in range(kinds):
            least[node, k] = 0
            most[node, k] = 0
    for day in range(days - 1, -1, -1):
        for node in range(first_node[day], first_node[day + 1]):
            for k in range(kinds):
                least[node, k] = big
                most[node, k] = -big
            for arc in range(first_arc[node], first_arc[node + 1]):
                if price[day, letter[arc]] == np.inf:
                    continue
                after = target[arc]
                for k in range(kinds):
                    if most[after, k] <= -big:
                        continue
                    amount = counts[tally[arc], which[k]]
                    low = least[after, k] + amount
                    high = most[after, k] + amount
                    least[node, k] = min(least[node, k], low)
                    most[node, k] = max(most[node, k], high)


@njit(cache=True, nogil=True)
def follow(
    first_node: I32,
    target: I32,
    letter: I32,
    points: F64,
    tally: I32,
    counts: I64,
    price: F64,
    choice: I32,
    line: I32,
    total: I64,
) -> float:
    """Writes the letters of the path that `choice` describes to `line` and its counts to `total`; returns its cost."""
    days = first_node.shape[0] - 2
    kinds = counts.shape[1]
    for k in range(kinds):
        total[k] = 0
    node = 0
    cost = 0.0
    for day in range(days):
        arc = choice[node]
        if arc < 0:
            return np.inf
        line[day] = letter[arc]
        cost += price[day, letter[arc]] + points[arc]
        for k in range(kinds):
            total[k] += counts[tally[arc], k]
        node = target[arc]
    return cost


@njit(cache=True, nogil=True)
def measure(
    first_arc: I32,
    target: I32,
    letter: I32,
    points: F64,
    tally: I32,
    counts: I64,
    price: F64,
    line: I32,
    total: I64,
) -> tuple[float, float]:
    """Writes the counts of a line to `total`; returns its points, and its cost under `price` (nan: no such path)."""
    kinds = counts.shape[1]
    for k in range(kinds):
        total[k] = 0
    node = 0
    earned = 0.0
    cost = 0.0
    for day in range(line.shape[0]):
        found = False
        for arc in range(first_arc[node], first_arc[node + 1]):
            if letter[arc] == line[day]:
                earned += points[arc]
                cost += price[day, line[day]] + points[arc]
                for k in range(kinds):
                    total[k] += counts[tally[arc], k]
                node = target[arc]
                found = True
                break
        if not found:
            return np.nan, np.nan
    return earned, cost


@njit(cache=True, nogil=True)
def given_back(multiplier: float, low: int, high: int) -> float:
    """What the price of a count gives back to every line: the limit that it presses against, at that price."""
    if multiplier > 0:
        return multiplier * high
    return multiplier * low if multiplier < 0 else 0.0


@njit(cache=True, nogil=True)
def relaxed(
    first_node: I32,
    first_arc: I32,
    target: I32,
    letter: I32,
    points: F64,
    tally: I32,
    counts: I64,
    low: I64,
    high: I64,
    price: F64,
    multiplier: F64,
    rounds: int,
    enough: float,
    line: I32,
    rest: F64,
) -> tuple[float, float, int]:
    """A few steps of subgradient ascent on `multiplier` (changed in place).

    Returns (lower bound, cost of the best line found, rounds used); `line` has that line, `rest` the completion costs
    of the best multipliers. Stops when the bound reaches `enough` (no line is wanted that is not cheaper), or when
    bound and line meet.
    """
    nodes = first_arc.shape[0] - 1
    days = first_node.shape[0] - 2
    kinds = counts.shape[1]
    choice = np.empty(nodes, np.int32)
    there = np.empty(nodes, np.float64)
    path = np.empty(days, np.int32)
    total = np.zeros(kinds, np.int64)
    best_multiplier = multiplier.copy()
    bound = -np.inf
    best = np.inf
    scale = 1.0
    idle = 0
    way = np.zeros(kinds)
    used = 0
    for number in range(rounds):
        used = number + 1
        sweep(first_node, first_arc, target, letter, points, tally, counts, price, multiplier, there, choice)
        value = there[0]
        for k in range(kinds):
            value -= given_back(multiplier[k], low[k], high[k])
        if value > bound:
            bound = value
            best_multiplier[:] = multiplier
            rest[:] = there
            idle = 0
        else:
            idle += 1
            if idle == 5:
                scale *= 0.6
                idle = 0
        if not np.isfinite(there[0]):
            break
        cost = follow(first_node, target, letter, points, tally, counts, price, choice, path, total)
        kept = True
        for k in range(kinds):
            if total[k] > high[k] or total[k] < low[k]:
                kept = False
        if kept and cost < best:
            best = cost
            line[:] = path
        if bound >= enough - EPS or bound >= best - EPS or number == rounds - 1:
            break
        # Deflected subgradient (Camerini, Fratta & Maffioli 1975) with Polyak's step towards what is known.
        norm = 0.0
        for k in range(kinds):
            slope = 0.0
            if total[k] > high[k]:
                slope = float(total[k] - high[k])
            elif total[k] < low[k]:
                slope = float(total[k] - low[k])
            elif multiplier[k] > 0:
                slope = float(total[k] - high[k])
            elif multiplier[k] < 0:
                slope = float(total[k] - low[k])
            way[k] = slope + 0.7 * way[k]
            norm += way[k] * way[k]
        if norm == 0.0:
            break
        goal = min(best, enough) if min(best, enough) < np.inf else bound + max(1.0, 0.1 * abs(bound))
        step = scale * max(goal - value, 0.01) / norm
        for k in range(kinds):
            before = multiplier[k]
            multiplier[k] += step * way[k]
            # A price changes its side only by way of zero: the slope is another one there.
            if (before > 0 and multiplier[k] < 0) or (before < 0 and multiplier[k] > 0):
                multiplier[k] = 0.0
                way[k] = 0.0
    multiplier[:] = best_multiplier
    return bound, best, used
