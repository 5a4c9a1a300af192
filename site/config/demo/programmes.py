"""What the city, its schools and one teacher ask their readers to read."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from accounts.models import Classroom, Grant, Role, School, SchoolHoliday, User
from literasi.reading.counting import compile_plan
from literasi.reading.models import (
    Programme,
    State,
)
from literasi.reading.programme_templates import TEMPLATES, school_year
from literasi.reading.services.programmes import start_template

# School code → the templates it runs, beside the fifteen minutes that all hold.
ASKED = {"sdn1": ["gls"], "smpn2": ["gls", "surabaya"], "sman1": ["gls", "wjlrc", "wjlrc_staff"]}
CITY_GOAL = 1_000_000


def load_programmes() -> None:
    for school in School.objects.all():
        operator = _holder(Role.SCHOOL_ADMIN, school)
        for key in ASKED.get(school.code, []):
            token = uuid.uuid5(uuid.NAMESPACE_URL, f"{school.code}/{key}")
            start_template(TEMPLATES[key], school=school, classrooms=[], by=operator, token=token)
        _keep_holidays(school)
    one_million_minutes()
    seventy_five_minutes()


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


def nothing_is_due() -> None:
    """Everything has just been added up, so the worker need not count again."""
    Programme.objects.update(count_due_at=None)
