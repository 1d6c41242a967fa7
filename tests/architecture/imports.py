"""Reads which modules a file imports, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One imported module, by its full dotted name, and the line that names it."""

    target: str
    line: int


def module_name(path: Path, root: Path) -> str:
    """Dotted name of a file below `root`: planner/rules/rest.py → planner.rules.rest."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str, module: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every import of `source`: also in functions, under TYPE_CHECKING, and by literal name at run time.

    `from a import b` yields `a.b`, since `b` may be a module; whoever compares names looks at prefixes.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = _base_of(node, module, is_package)
            for alias in node.names:
                yield Import(base if alias.name == "*" else f"{base}.{alias.name}", node.lineno)
        elif isinstance(node, ast.Call) and _imports_by_name(node.func):
            match node.args:
                case [ast.Constant(value=str(target)), *_]:
                    yield Import(target, node.lineno)
                case _:
                    pass  # a computed name cannot be judged here


def _base_of(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if node.level == 0:
        return node.module or ""
    # One dot is the package of the module; a package's own __init__ is already in it.
    parts = module.split(".")
    above = parts[: len(parts) - node.level + is_package]
    return ".".join([*above, node.module] if node.module else above)


def _imports_by_name(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"):
            return True
        case _:
            return False
