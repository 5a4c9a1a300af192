"""Shelves, entries and readers in their plainest valid form.

An entry made here is written by the service, so that totals always fit; `raw` rows are for tests of
the constraints themselves.
"""

import uuid

import factory
from factory.django import DjangoModelFactory

from literasi.reading.models import ReadingLog, ShelfBook
from literasi.reading.services import BookChoice, Draft, log_reading
from tests.factories.accounts import ClassroomFactory, GrantFactory, PupilFactory


class ShelfBookFactory(DjangoModelFactory):
    class Meta:
        model = ShelfBook

    reader = factory.LazyFunction(lambda: a_pupil().user)
    name = factory.Sequence(lambda n: f"Buku Contoh {n}")
    key = factory.Sequence(lambda n: f"free:contoh-{n}")


def a_pupil(classroom=None, **fields):
    """A pupil who sits in a class of their own school."""
    classroom = classroom or ClassroomFactory()
    return PupilFactory(school=classroom.school, in_class=classroom, **fields)


def a_teacher(classroom):
    return GrantFactory(of_class=True, classroom=classroom).user


def today_of(pupil):
    return pupil.school.today()


def an_entry(pupil, *, book=None, client_id=None, **draft) -> ReadingLog:
    """Twenty minutes today with a book written by hand, unless said otherwise."""
    draft = {"read_on": today_of(pupil), "minutes": 20} | draft
    choice = book or BookChoice(name="Laskar Pelangi", author="Andrea Hirata")
    log, _ = log_reading(pupil.user, client_id=client_id or uuid.uuid4(), book=choice, draft=Draft(**draft))
    return log
