"""A table over public instances: ours, plain CP-SAT and peers in the same run, optimum and published figures."""
