"""Where policy data (`models/`) lies, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path


def models_dir() -> Path:
    """Folder with `operating/`, `labour/`, `shift_systems/`.

    A checkout (or an editable install) has it beside the package; a wheel carries it as `planner/_models`. Only a
    folder that holds our packs counts: in site-packages another project's `models` could lie beside ours.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent / "models"
    return checkout if (checkout / "operating").is_dir() else package / "_models"


def scenarios_dir() -> Path:
    """Folder with the shipped scenarios; it exists in a checkout only."""
    return Path(__file__).resolve().parent.parent / "data" / "scenarios"
