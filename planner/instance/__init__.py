"""The question compiled for solving: one problem object that any engine takes."""

from planner.instance.compile import compile_instance
from planner.instance.model import Instance

__all__ = ["Instance", "compile_instance"]
