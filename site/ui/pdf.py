"""PDFs, set by typst; and the PNGs of links shared elsewhere.

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
    return _compiled(template_name, data)


def render_png(template_name: str, data: dict[str, Any]) -> bytes:
    """The same as a picture of one page; a point of the template is a pixel."""
    return _compiled(template_name, data, format="png", ppi=72)


def _compiled(template_name: str, data: dict[str, Any], **options: Any) -> bytes:
    return typst.compile(
        str(_source_of(template_name)),
        root=str(settings.BASE_DIR),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)},
        **options,
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
