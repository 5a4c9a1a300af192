"""Schools, two school years of classes, pupils who move up, and their teachers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import pins
from accounts.models import AcademicYear, Classroom, Enrolment, Gender, Grant, Pupil, Role, School, User

from . import read

SEED = 20_260_721
STAFF_PASSWORD = "lumbung-tirtasari"  # noqa: S105 - printed on purpose: the demo has no secrets
DEMO_PIN = "246813"
# The one class whose cards are still unused, so that the first sign-in can be tried.
NEW_CLASS = ("smpn2", "VII B")


@dataclass
class SchoolInTheMaking:
    school: School
    plan: dict[str, Any]
    now: list[Classroom] = field(default_factory=list)
    before: list[Classroom] = field(default_factory=list)


def school_years(today: dt.date) -> tuple[AcademicYear, AcademicYear]:
    """Last year and the one running today."""
    first = today.year if today.month >= 7 else today.year - 1
    made = []
    for start in (first - 1, first):
        year, _made = AcademicYear.objects.get_or_create(
            name=f"{start}/{start + 1}",
            defaults={
                "starts_on": dt.date(start, 7, 1),
                "second_semester_on": dt.date(start + 1, 1, 1),
                "ends_on": dt.date(start + 1, 6, 30),
            },
        )
        made.append(year)
    return made[0], made[1]


def load_people() -> None:
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    plan = read("school.json")
    before, now = school_years(timezone.localdate())
    # Each password is hashed once and shared: 500 separate hashes would take minutes.
    staff_hash, pin_hash = make_password(STAFF_PASSWORD), make_password(DEMO_PIN)
    schools = [make_school(entry, plan["city"], before, now) for entry in plan["schools"]]
    for made in schools:
        seat_pupils(made, chance, pin_hash)
        appoint_staff(made, staff_hash)
    appoint_city(staff_hash)


def make_school(entry: dict[str, Any], city: dict[str, Any], *years: AcademicYear) -> SchoolInTheMaking:
    school = School.objects.create(
        npsn=entry["npsn"],
        code=entry["code"],
        name=entry["name"],
        kind=entry["kind"].lower(),
        province=city["province"],
        regency=city["name"],
        district=entry["address"].rsplit("Kecamatan ", 1)[-1],
    )
    made = SchoolInTheMaking(school, entry)
    for year, classes in zip(years, (made.before, made.now), strict=True):
        classes += Classroom.objects.bulk_create(
            Classroom(school=school, year=year, name=c["name"], grade=c["grade"]) for c in entry["classes"]
        )
    return made


def invent_name(chance: random.Random, names: dict[str, list[str]], gender: Gender) -> str:
    first = chance.choice(names["male" if gender == Gender.MALE else "female"])
    parts = [first, chance.choice(names["last"])]
    if chance.random() < 0.3:
        parts.insert(1, chance.choice(names["last"]))
    return " ".join(dict.fromkeys(parts))


def seat_pupils(made: SchoolInTheMaking, chance: random.Random, pin_hash: str) -> None:
    names, users, pupils = read("names.json"), [], []
    seats: list[Enrolment] = []
    number = 1001
    for classroom, entry in zip(made.now, made.plan["classes"], strict=True):
        for _seat in range(entry["pupils"]):
            gender = chance.choice([Gender.MALE, Gender.FEMALE])
            new = (made.school.code, classroom.name) == NEW_CLASS
            user = User(
                username=f"{made.school.code}-{number}",
                name=invent_name(chance, names, gender),
                password="!unused" if new else pin_hash,
                must_change_password=new,
                pin_serial=1,
            )
            born = classroom.year.starts_on.replace(year=classroom.year.starts_on.year - entry["grade"] - 6)
            pupil = Pupil(
                user=user,
                school=made.school,
                nis=str(number),
                gender=gender,
                birth_date=born - dt.timedelta(days=chance.randrange(365)),
            )
            users.append(user)
            pupils.append(pupil)
            seats += seats_of(pupil, classroom, made.before)
            number += 1
    User.objects.bulk_create(users)
    Pupil.objects.bulk_create(pupils)
    Enrolment.objects.bulk_create(seats)


def seats_of(pupil: Pupil, classroom: Classroom, before: list[Classroom]) -> Iterator[Enrolment]:
    """This year's seat, and last year's in the class below if the school has one."""
    below = [c for c in before if c.grade == (classroom.grade or 0) - 1]
    if below:
        last = next((c for c in below if c.name[-1] == classroom.name[-1]), below[0])
        yield Enrolment(pupil=pupil, classroom=last, starts_on=last.year.starts_on, ends_on=last.year.ends_on)
    yield Enrolment(pupil=pupil, classroom=classroom, starts_on=classroom.year.starts_on)


def appoint_staff(made: SchoolInTheMaking, password: str) -> None:
    """A teacher for each class, a librarian, a principal, an operator."""
    code, school = made.school.code, made.school
    for number, (classroom, entry) in enumerate(zip(made.now, made.plan["classes"], strict=True), start=1):
        teacher = User.objects.create(
            username=f"guru{number}.{code}", name=entry["homeroom"], password=password
        )
        Grant.objects.create(user=teacher, role=Role.TEACHER, school=school, classroom=classroom)
    librarian = User.objects.create(
        username=f"pustakawan.{code}", name=made.plan["librarian"], password=password
    )
    Grant.objects.create(user=librarian, role=Role.LIBRARIAN, school=school)
    head = User.objects.create(username=f"kepala.{code}", name=made.plan["head"], password=password)
    Grant.objects.create(user=head, role=Role.PRINCIPAL, school=school)
    office = User.objects.create(
        username=f"operator.{code}", name=f"Operator {school.name}", password=password
    )
    Grant.objects.create(user=office, role=Role.SCHOOL_ADMIN, school=school)


def appoint_city(password: str) -> None:
    admin = User.objects.create(username="kota", name="Admin Perpustakaan Kota", password=password)
    Grant.objects.create(user=admin, role=Role.CITY_ADMIN)
    editor = User.objects.create(username="redaksi", name="Redaksi Lumbung Baca", password=password)
    school = School.objects.get(code="smpn2")
    Grant.objects.create(user=editor, role=Role.EDITOR, school=school)


def sign_in_names() -> Iterator[tuple[str, str, str]]:
    """(who, username, PIN or password) for the people worth trying."""
    yield _("pupil of VIII A"), "smpn2-1058", DEMO_PIN
    new = User.objects.filter(must_change_password=True).order_by("pk").first()
    if new:
        yield _("pupil with a first PIN"), new.username, pins.first_pin(new)
    yield _("teacher of VIII A"), "guru3.smpn2", STAFF_PASSWORD
    yield _("librarian"), "pustakawan.smpn2", STAFF_PASSWORD
    yield _("principal"), "kepala.smpn2", STAFF_PASSWORD
    yield _("school operator"), "operator.smpn2", STAFF_PASSWORD
    yield _("editor"), "redaksi", STAFF_PASSWORD
    yield _("city administrator"), "kota", STAFF_PASSWORD
