"""What the schools ask their pupils to read, lists to choose from, and reviews of what was read."""

from __future__ import annotations

import datetime as dt
import random
import uuid

from django.utils import timezone

from accounts.models import Classroom, Grant, Role, School, SchoolHoliday, User
from literasi.catalogue.models import Title
from literasi.reading.counting import compile_plan
from literasi.reading.models import (
    ListedTitle,
    Programme,
    ReadingList,
    ReadingLog,
    Review,
    ReviewState,
    State,
    Status,
)
from literasi.reading.programme_templates import TEMPLATES, school_year
from literasi.reading.services.programmes import start_template

SEED = 20_260_725
# School code → the templates it runs, beside the fifteen minutes that all hold.
ASKED = {"sdn1": ["gls"], "smpn2": ["gls", "surabaya"], "sman1": ["gls", "wjlrc", "wjlrc_staff"]}
CITY_GOAL = 1_000_000
# Name → reading levels of its titles.
LISTS = {"smpn2": ("Pilihan rak baru SMP", "C D"), "sdn1": ("Cerita pertama", "B1 B2 B3")}
TITLES_ON_A_LIST = 16
REVIEWS = 60


def load_programmes() -> None:
    for school in School.objects.all():
        operator = _holder(Role.SCHOOL_ADMIN, school)
        for key in ASKED.get(school.code, []):
            token = uuid.uuid5(uuid.NAMESPACE_URL, f"{school.code}/{key}")
            start_template(TEMPLATES[key], school=school, classrooms=[], by=operator, token=token)
        _keep_holidays(school)
    one_million_minutes()
    seventy_five_minutes()
    make_lists()
    write_reviews()


def _holder(role: Role, school: School | None) -> User:
    grant = Grant.objects.filter(role=role, school=school).select_related("user").order_by("pk").first()
    assert grant is not None
    return grant.user


def _keep_holidays(school: School) -> None:
    """The break between the semesters, as the education office sets it."""
    first, last = school_year(school.today())
    winter = dt.date(first.year, 12, 21), dt.date(last.year, 1, 3)
    SchoolHoliday.objects.create(
        school=school, starts_on=winter[0], ends_on=winter[1], name="Libur semester ganjil"
    )


def one_million_minutes() -> None:
    """The city reads along: a goal of all together, shown to the public."""
    first, last = school_year(timezone.localdate())
    programme = Programme.objects.create(
        name="Sekota Membaca 1 Juta Menit",
        slug="sekota-membaca-1-juta-menit",
        purpose=(
            "Murid, guru, dan kepala sekolah se-Kota Tirtasari mengumpulkan satu juta menit membaca dalam"
            " satu tahun ajaran. Setiap menit yang tercatat ikut mengisi lumbung."
        ),
        state=State.RUNNING,
        starts_on=first,
        ends_on=last,
        metric="minutes",
        interval="whole",
        value=1500,
        community_goal=CITY_GOAL,
        for_staff=True,
        is_public=True,
        made_by=_holder(Role.CITY_ADMIN, None),
    )
    compile_plan(programme)


def seventy_five_minutes() -> None:
    """What one teacher asks of one class."""
    grant = Grant.objects.select_related("user", "school", "classroom").get(user__username="guru3.smpn2")
    first, last = school_year(timezone.localdate())
    programme = Programme.objects.create(
        school=grant.school,
        name="75 menit seminggu",
        slug="75-menit-seminggu",
        purpose="Lima hari sekolah, lima belas menit sehari.",
        state=State.RUNNING,
        starts_on=first,
        ends_on=last,
        metric="minutes",
        interval="week",
        value=75,
        made_by=grant.user,
    )
    programme.classrooms.set([grant.classroom] if grant.classroom else Classroom.objects.none())
    compile_plan(programme)


def make_lists() -> None:
    for code, (name, levels) in LISTS.items():
        school = School.objects.get(code=code)
        titles = Title.objects.filter(level__in=levels.split(), copies__place__school=school).distinct()
        _make_list(name, school, _holder(Role.LIBRARIAN, school), titles.order_by("pk")[:TITLES_ON_A_LIST])
    regional = Title.objects.filter(language__in=["su", "jv"]).order_by("pk")[:TITLES_ON_A_LIST]
    _make_list("Basa jeung Carita: buku berbahasa daerah", None, _holder(Role.CITY_ADMIN, None), regional)


def _make_list(name: str, school: School | None, by: User, titles) -> None:  # type: ignore[no-untyped-def]
    kept = ReadingList.objects.create(school=school, name=name, is_public=True, made_by=by)
    ListedTitle.objects.bulk_create(
        ListedTitle(reading_list=kept, title=title, place=place, compulsory=place < 2)
        for place, title in enumerate(titles)
    )


def write_reviews() -> None:
    """Some of those who finished a book said why; most reviews are published, a few wait."""
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    finished = ReadingLog.objects.filter(
        finished=True, status=Status.VERIFIED, book__title__isnull=False, rating__isnull=False
    ).exclude(response="")
    logs = list(finished.select_related("book__title").order_by("-read_on", "pk")[: REVIEWS * 3])
    seen: set[tuple[int, int | None]] = set()
    reviews = []
    for log in chance.sample(logs, min(REVIEWS, len(logs))):
        if log.book is None or log.book.title is None or (log.reader_id, log.book.title.pk) in seen:
            continue
        seen.add((log.reader_id, log.book.title.pk))
        reviews.append(_review(log, log.book.title, waiting=chance.random() < 0.15))
    Review.objects.bulk_create(reviews)


def _review(log: ReadingLog, title: Title, *, waiting: bool) -> Review:
    review = Review(
        reader_id=log.reader_id,
        school_id=log.school_id,
        classroom_id=log.classroom_id,
        title=title,
        rating=log.rating or 1,
        text=log.response,
        reviewed_on=log.read_on,
    )
    if not waiting:
        review.state = ReviewState.PUBLISHED
        review.moderated_by_id, review.moderated_at = log.checked_by_id, log.checked_at
    return review


def nothing_is_due() -> None:
    """Everything has just been added up, so the worker need not count again."""
    Programme.objects.update(count_due_at=None)
