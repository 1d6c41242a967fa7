"""The dynamic program over a line graph with counts held to their limits: label setting, compiled by numba.

A resource-constrained shortest path (Irnich & Desaulniers 2005) from the first day to the last. A label is dropped
when even the relaxed rest of its line (`kernel.relaxed`) cannot undercut the best line known, when its counts can no
longer end inside the limits, or when a label of the same node is as good in all respects.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from planner.solver.lines.kernel import B8, EPS, F64, I32, I64, given_back


@njit(cache=True, nogil=True)
def exact(
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
    rest: F64,
    least: I64,
    most: I64,
    active: B8,
    which: I64,
    cutoff: float,
    width: int,
    effort: int,
    line: I32,
) -> tuple[float, bool, bool]:
    """The cheapest line below `cutoff` with its active counts inside their limits and the others priced.

    `rest`, `multiplier` from `relaxed`; `which` are the active counts, `least` and `most` theirs from
    `count_range`. At most `width` labels a node are kept.
    Gives up after `effort` comparisons of labels. Returns (value or inf, whether no label was dropped for want of room,
    whether it came to its end); no line that keeps all limits has a lower
    value, and the value is the line's cost where all counts are active.
    """
    days = first_node.shape[0] - 2
    kinds = which.shape[0]
    priced = np.zeros(counts.shape[0])
    for row in range(counts.shape[0]):
        for k in range(counts.shape[1]):
            if not active[k] and counts[row, k] != 0:
                priced[row] += multiplier[k] * counts[row, k]
    constant = 0.0  # what the priced counts give back
    promised = 0.0  # the same of the active ones, for the completion bound only
    for k in range(counts.shape[1]):
        back = given_back(multiplier[k], low[k], high[k])
        if active[k]:
            promised += back
        else:
            constant += back
    room = 1 << 12
    cost_of = np.empty(room, np.float64)
    count_of = np.empty((room, kinds), np.int64)
    before = np.empty(room, np.int64)
    by_arc = np.empty(room, np.int32)
    cost_of[0] = -constant
    before[0] = -1
    by_arc[0] = -1
    for k in range(kinds):
        count_of[0, k] = 0
    used = 1
    nodes = first_arc.shape[0] - 1
    head = np.full(nodes, -1, np.int64)
    size = np.zeros(nodes, np.int64)
    follows = np.full(room, -1, np.int64)
    head[0] = 0
    size[0] = 1
    whole = True
    new = np.empty(kinds, np.int64)
    for day in range(days):
        for node in range(first_node[day], first_node[day + 1]):
            label = head[node]
            while label >= 0:
                for arc in range(first_arc[node], first_arc[node + 1]):
                    there = price[day, letter[arc]]
                    if there == np.inf:
                        continue
                    after = target[arc]
                    row = tally[arc]
                    cost = cost_of[label] + there + points[arc] + priced[row]
                    could = cost + rest[after] - promised
                    fits = True
                    for k in range(kinds):
                        kind = which[k]
                        value = count_of[label, k] + counts[row, kind]
                        if value + least[after, k] > high[kind] or value + most[after, k] < low[kind]:
                            fits = False
                            break
                        could += multiplier[kind] * value
                        new[k] = value
                    if not fits or could >= cutoff - EPS:
                        continue
                    # dominance among the labels of the node
                    other = head[after]
                    previous = -1
                    worse = False
                    while other >= 0:
                        effort -= 1
                        new_better = cost <= cost_of[other]
                        old_better = cost_of[other] <= cost
                        for k in range(kinds):
                            kind = which[k]
                            mine = new[k]
                            theirs = count_of[other, k]
                            if mine == theirs:
                                continue
                            if mine + most[after, k] > high[kind] and theirs < mine:
                                new_better = False
                            if mine + least[after, k] < low[kind] and theirs > mine:
                                new_better = False
                            if theirs + most[after, k] > high[kind] and mine < theirs:
                                old_better = False
                            if theirs + least[after, k] < low[kind] and mine > theirs:
                                old_better = False
                        if old_better:
                            worse = True
                            break
                        if new_better:
                            gone = follows[other]
                            if previous < 0:
                                head[after] = gone
                            else:
                                follows[previous] = gone
                            size[after] -= 1
                            other = gone
                            continue
                        previous = other
                        other = follows[other]
                    if effort < 0:
                        return np.inf, False, False
                    if worse:
                        continue
                    if size[after] >= width:
                        whole = False
                        # the worst label makes room when the new one promises more
                        worst = -1
                        worst_before = -1
                        worst_could = could
                        scan = head[after]
                        scan_before = -1
                        while scan >= 0:
                            promise = cost_of[scan] + rest[after] - promised
                            for k in range(kinds):
                                promise += multiplier[which[k]] * count_of[scan, k]
                            if promise > worst_could:
                                worst_could = promise
                                worst = scan
                                worst_before = scan_before
                            scan_before = scan
                            scan = follows[scan]
                        if worst < 0:
                            continue
                        if worst_before < 0:
                            head[after] = follows[worst]
                        else:
                            follows[worst_before] = follows[worst]
                        size[after] -= 1
                    if used == room:
                        larger = 2 * room
                        grown_cost = np.empty(larger, np.float64)
                        grown_cost[:room] = cost_of
                        cost_of = grown_cost
                        grown_count = np.empty((larger, kinds), np.int64)
                        grown_count[:room] = count_of
                        count_of = grown_count
                        grown_before = np.empty(larger, np.int64)
                        grown_before[:room] = before
                        before = grown_before
                        grown_arc = np.empty(larger, np.int32)
                        grown_arc[:room] = by_arc
                        by_arc = grown_arc
                        grown_follows = np.full(larger, -1, np.int64)
                        grown_follows[:room] = follows
                        follows = grown_follows
                        room = larger
                    cost_of[used] = cost
                    for k in range(kinds):
                        count_of[used, k] = new[k]
                    before[used] = label
                    by_arc[used] = arc
                    follows[used] = head[after]
                    head[after] = used
                    size[after] += 1
                    used += 1
                label = follows[label]
    end = first_node[days]
    label = head[end]
    best = np.inf
    chosen = -1
    while label >= 0:
        if cost_of[label] < best:
            best = cost_of[label]
            chosen = label
        label = follows[label]
    if chosen < 0:
        return np.inf, whole, True
    for day in range(days - 1, -1, -1):
        line[day] = letter[by_arc[chosen]]
        chosen = before[chosen]
    return best, whole, True
