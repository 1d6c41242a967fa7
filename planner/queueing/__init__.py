"""Queueing mathematics for analysts' seats: pure functions of numbers, no other package of the planner.

`erlang` is the pooled queue, `priority` the queue in which urgent alerts go first, `staffing` turns both into
seats for a response promise.
"""

from planner.queueing.erlang import (
    erlang_b,
    erlang_c,
    mean_alerts_waiting,
    mean_wait_minutes,
    offered_load,
    service_level,
)
from planner.queueing.priority import class_mean_waits, class_service_level
from planner.queueing.staffing import (
    SeverityTarget,
    largest_load,
    meets_targets,
    most_urgent_mix,
    seats_needed,
)

__all__ = [
    "SeverityTarget",
    "class_mean_waits",
    "class_service_level",
    "erlang_b",
    "erlang_c",
    "largest_load",
    "mean_alerts_waiting",
    "mean_wait_minutes",
    "meets_targets",
    "most_urgent_mix",
    "offered_load",
    "seats_needed",
    "service_level",
]
