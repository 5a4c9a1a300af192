"""A notice in words: one line for the site, an e-mail, a short message. Templates belong to the kind."""

from __future__ import annotations

from typing import Any

from django.template import Context, TemplateDoesNotExist
from django.template.loader import render_to_string, select_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ui.branding import site_name
from ui.localise import given_name

from . import registry
from .models import Notice

MOST_SHORT = 300


def line(notice: Notice) -> str:
    """One line; a kind that is gone leaves its name."""
    return _render(notice, "line")


def subject(notice: Notice) -> str:
    return _render(notice, "subject", "line")


def body(notice: Notice) -> str:
    return _render(notice, "body", "line", keep_lines=True)


def html(notice: Notice) -> SafeString | str:
    """ "" where the paragraphs of the body do."""
    kind = registry.known(notice.kind)
    return render_to_string(kind.html, _words(notice)) if kind and kind.html else ""


def short(notice: Notice, address: str = "") -> str:
    """At most 300 characters, the address of its page included."""
    room = MOST_SHORT - (len(address) + 1 if address else 0)
    text = _render(notice, "short", "line")
    text = text if len(text) <= room else text[: room - 1].rstrip() + "…"
    return f"{text} {address}".strip()


def _render(notice: Notice, *names: str, keep_lines: bool = False) -> str:
    kind = registry.known(notice.kind)
    try:
        template = select_template([f"{kind.template}/{name}.txt" for name in names]) if kind else None
    except TemplateDoesNotExist:
        template = None
    if template is None:
        return _("A notice that this site cannot show any more")
    text = template.template.render(Context(_words(notice), autoescape=False))  # type: ignore[attr-defined]
    return text.strip() if keep_lines else " ".join(text.split())


def _words(notice: Notice) -> dict[str, Any]:
    """What the templates see. Of the receiver only what one calls them: the text may leave the site."""
    kind = registry.known(notice.kind)
    more = kind.mailing.words(notice) if kind and kind.mailing else {}
    return more | {
        "data": notice.data,
        "site": site_name(),
        "name": given_name(notice.user.name) if notice.user else "",
        "school": notice.school.name if notice.school else "",
    }
