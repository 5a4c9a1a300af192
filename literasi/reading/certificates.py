"""The kind of letter that a programme's certificates are."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from letters import registry
from letters.models import Letter

from .models import Programme
from .queries.certificates import KIND


def public_line(letter: Letter) -> str:
    """Programme and level; no name and no class."""
    return f"{letter.data.get('programme', '')}: {letter.data.get('level', '')}"


def may_see(user: User, letter: Letter) -> bool:
    """Whoever runs the programme; a teacher, then, those of their own classes' programme."""
    number = letter.reference.partition(":")[0]
    programme = Programme.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    return programme is not None and user.has_perm("reading.run_programme", programme)


def register() -> None:
    registry.register(
        registry.LetterKind(
            slug=KIND,
            code="BACA",
            name=_("Reading certificate"),
            template="reading/programme_certificate.typ",
            public_line=public_line,
            may_see=may_see,
        )
    )
