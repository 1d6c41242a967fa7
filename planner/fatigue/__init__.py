"""Fatigue of a roster in figures: descriptions per person, never a rule and never a ranking."""
