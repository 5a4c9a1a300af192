"""Templates: none unused, none that the content security policy would break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.sources import BASE, all_python_files

TEMPLATES = BASE / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))


def overrides_a_package(name: str) -> bool:
    return any((Path(config.path) / "templates" / name).exists() for config in apps.get_app_configs())


def test_no_template_is_unused():
    words = "\n".join(p.read_text(encoding="utf-8") for p in [*all_python_files(), *ALL])
    unused = [
        name
        for path in ALL
        if (name := str(path.relative_to(TEMPLATES))) not in words and not overrides_a_package(name)
    ]
    # Django's own names, and Wagtail's rule: app/model_name.html
    by_rule = {"base.html", "403_csrf.html", "404.html", "500.html", "django/forms"}
    page_templates = {
        model._meta.app_label + "/" + re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower() + ".html"
        for model in apps.get_models()
        if hasattr(model, "get_url_parts")
    }
    assert [n for n in unused if n not in page_templates and not any(n.startswith(b) for b in by_rule)] == []


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_template_carries_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<[^>]*\sstyle=", text) == []
    assert re.findall(r"<[^>]*\son[a-z]+=", text) == []
    assert re.findall(r"<(?:script|style)(?![^>]*(?:\ssrc=|nonce=))[^>]*>", text) == []
