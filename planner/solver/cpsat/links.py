"""What is true whatever the rules say: offers are bought before they work or hold a level, and load selects seats."""

from __future__ import annotations

from math import ceil

from planner.instance.demand import to_millionth
from planner.instance.model import Item
from planner.instance.money import offer_of
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.variables import Linear


def add_links(context: Context) -> None:
    """Adds the links."""
    _buy_before_use(context)
    _load_selects_seats(context)
    _load_selects_seats_of_offers(context)


def _buy_before_use(context: Context) -> None:
    instance, x = context.instance, context.decisions
    for option, bought in x.offers():
        for item in instance.items:
            for window in instance.windows:
                context.model.add_implication(x.given(item, window, option), bought)
    for party in sorted({option.party for option, _ in x.offers()}):
        bought_of = [bought for option, bought in x.offers() if option.party == party]
        context.model.add_at_most_one(bought_of)
        for holder, _, _, holds in x.holding():
            if holder == party:
                context.model.add_bool_or([*bought_of, ~holds])


def _load_selects_seats(context: Context) -> None:
    """`load <= L(n)` for the chosen number of servers, at every post and class."""
    instance, x = context.instance, context.decisions
    for post in instance.posts:
        load_of = instance.loads[post]
        for demand, coefficients in load_of.coefficient.items():
            choices = x.choices(post, demand)
            context.model.add_exactly_one(choices)
            load = sum(
                own_share(context, item, window, load) for (item, window), load in coefficients.items()
            )
            context.model.add(
                load <= sum(most * chosen for most, chosen in zip(load_of.largest, choices, strict=True))
            )


def own_share(context: Context, item: Item, window: str, load: int) -> Linear:
    """Load on our own people: all of it when internal, the hand-back share when given to an offer."""
    x, scenario = context.decisions, context.instance.scenario
    value: Linear = 0
    for option in context.instance.options:
        part = handed_back(load, offer_of(scenario, option).hand_back_share) if option.offer else load
        if part:
            value += part * x.given(item, window, option)
    return value


def handed_back(load: int, share: float) -> int:
    """Micro-erlangs that return to us of a load given to an offer, rounded up."""
    return ceil(load * to_millionth(share))


def _load_selects_seats_of_offers(context: Context) -> None:
    instance, x = context.instance, context.decisions
    for (option, post, demand), literals in x.manned().items():
        load_of = instance.loads[post]
        context.model.add_exactly_one(literals)
        load = sum(
            load * x.given(item, window, option) for (item, window), load in load_of.seated[demand].items()
        )
        context.model.add(
            load <= sum(most * chosen for most, chosen in zip(load_of.largest, literals, strict=True))
        )
