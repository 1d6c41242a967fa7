"""The runs as Markdown, ready to paste."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.public.cases import NRP, Case
from benchmarks.public.known import PUBLISHED, PUBLISHED_BY
from benchmarks.public.statistics import SHIFT, Summary, below, gap, shifted_geometric_mean
from benchmarks.tables import markdown

NOTHING = "–"

Summaries = Mapping[tuple[str, float, str], Summary]
"""By case, limit and name of the solver."""


def results(
    cases: Sequence[Case], limits: Sequence[float], ours: str, others: Sequence[str], found: Summaries
) -> str:
    """One row an instance and limit: ours in full, of the others the median penalty."""
    known = "optimum" if all(case.collection == NRP for case in cases) else "best known"
    header = ["instance", "size", "limit", "ours", "seeds", known, "gap", "bound", "bound gap", "proved"]
    header += ["to best", "MiB", *others]
    return markdown(header, _result_rows(cases, limits, ours, others, found))


def _result_rows(
    cases: Sequence[Case], limits: Sequence[float], ours: str, others: Sequence[str], found: Summaries
) -> Iterator[list[str]]:
    for case in cases:
        for limit in limits:
            mine = found.get((case.key, limit, ours))
            if mine is None:
                continue
            # Without a known optimum the bound's gap is to our own roster.
            reference = mine.median if case.known is None else case.known
            yield [
                case.key,
                case.size,
                f"{limit:g} s",
                _number(mine.median),
                _range(mine),
                _number(case.known),
                _percent(None if case.known is None else gap(mine.median, case.known)),
                _number(mine.bound),
                _percent(below(mine.bound, reference)),
                f"{mine.proved} of {len(mine.values)}",
                NOTHING if mine.seconds_to_best is None else f"{mine.seconds_to_best:.1f} s",
                _number(mine.peak_mib),
                *(_penalty(found.get((case.key, limit, name))) for name in others),
            ]


def against_published(cases: Sequence[Case], limits: Sequence[float], ours: str, found: Summaries) -> str:
    """Our medians beside what papers printed, for the instances of which any did."""
    rows = [
        [
            case.key,
            _number(case.known),
            *(_penalty(found.get((case.key, limit, ours))) for limit in limits),
            *map(_number, PUBLISHED[case.key]),
        ]
        for case in cases
        if case.key in PUBLISHED
    ]
    header = ["instance", "optimum", *(f"ours {limit:g} s" for limit in limits), *PUBLISHED_BY]
    return markdown(header, rows) if rows else ""


def comparison(
    cases: Sequence[Case], limits: Sequence[float], ours: str, others: Sequence[str], found: Summaries
) -> str:
    """For each limit and other solver: better, equal, worse, and how the mean excess compares."""
    header = [
        "limit",
        "against",
        "instances",
        "better",
        "equal",
        "worse",
        "excess, ours",
        "excess, theirs",
        "ratio",
    ]
    return markdown(header, _comparison_rows(cases, limits, ours, others, found))


def _comparison_rows(
    cases: Sequence[Case], limits: Sequence[float], ours: str, others: Sequence[str], found: Summaries
) -> Iterator[list[str]]:
    for limit in limits:
        for name in others:
            pairs = [
                (case, found[case.key, limit, ours].median, found[case.key, limit, name].median)
                for case in cases
                if (case.key, limit, ours) in found and (case.key, limit, name) in found
            ]
            if not pairs:
                continue
            # An excess needs an optimum and a roster; who has no roster is worse, but by no number.
            rated = [
                (gap(value, case.known), gap(other, case.known))
                for case, value, other in pairs
                if case.known and max(value, other) < math.inf
            ]
            mine, theirs = (shifted_geometric_mean(pair[place] for pair in rated) for place in (0, 1))
            yield [
                f"{limit:g} s",
                name,
                f"{len(rated)} of {len(pairs)}",
                str(sum(value < other for _, value, other in pairs)),
                str(sum(value == other for _, value, other in pairs)),
                str(sum(value > other for _, value, other in pairs)),
                _percent(mine),
                _percent(theirs),
                f"{theirs / mine:.1f}" if rated else NOTHING,
            ]


MEAN_EXPLAINED = (
    f"Excess: geometric mean over the instances for which both have a roster and an optimum is known, of the median's "
    f"excess over the optimum in per cent plus {SHIFT:g} percentage points, so that an optimum can enter; the least "
    f"possible is {SHIFT:g} %."
)


def _penalty(found: Summary | None) -> str:
    """The median, or in a word why there is none."""
    if found is None:
        return NOTHING
    if found.median < math.inf:
        return _number(found.median)
    return ", ".join(sorted(status.replace("_", " ") for status in found.statuses))


def _range(found: Summary) -> str:
    """Best and worst of the seeds."""
    best, worst = _number(min(found.values)), _number(max(found.values))
    return best if best == worst else f"{best}–{worst}"


def _number(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{value:.0f}" if value < math.inf else "none"


def _percent(value: float | None) -> str:
    return NOTHING if value is None or not math.isfinite(value) else f"{value:.2f} %"
