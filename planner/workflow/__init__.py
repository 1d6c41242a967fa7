"""Use cases, the only place where solver, verifier, cost, charts and export meet."""
