"""A roster goes in, all or nothing; the next one moves, adds, proposes leavers and doubles nobody."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import pins
from accounts.models import AcademicYear, Classroom, Enrolment, Pupil, School, User
from accounts.roster import exceptions as refused
from accounts.roster import summary
from accounts.roster.applying import Decisions, apply, school_for
from accounts.roster.planning import check_year, make_plan, year_named
from accounts.roster.table import Roster, Written
from audit.models import Event
from tests.factories.accounts import PupilFactory, SchoolFactory

from .files import AISYAH, BAGAS, CITRA, CLASS_OF_THREE

YEAR, NEXT = "2026/2027", "2027/2028"
pytestmark = pytest.mark.django_db


def roster(*pupils, title="SMP NEGERI 2 CONTOH") -> Roster:
    return Roster(
        title=title, lines=[Written(row, tuple(cells)) for row, cells in enumerate(pupils, start=7)]
    )


def but(pupil, **changes):
    columns = ("name", "nis", "nisn", "gender", "born", "rombel")
    return tuple(changes.get(column, cell) for column, cell in zip(columns, pupil, strict=True))


@pytest.fixture
def school():
    return SchoolFactory(code="smpn2", name="SMPN 2 Contoh")


def load(school, *pupils, year=YEAR, **options):
    plan = apply(roster(*pupils), school, year, **options)
    return numbers(plan)


def numbers(plan):
    counted = summary.numbers(plan)
    assert counted["rows"] == sum(
        counted[k] for k in ("created", "updated", "moved", "unchanged", "flagged", "skipped", "errors")
    )
    return {key: value for key, value in counted.items() if value and key not in ("rows", "classrooms")}


def codes(plan):
    return [(step.outcome.value, step.remarks[0].code if step.remarks else "") for step in plan.steps]


def test_newcomers_get_an_account_a_class_and_a_first_pin(school):
    assert load(school, *CLASS_OF_THREE) == {"created": 3}
    aisyah = Pupil.objects.select_related("user").get(nis="1001")
    assert (aisyah.user.username, aisyah.user.name) == ("smpn2-1001", "Aisyah Putri")
    assert (aisyah.nisn, aisyah.gender, aisyah.birth_date) == ("0101234567", "f", dt.date(2012, 5, 4))
    assert not aisyah.user.has_usable_password()
    assert pins.is_waiting(aisyah.user)
    assert (aisyah.classroom.name, aisyah.classroom.grade) == ("Kelas VII A", 7)
    assert aisyah.enrolments.get().starts_on == dt.date(2026, 7, 1)


def test_the_year_is_made_with_its_semesters(school):
    load(school, AISYAH)
    year = AcademicYear.objects.get(name=YEAR)
    assert (year.starts_on, year.second_semester_on, year.ends_on) == (
        dt.date(2026, 7, 1), dt.date(2027, 1, 1), dt.date(2027, 6, 30),
    )  # fmt: skip


@pytest.mark.parametrize("year", ["2026", "2026-2027", "2026/2028", "2027/2026", "26/27", "", "2026/2027 x"])
def test_a_year_must_be_written_as_one(year):
    with pytest.raises(refused.BadYear):
        check_year(year)


def test_the_same_file_twice_changes_nothing(school):
    load(school, *CLASS_OF_THREE)
    events, before = Event.objects.count(), list(Pupil.objects.order_by("pk").values())
    plan = apply(roster(*CLASS_OF_THREE), school, YEAR)
    assert numbers(plan) == {"unchanged": 3}
    assert plan.changes_nothing
    assert (Event.objects.count(), list(Pupil.objects.order_by("pk").values())) == (events, before)
    assert (Enrolment.objects.count(), Classroom.objects.count()) == (3, 3)


def test_one_event_tells_counts_and_nothing_else(school):
    load(school, *CLASS_OF_THREE)
    event = Event.objects.get(verb="roster_imported")
    assert event.school == school
    assert all(isinstance(value, int) for key, value in event.details.items() if key != "year")


def test_changed_data_and_a_changed_class(school):
    load(school, *CLASS_OF_THREE)
    plan = apply(
        roster(
            but(AISYAH, name="Aisyah Putri Ayu"),
            but(BAGAS, rombel="Kelas VII A"),
            but(CITRA, name="C. Lestari", rombel="IX B"),
        ),
        school,
        YEAR,
    )
    assert numbers(plan) == {"updated": 1, "moved": 2}
    assert Pupil.objects.get(nis="1001").user.name == "Aisyah Putri Ayu"
    assert Pupil.objects.get(nis="1003").user.name == "C. Lestari"
    assert Pupil.objects.get(nis="1002").classroom.name == "Kelas VII A"
    assert Enrolment.objects.open().count() == 3


def test_an_empty_cell_erases_nothing(school):
    load(school, AISYAH)
    assert load(school, but(AISYAH, gender="", born="", rombel="", nis="")) == {"unchanged": 1}
    assert load(school, but(AISYAH, nisn="")) == {"unchanged": 1}
    assert Pupil.objects.get().nisn == AISYAH[2]


def test_next_years_file_promotes_and_proposes_leavers(school):
    load(school, *CLASS_OF_THREE)
    up = [
        but(AISYAH, rombel="Kelas VIII A"),
        but(BAGAS, rombel="Kelas VIII B"),
        ("Dewi", "1004", "0133333333", "P", "2013-01-01", "Kelas VII A"),
    ]
    plan = apply(roster(*up), school, NEXT)
    assert numbers(plan) == {"created": 1, "moved": 2, "left": 1}
    aisyah = Pupil.objects.get(nis="1001")
    assert [(e.classroom.name, e.starts_on, e.ends_on) for e in aisyah.enrolments.all()] == [
        ("Kelas VIII A", dt.date(2027, 7, 1), None),
        ("Kelas VII A", dt.date(2026, 7, 1), dt.date(2027, 6, 30)),
    ]
    assert Pupil.objects.get(nis="1003").left_on is None


def test_leavers_go_only_when_confirmed_and_may_come_back(school):
    load(school, *CLASS_OF_THREE)
    rest = [but(AISYAH, rombel="Kelas VIII A"), but(BAGAS, rombel="Kelas VIII B")]
    assert load(school, *rest, year=NEXT, decisions=Decisions(leavers=None)) == {"moved": 2, "left": 1}
    citra = Pupil.objects.get(nis="1003")
    assert (citra.left_on, citra.enrolments.get().ends_on) == (dt.date(2027, 6, 30),) * 2
    assert load(school, *rest, year=NEXT) == {"unchanged": 2}
    assert load(school, *rest, but(CITRA, rombel="Kelas IX A"), year=NEXT) == {"unchanged": 2, "moved": 1}
    citra.refresh_from_db()
    assert citra.left_on is None
    assert citra.enrolments.open().count() == 1


def test_only_the_chosen_leavers_go(school):
    load(school, *CLASS_OF_THREE)
    bagas = Pupil.objects.get(nis="1002")
    load(school, AISYAH, decisions=Decisions(leavers=frozenset({bagas.pk})))
    assert list(Pupil.objects.exclude(left_on=None)) == [bagas]


def test_an_empty_file_cannot_empty_a_school(school):
    load(school, *CLASS_OF_THREE)
    assert load(school) == {"left": 3}
    with pytest.raises(refused.NobodyInFile):
        load(school, decisions=Decisions(leavers=None))


def test_a_file_of_last_year_sends_nobody_back(school):
    load(school, *CLASS_OF_THREE, year=NEXT)
    with pytest.raises(refused.YearIsPast):
        load(school, *CLASS_OF_THREE, year=YEAR)


def test_a_corrected_nisn_is_flagged_not_doubled(school):
    load(school, *CLASS_OF_THREE)
    corrected = but(AISYAH, nisn="0109999999")
    plan = apply(roster(corrected, BAGAS, CITRA), school, YEAR)
    assert (numbers(plan), codes(plan)[0]) == ({"flagged": 1, "unchanged": 2}, ("flagged", "nisn_corrected"))
    assert Pupil.objects.get(nis="1001").nisn == AISYAH[2]
    # also when the school gave a new NIPD with it
    assert load(school, but(corrected, nis="2001"), BAGAS, CITRA) == {"flagged": 1, "unchanged": 2}
    assert load(school, corrected, BAGAS, CITRA, decisions=Decisions(accepted=frozenset({7}))) == {
        "updated": 1,
        "unchanged": 2,
    }
    assert Pupil.objects.get(nis="1001").nisn == "0109999999"


def test_a_nipd_given_to_somebody_else_is_flagged(school):
    load(school, AISYAH)
    other = ("Eka Wijaya", "1001", "0155555555", "L", "2014-02-02", "Kelas VII A")
    plan = apply(roster(other), school, YEAR, decisions=Decisions(accepted=frozenset({7})))
    assert codes(plan) == [("flagged", "nis_of_other")]
    assert [pupil.nis for pupil in plan.leavers] == ["1001"]
    assert Pupil.objects.get().user.name == "Aisyah Putri"


def test_an_nisn_beside_somebody_else_is_flagged(school):
    load(school, *CLASS_OF_THREE)
    other = ("Eka Wijaya", "1009", AISYAH[2], "L", "2014-02-02", "Kelas VII A")
    assert codes(make_plan(roster(other), school, YEAR)) == [("flagged", "nisn_of_other")]


def test_a_mistyped_nisn_of_a_classmate_is_flagged_for_the_row_that_has_it(school):
    load(school, *CLASS_OF_THREE)
    plan = make_plan(roster(but(AISYAH, nisn=BAGAS[2]), CITRA), school, YEAR)
    assert codes(plan)[0] == ("flagged", "nisn_of_other")
    assert [pupil.nis for pupil in plan.leavers] == ["1002"]


def test_a_new_nipd_keeps_the_sign_in_name(school):
    load(school, AISYAH)
    assert load(school, but(AISYAH, nis="77")) == {"updated": 1}
    pupil = Pupil.objects.get()
    assert (pupil.nis, pupil.user.username) == ("77", "smpn2-1001")


def test_zeros_lost_from_a_nipd_are_no_change(school):
    load(school, but(AISYAH, nis="0071"))
    assert load(school, but(AISYAH, nis="71")) == {"unchanged": 1}
    assert load(school, but(AISYAH, nis="71", nisn="")) == {"unchanged": 1}


def test_lost_zeros_of_an_nisn_are_put_back_and_remarked(school):
    plan = apply(roster(but(AISYAH, nisn="101234567")), school, YEAR)
    assert codes(plan) == [("new", "nisn_zero_filled")]
    assert load(school, AISYAH) == {"unchanged": 1}


def test_pupils_without_nipd_get_a_number_of_their_own(school):
    load(school, but(AISYAH, nis=""), but(BAGAS, nis="-"), but(CITRA, nis=CITRA[2]))
    assert list(User.objects.order_by("pk").values_list("username", flat=True)) == [
        "smpn2-s1",
        "smpn2-s2",
        "smpn2-s3",
    ]
    assert load(school, but(AISYAH, nis=""), but(BAGAS, nis=""), but(CITRA, nis="")) == {"unchanged": 3}
    assert load(school, but(AISYAH, nis="1001"), but(BAGAS, nis=""), but(CITRA, nis="")) == {
        "updated": 1,
        "unchanged": 2,
    }
    load(school, but(AISYAH, nis="1001"), ("Dewi", "", "0133333333", "P", "2013-01-01", "7A"))
    assert User.objects.filter(username="smpn2-s4").count() == 1


def test_duplicates_in_the_file_name_the_earlier_row(school):
    twin = ("Kembar", "1002", "0155555555", "L", "2014-02-02", "Kelas VII A")
    plan = apply(roster(AISYAH, BAGAS, AISYAH, twin), school, YEAR)
    assert codes(plan)[2:] == [("error", "nisn_twice"), ("error", "nis_twice")]
    assert summary.counts(plan)["errors"][0]["row"] == 9
    assert plan.steps[2].remarks[0].values == {"row": 7}
    assert Pupil.objects.count() == 2


def test_two_rows_that_mean_one_known_pupil(school):
    load(school, AISYAH)
    plan = make_plan(roster(but(AISYAH, nis=""), but(AISYAH, nisn="")), school, YEAR)
    assert codes(plan) == [("unchanged", ""), ("error", "pupil_twice")]


def test_a_row_with_an_error_still_keeps_its_pupil_from_leaving(school):
    load(school, AISYAH)
    assert load(school, but(AISYAH, gender="?")) == {"errors": 1}


def test_error_messages_quote_no_cell(school):
    plan = apply(roster(but(AISYAH, name=""), but(BAGAS, nisn="99X"), but(CITRA, born="besok")), school, YEAR)
    errors = summary.counts(plan)["errors"]
    assert [(e["row"], e["column"]) for e in errors] == [(7, "Nama"), (8, "NISN"), (9, "Tanggal Lahir")]
    for secret in ("99X", "besok", "Bagas", BAGAS[2]):
        assert secret not in str(errors)


def test_a_pupil_without_a_class_is_taken_in_without_one(school):
    plan = apply(roster(but(AISYAH, rombel="")), school, YEAR)
    assert codes(plan) == [("new", "no_class")]
    assert Enrolment.objects.count() == 0


def test_one_class_in_two_spellings_is_one_class(school):
    load(school, AISYAH, but(BAGAS, rombel=" KELAS  vii a"))
    assert Classroom.objects.count() == 1


def test_a_newcomer_in_the_running_year_starts_today(school, monkeypatch):
    load(school, AISYAH)
    monkeypatch.setattr(School, "today", lambda self: dt.date(2026, 10, 5))
    load(school, but(AISYAH, rombel="Kelas VII B"), BAGAS)
    assert Pupil.objects.get(nis="1002").enrolments.get().starts_on == dt.date(2026, 10, 5)
    assert [e.ends_on for e in Pupil.objects.get(nis="1001").enrolments.all()] == [None, dt.date(2026, 10, 4)]


def test_an_odd_nipd_and_a_taken_name_still_give_usernames(school):
    PupilFactory(nis="zz", user__username="SMPN2-1002")
    load(school, but(AISYAH, nis="1234/567.089"), BAGAS)
    names = Pupil.objects.filter(school=school).order_by("pk").values_list("user__username", flat=True)
    assert list(names) == ["smpn2-1234-567.089", "smpn2-1002-2"]


def test_an_unknown_school_comes_from_the_title_rows():
    source = roster(AISYAH)
    source.region = "Kecamatan Kec. Ubud, Kabupaten Kab. Gianyar, Provinsi Prov. Bali"
    apply(source, school_for("20299999", source), YEAR)
    made = School.objects.get(npsn="20299999")
    assert (made.name, made.code, made.kind) == ("SMP NEGERI 2 CONTOH", "smpn2", "smp")
    assert (made.province, made.time_zone) == ("Bali", "Asia/Makassar")


def test_without_title_rows_a_new_school_needs_a_name():
    source = roster(AISYAH, title="")
    with pytest.raises(refused.SchoolNameNeeded):
        school_for("20299999", source)
    assert school_for("20299999", source, " SD  Harapan ").name == "SD Harapan"


@pytest.mark.parametrize("npsn", ["", "123", "2029999A", "202999999", "٢٠٢٩٩٩٩٩"])
def test_an_npsn_has_8_digits(npsn):
    with pytest.raises(refused.BadNpsn):
        school_for(npsn, roster())


def test_another_schools_pupils_are_never_matched(school):
    load(school, *CLASS_OF_THREE)
    assert load(SchoolFactory(), *CLASS_OF_THREE) == {"created": 3}


def test_a_file_of_another_school_is_remarked(school):
    assert make_plan(roster(AISYAH), school, YEAR).other_school == ""
    assert (
        make_plan(roster(AISYAH, title="SD NEGERI 9 LAIN"), school, YEAR).other_school == "SD NEGERI 9 LAIN"
    )


def many(count, rombel="Kelas VII A", name="Murid"):
    return [
        (f"{name} {n}", str(5000 + n), f"{990000000 + n:010d}", "L", "2012-01-01", rombel)
        for n in range(count)
    ]


def queries(school, pupils):
    with CaptureQueriesContext(connection) as seen:
        load(school, *pupils, decisions=Decisions(leavers=None))
    return len(seen)


def test_queries_do_not_grow_with_the_pupils(school):
    """80 accounts are as many as SQLite takes in one statement; more go in batches."""
    other = SchoolFactory()
    year_named(YEAR).save()
    assert queries(school, many(10)) == queries(other, many(80))
    assert queries(school, many(10, "VII B", "Anak")) == queries(other, many(80, "VII B", "Anak"))
    assert queries(school, many(2, "VII B", "Anak")) == queries(other, many(16, "VII B", "Anak"))
    assert queries(school, many(2, "VII B", "Anak")) == queries(other, many(16, "VII B", "Anak")) < 10
