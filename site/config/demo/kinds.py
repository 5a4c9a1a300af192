"""Questions, people, partners, awards, works to read at once, a recommended list.

The two books are the demo's own: invented, short, set by typst. Everything else is only linked to where it
really stands.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from literasi.reading.models import ReadingList
from pages.licences import Licence
from pages.models import SiteDocument
from pages.services import (
    publish_awards,
    publish_digital_collection,
    publish_faq,
    publish_partners,
    publish_reading_list,
    publish_team,
    store_document,
)
from ui import pdf

from . import read


def load_kinds() -> None:
    data, by = read("kinds.json"), User.objects.get(username="kota")
    when = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0) - dt.timedelta(days=90)
    for award in data["awards"]["awards"]:
        award["evidence_url"] = f"{settings.SITE_BASE_URL}/berita/{award.pop('evidence')}/"
    publish_faq(data["faq"], when, by=by)
    publish_digital_collection(_with_books(data["digital"], by), when, by=by)
    publish_awards(data["awards"], when, by=by)
    publish_team(data["team"], when, by=by)
    publish_partners(data["partners"], when, by=by)
    followed = ReadingList.objects.public().filter(name=data["list"]["follows"], school=None).first()
    publish_reading_list(data["list"], when, by=by, follows=followed)


def _with_books(data: dict[str, Any], by: User) -> dict[str, Any]:
    for work in data["works"]:
        if texts := work.pop("pages", ""):
            work["document"] = _book(work, data["texts"][texts], by)
    return data


def _book(work: dict[str, Any], texts: list[dict[str, str]], by: User) -> SiteDocument:
    """Set once: a document of this title is left as it is."""
    if known := SiteDocument.objects.filter(title=work["title"]).first():
        return known
    names = {name: work[name] for name in ("title", "authors", "publisher", "year")}
    said = {**names, "licence": str(Licence(work["licence"]).label), "texts": texts}
    content = ContentFile(pdf.render("config/booklet.typ", said), name="buku.pdf")
    return store_document(content, title=work["title"], by=by)
