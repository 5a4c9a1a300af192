"""Who wrote an article, and what the public reads of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from accounts.models import User


class ArticleAuthor(Orderable):
    """Staff by the name they choose; a pupil as a reference to the account, shown with initials and class.

    Initials are made when the page is: once the account carries no name any more, only the class is left.
    """

    page = ParentalKey("pages.ArticlePage", on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_(
            "Of a member of staff or a group. For a pupil who has no account here write initials and class."
        ),
    )
    class_name = models.CharField(_("class of the pupil"), max_length=60, blank=True)

    panels = [FieldPanel("name"), FieldPanel("class_name", read_only=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(class_name=""),
                name="author_has_a_byline",
                violation_error_message=_("Write who it was."),
            ),
            models.CheckConstraint(
                condition=Q(name="") | Q(class_name=""),
                name="author_pupil_without_name",
                violation_error_message=_("A pupil stands there with initials and class, never by name."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if not self.name and not self.class_name:
            raise ValidationError({"name": _("Write who it was.")})
        if self.name and self.class_name:
            raise ValidationError({"name": _("A pupil stands there with initials and class, never by name.")})

    @property
    def text(self) -> str:
        """`A. B., VIII A`, or the name of a member of staff."""
        if not self.class_name:
            return self.name
        initials = self.user.initials if self.user else ""
        if not initials:
            return gettext("a pupil of %(class_name)s") % {"class_name": self.class_name}
        return f"{initials}, {self.class_name}"


def byline_of(authors: Iterable[ArticleAuthor]) -> str:
    """All of them as one phrase."""
    *first, last = [author.text for author in authors] or [""]
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
