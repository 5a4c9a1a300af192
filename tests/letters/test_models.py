"""What the database itself refuses, and how letters are found."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from letters import codes
from letters.models import Letter, LetterSeries, LetterState
from tests.factories.accounts import SchoolFactory
from tests.factories.letters import a_draft, a_letter, raw, revoked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("letter_has_reference_and_name", {"name": ""}),
        ("letter_has_reference_and_name", {"reference": ""}),
        ("letter_token_is_long", {"token": "KURANG"}),
        ("letter_numbered_when_issued", {"number": ""}),
        ("letter_numbered_when_issued", {"serial": None}),
        ("letter_numbered_when_issued", {"serial": 0}),
        ("letter_numbered_when_issued", {"issued_on": None}),
        ("letter_numbered_when_issued", {"state": LetterState.DRAFT}),
        ("letter_numbered_when_issued", {"state": "lost"}),
        ("letter_revoked_with_reason", {"state": LetterState.REVOKED}),
        (
            "letter_revoked_with_reason",
            {"state": LetterState.REVOKED, "revoked_at": dt.datetime(2026, 12, 1, tzinfo=dt.UTC)},
        ),
        (
            "letter_revoked_with_reason",
            {
                "state": LetterState.REVOKED,
                "revoked_reason": "x",
                "revoked_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
            },
        ),
        ("letter_revoked_with_reason", {"revoked_reason": "x"}),
        ("letter_revoked_with_reason", {"state": LetterState.REVOKED, "revoked_reason": "x"}),
    ],
)
def test_the_database_refuses_a_letter_that_cannot_be(rule, wrong):
    raw(reference="good", serial=9, number="009").save()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        raw(**wrong).save()


@pytest.mark.parametrize("issuer", ["school", "city"])
@pytest.mark.parametrize(
    "same",
    [
        {"reference": "r", "serial": 2, "number": "002"},
        {"serial": 1, "number": "002"},
        {"kind": "other", "serial": 2, "number": "001"},
        {"token": "7KQF2M9XC4TDAAAAAAAAAAAAAA", "serial": 2, "number": "002"},
    ],
    ids=["reference", "serial", "number", "code"],
)
def test_the_database_refuses_the_same_reference_serial_number_or_code_twice(issuer, same):
    school = SchoolFactory() if issuer == "school" else None
    raw(school=school, reference="r", serial=1, number="001", token="7KQF2M9XC4TD00000000000000").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(school=school, **same).save()


@pytest.mark.parametrize("issuer", ["school", "city"])
def test_a_series_exists_once(issuer):
    school = SchoolFactory() if issuer == "school" else None
    LetterSeries.objects.create(kind="k", school=school, year=2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterSeries.objects.create(kind="k", school=school, year=2026)
    LetterSeries.objects.create(kind="k", school=school, year=2027)


def test_a_token_cannot_be_guessed_or_misread():
    tokens = {codes.new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert {len(token) for token in tokens} == {26}
    assert not set("ILOU") & set("".join(tokens))
    assert len(codes.ALPHABET) ** 26 >= 2**128


TOKEN = "7KQF2M9XC4TD0123456789ABCD"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7KQF-2M9X-C4TD", "7KQF2M9XC4TD"),
        (" 7kqf 2m9x c4td ", "7KQF2M9XC4TD"),
        ("7kqf2m9xc4td", "7KQF2M9XC4TD"),
        ("007/SRT-BACA/XI/2026 7KQF-2M9X-C4TD", "7KQF2M9XC4TD"),
        ("OOII-LLOO-1234", "001111001234"),
        (f"https://baca.contoh.id/periksa/{TOKEN}/", TOKEN),
        (TOKEN.lower(), TOKEN),
        ("007/SRT-BACA/XI/2026", ""),
        ("7KQF-2M9X", ""),
        ("7KQF-2M9X-C4T!", ""),
        ("7KQF-2M9X-C4TU", ""),
        ("", ""),
        ("\x00", ""),
        ("A" * 5000, "A" * 12),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed, code):
    assert codes.read_code(typed) == code


def test_a_letter_is_found_by_code_and_token_and_by_nothing_shorter():
    letter = a_letter()
    a_letter()
    found = [
        Letter.objects.known_as(code).first()
        for code in (letter.token, letter.token[:12], letter.token[:11], letter.token[:13], "")
    ]
    assert found == [letter, letter, None, None, None]
    assert codes.short_code(TOKEN) == "7KQF-2M9X-C4TD"


def test_words_of_the_register():
    school = SchoolFactory()
    issued = a_letter(school=school, name="Siti Nur Aini")
    void = revoked(a_letter(school=school, name="Bagas"))
    draft = a_draft(school=school, name="Citra")
    letters = Letter.objects.at(school).order_by("pk")
    assert list(letters.standing()) == [issued]
    assert list(letters.published()) == [issued, void]
    assert list(letters) == [issued, void, draft]
    assert list(letters.matching("nur")) == [issued]
    assert list(letters.matching("002/")) == [void]
    assert list(letters.matching(void.short_code.lower())) == [void]
    assert list(Letter.objects.at(None)) == []
