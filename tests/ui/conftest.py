"""What every test of the pages needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

# Taken before any fixture, also one of a whole module, draws a page.
MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """A drawn page takes the place of the main module, and the process of a later plan job would start with it."""
    yield
    sys.modules["__main__"] = MAIN
