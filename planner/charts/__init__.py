"""Pictures of a plan: pure functions that return a plotly figure, each beside the table behind it."""
