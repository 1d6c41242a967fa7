"""Rotation patterns: what a cycle of shifts and its crews cover, and what the cycle asks of a person."""

from planner.rotation.metrics import RotationMetrics, metrics_of, overtime_by_start, uncovered

__all__ = ["RotationMetrics", "metrics_of", "overtime_by_start", "uncovered"]
