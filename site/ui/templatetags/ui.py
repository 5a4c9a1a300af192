"""Components as tags with keyword-only props: a misspelt prop is a template error.

The tags are built in: no template loads them. /gaya/ (settings.STYLE_GUIDE) shows each with its states.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

import heroicons
from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .. import localise
from ..branding import branding

register = template.Library()

KINDS = {"plain", "good", "wait", "alarm"}
ICON_OF_KIND = {
    "plain": "information-circle",
    "good": "check-circle",
    "wait": "clock",
    "alarm": "exclamation-triangle",
}
BUTTONS = {"primary", "secondary", "quiet", "gold", "danger"}


def _one_of(value: str, allowed: Iterable[str], prop: str) -> str:
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{prop}={value!r}: choose one of {', '.join(sorted(allowed))}")
    return value


# --- Small things ---------------------------------------------------------------------------------
@register.simple_tag
def icon(*, name: str, size: int = 24, label: str = "", solid: bool = False) -> SafeString:
    """A heroicon by name. Decorative unless `label` names it."""
    attributes: dict[str, object] = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    style = "mini" if size <= 20 else "solid" if solid else "outline"
    try:
        return mark_safe(heroicons._render_icon(style, str(name), size, attributes))  # noqa: S308
    except heroicons.IconDoesNotExist as error:
        raise template.TemplateSyntaxError(f"There is no icon named {name!r}.") from error


@register.inclusion_tag("ui/button.html")
def button(
    *,
    text: str,
    href: str = "",
    kind: str = "primary",
    icon: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    large: bool = False,
    block: bool = False,
    disabled: bool = False,
    label: str = "",
    dialog: str = "",
) -> dict[str, Any]:
    """A button, or with `href` a link that looks like one. `label` says more to a screen reader.

    `dialog` names the {% dialog %} it opens; without JavaScript it leads to `href`: the dialog's own
    place (#id), or a page that asks the same.
    """
    _one_of(kind, BUTTONS, "kind")
    look = "button" + (f" button-{kind}" if kind != "primary" else "")
    look += (" button-large" if large else "") + (" button-block" if block else "")
    return {**locals(), "look": look}


@register.simple_tag
def badge(*, text: object, kind: str = "plain", icon: str = "") -> SafeString:
    _one_of(kind, KINDS, "kind")
    picture = globals()["icon"](name=icon, size=16) if icon else ""
    return format_html('<span class="badge badge-{}">{}{}</span>', kind, picture, text)


@register.simple_tag
def avatar(*, name: str) -> SafeString:
    """A person's initials in a circle; their name must stand beside it."""
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', localise.initials(name))


@register.inclusion_tag("ui/stat.html")
def stat(*, figure: object, text: str, unit: str = "", note: str = "", href: str = "") -> dict[str, Any]:
    """A big figure with a plain sentence. Numbers are written the Indonesian way."""
    shown = localise.number(figure) if isinstance(figure, int | float) else figure
    return {"figure": shown, "text": text, "unit": unit, "note": note, "href": href}


@register.inclusion_tag("ui/progress.html")
def progress(*, value: float, max: float = 100, label: str, text: str = "", id: str = "") -> dict[str, Any]:
    """A bar with its label; `text` replaces "12 of 40". Use `id` where a page refreshes it."""
    return {"value": value, "max": max or 1, "label": label, "text": text, "id": id}


@register.inclusion_tag("ui/alert.html")
def alert(*, text: str, kind: str = "plain", title: str = "", urgent: bool = False) -> dict[str, Any]:
    """A message in the page. `urgent` has it read out at once."""
    _one_of(kind, KINDS, "kind")
    return {"text": text, "kind": kind, "title": title, "urgent": urgent, "icon": ICON_OF_KIND[kind]}


@register.inclusion_tag("ui/toast.html")
def toast(*, text: str, kind: str = "plain") -> dict[str, Any]:
    """What just happened. It stays until it is closed; stands in a role="status" (see _messages.html)."""
    _one_of(kind, KINDS, "kind")
    return {"text": text, "kind": kind, "icon": ICON_OF_KIND[kind]}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    *,
    title: str,
    text: str = "",
    icon: str = "archive-box",
    action: str = "",
    href: str = "",
    level: int = 2,
) -> dict[str, Any]:
    """Nothing here yet, and what to do next: `action` is the button's text, `href` where it leads."""
    return {"title": title, "text": text, "icon": icon, "action": action, "href": href, "level": level}


# --- Things that hold other things ----------------------------------------------------------------
@register.simple_block_tag
def card(
    content: str, *, title: str = "", href: str = "", kind: str = "", level: int = 2, id: str = ""
) -> str:
    """A sheet of paper. With `href` the whole card leads there. kind: "", "flat" or "cloth"."""
    _one_of(kind, {"", "flat", "cloth"}, "kind")
    context = {"content": content, "title": title, "href": href, "kind": kind, "level": level, "id": id}
    return render_to_string("ui/card.html", context)


