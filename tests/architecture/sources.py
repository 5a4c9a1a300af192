"""The project's own files, read once for all architecture tests."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]

# The one direction of imports: an app uses only those before it.
ORDER = [
    "ui",
    "accounts",
    "audit",
    "notices",
    "letters",
    "catalogue",
    "circulation",
    "reading",
    "corners",
    "wakaf",
    "relawan",
    "acara",
    "pages",
    "newsletter",
    "config",
]
IN_SITE = {"ui", "accounts", "audit", "notices", "letters", "pages", "newsletter", "config"}
IN_LITERASI = {"catalogue", "circulation", "reading", "corners"}


def folder_of(app: str) -> Path:
    if app in IN_SITE:
        return BASE / "site" / app
    return BASE / "literasi" / app if app in IN_LITERASI else BASE / app


def app_of_module(name: str) -> str | None:
    """The app a dotted import belongs to, or None when it is not ours."""
    parts = name.split(".")
    if parts[0] == "literasi":
        return parts[1] if len(parts) > 1 else None
    return parts[0] if parts[0] in ORDER else None


@cache
def python_files(app: str) -> list[Path]:
    return sorted(p for p in folder_of(app).rglob("*.py") if "__pycache__" not in p.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def all_python_files(*, migrations: bool = False) -> list[Path]:
    return [p for app in ORDER for p in python_files(app) if migrations or "migrations" not in p.parts]


def short(path: Path) -> str:
    return str(path.relative_to(BASE))
