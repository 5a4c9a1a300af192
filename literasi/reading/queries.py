"""Questions that need more than one table: about a reader, for now."""

from __future__ import annotations

from accounts.models import Pupil, User


def pupil_of(user: User) -> Pupil | None:
    """The user's pupil row while they are at the school; asked once per user object.

    Never loads NISN or birth date.
    """
    if not hasattr(user, "_pupil_here"):
        user._pupil_here = (  # type: ignore[attr-defined]
            Pupil.objects.active()
            .filter(user=user)
            .select_related("school")
            .defer("nisn", "birth_date")
            .first()
        )
    return user._pupil_here  # type: ignore[attr-defined]
