"""What pages ask for."""

from __future__ import annotations

from collections.abc import Mapping

from ..models import ChartImage
from ..services.witness import ask_for_chart
from .figures import Figure
from .subjects import key_of


def kept_charts(pk: int, figures: Mapping[str, Figure]) -> dict[str, str]:
    """Subject → the SVG kept of it, "" while there is none; one query.

    `figures` are what the page shows in its tables. A picture of other figures is shown meanwhile and asked
    for again.
    """
    keys = {key_of(subject, pk): subject for subject in figures}
    images = {image.key: image for image in ChartImage.objects.filter(key__in=keys)}
    for key, subject in keys.items():
        if key not in images or images[key].version != figures[subject].version:
            ask_for_chart(subject, pk)
    return {subject: images[key].svg if key in images else "" for key, subject in keys.items()}
