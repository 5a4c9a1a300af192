"""What pupils wrote, the page of the city's programme, and a home page with every live block."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from accounts.models import Pupil, User
from literasi.catalogue.models import Title
from literasi.reading.models import Programme
from pages.beginnings import TEMPLATES
from pages.drafting import Draft, Section
from pages.models import ArticlePage, HomePage, NewsCategory, ProgrammePage
from pages.services.content import as_stored, pattern_named, publish, stream
from pages.services.writing import write_article

from . import read


def load_newsroom() -> None:
    data = read("newsroom.json")
    editor = User.objects.get(username="redaksi")
    for review in data["reviews"]:
        _review(review, editor)
    _programme_page(data["programme"], User.objects.get(username="kota"))
    _home(data["home"], User.objects.get(username="kota"))


def _review(data: dict[str, Any], editor: User) -> None:
    """As the pupil sent it from `/tulis/`; the editor approved it or has yet to read it."""
    draft = Draft(
        template=TEMPLATES["resensi"],
        title=data["title"],
        intro=data["intro"],
        sections=[Section(heading, text) for heading, text in data["sections"]],
        book=Title.objects.get(title=data["book"]),
    )
    article = write_article(_writer(data["writer"]), draft, send=True)
    if data["state"] != "published":
        return
    when = timezone.now() - dt.timedelta(days=data["days_ago"])
    page = ArticlePage.objects.get(pk=article.pk)
    page.current_workflow_task_state.approve(user=editor)
    ArticlePage.objects.filter(pk=page.pk).update(
        first_published_at=when, last_published_at=when, date=timezone.localtime(when).date()
    )


def _writer(name: str) -> User:
    """A pupil by username, or the first of a school who sits in a class."""
    if "-" in name:
        return User.objects.get(username=name)
    seated = Pupil.objects.active().filter(school__code=name, enrolments__ends_on__isnull=True)
    return seated.select_related("user").order_by("pk")[7].user


def _programme_page(data: dict[str, Any], admin: User) -> None:
    page = ProgrammePage(
        slug=data["slug"],
        title=data["title"],
        intro=data["intro"],
        pattern=pattern_named(data["pattern"]),
        programme=Programme.objects.get(slug=data["programme"]),
        category=NewsCategory.objects.filter(name=data["category"]).first(),
        joining=as_stored(data["joining"]),
        body=stream(data["body"]),
    )
    publish(HomePage.objects.get(slug="beranda"), page, timezone.now() - dt.timedelta(days=120), admin)


def _home(data: dict[str, Any], admin: User) -> None:
    """Adds what an editor of this city chose to the blocks every fresh site has."""
    home = HomePage.objects.get(slug="beranda")
    blocks = {block["type"]: block for block in home.body.raw_data}
    book = Title.objects.get(title=data["book_of_the_week"]["book"])
    highlights = [block for block in home.body.raw_data if block["type"] == "highlight"]
    chosen = {
        "programmes": data["programmes"],
        "happenings": data["happenings"],
        "book_of_the_week": {**data["book_of_the_week"], "book": book.pk},
        "quote": data["quote"],
    }
    made = {kind: {"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in chosen.items()}
    order = ["counters", "programmes", "latest_news", "book_of_the_week", "happenings", "quote"]
    known = [{**blocks, **made}[kind] for kind in order if kind in {**blocks, **made}]
    rest = [blocks[kind] for kind in ("partners", "call") if kind in blocks]
    home.body = home.body.stream_block.to_python([*known, *highlights, *rest])
    home.save_revision(user=admin).publish(user=admin)
