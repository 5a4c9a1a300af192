"""What was answered: for those who edit the page, and its totals for everybody where it says so."""

from __future__ import annotations

import io
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from pages.charts import charts_of
from pages.forms.results import AnswerFilter
from pages.models import FormAnswer, FormPage
from pages.permissions import reads_results
from pages.queries import form_results as results
from ui.files import CSV, XLSX, attachment, csv_lines, write_xlsx

PER_PAGE = 25


def _page(request: HttpRequest, pk: int) -> FormPage:
    page = get_object_or_404(FormPage, pk=pk)
    if not reads_results(request.user, page):
        raise Http404
    return page


@login_required
@require_safe
def form_results(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each question with its chart and its numbers."""
    page = _page(request, pk)
    columns = results.counted(page)
    charts = charts_of(columns)
    context = {
        "page": page,
        "answers": FormAnswer.objects.to(page).count(),
        "rows": [(column, charts.get(column.question.pk)) for column in columns],
    }
    return render(request, "pages/form_results.html", context)


@login_required
@require_safe
def form_answers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer by answer, to be looked through."""
    page = _page(request, pk)
    look = AnswerFilter(request.GET or None)
    shown = Paginator(look.answers(page), PER_PAGE).get_page(request.GET.get("hal"))
    columns = results.columns_of(page)
    context = {
        "page": page,
        "filter": look,
        "columns": columns,
        "shown": shown,
        "rows": _rows(shown, columns),
    }
    return render(request, "pages/form_answers.html", context)


def _rows(answers: Any, columns: list[results.Column]) -> list[tuple[FormAnswer, list[tuple[str, str]]]]:
    return [
        (
            answer,
            [(c.question.label, results.shown(c.question, answer.value(c.question))) for c in columns],
        )
        for answer in answers
    ]


@login_required
@require_safe
def export_form(request: SignedInRequest, pk: int, form: str) -> HttpResponseBase:
    """All answers, oldest first, as CSV or as a workbook."""
    page = _page(request, pk)
    answers = FormAnswer.objects.to(page).select_related("user").order_by("created_at", "pk").iterator(500)
    head, rows, name = results.header(page), results.table(page, answers), f"jawaban-{page.slug}.{form}"
    if form == "xlsx":
        out = io.BytesIO()
        write_xlsx(out, head, rows)
        return attachment(out.getvalue(), name, XLSX)
    response = StreamingHttpResponse(csv_lines(head, rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def form_totals(request: HttpRequest, pk: int) -> HttpResponse:
    """The totals an editor publishes: choices only, small numbers left out."""
    page = get_object_or_404(FormPage.objects.live(), pk=pk, publish_totals=True)
    context = {
        "page": page,
        "answers": FormAnswer.objects.to(page).count(),
        "fewest": results.FEWEST_SHOWN,
        "questions": results.published(results.counted(page)),
    }
    return render(request, "pages/form_totals.html", context)
