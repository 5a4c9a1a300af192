"""What to read next, and putting it on the shelf."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from literasi.catalogue.models import Title
from ui.addresses import own_address

from ..exceptions import ReadingError
from ..models import ShelfBook
from ..queries.suggestions import suggestions_for
from ..services import wishes
from .doors import for_readers, today_of


@for_readers
@require_safe
def suggestions(request: SignedInRequest) -> HttpResponse:
    found = suggestions_for(request.user, today_of(request))
    return render(request, "reading/suggestions.html", {"suggestions": found})


@for_readers
@require_POST
def want_title(request: SignedInRequest, pk: int) -> HttpResponse:
    title = get_object_or_404(Title, pk=pk)
    try:
        wishes.want_title(request.user, title)
        messages.success(request, _("“%(title)s” is on your shelf.") % {"title": title.title})
    except ReadingError as error:
        messages.error(request, str(error))
    return redirect(own_address(request, request.POST.get("next")) or "suggestions")


@for_readers
@require_POST
def drop_wish(request: SignedInRequest, pk: int) -> HttpResponse:
    book = get_object_or_404(ShelfBook.objects.of(request.user), pk=pk)
    wishes.drop_wish(book, by=request.user)
    return redirect("my_shelf")
