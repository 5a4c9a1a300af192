"""What people type to say who they are, brought to the one username it means.

Pupils know a school code and a NIS; the account's username is `<code>-<NIS>`. They may type both in
one box or in two, in capitals, with stray spaces. Sign-in, and the limit on wrong tries, must see one
account in all of these, so everything goes through `resolve`.
"""

from __future__ import annotations

import unicodedata

from django.db.models.functions import Lower

from .models import Pupil, School, User


def normalise(typed: str) -> str:
    """Lower case, without any spaces, full-width characters made plain."""
    return "".join(unicodedata.normalize("NFKC", typed).casefold().split())


def only_school_code() -> str:
    """The code of the installation's single school, or "" where there are several (or none)."""
    codes = School.objects.order_by("pk").values_list("code", flat=True)[:2]
    return normalise(codes[0]) if len(codes) == 1 else ""


def resolve(login: str, school_code: str = "") -> str:
    """The username meant by what was typed; if there is no such account, some stable text instead."""
    typed = normalise(login)
    code = _code_of(normalise(school_code)) or only_school_code()
    names = [f"{code}-{typed}", typed] if code else [typed]
    users = User.objects.alias(key=Lower("username")).filter(key__in=names)
    found = {normalise(name): name for name in users.values_list("username", flat=True)}
    for name in names:
        if name in found:
            return found[name]
    return _by_roster(code, typed) or typed


def _code_of(typed: str) -> str:
    """The school's code; some type its NPSN instead, which is on every school's signboard."""
    if len(typed) != 8 or not typed.isdigit():
        return typed
    code = School.objects.filter(npsn=typed).values_list("code", flat=True).first()
    return normalise(code) if code else typed


def _by_roster(code: str, nis: str) -> str:
    """The roster knows school and NIS even where the username was made in another way."""
    pupils = (
        Pupil.objects.filter(school__code__iexact=code, nis__iexact=nis) if code else Pupil.objects.none()
    )
    return pupils.values_list("user__username", flat=True).first() or ""
