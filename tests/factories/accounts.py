"""People and schools in their plainest valid form."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import (
    AcademicYear,
    Channel,
    Classroom,
    Consent,
    Enrolment,
    Grant,
    GuardianLink,
    Pupil,
    Relation,
    Role,
    School,
    SchoolHoliday,
    SchoolKind,
    User,
)


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    npsn = factory.Sequence(lambda n: f"{69900000 + n:08d}")
    code = factory.Sequence(lambda n: f"sekolah{n}")
    name = factory.Sequence(lambda n: f"SMP Negeri {n + 1} Contoh")
    kind = SchoolKind.SMP


class HolidayFactory(DjangoModelFactory):
    """A school's own: the week before Christmas 2026."""

    class Meta:
        model = SchoolHoliday

    school = factory.SubFactory(SchoolFactory)
    starts_on = dt.date(2026, 12, 14)
    ends_on = dt.date(2026, 12, 18)
    name = "Ujian akhir semester"


class AcademicYearFactory(DjangoModelFactory):
    class Meta:
        model = AcademicYear
        django_get_or_create = ("name",)

    name = "2026/2027"
    starts_on = factory.LazyAttribute(lambda o: dt.date(int(o.name[:4]), 7, 1))
    second_semester_on = factory.LazyAttribute(lambda o: dt.date(int(o.name[5:]), 1, 1))
    ends_on = factory.LazyAttribute(lambda o: dt.date(int(o.name[5:]), 6, 30))


class ClassroomFactory(DjangoModelFactory):
    class Meta:
        model = Classroom

    school = factory.SubFactory(SchoolFactory)
    year = factory.SubFactory(AcademicYearFactory)
    name = factory.Sequence(lambda n: f"VII {n + 1}")
    grade = 7


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"orang{n}")
    name = factory.Sequence(lambda n: f"Orang Contoh {n}")
    password = factory.django.Password("rahasia-123")


class PupilFactory(DjangoModelFactory):
    """Not in any class; `in_class=classroom` seats them."""

    class Meta:
        model = Pupil
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    nis = factory.Sequence(lambda n: f"{1000 + n}")
    user = factory.SubFactory(
        UserFactory,
        username=factory.LazyAttribute(lambda o: f"{o.factory_parent.school.code}-{o.factory_parent.nis}"),
        name=factory.Sequence(lambda n: f"Murid Contoh {n}"),
    )

    @factory.post_generation
    def in_class(self, create, classroom, **kwargs):
        if classroom:
            EnrolmentFactory(pupil=self, classroom=classroom)


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    pupil = factory.SubFactory(PupilFactory)
    classroom = factory.SubFactory(ClassroomFactory)
    starts_on = factory.LazyAttribute(lambda o: o.classroom.year.starts_on)


class ConsentFactory(DjangoModelFactory):
    """A mother's signed form about photographs; `withdrawn` is taken back."""

    class Meta:
        model = Consent

    pupil = factory.SubFactory(PupilFactory)
    purpose = "photo"
    wording = "2026-11"
    given_by = "Ibu Contoh"
    relation = Relation.MOTHER
    how = Channel.PAPER
    given_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))

    class Params:
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now), withdrawn_by="Ibu Contoh")


class GuardianLinkFactory(DjangoModelFactory):
    class Meta:
        model = GuardianLink

    pupil = factory.SubFactory(PupilFactory)


class GrantFactory(DjangoModelFactory):
    """A teacher of a school; traits name the other roles."""

    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    role = Role.TEACHER
    school = factory.SubFactory(SchoolFactory)

    class Params:
        of_class = factory.Trait(
            classroom=factory.SubFactory(ClassroomFactory),
            school=factory.SelfAttribute("classroom.school"),
        )
        librarian = factory.Trait(role=Role.LIBRARIAN)
        school_admin = factory.Trait(role=Role.SCHOOL_ADMIN)
        principal = factory.Trait(role=Role.PRINCIPAL)
        editor = factory.Trait(role=Role.EDITOR)
        city = factory.Trait(role=Role.CITY_ADMIN, school=None)
