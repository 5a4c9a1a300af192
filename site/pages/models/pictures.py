"""Pictures: what they show, whose they are, and whether children on them may be shown."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from pages.pictures import cleaned


class Consent(models.TextChoices):
    """UU 27/2022: a picture of a child is the child's data."""

    NO_CHILDREN = "none", _("No children can be recognised")
    RECORDED = "recorded", _("Shows children; their parents' consent is on file")
    MISSING = "missing", _("Shows children; consent is not there yet (cannot be published)")


SHOWN = (Consent.NO_CHILDREN, Consent.RECORDED)


class CleanImageFieldFile(WagtailImageFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        """The one door to the disk: forms, services and commands all pass here."""
        fresh = cleaned(content)
        super().save(fresh.name or name, fresh, save)

    save.alters_data = True  # type: ignore[attr-defined]


class CleanImageField(WagtailImageField):
    """Stores a picture's pixels and nothing else of the file."""

    attr_class = CleanImageFieldFile


class PictureQuerySet(ImageQuerySet):
    def on_show(self) -> PictureQuerySet:
        return self.filter(consent__in=SHOWN)


class Picture(AbstractImage):
    """A picture. `description` is its text alternative and is always there."""

    file = CleanImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    consent = models.CharField(
        _("children in the picture"),
        max_length=8,
        choices=Consent,
        help_text=_("Only a picture without children, or with their parents' consent, is ever shown."),
    )
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who took or drew it; shown below the picture.")
    )

    objects = PictureQuerySet.as_manager()

    admin_form_fields = ("title", "file", "description", "consent", "credit", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent__in=Consent.values),
                name="image_consent_stated",
                violation_error_message=_("State whether children can be recognised in the picture."),
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        # The uploaded file's name may be a child's.
        return f"gambar/{secrets.token_hex(8)}{PurePath(filename).suffix.lower()}"

    @property
    def may_be_shown(self) -> bool:
        return self.consent in SHOWN


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions", verbose_name=_("picture"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


def with_renditions(pictures: Iterable[Picture]) -> None:
    """Gives each picture its ready-made renditions as `made` (spec → Rendition): one query for all."""
    pictures = list(pictures)
    made: dict[int, dict[str, Rendition]] = {picture.pk: {} for picture in pictures}
    if made:
        for rendition in Rendition.objects.filter(image__in=made):
            made[rendition.image_id][rendition.filter_spec] = rendition
    for picture in pictures:
        picture.made = made[picture.pk]
