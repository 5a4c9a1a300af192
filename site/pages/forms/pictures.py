"""Uploading a picture: checked by content, cleaned before anything keeps it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from pages.exceptions import NotAPicture
from pages.models.pictures import SHOWN, Picture
from pages.pictures import cleaned


class PictureForm(BaseImageForm):
    """Text alternative and statement on children are required; there is no default to click past."""

    description = forms.CharField(
        label=_("What the picture shows"),
        max_length=255,
        help_text=_("One sentence for those who cannot see it. No full names of pupils."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        try:
            return cleaned(file)
        except NotAPicture as error:
            raise ValidationError(str(error)) from error

    def save(self, commit: bool = True) -> Picture:
        from pages.services.consents import withdraw_picture

        shown_until_now = self.initial.get("consent") in SHOWN
        picture = super().save(commit)
        if commit and picture.pk and shown_until_now and not picture.may_be_shown:
            withdraw_picture(picture)
        return picture
