"""Diving: fix the duties on which the linear master agrees, price again, until every person has one line.

Single duties are fixed and not whole lines, so that what is left stays open to the pricing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.master import Master
from planner.solver.lines.places import best_places
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question
from planner.solver.lines.root import generate

SURE = 0.8
"""Weight from which on a duty of the linear master is taken as settled."""

STEP = 0.03
"""Share of all days of people that one step settles at most, before it adapts."""

KEPT = 12
"""Lines a person that stay in the master after a step, beside those in use."""

NOISE = 0.3
"""Rise of the master that one more step shrugs off."""

STEEP = 5e-4
"""Rise, as a share of the value, after which a step is taken back and halved."""

NARROW = 8
"""Labels a node where any line does."""

FEW = 3
"""Duties that are settled whatever they cost."""

AT_RANDOM = 0.1
"""How much less sure of a duty a hasty dive may take itself to be."""

ROUNDS = 100
"""Most rounds of pricing after a step."""


@dataclass(frozen=True)
class Dived:
    """Lines by worker, or None where the dive ended without; `value` is the master's at the end."""

    lines: dict[int, Line] | None
    value: float


def dive(
    question: Question,
    master: Master,
    pricers: Sequence[Pricer],
    cutoff: float,
    over: Over,
    *,
    hasty: np.random.Generator | None = None,
) -> Dived:
    """Goes down from a solved master, whose lines it thins out. `cutoff`: no plan of this value or above is wanted.

    Steps that cost much are taken back, which pays where plans come near the master's value. Elsewhere some have to
    cost much: a `hasty` dive takes none back, and is a little at random so that another one ends elsewhere.
    Leaves the pricers restricted to what was settled: the caller releases them.
    """
    by_number = {pricer.number: place for place, pricer in enumerate(pricers)}
    days, letters = question.days, max(pricer.worker.letters for pricer in pricers)
    settled = np.zeros((len(pricers), days), bool)
    share = STEP
    while True:
        if over() or master.value + question.constant >= cutoff - 1e-6:
            return Dived(None, master.value)
        done = _whole(master, by_number)
        if done is not None:
            return Dived(done if master.lacking < 1e-6 else None, master.value)
        if settled.all():
            placed = best_places(question, pricers)
            return Dived(None, master.value) if placed is None else Dived(*placed)
        agreed = _agreement(master, by_number, days, letters)
        if hasty is not None:
            agreed *= hasty.uniform(1 - AT_RANDOM, 1, agreed.shape)
        before, lines, allowed, was = (
            master.value,
            master.lines,
            [p.allowed.copy() for p in pricers],
            settled.copy(),
        )
        steep = max(NOISE, STEEP * abs(before + question.constant))
        while True:
            new = _settle(pricers, settled, agreed, share)
            _keep_open(master, pricers, by_number, agreed, settled, allowed, was)
            _thin_out(master, pricers, by_number)
            master.solve()
            if master.value > before + NOISE:
                generate(
                    question,
                    master,
                    pricers,
                    over=over,
                    goal=before + NOISE,
                    rounds=ROUNDS,
                    certify=False,
                    smoothing=0.3,
                )
            if hasty is not None or master.value <= before + steep or new <= FEW or over():
                break
            # Too much at once: back, and half of it.
            for pricer, open_before in zip(pricers, allowed, strict=True):
                pricer.allowed[:] = open_before
            settled[:] = was
            master.add(lines)
            master.solve()
            share /= 2
        share = min(STEP, share * 1.5) if master.value <= before + NOISE else max(STEP / 8, share / 1.5)


def _whole(master: Master, by_number: dict[int, int]) -> dict[int, Line] | None:
    """The lines in use if everybody has just one."""
    lines: dict[int, Line] = {}
    for line, weight in zip(master.lines, master.weights, strict=True):
        if weight > 1e-6:
            if weight < 1 - 1e-6 or line.worker in lines:
                return None
            lines[line.worker] = line
    return lines if len(lines) == len(by_number) else None


def _agreement(master: Master, by_number: dict[int, int], days: int, letters: int) -> NDArray[np.float64]:
    """Weight of each letter by person and day."""
    agreed = np.zeros((len(by_number), days, letters))
    every_day = np.arange(days)
    for number in np.flatnonzero(master.weights > 1e-9):
        line = master.lines[number]
        agreed[by_number[line.worker], every_day, line.letters] += master.weights[number]
    return agreed


def _settle(
    pricers: Sequence[Pricer],
    settled: NDArray[np.bool_],
    agreed: NDArray[np.float64],
    share: float,
) -> int:
    """Fixes the surest open duties: those above SURE up to a share of all, or a few where there are none.

    Returns how many were fixed.
    """
    strongest = agreed.max(axis=2)
    letter = agreed.argmax(axis=2)
    strongest[settled] = -1.0
    most = max(1, int(share * settled.size))
    few = max(1, most // 6)
    order = np.argsort(-strongest, axis=None, kind="stable")
    sure = int((strongest.ravel()[order[:most]] >= SURE).sum())
    new = 0
    for place in order[: max(sure, few)]:
        person, day = divmod(int(place), settled.shape[1])
        if strongest[person, day] <= 0:
            break
        pricers[person].fix(day, int(letter[person, day]))
        settled[person, day] = True
        new += 1
    return new


def _keep_open(
    master: Master,
    pricers: Sequence[Pricer],
    by_number: dict[int, int],
    agreed: NDArray[np.float64],
    settled: NDArray[np.bool_],
    allowed: Sequence[NDArray[np.float64]],
    was: NDArray[np.bool_],
) -> None:
    """Takes back what was settled for people who are left without any line by it."""
    has_line = np.zeros(len(pricers), bool)
    for line in master.lines:
        place = by_number[line.worker]
        has_line[place] = has_line[place] or pricers[place].allows(line.letters)
    for place, pricer in enumerate(pricers):
        if has_line[place]:
            continue
        reduced = pricer.reduced(master.duals[: master.rows])
        priced = pricer.search(pricer.prices(reduced), np.inf, width=NARROW)
        if priced.letters is not None:
            master.add([pricer.line(priced.letters, reduced)])
        else:
            # The surest alone agrees with a line that is in use.
            new = np.where(settled[place] & ~was[place], agreed[place].max(axis=1), -1.0)
            day = int(new.argmax())
            pricer.allowed[:] = allowed[place]
            pricer.fix(day, int(agreed[place, day].argmax()))
            settled[place] = was[place]
            settled[place, day] = True


def _thin_out(master: Master, pricers: Sequence[Pricer], by_number: dict[int, int]) -> None:
    """Drops lines that what is settled forbids, and all but the most promising others."""
    duals = master.duals[: master.rows]
    wanted = np.zeros(len(master.lines), bool)
    promising: dict[int, list[tuple[float, int]]] = {}
    for number, line in enumerate(master.lines):
        if not pricers[by_number[line.worker]].allows(line.letters):
            continue
        if number < len(master.weights) and master.weights[number] > 1e-9:
            wanted[number] = True
        else:
            reduced = line.cost - float(line.values @ duals[line.rows])
            promising.setdefault(line.worker, []).append((reduced, number))
    for found in promising.values():
        found.sort()
        for _, number in found[:KEPT]:
            wanted[number] = True
    master.keep(wanted)
