"""Charts of a form's answers. The worker draws and keeps them (literasi.reading.charts); pages only ask."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from literasi.reading.charts import SUBJECTS
from literasi.reading.charts.figures import Figure, Series
from literasi.reading.charts.subjects import key_of
from literasi.reading.models import ChartImage
from literasi.reading.services.witness import ask_for_chart

from .models import AskedQuestion, FormPage, QuestionKind
from .queries.form_results import Column, counted

SUBJECT = "form-question"
WIDEST = 24  # characters of a label, so that the bars keep their room on a phone


def register() -> None:
    SUBJECTS[SUBJECT] = figure_of_question


def figure_of_question(pk: int) -> Figure:
    """What the worker draws: the page is counted anew."""
    question = AskedQuestion.objects.select_related("page").get(pk=pk)
    columns = counted(FormPage.objects.get(pk=question.page_id))
    return figure_of(next(column for column in columns if column.question.pk == pk))


def figure_of(column: Column) -> Figure:
    pairs = column.bins if column.question.kind == QuestionKind.NUMBER else column.rows
    with translation.override(settings.LANGUAGE_CODE):
        return Figure(
            labels=tuple(
                "\n".join(textwrap.wrap(column.named(label), WIDEST, max_lines=2)) for label, _n in pairs
            ),
            series=(Series(_("answers"), tuple(n for _label, n in pairs)),),
            unit=_("answers"),
            flat=True,
        )


def charts_of(columns: Iterable[Column]) -> dict[int, str]:
    """Question's id → the picture kept of it, "" while there is none; asks for what is out of date."""
    figures = {
        column.question.pk: figure_of(column)
        for column in columns
        if column.answered and (column.question.is_counted or column.question.kind == QuestionKind.NUMBER)
    }
    keys = {key_of(SUBJECT, pk): pk for pk in figures}
    images = {image.key: image for image in ChartImage.objects.filter(key__in=keys)}
    for key, pk in keys.items():
        if key not in images or images[key].version != figures[pk].version:
            ask_for_chart(SUBJECT, pk)
    return {pk: images[key].svg if key in images else "" for key, pk in keys.items()}
