"""Prices that prove a bound on money, for a certificate that whoever checks works out alone."""

from planner.solver.certificate.branches import money_prices

__all__ = ["money_prices"]
