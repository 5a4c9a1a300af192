"""PDFs, set by typst.

A template `<app>/<name>.typ` lives in that app's `typst/` folder. The data enters as JSON, never pasted
into the source, so no name can turn into markup:

    #let data = json(bytes(sys.inputs.data))
    #import "/site/ui/typst/house.typ": *
    #show: house.with(title: data.title)
    #qr(data.code)        // where data.code = ui.codes.qr_svg("…")

Only the fonts typst brings along are used (Libertinus Serif), so that every machine sets the same page.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder


class TemplateMissingError(LookupError):
    """No app has a typst template of this name."""


def render(template_name: str, data: dict[str, Any]) -> bytes:
    """A tagged PDF of `<app label>/<name>.typ` filled with `data` (JSON types, dates, decimals)."""
    source = _source_of(template_name)
    return typst.compile(
        str(source),
        root=str(settings.BASE_DIR),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)},
    )


def _source_of(template_name: str) -> Path:
    label, _, name = template_name.partition("/")
    try:
        folder = Path(apps.get_app_config(label).path) / "typst"
    except LookupError as error:
        raise TemplateMissingError(template_name) from error
    source = (folder / name).resolve()
    if not source.is_relative_to(folder.resolve()) or not source.is_file():
        raise TemplateMissingError(template_name)
    return source
