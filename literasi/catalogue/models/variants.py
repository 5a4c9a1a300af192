"""What the import remembers so that files may come in any order (see literasi.catalogue.slims)."""

from __future__ import annotations

from django.db import models

from .titles import Title


class TitleVariant(models.Model):
    """Another wording under which some library's file describes the title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="variants")
    text_key = models.CharField(max_length=32)
    description_key = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["text_key"], name="variant_text_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "text_key", "description_key"], name="variant_once_a_title"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title_id} {self.text_key}"


class PlainDescription(models.Model):
    """What rows without an ISBN said about a book that other rows name with one.

    `values` is a JSON object: the title's fields, "authors" and "subjects" as lists of names. A second
    ISBN of the same description that comes later is completed from it.
    """

    description_key = models.CharField(max_length=32, unique=True)
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.description_key
