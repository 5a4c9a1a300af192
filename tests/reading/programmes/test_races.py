"""Many at once. Each rule has its negative control: without the lock, it breaks."""

import uuid

import pytest
from django.db.models.query import QuerySet

from letters.models import Letter
from literasi.reading.counting import rebuild_standings
from literasi.reading.counting.rebuild import count_anew
from literasi.reading.models import CertificateLevel, GroupStanding, Journal, Programme, Standing
from literasi.reading.programme_templates import TEMPLATES
from literasi.reading.services import (
    BookChoice,
    Draft,
    issue_certificates,
    log_reading,
    policy_of,
    start_template,
)
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, an_entry, today_of
from tests.reading.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def writing(pupil, minutes=20):
    draft, book = Draft(read_on=today_of(pupil), minutes=minutes), BookChoice(name="Bumi")
    return lambda: log_reading(pupil.user, client_id=uuid.uuid4(), book=book, draft=draft)


def a_class(pupils):
    room = ClassroomFactory()
    policy_of(room.school)
    people = [a_pupil(room) for _ in range(pupils)]
    Journal.objects.bulk_create(Journal(reader=person.user) for person in people)
    return room, people


def standings_alone(monkeypatch):
    """The class's totals are locked before its standings; here the standings must hold by themselves."""
    monkeypatch.setattr("literasi.reading.services.totals.shift", lambda changes: None)


def test_a_class_that_logs_at_once_adds_up(monkeypatch):
    standings_alone(monkeypatch)
    room, people = a_class(12)
    programme = a_programme(room.school)
    results = at_once(*[writing(person) for person in people])
    assert [r for r in results if isinstance(r, Exception)] == []
    row = GroupStanding.objects.get()
    assert (row.amount, row.readers, row.reached) == (240, 12, 12)
    assert rebuild_standings(programme, check_only=True) == []


def test_reading_the_sum_first_would_lose_entries(monkeypatch):
    """The negative control: the class's row read, added to and written back."""
    from literasi.reading.counting import standings

    def overwrite(model, key, sums, changes):
        for change in changes:
            found = model.objects.filter(**{name: change[name] for name in key}).first()
            if found is None:
                model.objects.bulk_create([model(**change)], ignore_conflicts=True)
                continue
            for name in sums:
                setattr(found, name, getattr(found, name) + change[name])
            found.save()

    standings_alone(monkeypatch)
    room, people = a_class(12)
    programme = a_programme(room.school)
    monkeypatch.setattr(standings, "add_up", overwrite)
    at_once(*[writing(person) for person in people])
    assert rebuild_standings(programme, check_only=True) != []


def test_a_programme_counted_anew_while_a_class_logs_adds_up():
    room, people = a_class(10)
    for person in people[:5]:
        an_entry(person)
    programme = a_programme(room.school)
    results = at_once(*[writing(person) for person in people], lambda: count_anew(programme.pk))
    assert [r for r in results if isinstance(r, Exception)] == []
    assert sum(Standing.objects.values_list("amount", flat=True)) == 15 * 20
    assert rebuild_standings(programme, check_only=True) == []


def eight_taps_on_start():
    school = a_pupil().school
    by, token = GrantFactory(librarian=True, school=school).user, uuid.uuid4()

    def job():
        return start_template(TEMPLATES["gls"], school=school, classrooms=(), by=by, token=token).pk

    return at_once(*[job] * 8)


def test_eight_taps_on_start_make_one_programme():
    results = eight_taps_on_start()
    assert set(results) == {Programme.objects.get().pk}


def test_without_the_token_each_tap_makes_its_own(monkeypatch):
    monkeypatch.setattr("tests.reading.programmes.test_races.start_template", _without_token)
    assert len(set(eight_taps_on_start())) == 8


def _without_token(*args, token, **kwargs):
    return start_template_as_it_is(*args, token=uuid.uuid4(), **kwargs)


start_template_as_it_is = start_template


def six_times_issued():
    room, people = a_class(4)
    programme = a_programme(room.school, interval="whole")
    CertificateLevel.objects.create(programme=programme, name="Tuntas", least=10)
    for person in people:
        an_entry(person)
    by = GrantFactory(librarian=True, school=room.school).user
    return at_once(*[lambda: issue_certificates(programme, by=by)] * 6)


def test_certificates_issued_six_times_at_once_make_one_each():
    results = six_times_issued()
    assert sorted(results) == [0, 0, 0, 0, 0, 4]
    assert sorted(Letter.objects.values_list("serial", flat=True)) == [1, 2, 3, 4]


def test_without_the_lock_more_than_one_believes_it_issued_them(monkeypatch):
    """The letters' own key still keeps one each; only the answer is no longer true."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self.all())
    results = six_times_issued()
    assert Letter.objects.count() == 4
    assert results.count(4) > 1 or [r for r in results if isinstance(r, Exception)] != []
