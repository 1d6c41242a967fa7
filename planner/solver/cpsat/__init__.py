"""The CP-SAT engine: variables, one encoder per rule, objective, two stages."""
