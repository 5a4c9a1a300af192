"""Uploading a document: its kind is told by its content before anything keeps it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from pages.exceptions import NotADocument
from pages.files import typed


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        try:
            return typed(file)
        except NotADocument as error:
            raise ValidationError(str(error)) from error
