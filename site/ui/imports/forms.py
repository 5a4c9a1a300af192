"""The field that takes a file to load."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from .exceptions import FileTooLarge


class UploadField(forms.FileField):
    """A file of at most `limit` bytes. An empty one is let through: its importer says why it is none."""

    def __init__(
        self, *, limit: int, accept: str, too_large: type[FileTooLarge] = FileTooLarge, **kwargs: Any
    ) -> None:
        self.limit, self.too_large = limit, too_large
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        file = super().clean(data, initial)
        if file and file.size > self.limit:
            raise forms.ValidationError(str(self.too_large(limit=self.limit // 1024 // 1024)))
        return file
