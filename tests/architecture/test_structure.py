"""The house rules of structure: one direction of imports, small files, named migrations."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import (
    BASE,
    ORDER,
    all_python_files,
    app_of_module,
    folder_of,
    python_files,
    short,
    tree_of,
)

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40


def imported_apps(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.level == 0:
        names = [node.module or ""]
        if node.module == "literasi":
            names = [f"literasi.{alias.name}" for alias in node.names]
    else:
        return []
    return [app for name in names if (app := app_of_module(name))]


@pytest.mark.parametrize("app", ORDER)
def test_an_app_imports_only_the_apps_before_it(app):
    later = set(ORDER[ORDER.index(app) + 1 :])
    wrong = [
        f"{short(path)}:{node.lineno} imports {other}"
        for path in python_files(app)
        for node in ast.walk(tree_of(path))
        for other in imported_apps(node)
        if other in later
    ]
    assert wrong == []


def test_a_foreign_key_points_only_to_the_apps_before_it():
    wrong = []
    for model in apps.get_models():
        app = app_of_module(model.__module__)
        if app is None:
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            other = app_of_module(target.__module__) if isinstance(target, type) else None
            if other and ORDER.index(other) > ORDER.index(app):
                wrong.append(f"{model.__name__}.{field.name} → {other}")
    assert wrong == []


def test_every_folder_of_ours_has_its_place_in_the_order():
    found = {p.parent.name for p in BASE.glob("site/*/__init__.py")}
    found |= {p.parent.name for p in BASE.glob("literasi/*/__init__.py")}
    found |= {p.name for p in (BASE / "wakaf", BASE / "acara", BASE / "relawan") if p.is_dir()}
    assert found - set(ORDER) == set()
    assert not (BASE / "site" / "__init__.py").exists()


def test_there_is_no_room_for_leftovers():
    names = {"common", "utils", "helpers", "misc"}
    assert [short(p) for p in all_python_files() if p.stem in names or p.parent.name in names] == []


def test_no_file_is_longer_than_its_budget():
    long = {short(p): n for p in all_python_files() if (n := p.read_text().count("\n")) > MAX_FILE_LINES}
    assert long == {}


def test_no_function_is_longer_than_its_budget():
    long = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in all_python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_every_migration_is_named_by_a_person():
    loader = MigrationLoader(None)
    ours = {config.label for config in apps.get_app_configs() if folder_of(config.label).is_dir()}
    auto = [
        f"{app}.{name}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in ours and (name[5:].startswith("auto_") or name[5:] == migration.suggest_name())
    ]
    assert auto == []


def test_matplotlib_is_never_used_through_pyplot():
    assert [short(p) for p in all_python_files() if "pyplot" in p.read_text()] == []
