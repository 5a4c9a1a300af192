"""A parent signs by link; a teacher notes a retelling; a loan speaks for an entry."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from literasi.reading import exceptions as broken
from literasi.reading.evidence import loan_witnesses
from literasi.reading.models import Evidence, ParentLink, ParentSignature, ReadingLog, Standing, Status
from literasi.reading.services import (
    BookChoice,
    edit_entry,
    link_by_token,
    make_parent_link,
    note_retelling,
    rebuild_totals,
    revoke_parent_links,
    sign_entries,
    unsigned_entries,
    verify_entries,
)
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of
from tests.reading.sessions.test_services import held
from tests.reading.test_services import redraft

pytestmark = pytest.mark.django_db


def a_link(pupil):
    return make_parent_link(pupil.user, by=pupil.user)


def signed(pupil, *logs, name="Bu Contoh"):
    return sign_entries(a_link(pupil), {log.pk: log.version for log in logs}, name=name, relation="Ibu")


def test_a_signature_raises_the_evidence_and_counts_where_it_is_asked_for():
    pupil = a_pupil()
    programme = a_programme(pupil.school, weakest_evidence=Evidence.PARENT)
    log = an_entry(pupil)
    assert not Standing.objects.filter(programme=programme, amount__gt=0).exists()
    signed(pupil, log)
    log.refresh_from_db()
    assert (log.evidence, log.signature.name, log.status) == (Evidence.PARENT, "Bu Contoh", Status.WAITING)
    assert Standing.objects.get(programme=programme).amount == 20
    assert rebuild_totals(check_only=True) == []


def test_a_signature_never_lowers_the_evidence():
    pupil = a_pupil()
    log = an_entry(pupil)
    note_retelling(log, version=1, by=a_teacher(pupil.classroom))
    signed(pupil, log)
    log.refresh_from_db()
    assert log.evidence == Evidence.ORAL


def test_an_edited_entry_loses_its_signature():
    pupil = a_pupil()
    log = an_entry(pupil)
    signed(pupil, log)
    log = edit_entry(log, by=pupil.user, draft=redraft(log, minutes=40))
    assert (log.evidence, log.signature) == (Evidence.SELF, None)
    assert unsigned_entries(a_link(pupil)) == [log]


def test_what_changed_under_the_parents_eyes_is_not_signed():
    pupil = a_pupil()
    log = an_entry(pupil)
    edit_entry(log, by=pupil.user, draft=redraft(log, minutes=90))
    with pytest.raises(broken.NothingToSign):
        signed(pupil, log)
    assert not ParentSignature.objects.exists()


def test_only_this_childs_recent_entries_are_shown():
    classroom = ClassroomFactory()
    pupil, other = a_pupil(classroom), a_pupil(classroom)
    mine = an_entry(pupil)
    an_entry(pupil, read_on=today_of(pupil) - dt.timedelta(days=14))
    foreign = an_entry(other)
    held(classroom, a_teacher(classroom), [pupil])
    assert unsigned_entries(a_link(pupil)) == [mine]
    with pytest.raises(broken.NothingToSign):
        signed(pupil, foreign)


def test_a_pupil_has_one_open_link_and_closing_closes_it():
    pupil = a_pupil()
    link = a_link(pupil)
    assert a_link(pupil) == link
    revoke_parent_links(pupil.user, by=pupil.user)
    with pytest.raises(broken.LinkClosed):
        link_by_token(link.token)
    assert a_link(pupil) != link


@pytest.mark.parametrize("change", ["expired", "revoked", "left", "unknown"])
def test_a_closed_link_is_a_friendly_page(client, change):
    pupil = a_pupil()
    link = a_link(pupil)
    now = timezone.now()
    if change == "expired":
        ParentLink.objects.update(expires_at=now)
    if change == "revoked":
        ParentLink.objects.update(revoked_at=now)
    if change == "left":
        pupil.left_on = today_of(pupil)
        pupil.save()
    answer = client.get(reverse("sign_reading", args=["x" if change == "unknown" else link.token]))
    assert (answer.status_code, answer.templates[0].name) == (404, "reading/link_closed.html")


def test_the_page_shows_the_first_name_alone_and_is_kept_by_nobody(client):
    pupil = a_pupil(user__name="Siti Rahma Contoh")
    an_entry(pupil)
    answer = client.get(reverse("sign_reading", args=[a_link(pupil).token]))
    text = answer.content.decode()
    assert ("Siti" in text, "Rahma" in text, pupil.nis in text) == (True, False, False)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_parent_signs_on_the_page(client):
    pupil = a_pupil()
    log = an_entry(pupil)
    url = reverse("sign_reading", args=[a_link(pupil).token])
    said = {"name": "Bu Contoh", "relation": "Ibu", "entry": [log.ticket]}
    assert client.post(url, said).status_code == 302
    assert ReadingLog.objects.get().evidence == Evidence.PARENT
    again = client.post(url, said)
    assert (again.status_code, ParentSignature.objects.count()) == (200, 1)


@pytest.mark.parametrize("more", [{"name": ""}, {"entry": []}, {"relation": "x"}, {"name": "a" * 90}])
def test_a_form_without_name_or_entries_comes_back(client, more):
    pupil = a_pupil()
    log = an_entry(pupil)
    url = reverse("sign_reading", args=[a_link(pupil).token])
    answer = client.post(url, {"name": "Bu Contoh", "relation": "Ibu", "entry": [log.ticket]} | more)
    assert (answer.status_code, ReadingLog.objects.get().evidence) == (200, Evidence.SELF)


def test_the_record_of_a_signature_names_nobody():
    pupil = a_pupil()
    signed(pupil, an_entry(pupil))
    event = Event.objects.get(verb="sign_entries")
    assert (event.actor, "Contoh" in str(event.details)) == (None, False)


def test_a_pupil_shows_the_code_and_a_teacher_closes_it(client):
    pupil = a_pupil()
    client.force_login(pupil.user)
    client.post(reverse("parent_link"), {"which": "make"})
    text = client.get(reverse("parent_link")).content.decode()
    assert re.search(r"data:image/svg\+xml;base64,", text)
    assert ParentLink.objects.get().token in text
    client.force_login(a_teacher(pupil.classroom))
    client.post(reverse("close_parent_links", args=[pupil.classroom.pk, pupil.pk]))
    assert ParentLink.objects.get().revoked_at is not None


# --- Retelling --------------------------------------------------------------------------------------


def test_a_retelling_verifies_with_a_note(client):
    pupil = a_pupil()
    log = an_entry(pupil)
    client.force_login(a_teacher(pupil.classroom))
    answer = client.post(reverse("note_retelling", args=[log.pk]), {"version": 1, "note": "lancar"})
    log.refresh_from_db()
    assert (answer.status_code, log.status, log.evidence, log.note) == (302, "verified", 30, "lancar")


def test_a_verified_entry_can_still_be_retold():
    pupil = a_pupil()
    log, teacher = an_entry(pupil), a_teacher(pupil.classroom)
    verify_entries({log.pk: 1}, by=teacher)
    assert note_retelling(log, version=1, by=teacher).evidence == Evidence.ORAL
    assert rebuild_totals(check_only=True) == []


def test_an_entry_changed_meanwhile_is_not_marked_as_retold():
    pupil = a_pupil()
    log = an_entry(pupil)
    edit_entry(log, by=pupil.user, draft=redraft(log, minutes=90))
    with pytest.raises(broken.EntryChanged):
        note_retelling(log, version=1, by=a_teacher(pupil.classroom))


# --- Loans ------------------------------------------------------------------------------------------


def test_a_loan_speaks_for_an_entry(monkeypatch):
    pupil, title = a_pupil(), TitleFactory()
    asked = []

    def had_on_loan(reader_id, title_id, day):
        asked.append((reader_id, title_id, day))
        return True

    monkeypatch.setattr("literasi.reading.evidence.loan_witnesses", [had_on_loan])
    log = an_entry(pupil, book=BookChoice(title_id=title.pk))
    by_hand = an_entry(pupil)
    assert (log.evidence, by_hand.evidence) == (Evidence.LOAN, Evidence.SELF)
    assert asked == [(pupil.user_id, title.pk, today_of(pupil))]


def test_without_a_witness_nothing_is_raised():
    assert loan_witnesses == []
    log = an_entry(a_pupil(), book=BookChoice(title_id=TitleFactory().pk))
    assert log.evidence == Evidence.SELF
