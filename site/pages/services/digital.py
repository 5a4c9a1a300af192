"""Storing documents, and publishing works and lists from prepared texts."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection

from accounts.models import User
from literasi.catalogue.models import Title
from literasi.reading.models import ReadingList
from pages.models import DigitalCollectionPage, DigitalItemPage, ReadingListPage, SiteDocument

from .content import publish
from .kinds import publish_kind


@transaction.atomic
def store_document(file: File[bytes], *, title: str, by: User | None = None) -> SiteDocument:
    """Into the root collection. Raises NotADocument where its content is of no kind that is handed out."""
    root = Collection.get_first_root_node()
    document = SiteDocument(title=title, file=file, uploaded_by_user=by, collection=root)
    document._set_document_file_metadata()
    document.save()
    return document


@transaction.atomic
def publish_digital_collection(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> DigitalCollectionPage:
    """`works`: a list of a DigitalItemPage's fields; one with its slug is left as it is."""
    collection = publish_kind(DigitalCollectionPage, data, when, by=by)
    for fields in data["works"]:
        if not DigitalItemPage.objects.child_of(collection).filter(slug=fields["slug"]).exists():
            work = DigitalItemPage(**fields, search_description=fields.get("intro", ""))
            publish(collection, work, when or timezone.now(), by)
    return collection


@transaction.atomic
def publish_reading_list(
    data: dict[str, Any],
    when: dt.datetime | None = None,
    *,
    by: User | None = None,
    follows: ReadingList | None = None,
) -> ReadingListPage:
    """`sentences`: what is said of the catalogue's titles of these names; unknown ones are left out."""
    known = {title.title: title.pk for title in Title.objects.filter(title__in=data["sentences"])}
    books = [
        {"type": "book", "value": {"book": known[name], "sentence": sentence}}
        for name, sentence in data["sentences"].items()
        if name in known
    ]
    return publish_kind(ReadingListPage, data, when, by=by, bound_to=follows, books=json.dumps(books))
