"""One city, whatever its journal holds: 20 schools of 12 classes of 36 pupils, a teacher for each class."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator

from accounts.models import AcademicYear, Classroom, Enrolment, Grant, Pupil, Role, School, User
from config.demo import read
from config.demo.people import invent_name
from literasi.catalogue.models import Author, Contribution, Title
from literasi.reading.counting import compile_plan
from literasi.reading.models import Interval, Metric, Programme, ProgrammeQuota, QuotaKind, State

SCHOOLS, CLASSES, PUPILS, TITLES = 20, 12, 36, 600
SEED = 7
GRADES = ("VII", "VIII", "IX")
WORDS = ("laut", "hutan", "kota", "langit", "sekolah", "teman", "jalan", "hujan", "angin", "bulan", "gunung")


@dataclass
class Room:
    """A class with its teacher and pupils (user ids)."""

    classroom: Classroom
    teacher: User
    pupils: list[User] = field(default_factory=list)


@dataclass
class City:
    year: AcademicYear
    schools: list[School]
    rooms: list[Room]
    titles: list[Title]
    operator: User
    admin: User


def build(starts_on: dt.date) -> City:
    chance = random.Random(SEED)
    year = AcademicYear.objects.create(
        name=f"{starts_on.year}/{starts_on.year + 1}",
        starts_on=starts_on,
        second_semester_on=starts_on + dt.timedelta(days=184),
        ends_on=starts_on + dt.timedelta(days=364),
    )
    schools = School.objects.bulk_create(
        School(npsn=f"{20_000_000 + n}", code=f"sekolah{n}", name=f"SMP Negeri {n}", kind="smp")
        for n in range(1, SCHOOLS + 1)
    )
    rooms = [room for school in schools for room in _rooms(school, year)]
    _seat(rooms, chance)
    operator = User.objects.create(username="operator", name="Operator Sekolah", password="!")
    Grant.objects.create(user=operator, role=Role.SCHOOL_ADMIN, school=schools[0])
    admin = User.objects.create(username="kota", name="Admin Kota", password="!")
    Grant.objects.create(user=admin, role=Role.CITY_ADMIN)
    for user in (operator, admin):  # who sees more than a class needs a second factor
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "none"})
    _programmes(year, admin)
    return City(year, schools, rooms, _titles(chance), operator, admin)


def _programmes(year: AcademicYear, by: User) -> None:
    """Three of the city's that every entry counts in: by the week, by the year with quota, all together."""
    days = {"starts_on": year.starts_on, "ends_on": year.ends_on, "made_by": by, "state": State.RUNNING}
    weekly = Programme(name="15 menit", slug="15-menit", value=60, **days)
    books = Programme(
        name="Sepuluh buku",
        slug="sepuluh-buku",
        metric=Metric.BOOKS,
        interval=Interval.WHOLE,
        value=10,
        **days,
    )
    together = Programme(
        name="Sekota membaca", slug="sekota", interval=Interval.WHOLE, value=600, community_goal=20_000_000,
        is_public=True, **days
    )  # fmt: skip
    for programme in (weekly, books, together):
        programme.save()
    ProgrammeQuota.objects.create(programme=books, kind=QuotaKind.REGIONAL, least=2)
    for programme in (weekly, books, together):
        compile_plan(programme)


def _rooms(school: School, year: AcademicYear) -> list[Room]:
    classes = Classroom.objects.bulk_create(
        Classroom(school=school, year=year, name=f"{GRADES[n % 3]} {'ABCD'[n // 3]}", grade=7 + n % 3)
        for n in range(CLASSES)
    )
    teachers = User.objects.bulk_create(
        User(username=f"guru{n}.{school.code}", name=f"Guru {school.name} {n}", password="!")
        for n in range(CLASSES)
    )
    Grant.objects.bulk_create(
        Grant(user=teacher, role=Role.TEACHER, school=school, classroom=classroom)
        for teacher, classroom in zip(teachers, classes, strict=True)
    )
    return [Room(classroom, teacher) for classroom, teacher in zip(classes, teachers, strict=True)]


def _seat(rooms: list[Room], chance: random.Random) -> None:
    names = read("names.json")
    users, pupils, seats = [], [], []
    for room in rooms:
        school, year = room.classroom.school, room.classroom.year
        for _ in range(PUPILS):
            number = 1000 + len(users)
            gender = chance.choice(["m", "f"])
            user = User(
                username=f"{school.code}-{number}", name=invent_name(chance, names, gender), password="!"
            )
            pupil = Pupil(user=user, school=school, nis=str(number), gender=gender)
            users.append(user)
            pupils.append(pupil)
            seats.append(Enrolment(pupil=pupil, classroom=room.classroom, starts_on=year.starts_on))
            room.pupils.append(user)
    User.objects.bulk_create(users, batch_size=1000)
    Pupil.objects.bulk_create(pupils, batch_size=1000)
    Enrolment.objects.bulk_create(seats, batch_size=1000)


def _titles(chance: random.Random) -> list[Title]:
    authors = Author.objects.bulk_create(Author(name=f"Penulis {n}", key=f"penulis {n}") for n in range(120))
    titles = Title.objects.bulk_create(
        Title(
            title=" ".join(chance.sample(WORDS, 3)).capitalize() + f" {n}", slug="buku", match_key=str(n),
            pages=chance.randint(60, 220), language=chance.choice(["id", "id", "id", "en", "su"]),
            level=chance.choice(["B3", "C", "C", "D"]),
        )
        for n in range(TITLES)
    )  # fmt: skip
    Contribution.objects.bulk_create(
        Contribution(title=title, author=chance.choice(authors)) for title in titles
    )
    return titles