@register.simple_block_tag
def dialog(content: str, *, id: str, title: str) -> str:
    """A question over the page, opened by {% button href=… dialog=id %}; its page links css/dialog.css.

    A link to #main inside closes it, and focus goes back to the button.
    """
    return render_to_string("ui/dialog.html", {"content": content, "id": id, "title": title})


@register.simple_block_tag
def table(content: str, *, caption: str, hide_caption: bool = False) -> str:
    """A data table that scrolls sideways in itself. Inside stand <thead> and <tbody>."""
    return render_to_string(
        "ui/table.html", {"content": content, "caption": caption, "hide_caption": hide_caption}
    )


@register.simple_block_tag
def chart(
    content: str,
    *,
    caption: str,
    svg: str = "",
    src: str = "",
    alt: str = "",
    width: int = 720,
    height: int = 360,
) -> str:
    """A drawn figure; inside stands the same as a table, for those who do not see the drawing.

    `svg` is a whole SVG document: it is embedded as an image, so that its inline styles pass the CSP.
    """
    if svg:
        src = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    return render_to_string(
        "ui/chart.html",
        {"content": content, "caption": caption, "src": src, "alt": alt, "width": width, "height": height},
    )


@register.simple_block_tag
def breadcrumb(content: str) -> str:
    """The way here: put {% crumb %} tags inside. Home comes by itself."""
    return render_to_string("ui/breadcrumb.html", {"content": content})


@register.simple_tag
def crumb(*, text: object, href: str = "") -> SafeString:
    if href:
        return format_html('<li><a href="{}">{}</a></li>', href, text)
    return format_html('<li><span aria-current="page">{}</span></li>', text)


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def tabs(
    context: template.Context, *, items: Iterable[tuple[object, str]], label: str, current: str = ""
) -> dict[str, Any]:
    """Links between sister pages: `items` are (text, URL) pairs; `current` is the URL of this page."""
    here = current or getattr(context.get("request"), "path", "")
    return {"label": label, "items": [(text, url, url == here) for text, url in items]}


# --- Books ----------------------------------------------------------------------------------------
@register.inclusion_tag("ui/book_cover.html")
def book_cover(
    *, title: str, author: str = "", level: str = "", image: str = "", alt: str = "", eager: bool = False
) -> dict[str, Any]:
    """A book's cover, drawn where no image is known. Decorative: the title stands beside it."""
    return {"src": image or cover_url(title, author, level), "alt": alt, "eager": eager}


def cover_url(title: str, author: str = "", level: str = "") -> str:
    """The address of a drawn cover."""
    query = QueryDict(mutable=True)
    query.update({"t": str(title)[:120], "a": str(author)[:80], "l": str(level)[:2]})
    return f"{reverse('drawn_cover')}?{query.urlencode()}"


@register.simple_tag
def hero_image(*, seed: str, pattern: str = "", eager: bool = True) -> SafeString:
    """A wide batik drawing to stand behind a `.hero`; decorative."""
    query = QueryDict(mutable=True)
    query.update({"b": str(seed)[:80], "p": pattern})
    if (brand := branding()).has_own_colours:
        colours = brand.colours
        query.update({"c": colours.cloth[1:], "g": colours.cloth_gold[1:]})
    loading = "eager" if eager else "lazy"
    return format_html(
        '<img src="{}?{}" alt="" width="1280" height="480" loading="{}">',
        reverse("drawn_hero"),
        query.urlencode(),
        loading,
    )


@register.simple_tag
def scene_image(*, seed: str, pattern: str = "", eager: bool = False) -> SafeString:
    """A landscape of cloth, 16:9, where news or an event has no photograph; decorative."""
    query = QueryDict(mutable=True)
    query.update({"b": str(seed)[:120], "p": pattern})
    loading = "eager" if eager else "lazy"
    return format_html(
        '<img src="{}?{}" alt="" width="800" height="450" loading="{}">',
        reverse("drawn_scene"),
        query.urlencode(),
        loading,
    )


# --- Lists and forms ------------------------------------------------------------------------------
@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: template.Context, *, page: Page, param: str = "page", label: str = "") -> dict[str, Any]:
    """Links to the other pages of a list; keeps the rest of the query string."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)

    def url(number: int) -> str:
        query[param] = str(number)
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = [(n, url(n) if isinstance(n, int) else "", n == page.number) for n in shown]
    return {
        "page": page,
        "label": label or _("Pages"),
        "numbers": numbers,
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag
def field(*, bound: BoundField, label: str = "") -> SafeString:
    """One field of a form with label, help and error. `label` replaces the form's own."""
    if label:
        bound.label = label
    return bound.as_field_group()


@register.filter
def message_kind(level_tag: str) -> str:
    """Django's message level as one of our kinds."""
    levels = {"success": "good", "warning": "wait", "error": "alarm"}
    return levels.get(level_tag, "plain")


register.filter("initials", localise.initials)
register.filter("given_name", localise.given_name)
register.filter("number", localise.number)
register.filter("percent", localise.percent)
register.filter("day", localise.day)
register.filter("duration", localise.duration)
