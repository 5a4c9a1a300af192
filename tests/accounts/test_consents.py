"""Consent is given in words that stay known, once for each purpose, and can be taken back."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts import services
from accounts.consents import consents_of, purposes
from accounts.exceptions import GuardianUnnamed, LinkClosed, OutOfScope, UnknownPurpose
from accounts.models import Channel, Consent, GuardianLink, Relation
from accounts.services import Guardian
from audit.models import Event
from tests.accounts.people import settled
from tests.factories.accounts import (
    ClassroomFactory,
    ConsentFactory,
    GrantFactory,
    GuardianLinkFactory,
    PupilFactory,
)

pytestmark = pytest.mark.django_db
MOTHER = Guardian("Ibu Contoh", Relation.MOTHER)
# What stands in the Indonesian catalogue for each version. Never change a line: add a version.
WORDS = {
    ("individual_board", "2026-11"): "4330fe41a249",
    ("public_name", "2026-11"): "bb943df1b27e",
    ("photo", "2026-11"): "80eca82f13b9",
}


@pytest.fixture
def classroom():
    return ClassroomFactory()


@pytest.fixture
def pupil(classroom):
    return PupilFactory(school=classroom.school, in_class=classroom)


@pytest.fixture
def teacher(classroom):
    return GrantFactory(of_class=True, classroom=classroom).user


def paper(pupil, *codes, guardian=MOTHER):
    return {pupil.pk: (guardian, codes)}


def answer(link, guardian=MOTHER, browser="Peramban", **answers):
    return services.answer_by_link(link.token, answers, guardian=guardian, browser=browser)


def verbs(pupil):
    return list(Event.objects.about(pupil).order_by("pk").values_list("verb", "details__purpose"))


# --- Words ----------------------------------------------------------------------------------------
def test_the_words_of_a_version_never_change():
    with translation.override("id"):
        found = {
            (purpose.code, wording.version): hashlib.sha256(str(wording.text).encode()).hexdigest()[:12]
            for purpose in purposes.every()
            for wording in purpose.wordings
            if (purpose.code, wording.version) in WORDS
        }
    assert found == WORDS


def test_what_was_agreed_to_is_found_by_its_version():
    photo = purposes.find("photo")
    assert photo.worded("2026-11") == photo.current.text
    assert photo.worded("1999-01") == ""


# --- Paper ----------------------------------------------------------------------------------------
def test_a_signed_form_is_recorded_with_who_what_words_and_when(pupil, teacher):
    assert services.record_on_paper(paper(pupil, "photo", "public_name"), actor=teacher) == 2
    consent = Consent.objects.purpose("photo").get()
    assert (consent.given_by, consent.relation, consent.wording) == ("Ibu Contoh", "mother", "2026-11")
    assert (consent.how, consent.recorded_by, consent.link) == (Channel.PAPER, teacher, None)
    assert timezone.now() - consent.given_at < dt.timedelta(minutes=1)
    assert verbs(pupil) == [("consent_given", "photo"), ("consent_given", "public_name")]


def test_without_a_record_the_answer_is_no(pupil):
    assert [consents_of([pupil.pk], purpose.code) for purpose in purposes.every()] == [set()] * len(
        purposes.every()
    )


def test_others_ask_for_many_pupils_in_one_query(pupil, django_assert_num_queries):
    other = ConsentFactory(withdrawn=True).pupil
    ConsentFactory(pupil=pupil)
    ConsentFactory(purpose="public_name")
    with django_assert_num_queries(1):
        assert consents_of([pupil.pk, other.pk], "photo") == {pupil.pk}


def test_the_same_form_recorded_twice_is_one_consent(pupil, teacher):
    services.record_on_paper(paper(pupil, "photo"), actor=teacher)
    assert services.record_on_paper(paper(pupil, "photo", "photo"), actor=teacher) == 0
    assert Consent.objects.count() == 1


def test_the_database_holds_one_open_consent_a_purpose(pupil):
    ConsentFactory(pupil=pupil, withdrawn=True)
    ConsentFactory(pupil=pupil)
    with pytest.raises(IntegrityError):
        ConsentFactory(pupil=pupil)


@pytest.mark.parametrize(
    "wrong",
    [{"given_by": ""}, {"withdrawn_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}],
    ids=["by nobody", "withdrawn before it was given"],
)
def test_the_database_refuses_a_consent_that_proves_nothing(wrong):
    with pytest.raises(IntegrityError):
        ConsentFactory(**wrong)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_form_nobody_signed_is_refused(pupil, teacher, name):
    with pytest.raises(GuardianUnnamed):
        services.record_on_paper(paper(pupil, "photo", guardian=Guardian(name)), actor=teacher)


def test_of_a_class_all_forms_are_recorded_or_none(pupil, teacher, classroom):
    mate = PupilFactory(school=classroom.school, in_class=classroom)
    forms = paper(pupil, "photo") | paper(mate, "fame")
    with pytest.raises(UnknownPurpose):
        services.record_on_paper(forms, actor=teacher)
    assert not Consent.objects.exists()
    assert services.record_on_paper(forms | paper(mate, "photo"), actor=teacher) == 2


def test_nobody_records_for_other_peoples_pupils(pupil, teacher, classroom):
    neighbour = PupilFactory(school=classroom.school, in_class=ClassroomFactory(school=classroom.school))
    foreign = GrantFactory(school_admin=True).user
    principal = GrantFactory(principal=True, school=classroom.school).user
    for actor, whom in ((teacher, neighbour), (foreign, pupil), (principal, pupil), (pupil.user, pupil)):
        with pytest.raises(OutOfScope):
            services.record_on_paper(paper(whom, "photo"), actor=actor)
    with pytest.raises(OutOfScope):
        services.record_on_paper(paper(pupil, "photo") | {999_999: (MOTHER, ["photo"])}, actor=teacher)
    librarian = GrantFactory(librarian=True, school=classroom.school).user
    assert services.record_on_paper(paper(neighbour, "photo"), actor=librarian) == 1


# --- Taking back ----------------------------------------------------------------------------------
def test_a_consent_taken_back_stays_as_history_and_may_be_given_again(pupil, teacher):
    consent = ConsentFactory(pupil=pupil)
    for _ in range(2):
        services.withdraw_consent(consent, by="Bapak Contoh", actor=teacher)
    assert consents_of([pupil.pk], "photo") == set()
    services.record_on_paper(paper(pupil, "photo"), actor=teacher)
    history = Consent.objects.of(pupil).values_list("given_by", "withdrawn_by", "withdrawn_how")
    assert list(history) == [("Ibu Contoh", "", ""), ("Ibu Contoh", "Bapak Contoh", "paper")]
    assert [verb for verb, _ in verbs(pupil)] == ["consent_withdrawn", "consent_given"]


def test_nobody_takes_back_for_other_peoples_pupils(pupil):
    consent = ConsentFactory(pupil=pupil)
    with pytest.raises(OutOfScope):
        services.withdraw_consent(consent, by="Ibu", actor=GrantFactory(of_class=True).user)
    assert consents_of([pupil.pk], "photo") == {pupil.pk}


# --- Links ----------------------------------------------------------------------------------------
def test_a_guardian_says_yes_and_no_by_link_with_name_time_and_browser(pupil):
    link = GuardianLinkFactory(pupil=pupil)
    assert answer(link, browser="x" * 300, photo=True, public_name=False) == 1
    consent = Consent.objects.get()
    assert (consent.how, consent.link, consent.given_by) == (Channel.LINK, link, "Ibu Contoh")
    assert (consent.browser, consent.recorded_by) == ("x" * 200, None)
    assert answer(link, photo=True) == 0
    assert answer(link, guardian=Guardian(" Bapak  Contoh "), photo=False) == 1
    consent.refresh_from_db()
    assert (consent.withdrawn_by, consent.withdrawn_how, consent.withdrawal_browser) == (
        "Bapak Contoh",
        Channel.LINK,
        "Peramban",
    )


def test_a_link_takes_back_what_was_recorded_on_paper(pupil):
    ConsentFactory(pupil=pupil)
    answer(GuardianLinkFactory(pupil=pupil), photo=False)
    assert consents_of([pupil.pk], "photo") == set()


@pytest.mark.parametrize(
    "closed",
    [{"expires_at": timezone.now() - dt.timedelta(seconds=1)}, {"revoked_at": timezone.now()}],
    ids=["expired", "revoked"],
)
def test_a_closed_link_changes_nothing(pupil, closed):
    link = GuardianLinkFactory(pupil=pupil, **closed)
    with pytest.raises(LinkClosed):
        answer(link, photo=True)
    assert not Consent.objects.exists()


def test_a_link_needs_a_name(pupil):
    with pytest.raises(GuardianUnnamed):
        answer(GuardianLinkFactory(pupil=pupil), guardian=Guardian("", "mother"), photo=True)
    with pytest.raises(GuardianUnnamed):
        answer(GuardianLinkFactory(pupil=pupil), guardian=Guardian("Ibu", "neighbour"), photo=True)


def test_a_link_lives_thirty_days_and_is_hard_to_guess(pupil, teacher):
    link = services.links_for([pupil.pk], actor=teacher)[pupil.pk]
    assert dt.timedelta(days=29, hours=23) < link.expires_at - timezone.now() <= dt.timedelta(days=30)
    assert len(link.token) == 32
    assert link.made_by == teacher


def test_a_pupil_has_one_working_link_at_a_time_however_often_it_is_asked_for(pupil, teacher):
    first = services.links_for([pupil.pk], actor=teacher)[pupil.pk]
    assert services.links_for([pupil.pk], actor=pupil.user)[pupil.pk] == first
    services.revoke_link(first, actor=teacher)
    services.revoke_link(first, actor=teacher)
    assert services.links_for([pupil.pk], actor=teacher)[pupil.pk] != first
    assert [verb for verb, _ in verbs(pupil)] == [
        "guardian_link_made",
        "guardian_link_revoked",
        "guardian_link_made",
    ]


def test_links_are_made_for_ones_own_pupils_or_oneself(pupil, classroom):
    mate = PupilFactory(school=classroom.school, in_class=classroom)
    link = GuardianLinkFactory(pupil=pupil)
    for actor in (mate.user, GrantFactory(of_class=True).user):
        with pytest.raises(OutOfScope):
            services.links_for([pupil.pk], actor=actor)
        with pytest.raises(OutOfScope):
            services.revoke_link(link, actor=actor)
    assert GuardianLink.objects.working().count() == 1


def test_the_log_names_no_guardian(pupil, teacher):
    services.record_on_paper(paper(pupil, "photo"), actor=teacher)
    answer(GuardianLinkFactory(pupil=pupil), photo=False)
    assert "Contoh" not in json.dumps(list(Event.objects.values_list("details", flat=True)))


def test_my_data_holds_the_consents_about_me(client, pupil):
    ConsentFactory(pupil=pupil, withdrawn=True)
    client.force_login(settled(pupil.user))
    (row,) = json.loads(client.get(reverse("own_data")).content)["pupil"]["consents"]
    assert (row["purpose"], row["given_by"], row["wording"]) == ("photo", "Ibu Contoh", "2026-11")
    assert row["withdrawn_at"]


def test_a_refused_answer_leaves_the_transaction_usable(pupil, teacher):
    with transaction.atomic(), pytest.raises(UnknownPurpose):
        services.record_on_paper(paper(pupil, "photo", "fame"), actor=teacher)
    assert not Consent.objects.exists()
