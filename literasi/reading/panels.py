"""What reading adds to the pages of earlier apps."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from literasi.catalogue.models import Title

from .permissions import is_pupil


def log_this_title(request: HttpRequest, title: Title) -> str:
    """On a title's page: a pupil logs it in one tap. Nothing for anybody else."""
    if not is_pupil(request.user):
        return ""
    return render_to_string("reading/_title_panel.html", {"title": title}, request)
