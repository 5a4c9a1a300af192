"""What is measured: for each page who asks for it, for each action what thirty people send."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import User
from literasi.reading.charts import draw
from literasi.reading.charts.subjects import SUBJECTS
from literasi.reading.models import Programme, ReadingLog, ShelfBook

from .city import City, Room

VERIFIED_AT_ONCE = 30
TIMES = 36  # an action changes what it is done to, so each time it is done in another class


def make(city: City) -> dict[str, Any]:
    """Pages and actions that this version of the site has."""
    first = city.rooms[0]
    _draw(first)
    teacher, pupil = _session(first.teacher), _session(first.pupils[0])
    operator, admin = _session(city.operator), _session(city.admin)
    classroom, npsn = first.classroom.pk, first.classroom.school.npsn
    pages = [
        _page("class page", teacher, "class_page", classroom),
        _page("verification queue", teacher, "verify_queue"),
        _page("list of own classes", teacher, "classes"),
        _page("school page", operator, "school_reading", npsn),
        _page("city page", admin, "city_reading"),
        _page(
            "leaderboard", "", "programme", "sekota"
        ),  # a programme's public page: its schools by attainment
        _page("programme, city's desk", admin, "programme_desk", Programme.objects.get(slug="sekota").pk),
        _page("class session", teacher, "class_session", classroom),
        _page("school's sessions", operator, "school_sessions", npsn),
        _page("pupil: /saya/", pupil, "my_reading"),
        _page("pupil: /catat/", pupil, "log_reading"),
        _page("pupil: own class", pupil, "my_class"),
    ]
    rooms = city.rooms[1 : TIMES + 1]
    actions = [
        _action("save an entry", _save, rooms),
        _action("class session of 36", _session_of, rooms),
        _action(f"verify {VERIFIED_AT_ONCE} entries", _verify, rooms),
    ]
    return {"pages": [page for page in pages if page], "actions": [action for action in actions if action]}


def _draw(first: Room) -> None:
    """The pictures a worker would have drawn by now."""
    ids = {"class": first.classroom.pk, "school": first.classroom.school_id, "city": 0}
    for subject in SUBJECTS:
        draw(subject, ids[subject.partition("-")[0]])


def _page(name: str, session: str, view: str, *args: Any) -> dict[str, Any] | None:
    try:
        return {"name": name, "session": session, "path": reverse(view, args=args)}
    except NoReverseMatch:
        return None


def _action(name: str, request: Callable[[Room], dict[str, Any]], rooms: list[Room]) -> dict[str, Any] | None:
    try:
        return {"name": name, "requests": [request(room) for room in rooms]}
    except NoReverseMatch:
        return None


def _session(user: User) -> str:
    """Signed in as the site does it; the page asks the database and the cache for it like any other."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "accounts.backends.SignInBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.set_expiry(settings.SESSION_COOKIE_AGE)
    store.create()
    return store.session_key or ""


def _save(room: Room) -> dict[str, Any]:
    """A pupil goes on with the book in hand."""
    book = ShelfBook.objects.filter(reader__in=[user.pk for user in room.pupils]).reading().order_by("pk")[0]
    first = book.next_page
    fields = [
        ("client_id", str(uuid.uuid4())), ("shelf", book.pk), ("day", timezone.localdate().isoformat()),
        ("page_from", first), ("page_to", first + 9), ("quick_minutes", 15), ("response", ""),
    ]  # fmt: skip
    return {"session": _session(book.reader), "path": reverse("log_reading"), "fields": fields}


def _verify(room: Room) -> dict[str, Any]:
    waiting = ReadingLog.objects.in_classes([room.classroom]).waiting().oldest_first()[:VERIFIED_AT_ONCE]
    path = reverse("verify_class", args=[room.classroom.pk])
    fields = [("entry", log.ticket) for log in waiting]
    assert len(fields) == VERIFIED_AT_ONCE
    return {"session": _session(room.teacher), "path": path, "fields": fields}


def _session_of(room: Room) -> dict[str, Any]:
    """Everybody is ticked, the teacher too; nobody names a book."""
    fields = [("day", timezone.localdate().isoformat()), ("mode", "silent"), ("minutes", 15)]
    fields += [("hadir", user.pk) for user in (*room.pupils, room.teacher)]
    path = reverse("class_session", args=[room.classroom.pk])
    return {"session": _session(room.teacher), "path": path, "fields": fields}
