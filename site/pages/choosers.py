"""Choosing a catalogue title in the CMS."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from literasi.catalogue.models import Title


class TitleFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("Title or author"), required=False)

    def filter(self, objects: QuerySet[Title]) -> QuerySet[Title]:
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            objects = objects.filter(title__icontains=word) | objects.filter(authors__name__icontains=word)
        self.is_searching, self.search_query = bool(words), " ".join(words)
        return objects.distinct()


class ChooseTitle(ChooseView):
    filter_form_class = TitleFilterForm


class ChooseTitleResults(ChooseResultsView):
    filter_form_class = TitleFilterForm


class BookChooser(ChooserViewSet):
    model = Title
    icon = "book"
    choose_one_text = _("Choose a book")
    choose_another_text = _("Choose another book")
    choose_view_class = ChooseTitle
    choose_results_view_class = ChooseTitleResults


book_chooser = BookChooser("book_chooser")
