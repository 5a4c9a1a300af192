"""Documents: typed by their content, stored under a name that tells nothing."""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from pages.files import FileKind, typed

FOLDER = "dokumen"


def place_of(document: Any, filename: str) -> str:
    # The uploaded file's name may be a child's.
    return f"{FOLDER}/{secrets.token_hex(8)}{PurePath(filename).suffix.lower()}"


class TypedFieldFile(FieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        """The one door to the disk: forms, services and commands all pass here."""
        fresh = typed(content)
        setattr(self.instance, "kind", fresh.kind)  # noqa: B010 - a model of this field has one
        super().save(fresh.name or name, fresh, save)

    save.alters_data = True  # type: ignore[attr-defined]


class TypedFileField(models.FileField):
    """Takes only files of known kinds, and tells `kind` of its model which."""

    attr_class = TypedFieldFile


class SiteDocument(AbstractDocument):
    """Handed out by pages.handing_out only; nothing below /media/ leads to it."""

    # Before `kind`: storing the file tells it.
    file = TypedFileField(_("file"), upload_to=place_of)
    kind = models.CharField(_("kind of file"), max_length=4, choices=FileKind, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=FileKind.values), name="document_kind_known")
        ]

    def clean(self) -> None:
        """Wagtail's own check reads the ending of the name; ours has read the content."""

    @property
    def file_kind(self) -> FileKind:
        return FileKind(self.kind)

    @property
    def content_type(self) -> str:
        return self.file_kind.media_type

    @property
    def opens_in_browser(self) -> bool:
        return self.kind == FileKind.PDF

    @property
    def content_disposition(self) -> str:
        return "inline" if self.opens_in_browser else "attachment"

    @property
    def download_name(self) -> str:
        """What a reader finds among their downloads: the document's title."""
        return f"{slugify(self.title)[:80] or 'dokumen'}.{self.kind}"
