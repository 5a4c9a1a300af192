"""What the pages of every import have in common; see the package's docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from ui import tasks
from ui.requests import HtmxRequest

from .exceptions import ImportRefused
from .importer import Importer
from .models import Import, ImportState

ROWS_A_PAGE = 50
Words = str | Promise
EMPTY_TITLE = _("The file holds no rows")
EMPTY_TEXT = _("It has a header but no row below it. Nothing can be loaded from it.")
EXPIRED_TEXT = _("A file that is discarded, or not loaded within a day, is deleted.")
REVIEW_TITLE = _("Look through the file")


@dataclass(frozen=True, kw_only=True)
class ImportPages(Generic[Import]):
    """Where the pages of one kind of import are and what they say.

    `at` gives the URL arguments of an upload, without its pk; `crumbs` the pages above the start page,
    `eyebrow` the line above the heading.
    """

    importer: Importer[Import]
    start_url: str
    review_url: str
    result_url: str
    confirm_url: str
    discard_url: str
    start_title: Words
    review_title: Words = REVIEW_TITLE
    loading_title: Words
    loading_label: Words
    result_title: Words
    expired_text: Words = EXPIRED_TEXT
    empty_title: Words = EMPTY_TITLE
    empty_text: Words = EMPTY_TEXT
    review_template: str
    result_template: str
    at: Callable[[Import], Sequence[Any]] = field(default=lambda upload: ())
    crumbs: Callable[[Import], Sequence[tuple[Words, str]]]
    eyebrow: Callable[[Import], Words]

    # --- The steps, as answers --------------------------------------------------------------------
    def begin(self, upload: Import) -> HttpResponse:
        """After `importer.receive`."""
        tasks.start(self.importer, upload)
        return redirect(self.review_url, *self.at(upload), upload.pk)

    def review(
        self, request: HtmxRequest, upload: Import, rows: Callable[[], Mapping[str, Any]]
    ) -> HttpResponse:
        """`rows` gives the context of a file that waits for a decision (see `by_kind`)."""
        if upload.is_at_work or request.htmx:
            return self._progress(request, upload)
        if upload.state == ImportState.DONE:
            return redirect(self.result_url, *self.at(upload), upload.pk)
        context: dict[str, Any] = {}
        if upload.state == ImportState.READY:
            try:
                context |= rows()
            except ImportRefused as refused:
                context["refused"] = str(refused)
        return self._page(request, upload, self.review_template, self.review_title, context)

    def confirm(self, upload: Import, **chosen: Any) -> HttpResponse:
        if self.importer.confirm(upload, **chosen):
            tasks.start(self.importer, upload)
        return redirect(self.result_url, *self.at(upload), upload.pk)

    def discard(self, upload: Import) -> HttpResponse:
        self.importer.discard(upload)
        return redirect(self.start_url, *self.at(upload))

    def result(self, request: HtmxRequest, upload: Import, context: Mapping[str, Any]) -> HttpResponse:
        if upload.is_at_work or request.htmx:
            return self._progress(request, upload)
        if upload.state != ImportState.DONE:
            return redirect(self.review_url, *self.at(upload), upload.pk)
        return self._page(
            request, upload, self.result_template, self.result_title, {"here": _("Result"), **context}
        )

    def earlier(self, uploads: Iterable[Import]) -> list[tuple[Import, str]]:
        """Each with its address, for the list on the start page."""
        return [(one, reverse(self.review_url, args=[*self.at(one), one.pk])) for one in uploads]

    # --- Inside -----------------------------------------------------------------------------------
    def _progress(self, request: HtmxRequest, upload: Import) -> HttpResponse:
        """The bar. htmx asks for it alone, and for the whole page once the worker is done; without
        JavaScript the page reloads itself."""
        if request.htmx and not upload.is_at_work:
            return HttpResponseClientRefresh()
        template = "ui/imports/_progress.html" if request.htmx else "ui/imports/progress.html"
        loading = upload.state == ImportState.CONFIRMED
        heading = self.loading_title if loading else _("The file is being read")
        percent = self.importer.progress_of(upload.pk)
        return self._page(request, upload, template, heading, {"percent": percent})

    def _page(
        self,
        request: HttpRequest,
        upload: Import,
        template: str,
        heading: Words,
        context: Mapping[str, Any],
    ) -> HttpResponse:
        start_url = reverse(self.start_url, args=self.at(upload))
        step = [*self.at(upload), upload.pk]
        shared = {
            "upload": upload,
            "pages": self,
            "heading": heading,
            "here": heading,
            "start_url": start_url,
            "confirm_url": reverse(self.confirm_url, args=step),
            "discard_url": reverse(self.discard_url, args=step),
            "crumbs": [*self.crumbs(upload), (self.start_title, start_url)],
            "eyebrow": self.eyebrow(upload),
        }
        return render(request, template, {**shared, **context})


def by_kind(
    request: HttpRequest, every: Sequence[Any], groups: Iterable[tuple[str, Words, Sequence[Any]]]
) -> dict[str, Any]:
    """The rows of the chosen kind, one page of them, and how many there are of each.

    `groups` are (name, label, rows); the name stands in the address.
    """
    chosen = {name: (label, rows) for name, label, rows in groups}
    kind = request.GET.get("jenis", "")
    kind = kind if kind in chosen else ""
    page = Paginator(chosen[kind][1] if kind else every, ROWS_A_PAGE).get_page(request.GET.get("page"))
    filled = ((label, name, len(rows)) for name, (label, rows) in chosen.items() if rows)
    kinds = [("", "", len(every)), *filled]
    return {"page": page, "rows": page, "kinds": kinds, "kind": kind, "total": len(every)}
