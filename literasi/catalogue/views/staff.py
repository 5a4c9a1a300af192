"""The librarian's side: titles for everybody, copies and places of the own school."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest

from ..exceptions import CatalogueError
from ..forms import CopyForm, PlaceForm, TitleForm
from ..models import Copy, Place, Title
from ..permissions import keeps_books
from ..search.find import Ask
from ..search.results import Results
from ..services.describing import describe_title
from ..services.holdings import put_copy, put_place

View = Callable[..., HttpResponse]
RECENT = 15


def for_keepers(view: View) -> View:
    """Librarians, operators, the city's administrators."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not keeps_books(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_keepers
def manage_catalogue(request: SignedInRequest) -> HttpResponse:
    ask = Ask.read(request.GET)
    results = Results(Ask(q=ask.q), request.GET.get("hal"))
    titles = (
        results.page.object_list if ask.q else Title.objects.order_by("-updated_at").with_authors()[:RECENT]
    )
    context = {"results": results, "titles": titles, "places": Place.objects.kept_by(request.user).count()}
    return render(request, "catalogue/manage_catalogue.html", context)


@for_keepers
def add_title(request: SignedInRequest) -> HttpResponse:
    form = TitleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _described(form, request):
        messages.success(request, _("The book is in the catalogue. Add its copies next."))
        return redirect("add_copy", pk=form.instance.pk)
    return render(request, "catalogue/add_title.html", {"form": form})


@for_keepers
def edit_title(request: SignedInRequest, pk: int) -> HttpResponse:
    book = get_object_or_404(Title.objects.with_authors(), pk=pk)
    form = TitleForm(request.POST or None, request.FILES or None, instance=book)
    if request.method == "POST" and form.is_valid() and _described(form, request):
        messages.success(request, _("The book's description is saved."))
        return redirect("edit_title", pk=pk)
    copies = Copy.objects.kept_by(request.user).filter(title=pk).select_related("place")
    others = Copy.objects.filter(title=pk).count() - len(copies)
    context = {"form": form, "book": Title.objects.get(pk=pk), "copies": copies, "others": others}
    return render(request, "catalogue/edit_title.html", context)


def _described(form: TitleForm, request: SignedInRequest) -> bool:
    data = form.cleaned_data
    return _tried(
        form,
        lambda: describe_title(
            form.instance,
            authors=data["authors"],
            subjects=data["subjects"],
            cover=data["cover"],
            without_cover=data.get("without_cover", False),
            actor=request.user,
        ),
    )


@for_keepers
def add_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    book = get_object_or_404(Title, pk=pk)
    initial = {"call_number": book.call_number, "place": request.GET.get("tempat", "")}
    form = CopyForm(request.POST or None, instance=Copy(title=book), user=request.user, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and _tried(form, lambda: put_copy(form.instance, actor=request.user))
    ):
        messages.success(request, _("Copy %s is saved.") % form.instance.barcode)
        if "again" in request.POST:
            return redirect(f"{request.path}?tempat={form.instance.place_id}")
        return redirect("edit_title", pk=pk)
    return render(request, "catalogue/add_copy.html", {"form": form, "book": book})


@for_keepers
def edit_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another school's copy is not found."""
    copy = get_object_or_404(Copy.objects.kept_by(request.user).select_related("title"), pk=pk)
    form = CopyForm(request.POST or None, instance=copy, user=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and _tried(form, lambda: put_copy(copy, actor=request.user))
    ):
        messages.success(request, _("Copy %s is saved.") % copy.barcode)
        return redirect("edit_title", pk=copy.title_id)
    return render(request, "catalogue/edit_copy.html", {"form": form, "copy": copy, "book": copy.title})


@for_keepers
def places(request: SignedInRequest) -> HttpResponse:
    kept = Place.objects.kept_by(request.user).select_related("school").annotate(held=Count("copies"))
    return render(request, "catalogue/places.html", {"places": kept.order_by("school__name", "name")})


@for_keepers
def add_place(request: SignedInRequest) -> HttpResponse:
    form = PlaceForm(request.POST or None, user=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and _tried(form, lambda: put_place(form.instance, actor=request.user))
    ):
        messages.success(request, _("The place is saved."))
        return redirect("places")
    return render(request, "catalogue/add_place.html", {"form": form})


@for_keepers
def edit_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another school's place is not found."""
    place = get_object_or_404(Place.objects.kept_by(request.user), pk=pk)
    form = PlaceForm(request.POST or None, instance=place, user=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and _tried(form, lambda: put_place(place, actor=request.user))
    ):
        messages.success(request, _("The place is saved."))
        return redirect("places")
    return render(request, "catalogue/edit_place.html", {"form": form, "place": place})


def _tried(form: BaseForm, verb: Callable[[], object]) -> bool:
    """Do it; a broken rule goes to the form, at its field."""
    try:
        verb()
    except CatalogueError as error:
        form.add_error(error.field, str(error))
        return False
    return True
