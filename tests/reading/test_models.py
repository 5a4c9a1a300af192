"""What the database itself refuses, whoever writes to it."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from literasi.reading.models import Evidence, ReadingLog, ReadingPolicy, ShelfBook, ShelfStatus, Status
from tests.factories.accounts import SchoolFactory, UserFactory
from tests.factories.reading import ShelfBookFactory, a_pupil, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    return an_entry(a_pupil(), page_to=12, finished=True)


def change(log, **fields):
    with transaction.atomic():
        ReadingLog.objects.filter(pk=log.pk).update(**fields)


CHECKED = {"checked_at": timezone.now()}


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes": 0, "pages": 0, "page_from": None, "page_to": None},
        {"minutes": 1441},
        {"pages": 2001, "page_from": None, "page_to": None},
        {"pages": 11},
        {"page_to": None},
        {"page_from": 0, "pages": 13},
        {"rating": 0},
        {"rating": 6},
        {"status": Status.VERIFIED},
        {"status": Status.RETURNED, "note": "Periksa"},
        {"checked_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC)},
    ],
)
def test_an_impossible_entry_is_refused(log, fields):
    with pytest.raises(IntegrityError):
        change(log, **fields)


def test_nobody_checks_their_own_entry(log):
    with pytest.raises(IntegrityError):
        change(log, status=Status.VERIFIED, checked_by=log.reader, **CHECKED)
    change(log, status=Status.VERIFIED, checked_by=UserFactory(), **CHECKED)


def test_a_returned_entry_says_why(log):
    with pytest.raises(IntegrityError):
        change(log, status=Status.RETURNED, checked_by=UserFactory(), note="", **CHECKED)


def test_a_form_number_is_used_once_by_a_reader(log):
    other = an_entry_of(log)
    with pytest.raises(IntegrityError):
        change(other, client_id=log.client_id)


def test_a_book_is_finished_once(log):
    with pytest.raises(IntegrityError):
        change(an_entry_of(log), finished=True)


def an_entry_of(log):
    return ReadingLog.objects.create(
        client_id=uuid.uuid4(),
        reader=log.reader,
        school=log.school,
        classroom=log.classroom,
        book=log.book,
        read_on=log.read_on,
        minutes=5,
    )


def test_a_book_stands_on_a_shelf_once():
    book = ShelfBookFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ShelfBookFactory(reader=book.reader, key=book.key)
    assert ShelfBookFactory(key=book.key).key == book.key


@pytest.mark.parametrize(
    "fields",
    [{"name": ""}, {"status": ShelfStatus.FINISHED}, {"finished_on": dt.date(2026, 11, 1)}],
)
def test_an_impossible_shelf_book_is_refused(fields):
    book = ShelfBookFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ShelfBook.objects.filter(pk=book.pk).update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes_per_entry": 0},
        {"minutes_per_day": 239},
        {"minutes_per_day": 1441},
        {"pages_per_day": 299},
        {"entries_per_day": 0},
    ],
)
def test_limits_that_contradict_each_other_are_refused(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingPolicy.objects.create(school=SchoolFactory(), **fields)


def test_evidence_is_a_ladder():
    assert sorted(Evidence) == [
        Evidence.SELF,
        Evidence.PARENT,
        Evidence.ORAL,
        Evidence.LOAN,
        Evidence.SESSION,
    ]
