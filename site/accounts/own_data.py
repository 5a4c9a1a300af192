"""Everything accounts keeps about a person, as JSON values: the right of access, without asking anyone."""

from __future__ import annotations

from typing import Any

from . import registry
from .models import Consent, Grant, Pupil, User


def own_data_of(user: User) -> dict[str, Any]:
    """The person's account, roster row and roles, then what other apps registered."""
    data = {"account": _account(user), "roles": _roles(user), "pupil": _pupil(user)}
    return data | {heading: answer(user) for heading, answer in registry.own_data.items()}


def _account(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "joined": user.date_joined.isoformat(),
        "last_sign_in": user.last_login.isoformat() if user.last_login else None,
    }


def _roles(user: User) -> list[dict[str, Any]]:
    grants = Grant.objects.filter(user=user).select_related("school", "classroom").order_by("pk")
    return [
        {
            "role": grant.role,
            "school": grant.school.name if grant.school else None,
            "class": grant.classroom.name if grant.classroom else None,
            "since": grant.granted_at.isoformat(),
        }
        for grant in grants
    ]


def _pupil(user: User) -> dict[str, Any] | None:
    pupil = Pupil.objects.filter(user=user).select_related("school").first()
    if pupil is None:
        return None
    enrolments = pupil.enrolments.select_related("classroom__year").order_by("starts_on")
    return {
        "school": pupil.school.name,
        "nis": pupil.nis,
        "nisn": pupil.nisn,
        "gender": pupil.gender,
        "birth_date": pupil.birth_date.isoformat() if pupil.birth_date else None,
        "consents": [_consent(row) for row in pupil.consents.order_by("given_at", "pk")],
        "classes": [
            {
                "class": row.classroom.name,
                "year": row.classroom.year.name,
                "from": row.starts_on.isoformat(),
                "until": row.ends_on.isoformat() if row.ends_on else None,
            }
            for row in enrolments
        ],
    }


def _consent(row: Consent) -> dict[str, Any]:
    return {
        "purpose": row.purpose,
        "wording": row.wording,
        "given_by": row.given_by,
        "relation": row.relation,
        "how": row.how,
        "given_at": row.given_at.isoformat(),
        "browser": row.browser,
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        "withdrawn_by": row.withdrawn_by,
    }
