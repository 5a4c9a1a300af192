"""What kind of book one written by hand is: told by its reader, or by whoever checks their journal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from ui.addresses import own_address

from ..exceptions import ReadingError
from ..kind_form import KindForm
from ..models import ReadingLog, ShelfBook
from ..services.describing import describe_book as describe


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe_book(request: SignedInRequest, pk: int) -> HttpResponse:
    checked = ReadingLog.objects.checkable_by(request.user).filter(book=OuterRef("pk"))
    mine = ShelfBook.objects.filter(Q(reader=request.user) | Exists(checked))
    book = get_object_or_404(mine.filter(title__isnull=True), pk=pk)
    form = KindForm(request.POST or None, instance=book)
    if request.method == "POST" and form.is_valid():
        try:
            describe(ShelfBook.objects.get(pk=pk), by=request.user, **form.cleaned_data)
        except ReadingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Thank you. The entries on this book have been counted again."))
        back = own_address(request, request.POST.get("next"))
        return redirect(back or ("my_shelf" if book.reader_id == request.user.pk else "verify_queue"))
    return render(request, "reading/describe_book.html", {"form": form, "book": book})
