"""The staff-scheduling benchmark of Curtois & Qu (schedulingbenchmarks.org/nrp) as a scenario of the planner."""
