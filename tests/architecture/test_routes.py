"""Every route of ours has a row in its app's permission table.

Each app's `tests/<app>/test_permissions.py` holds `ROUTES`, a dict whose keys are URL names and whose
values say who may enter; the app's own tests walk that table. A route nobody thought about fails here.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.sources import ORDER, app_of_module


def routes(resolver: URLResolver) -> Iterator[tuple[str, str]]:
    """(app, URL name) of every pattern whose view lives in one of our apps."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if app := app_of_module(getattr(view, "__module__", "")):
                yield app, pattern.name or str(pattern.pattern)


def permission_table(app: str) -> dict[str, object]:
    name = f"tests.{app}.test_permissions"
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        found = None
    return importlib.import_module(name).ROUTES if found else {}


ROUTES = sorted(set(routes(get_resolver())))


@pytest.mark.parametrize("app", ORDER)
def test_every_route_has_a_permission_row(app):
    names = {name for owner, name in ROUTES if owner == app}
    assert names - set(permission_table(app)) == set(), (
        f"add them to ROUTES in tests/{app}/test_permissions.py"
    )


@pytest.mark.parametrize("app", ORDER)
def test_no_permission_row_has_lost_its_route(app):
    names = {name for owner, name in ROUTES if owner == app}
    assert set(permission_table(app)) - names == set()
