"""What offers refer to."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.base import INTERNAL
from planner.scenario.crosscheck.known import level_names, row_names, unknown, window_names
from planner.scenario.draft import Draft


def offers_know_their_names(draft: Draft) -> Iterator[Problem]:
    """Windows, excluded categories and levels of an offer exist."""
    if not draft.providers.has("providers"):
        return
    windows, categories, levels = window_names(draft), row_names(draft.categories), level_names(draft)
    for provider, about in draft.providers.record.providers.items():
        for key, offer in about.offers.items():
            path = ("providers", provider, "offers", key)
            field, where = ".".join(path), draft.providers.where
            yield from unknown(
                where(*path, "windows"), f"{field}.windows", offer.windows, windows, "service window"
            )
            yield from unknown(
                where(*path, "holds_levels"),
                f"{field}.holds_levels",
                offer.holds_levels,
                levels,
                "escalation level",
            )
            for index, scope in enumerate(offer.scope):
                yield from unknown(
                    where(*path, "scope", index, "excluded_categories"),
                    f"{field}.scope.{index}.excluded_categories",
                    scope.excluded_categories,
                    categories,
                    "alert category",
                )


def no_provider_is_called_internal(draft: Draft) -> Iterator[Problem]:
    """`internal` means our own people everywhere, so no provider may have that key."""
    if INTERNAL in draft.providers.names("providers"):
        where = draft.providers.where("providers", INTERNAL)
        yield Problem(where, "providers", INTERNAL, "this key means our own people", "any other key")
