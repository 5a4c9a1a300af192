"""Drawing with matplotlib. Never import this module where a web process could."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from django.utils.formats import number_format
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from .figures import Figure

# The design's colours (site/static/css/app.css); a picture cannot read custom properties.
GREEN, GOLD, INK, LINE = "#1f4d3a", "#c58a1c", "#1d2a23", "#e0d6c0"
WIDTH, HEIGHT = 4.8, 3.0  # inches at 100 dots: 480 × 300, so that a phone need not shrink its words
FONTS = ["DejaVu Sans"]
SIZE = 9.5  # points
COLOURS = (GREEN, GOLD)


def svg_of(figure: Figure) -> str:
    # Text stays text: the reader's own fonts, and a picture of a few kilobytes.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "lumbung", "font.family": FONTS}):
        canvas = Canvas(figsize=(WIDTH, HEIGHT), dpi=100, layout="constrained")
        FigureCanvasSVG(canvas)
        (_lying if figure.flat else _standing)(canvas.add_subplot(), figure)
        out = io.StringIO()
        canvas.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _standing(axes: Any, figure: Figure) -> None:
    """Columns by week, the series on top of each other."""
    places = range(len(figure.labels))
    under = [0] * len(figure.labels)
    for series, colour in zip(figure.series, COLOURS, strict=False):
        axes.bar(places, series.values, width=0.68, bottom=under, color=colour, label=series.label)
        under = [a + b for a, b in zip(under, series.values, strict=True)]
    axes.set_xticks(list(places), list(figure.labels))
    axes.yaxis.set_major_formatter(_number)
    axes.yaxis.get_major_locator().set_params(integer=True, nbins=5)
    axes.set_ylabel(figure.unit, color=INK, fontsize=SIZE)
    axes.grid(axis="y", color=LINE, linewidth=1)
    axes.set_ylim(bottom=0, top=max([*under, 10]) * 1.28)
    axes.legend(loc="upper left", ncols=2, frameon=False, fontsize=SIZE, labelcolor=INK)
    _calm(axes)


def _lying(axes: Any, figure: Figure) -> None:
    """One bar a label with its number at the end; the first label on top."""
    [series] = figure.series
    places = range(len(figure.labels))
    most = max([*series.values, 1])
    axes.barh(places, series.values, height=0.62, color=GREEN)
    for place, value in zip(places, series.values, strict=True):
        axes.text(value + most * 0.015, place, _number(value), va="center", color=INK, fontsize=SIZE)
    axes.set_yticks(list(places), list(figure.labels))
    axes.set_xticks([])
    axes.set_xlim(0, most * 1.16)
    axes.invert_yaxis()
    _calm(axes)


def _number(value: float, _place: object = None) -> str:
    return number_format(int(value), force_grouping=True)


def _calm(axes: Any) -> None:
    axes.tick_params(colors=INK, labelsize=SIZE, length=0)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
