"""Pictures in the text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What the picture shows here"),
        required=False,
        max_length=255,
        help_text=_("For those who cannot see it. Empty: the description given with the picture."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        description = _("A picture across the column. Pictures of children need recorded consent.")
        preview_template = "blocks/previews/picture.html"

    def get_preview_value(self) -> Any:
        """A picture of the site, as long as it has one that may be shown."""
        from pages.models import Picture
        from pages.models.pictures import with_renditions

        picture = Picture.objects.on_show().order_by("-pk").first()
        with_renditions([picture] if picture else [])
        return self.normalize({"image": picture, "alt": "", "caption": "Sudut baca pada jam istirahat"})
