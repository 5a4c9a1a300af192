"""Loads the whole city in one transaction: it is all there, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import School
from pages.search import index

from . import read
from .books import load_books
from .figures import add_up
from .institution import load_institution
from .journal import YearOfReading
from .kinds import load_kinds
from .lists import ListsAndReviews
from .news import load_news
from .newsletter import load_newsletter
from .newsroom import load_newsroom
from .people import DEMO_PIN, NEW_CLASS, STAFF_PASSWORD, load_people, sign_in_names
from .programmes import load_programmes
from .questions import load_questions
from .sessions import FifteenMinutes
from .suggestions import load_suggestions
from .survey import load_survey


def is_loaded() -> bool:
    return School.objects.filter(npsn=read("school.json")["schools"][0]["npsn"]).exists()


def load(step: Callable[[str], None]) -> None:
    """`step` is called with a sentence before each part."""
    with transaction.atomic():
        step(_("Inviting pupils and teachers"))
        load_people()
        step(_("Filling the shelves"))
        load_books()
        step(_("Writing a year of reading journals"))
        YearOfReading().load()
        FifteenMinutes().load()
        ListsAndReviews().load()
        step(_("Starting reading programmes"))
        load_programmes()
        step(_("Adding everything up"))
        add_up()
        step(_("Printing the news"))
        load_news()
        load_newsroom()
        load_kinds()
        load_newsletter()
        load_survey()
        load_institution()
        load_suggestions()
        load_questions()
        index.rebuild()


def sign_in_lines() -> Iterator[str]:
    yield _("Sign in at /masuk/ with:")
    for role, username, secret in sign_in_names():
        yield f"  {role:<22} {username:<18} {secret}"
    yield ""
    yield _("Every other pupil's PIN is %(pin)s, every staff password %(password)s.") % {
        "pin": DEMO_PIN,
        "password": STAFF_PASSWORD,
    }
    yield _("Only class %(classroom)s still has first PINs: its teacher prints the cards.") % {
        "classroom": NEW_CLASS[1]
    }


__all__ = ["is_loaded", "load", "sign_in_lines"]
