"""The account everyone has, and what the school roster says about a pupil."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .schools import Enrolment, School

if TYPE_CHECKING:
    from .schools import Classroom


class User(AbstractBaseUser, PermissionsMixin):
    """An account: signs in by username; an e-mail address is optional.

    A pupil's username is `<school code>-<NIS>`. Until they choose their own PIN they sign in with a
    first PIN that is derived, not stored (see accounts.pins): `pin_serial` counts resets.
    """

    username = models.CharField(
        _("username"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This username is taken.")},
    )
    name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    is_staff = models.BooleanField(_("technical staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    must_change_password = models.BooleanField(_("must choose a new PIN"), default=False)
    pin_serial = models.PositiveIntegerField(_("first PIN serial"), default=0)

    objects = UserManager["User"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            # Capitals make no other account; the index behind this also finds people at sign-in.
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_once_any_case",
                violation_error_message=_("This username is taken."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """The only form in which a pupil's name appears outside their school."""
        return " ".join(f"{part[0].upper()}." for part in self.name.split() if part[0].isalpha())[:20]


class Gender(models.TextChoices):
    MALE = "m", _("male")
    FEMALE = "f", _("female")


class PupilQuerySet(models.QuerySet["Pupil"]):
    def of(self, school: School) -> PupilQuerySet:
        return self.filter(school=school)

    def in_class(self, classroom: Classroom) -> PupilQuerySet:
        """Those who sit in the class now."""
        return self.filter(enrolments__classroom=classroom, enrolments__ends_on__isnull=True)

    def listed_in(self, classrooms: Iterable[Classroom]) -> PupilQuerySet:
        """The class lists: who sits in the classes now, or sat there when their year ended.

        `class_id` says where.
        """
        seats = Enrolment.objects.lasting().filter(classroom__in=list(classrooms))
        return self.filter(enrolments__in=seats).annotate(class_id=F("enrolments__classroom_id"))

    def active(self) -> PupilQuerySet:
        return self.filter(left_on__isnull=True)

    def by_name(self) -> PupilQuerySet:
        return self.order_by("user__name", "pk")


class Pupil(models.Model):
    """What the roster says. Kept apart from User so that ordinary queries never load NISN or birth date."""

    user = models.OneToOneField(User, models.PROTECT, related_name="pupil", verbose_name=_("account"))
    school = models.ForeignKey(School, models.PROTECT, related_name="pupils", verbose_name=_("school"))
    nis = models.CharField("NIS/NIPD", max_length=20)
    nisn = models.CharField(
        "NISN",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("An NISN has 10 digits."))],
    )
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    left_on = models.DateField(_("left the school on"), null=True, blank=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = _("pupil")
        verbose_name_plural = _("pupils")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "nis"],
                name="pupil_nis_once_a_school",
                violation_error_message=_("This NIS is already used at this school."),
            ),
            models.UniqueConstraint(
                fields=["school", "nisn"],
                condition=~Q(nisn=""),
                name="pupil_nisn_once_a_school",
                violation_error_message=_("This NISN is already used at this school."),
            ),
            models.CheckConstraint(
                condition=Q(nisn="") | Q(nisn__regex=r"^[0-9]{10}$"),
                name="pupil_nisn_10_digits",
                violation_error_message=_("An NISN has 10 digits."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def classroom(self) -> Classroom | None:
        """The class they sit in now; costs a query unless `enrolments` is prefetched open-only."""
        open_ones = [e for e in self.enrolments.all() if e.ends_on is None]
        return open_ones[0].classroom if open_ones else None
