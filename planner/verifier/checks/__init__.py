"""The check of every rule kind, in the order of the rule book: what is wrong in a finished plan.

A check yields a measure for everything that it looked at, with excess 0 where the rule is kept, and never stops
at the first breach. It is written from the rule's contract alone and knows nothing of how a plan was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.plan.result import Measure
from planner.verifier.checks import (
    averages,
    breaks,
    call_outs,
    cover,
    duties,
    escalation,
    fairness,
    hours,
    mix,
    notice,
    on_call,
    recovery,
    rest,
    rotation,
    runs,
    segmentation,
    stretches,
    sundays,
    training,
    weekends,
)

Check = Callable[..., Iterator[Measure]]
"""Called with a rule of the kind and the evidence."""

CHECKS: dict[str, Check] = {
    "one_duty_a_day": duties.one_duty_a_day,
    "leave": duties.leave,
    "no_nights": duties.no_nights,
    "post_qualification": duties.post_qualification,
    "min_rest": rest.min_rest,
    "weekly_rest": rest.weekly_rest,
    "rest_after_nights": rest.rest_after_nights,
    "max_hours": hours.max_hours,
    "contract_hours": hours.contract_hours,
    "max_shift_length": hours.max_shift_length,
    "breaks": breaks.breaks,
    "night_shift_length": breaks.night_shift_length,
    "average_hours": averages.average_hours,
    "night_average": averages.night_average,
    "free_sundays": sundays.free_sundays,
    "substitute_day": sundays.substitute_day,
    "max_consecutive_days": stretches.max_consecutive_days,
    "max_consecutive_nights": stretches.max_consecutive_nights,
    "forbidden_succession": stretches.forbidden_succession,
    "backward_rotation": stretches.backward_rotation,
    "min_consecutive_days": runs.min_consecutive_days,
    "min_consecutive_days_off": runs.min_consecutive_days_off,
    "min_consecutive_nights": runs.min_consecutive_nights,
    "complete_weekends": weekends.complete_weekends,
    "free_weekends": weekends.free_weekends,
    "max_consecutive_kind": stretches.max_consecutive_kind,
    "stable_start_times": stretches.stable_start_times,
    "preferred_rest": recovery.preferred_rest,
    "early_starts": mix.early_starts,
    "kind_limit": mix.kind_limit,
    "permanent_nights": mix.permanent_nights,
    "weekly_rotation": rotation.weekly_rotation,
    "cover_requirement": cover.cover_requirement,
    "minimum_presence": cover.minimum_presence,
    "skill_mix": cover.skill_mix,
    "handover_overlap": cover.handover_overlap,
    "activity_place": training.activity_place,
    "training_hours": training.training_hours,
    "exercise_held": training.exercise_held,
    "publish_notice": notice.publish_notice,
    "published_changes": notice.published_changes,
    "ladder_reachability": escalation.ladder_reachability,
    "on_call_eligibility": escalation.on_call_eligibility,
    "on_call_exclusion": escalation.on_call_exclusion,
    "on_call_share": on_call.on_call_share,
    "on_call_run": on_call.on_call_run,
    "on_call_gap": on_call.on_call_gap,
    "call_out_load": call_outs.call_out_load,
    "one_responsible": segmentation.one_responsible,
    "provider_scope": segmentation.provider_scope,
    "ot_maturity": segmentation.ot_maturity,
    "response_target": segmentation.response_target,
    "internal_only": segmentation.internal_only,
    "minimum_internal_share": segmentation.minimum_internal_share,
    "fair_share": fairness.fair_share,
    "requests": fairness.requests,
}
