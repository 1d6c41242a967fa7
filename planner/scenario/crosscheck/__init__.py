"""What must fit together between the files of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from planner.errors import Problem
from planner.scenario.crosscheck.absence import leave_does_not_overlap, requests_can_be_met
from planner.scenario.crosscheck.activities import activities_have_their_rule, activities_know_their_names
from planner.scenario.crosscheck.calendar import unknown_country, unknown_zone, unusable_horizon
from planner.scenario.crosscheck.history import (
    history_does_not_overlap,
    history_knows_its_names,
    history_lies_before_the_horizon,
    past_days_on_call_lie_in_history,
    past_holidays_are_past,
    past_weeks_lie_before_history,
)
from planner.scenario.crosscheck.labour import a_pack_says_what_a_night_is
from planner.scenario.crosscheck.ladder import (
    levels_are_paid,
    levels_can_be_held,
    levels_fit,
    weeks_are_handed_on_in_business_hours,
)
from planner.scenario.crosscheck.people import (
    keys_are_given_once,
    pay_knows_its_names,
    people_exist,
    people_know_their_names,
    tables_have_rows,
)
from planner.scenario.crosscheck.personal import limits_are_given_once, personal_facts_have_their_rule
from planner.scenario.crosscheck.posts import (
    posts_know_their_names,
    targets_for_every_phase,
    work_has_one_post,
)
from planner.scenario.crosscheck.preferred_cover import preferred_cover_fits, preferred_cover_has_its_rule
from planner.scenario.crosscheck.providers import no_provider_is_called_internal, offers_know_their_names
from planner.scenario.crosscheck.publication import published_duties_fit, rules_of_notice_have_their_dates
from planner.scenario.crosscheck.rules import (
    rule_numbers_make_sense,
    rules_have_ids_of_their_own,
    rules_know_their_names,
    rules_replace_their_own_kind,
)
from planner.scenario.crosscheck.shifts import used_shifts_exist
from planner.scenario.crosscheck.skills import included_skills_exist, skills_do_not_include_themselves
from planner.scenario.crosscheck.windows import windows_cover_the_week
from planner.scenario.crosscheck.work import seats_can_be_busy, somebody_can_do_the_work
from planner.scenario.draft import Draft

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    # scenario.yaml by itself
    unknown_zone,
    unknown_country,
    unusable_horizon,
    a_pack_says_what_a_night_is,
    used_shifts_exist,
    windows_cover_the_week,
    targets_for_every_phase,
    included_skills_exist,
    skills_do_not_include_themselves,
    seats_can_be_busy,
    posts_know_their_names,
    work_has_one_post,
    levels_fit,
    weeks_are_handed_on_in_business_hours,
    activities_know_their_names,
    activities_have_their_rule,
    rules_know_their_names,
    rules_have_ids_of_their_own,
    rules_replace_their_own_kind,
    rule_numbers_make_sense,
    rules_of_notice_have_their_dates,
    # pay, providers and people against it
    levels_are_paid,
    offers_know_their_names,
    no_provider_is_called_internal,
    tables_have_rows,
    keys_are_given_once,
    pay_knows_its_names,
    limits_are_given_once,
    personal_facts_have_their_rule,
    people_know_their_names,
    people_exist,
    leave_does_not_overlap,
    requests_can_be_met,
    history_knows_its_names,
    history_lies_before_the_horizon,
    history_does_not_overlap,
    past_days_on_call_lie_in_history,
    past_weeks_lie_before_history,
    past_holidays_are_past,
    published_duties_fit,
    preferred_cover_fits,
    preferred_cover_has_its_rule,
    # everything together
    levels_can_be_held,
    somebody_can_do_the_work,
)

MOST_OF_A_CHECK = 100
"""Problems after the hundredth of one kind tell nothing new, and hints for thousands would take minutes."""


def cross_check(draft: Draft) -> list[Problem]:
    """Problems between records, up to a hundred of each check.

    Looks only at what is sound; never raises for what is in the files.
    """
    return [problem for check in CHECKS for problem in islice(check(draft), MOST_OF_A_CHECK)]
