"""Two engines on one question, side by side: the best plan and the best bound of either are kept in one place."""
