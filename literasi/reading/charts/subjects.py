"""The pictures there are. The worker is told a subject and an id, and finds the figures itself."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils import translation

from accounts.models import Classroom, School

from ..models import ChartImage
from ..queries.classes import WEEKS_SHOWN, class_weeks
from ..queries.kinds import kinds_of
from ..queries.schools import city_weeks, school_weeks
from ..weeks import last_weeks
from .figures import Figure, kinds_figure, weeks_figure


def _class_weeks(pk: int) -> Figure:
    classroom = Classroom.objects.select_related("school").get(pk=pk)
    return weeks_figure(class_weeks(classroom, last_weeks(classroom.school.today(), WEEKS_SHOWN)))


def _school_weeks(pk: int) -> Figure:
    school = School.objects.get(pk=pk)
    return weeks_figure(school_weeks(school, last_weeks(school.today(), WEEKS_SHOWN)))


def _city_weeks(_pk: int) -> Figure:
    return weeks_figure(city_weeks(WEEKS_SHOWN))


def _levels(pk: int) -> Figure:
    return kinds_figure(kinds_of(pk or None).levels)


def _genres(pk: int) -> Figure:
    return kinds_figure(kinds_of(pk or None).genres)


# Name → the figures of the thing with this id; the city is 0.
SUBJECTS: dict[str, Callable[[int], Figure]] = {
    "class-weeks": _class_weeks,
    "school-weeks": _school_weeks,
    "school-levels": _levels,
    "school-genres": _genres,
    "city-weeks": _city_weeks,
    "city-levels": _levels,
    "city-genres": _genres,
}


def key_of(subject: str, pk: int) -> str:
    return f"{subject}:{pk}"


def draw(subject: str, pk: int) -> bool:
    """Draw and keep one picture; False where the kept one shows the same. For the worker."""
    figure = SUBJECTS[subject](pk)
    key = key_of(subject, pk)
    if ChartImage.objects.filter(key=key, version=figure.version).exists():
        return False
    from .drawing import svg_of

    with translation.override(settings.LANGUAGE_CODE):
        svg = svg_of(figure)
    ChartImage.objects.update_or_create(key=key, defaults={"version": figure.version, "svg": svg})
    return True
