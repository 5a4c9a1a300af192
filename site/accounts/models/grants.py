"""Who may do what where: a role, scoped to a school, sometimes to one class.

Being a pupil is not granted: it follows from the Pupil row, so that the two can never disagree.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .people import User
from .schools import Classroom, School


class Role(models.TextChoices):
    TEACHER = "teacher", _("teacher")
    LIBRARIAN = "librarian", _("librarian")
    ORGANISER = "organiser", _("organiser")
    JUDGE = "judge", _("judge")
    EDITOR = "editor", _("editor")
    SCHOOL_ADMIN = "school_admin", _("school operator")
    PRINCIPAL = "principal", _("principal")
    CITY_ADMIN = "city_admin", _("city administrator")


class GrantQuerySet(models.QuerySet["Grant"]):
    def role(self, *roles: Role) -> GrantQuerySet:
        return self.filter(role__in=roles)

    def at(self, school: School) -> GrantQuerySet:
        return self.filter(school=school)


class Grant(models.Model):
    """One role held by one person at one school, in one class of it, or (city admin) everywhere."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("school")
    )
    classroom = models.ForeignKey(
        Classroom, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("class")
    )
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "school", "classroom"],
                name="grant_once_class",
                condition=Q(classroom__isnull=False),
                violation_error_message=_("This person already holds this role."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school"],
                name="grant_once_school",
                condition=Q(classroom__isnull=True, school__isnull=False),
                violation_error_message=_("This person already holds this role."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                name="grant_once_city",
                condition=Q(school__isnull=True),
                violation_error_message=_("This person already holds this role."),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.CITY_ADMIN, school__isnull=True)
                | (~Q(role=Role.CITY_ADMIN) & Q(school__isnull=False)),
                name="grant_scope_fits_role",
                violation_error_message=_(
                    "A city administrator serves every school; every other role belongs to one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(classroom__isnull=True) | Q(role=Role.TEACHER),
                name="grant_class_only_for_teacher",
                violation_error_message=_("Only a teacher's role is tied to a class."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
