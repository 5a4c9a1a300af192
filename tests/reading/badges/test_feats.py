"""How each feat is counted; holidays are neither a streak's end nor quiet."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from literasi.reading.models import Feat, ReadingLog, Source
from literasi.reading.services import BookChoice, return_entry
from literasi.reading.services.feats import feats_of, longest_quiet, longest_run
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry

MONDAY = dt.date(2026, 11, 2)
WEEKS = [MONDAY + dt.timedelta(days=n) for n in range(21) if n % 7 < 5]


def days(*numbers):
    return {MONDAY + dt.timedelta(days=n) for n in numbers}


@pytest.mark.parametrize(
    ("read", "run"),
    [((), 0), ((0, 1, 2), 3), ((0, 1, 3, 4, 7), 3), ((4, 5, 6, 7), 2), ((5, 6), 0), ((0, 2, 4), 1)],
    ids=[
        "nothing",
        "three days",
        "over a weekend",
        "weekends do not count",
        "a weekend alone",
        "every other",
    ],
)
def test_a_run_is_counted_in_school_days(read, run):
    assert longest_run(days(*read), WEEKS) == run


@pytest.mark.parametrize(
    ("read", "quiet"),
    [
        ((), 0),
        ((0, 1), 0),
        ((0, 3), 2),
        ((4, 7), 0),
        ((0, 14), 9),
        ((0,), 0),
        ((12, 13, 14), 0),
        ((5, 12), 5),
    ],
    ids=[
        "nothing",
        "no quiet",
        "two days",
        "a weekend is not quiet",
        "nine days",
        "not back yet",
        "quiet before the first day is no comeback",
        "from weekend to weekend",
    ],
)
def test_quiet_lies_between_two_days_of_reading(read, quiet):
    assert longest_quiet(days(*read), WEEKS) == quiet


@pytest.mark.django_db
def test_every_feat_is_counted_from_the_journal():
    pupil = a_pupil()
    for language, ddc in (("su", "899.2"), ("id", "398.2")):
        title = TitleFactory(language=language, ddc=ddc)
        an_entry(pupil, book=BookChoice(title_id=title.pk), page_to=10, finished=True)
    an_entry(pupil, minutes=5)
    tally = feats_of([pupil.user.pk])[0][pupil.user.pk]
    assert {
        feat: tally[feat] for feat in ("entries", "minutes", "pages", "books", "genres", "languages")
    } == {
        "entries": 3,
        "minutes": 45,
        "pages": 20,
        "books": 2,
        "genres": 2,
        "languages": 1,
    }
    assert set(tally) == set(Feat.values)


@pytest.mark.django_db
def test_returned_and_imported_entries_earn_nothing():
    pupil = a_pupil()
    returned, imported = an_entry(pupil), an_entry(pupil)
    return_entry(returned, version=1, note="Periksa.", by=a_teacher(returned.classroom))
    ReadingLog.objects.filter(pk=imported.pk).update(source=Source.IMPORT)
    assert not any(feats_of([pupil.user.pk])[0][pupil.user.pk].values())


@pytest.mark.django_db
def test_a_class_costs_the_same_as_one_reader():
    classroom = ClassroomFactory()
    readers = [an_entry(a_pupil(classroom)).reader_id for _ in range(4)]

    def cost(some):
        with CaptureQueriesContext(connection) as queries:
            feats_of(some)
        return len(queries)

    assert cost(readers[:1]) == cost(readers) <= 5
