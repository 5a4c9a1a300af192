"""Pictures of weekly totals, drawn by the worker and kept until their data changes.

matplotlib is imported inside the drawing functions only: a web process reads the kept picture and never
loads it (tests/reading/test_charts.py holds it to that).
"""

from __future__ import annotations

import hashlib
import io

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from accounts.models import Classroom

from .models import ChartImage, WeekTotal
from .queries.classes import WEEKS_SHOWN, class_weeks
from .weeks import last_weeks

# The design's colours (site/static/css/app.css); a picture cannot read custom properties.
GREEN, GOLD, INK, LINE = "#1f4d3a", "#c58a1c", "#1d2a23", "#e0d6c0"
WIDTH, HEIGHT = 4.8, 3.0  # inches at 100 dots: 480 × 300, so that a phone need not shrink its words
FONTS = ["DejaVu Sans"]
SIZE = 9.5  # points


def key_of(classroom: Classroom) -> str:
    return f"class-weeks:{classroom.pk}"


def data_version(weeks: list[WeekTotal]) -> str:
    """Changes whenever a bar would: with the minutes and with the calendar."""
    data = ";".join(f"{week.week}:{week.minutes}:{week.verified_minutes}" for week in weeks)
    return hashlib.sha256(data.encode()).hexdigest()[:32]


def weeks_of(classroom: Classroom) -> list[WeekTotal]:
    return class_weeks(classroom, last_weeks(classroom.school.today(), WEEKS_SHOWN))


def kept_chart(classroom: Classroom) -> str:
    """The SVG kept for the class, "" while there is none; one that is out of date is asked for again."""
    from .services.witness import ask_for_chart

    image = ChartImage.objects.filter(key=key_of(classroom)).first()
    if image is None or image.version != data_version(weeks_of(classroom)):
        ask_for_chart(classroom.pk)
    return image.svg if image else ""


def draw_class_weeks(classroom_id: int) -> bool:
    """Draw and keep the class's chart; False where the kept one is of the same data."""
    classroom = Classroom.objects.select_related("school").get(pk=classroom_id)
    weeks = weeks_of(classroom)
    version = data_version(weeks)
    if ChartImage.objects.filter(key=key_of(classroom), version=version).exists():
        return False
    with translation.override(settings.LANGUAGE_CODE):
        svg = weeks_svg(weeks)
    ChartImage.objects.update_or_create(key=key_of(classroom), defaults={"version": version, "svg": svg})
    return True


def weeks_svg(weeks: list[WeekTotal]) -> str:
    """Bars of minutes by week: verified in full colour, still waiting in gold on top."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    # Text stays text: the reader's own fonts, and a picture of a few kilobytes.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "lumbung", "font.family": FONTS}):
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=100, layout="constrained")
        FigureCanvasSVG(figure)
        _bars(figure.add_subplot(), weeks)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _bars(axes, weeks: list[WeekTotal]) -> None:  # type: ignore[no-untyped-def]
    places = range(len(weeks))
    verified = [week.verified_minutes for week in weeks]
    waiting = [week.minutes - week.verified_minutes for week in weeks]
    axes.bar(places, verified, width=0.68, color=GREEN, label=_("verified"))
    axes.bar(places, waiting, width=0.68, bottom=verified, color=GOLD, label=_("waiting"))
    axes.set_xticks(list(places), [date_format(week.week, "j\nM") for week in weeks])
    axes.yaxis.set_major_formatter(lambda value, _place: number_format(int(value), force_grouping=True))
    axes.yaxis.get_major_locator().set_params(integer=True, nbins=5)
    axes.set_ylabel(_("minutes"), color=INK, fontsize=SIZE)
    axes.tick_params(colors=INK, labelsize=SIZE, length=0)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=LINE, linewidth=1)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_ylim(bottom=0, top=max([week.minutes for week in weeks] + [10]) * 1.15)
    axes.legend(loc="upper left", ncols=2, frameon=False, fontsize=SIZE, labelcolor=INK)
