"""Issuing, drafting, discarding and revoking letters."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.own_data import own_data_of
from audit.models import Event
from letters import exceptions as broken
from letters import numbers, registry, services
from letters.models import Letter, LetterSeries, LetterState
from letters.registry import LetterKind
from tests.factories.accounts import PupilFactory, SchoolFactory, UserFactory
from tests.factories.letters import CERTIFICATE, a_draft, a_letter, an_order, revoked

pytestmark = pytest.mark.django_db


def number_of(serial, school, code="SRT-UJI"):
    return numbers.printed(serial, code, numbers.day_at(school))


@pytest.fixture
def school():
    return SchoolFactory(name="SMP Negeri 1 Contoh", regency="Kota Tirtasari")


@pytest.mark.parametrize(
    ("serial", "day", "number"),
    [
        (1, dt.date(2026, 1, 9), "001/STBP/I/2026"),
        (42, dt.date(2026, 4, 30), "042/STBP/IV/2026"),
        (1234, dt.date(2027, 12, 31), "1234/STBP/XII/2027"),
    ],
)
def test_a_number_names_serial_kind_month_and_year(serial, day, number):
    assert numbers.printed(serial, "STBP", day) == number


def test_numbers_run_without_a_gap_within_kind_school_and_year(school):
    other = SchoolFactory()
    first, second = a_letter(school=school), a_letter(school=school)
    elsewhere, clearance, citys = (
        a_letter(school=other),
        a_letter("test-clearance", school=school),
        a_letter(school=None),
    )
    assert [first.number, second.number] == [number_of(1, school), number_of(2, school)]
    assert [elsewhere.number, citys.number] == [number_of(1, other), number_of(1, None)]
    assert clearance.number == number_of(1, school, "STB-UJI")


def test_a_new_year_begins_at_one_again(school, monkeypatch):
    monkeypatch.setattr(numbers, "day_at", lambda school: dt.date(2026, 12, 31))
    old = [a_letter(school=school).number for _ in range(2)]
    monkeypatch.setattr(numbers, "day_at", lambda school: dt.date(2027, 1, 1))
    assert [*old, a_letter(school=school).number] == [
        "001/SRT-UJI/XII/2026",
        "002/SRT-UJI/XII/2026",
        "001/SRT-UJI/I/2027",
    ]


def test_a_letter_keeps_what_was_printed_when_people_and_schools_change_their_names(school):
    subject = UserFactory(name="Siti Nur Aini")
    letter = a_letter(school=school, subject=subject, name=subject.name, data={"books": 12})
    school.name = "SMP Satu Tirtasari"
    school.save()
    subject.name = "Siti"
    subject.save()
    letter.refresh_from_db()
    assert (letter.name, letter.issuer, letter.data) == (
        "Siti Nur Aini",
        "SMP Negeri 1 Contoh",
        {"books": 12},
    )


def test_the_same_reference_answers_the_same_letter(school):
    again = [a_letter(school=school, reference="program-7:murid-3") for _ in range(3)]
    assert {letter.pk for letter in again} == {Letter.objects.get().pk}
    assert LetterSeries.objects.get().last == 1
    assert Event.objects.about(again[0]).count() == 1


def test_a_reference_belongs_to_one_school_and_one_person(school):
    ani, budi = UserFactory(), UserFactory()
    a_letter(school=school, reference="x", subject=ani)
    with pytest.raises(broken.ReferenceTaken):
        a_letter(school=school, reference="x", subject=budi)
    with pytest.raises(broken.ReferenceTaken):
        a_letter(school=SchoolFactory(), reference="x", subject=ani)
    assert Letter.objects.count() == 1


def test_many_letters_are_numbered_in_the_order_given_and_known_ones_are_answered(school):
    by = UserFactory()
    earlier = a_letter(school=school, reference="b")
    orders = [an_order(reference=reference) for reference in ("a", "b", "c", "a")]
    letters = services.issue_many("test-certificate", orders, school=school, by=by)
    assert [(letter.reference, letter.serial) for letter in letters] == [
        ("a", 2),
        ("b", 1),
        ("c", 3),
        ("a", 2),
    ]
    assert (letters[1].pk, LetterSeries.objects.get().last) == (earlier.pk, 3)


def queries_for(count, school, by):
    orders = [an_order() for _ in range(count)]
    with CaptureQueriesContext(connection) as queries:
        services.issue_many("test-certificate", orders, school=school, by=by)
    return len(queries)


def test_a_class_costs_as_many_queries_as_one_pupil(school):
    by = UserFactory()
    a_letter(school=school)
    one = queries_for(1, school, by)
    assert (queries_for(40, school, by), one <= 12) == (one, True)


def test_five_hundred_certificates_are_a_few_queries(school):
    a_letter(school=school)
    assert queries_for(500, school, UserFactory()) <= 40


def test_issuing_nothing_opens_no_gap(school):
    assert services.issue_many("test-certificate", [], school=school, by=UserFactory()) == []
    assert a_letter(school=school).serial == 1


def test_a_letter_needs_a_name_and_a_kind_in_use(school):
    with pytest.raises(broken.NameMissing):
        a_letter(school=school, name="   ")
    with pytest.raises(broken.KindUnknown):
        a_letter("nobody-knows", school=school)
    assert not Letter.objects.exists()


def test_nothing_is_issued_when_one_of_many_cannot_be(school):
    with pytest.raises(broken.NameMissing):
        services.issue_many(
            "test-certificate", [an_order(), an_order(name="")], school=school, by=UserFactory()
        )
    assert not Letter.objects.exists()


def test_a_draft_has_no_number_until_it_is_issued(school):
    draft = a_draft(school=school, reference="d", data={"items": 1})
    a_letter(school=school)
    assert (draft.state, draft.number, draft.serial) == (LetterState.DRAFT, "", None)
    issued = a_letter(school=school, reference="d", data={"items": 2})
    issued.refresh_from_db()
    assert (issued.pk, issued.serial, issued.state, issued.data) == (
        draft.pk,
        2,
        LetterState.ISSUED,
        {"items": 2},
    )
    assert issued.token == draft.token


def test_a_draft_can_be_rewritten_and_thrown_away_but_an_issued_letter_cannot(school):
    draft = a_draft(school=school, reference="d", data={"items": 1})
    assert a_draft(school=school, reference="d", data={"items": 2}).pk == draft.pk
    services.discard(draft, by=UserFactory())
    letter = a_letter(school=school, reference="d")
    assert letter.serial == 1
    with pytest.raises(broken.AlreadyIssued):
        services.discard(letter, by=UserFactory())
    with pytest.raises(broken.AlreadyIssued):
        a_draft(school=school, reference="d")


def test_a_revoked_letter_keeps_number_and_reason_and_is_on_record(school):
    letter, by = a_letter(school=school), UserFactory()
    services.revoke(letter, by=by, reason="  salah\n nama ")
    letter.refresh_from_db()
    assert (letter.state, letter.revoked_by, letter.revoked_reason) == (
        LetterState.REVOKED,
        by,
        "salah nama",
    )
    assert letter.number == number_of(1, school)
    events = Event.objects.about(letter).order_by("pk").values_list("verb", "actor", "school")
    assert list(events) == [
        ("issue_letter", letter.issued_by_id, school.pk),
        ("revoke_letter", by.pk, school.pk),
    ]


@pytest.mark.parametrize(
    ("regency", "place"),
    [
        ("Kota Tirtasari", "Tirtasari"),
        ("Kab. Bandung", "Bandung"),
        ("Kabupaten Bogor", "Bogor"),
        ("Kotabaru", "Kotabaru"),
        ("", ""),
    ],
)
def test_a_letter_is_dated_at_the_bare_name_of_the_place(regency, place):
    assert services.letterhead_of(SchoolFactory(regency=regency))["place"] == place


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_nobody_revokes_without_a_reason(reason):
    with pytest.raises(broken.ReasonMissing):
        revoked(a_letter(), reason=reason)


def test_nobody_revokes_twice_or_what_is_still_a_draft():
    letter = revoked(a_letter())
    with pytest.raises(broken.AlreadyRevoked):
        revoked(letter)
    with pytest.raises(broken.NotIssued):
        revoked(a_draft())


def test_issuing_a_revoked_reference_again_does_not_revive_it(school):
    letter = revoked(a_letter(school=school, reference="r"))
    assert a_letter(school=school, reference="r").state == LetterState.REVOKED
    assert a_letter(school=school, reference="r:2").serial == letter.serial + 1


def test_the_record_holds_no_name(school):
    letter = a_letter(school=school, name="Nama Rahasia")
    assert "Rahasia" not in str(list(Event.objects.values()))
    assert Event.objects.about(letter).get().details == {"kind": "test-certificate"}


def test_a_code_belongs_to_one_kind():
    with pytest.raises(ValueError, match="SRT-UJI"):
        registry.register(LetterKind(slug="other", code="SRT-UJI", name="x", template="x"))
    with pytest.raises(ValueError, match="srt/x"):
        registry.register(LetterKind(slug="other", code="srt/x", name="x", template="x"))
    registry.register(CERTIFICATE)
    assert CERTIFICATE in registry.all_kinds()


def test_my_data_holds_the_letters_about_me(school):
    pupil = PupilFactory(school=school)
    letter = a_letter(school=school, subject=pupil.user, data={"books": 12})
    a_letter(school=school)
    a_draft(school=school, subject=pupil.user)
    mine = own_data_of(pupil.user)["letters"]
    assert [(row["number"], row["state"], row["contents"]) for row in mine] == [
        (letter.number, "issued", {"books": 12})
    ]
