"""Reading lists: what everybody reads, and what their keepers change."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from literasi.catalogue.models import Title

from ..announcing import list_image, list_in_words_of_machines
from ..exceptions import ReadingError
from ..list_forms import MarkForm, NewListForm, ReadingListForm
from ..models import ListedTitle, ReadingList
from ..queries import find_titles
from ..queries.lists import SIZES, card_of, lists_for, makes_lists_at, rows_of, with_covers
from ..services import lists as services

LISTS_A_PAGE = 24


@require_safe
def reading_lists(request: HttpRequest) -> HttpResponse:
    kept = with_covers(lists_for(request.user).kept_up()).order_by("school__name", "name", "pk")
    context = {
        "page": Paginator(kept, LISTS_A_PAGE).get_page(request.GET.get("page")),
        "may_make": request.user.is_authenticated and request.user.has_perm("reading.make_lists"),
    }
    return render(request, "reading/reading_lists.html", context)


@require_safe
def reading_list(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(lists_for(request.user).select_related("school"), pk=pk)
    rows = rows_of(kept, request.user)
    signed_in = request.user.is_authenticated
    context = {
        "list": kept,
        "rows": rows,
        "image": list_image(kept),
        "structured": list_in_words_of_machines(kept, rows),
        "finished": sum(row.is_finished for row in rows),
        "may_make": signed_in and request.user.has_perm("reading.make_lists"),
        "may_change": ReadingList.objects.changeable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "reading/reading_list.html", context)


@require_safe
def bingo_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as a card: ?ukuran=3, 4 or 5."""
    kept = get_object_or_404(lists_for(request.user).select_related("school"), pk=pk)
    asked = request.GET.get("ukuran", "")
    card = card_of(kept, request.user, int(asked) if asked in ("3", "4", "5") else None)
    return render(request, "reading/bingo_card.html", {"list": kept, "card": card, "sizes": SIZES})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_list(request: SignedInRequest) -> HttpResponse:
    schools = makes_lists_at(request.user)
    if not schools:
        raise PermissionDenied
    form = NewListForm(request.POST or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        made = services.make_list(by=request.user, **form.values())
        messages.success(request, _("The list has been made. Now add its titles."))
        return redirect("edit_list", made.pk)
    return render(request, "reading/add_list.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its own words, its titles, and the catalogue's search to add more (?q)."""
    kept = _own(request, pk)
    said = {"name": kept.name, "purpose": kept.purpose, "is_public": kept.is_public}
    form = ReadingListForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        services.change_list(kept, by=request.user, **form.cleaned_data)
        messages.success(request, _("The list has been saved."))
        return redirect("edit_list", pk)
    words = request.GET.get("q", "").strip()[:100]
    items = kept.items.select_related("title").prefetch_related("title__contributions__author")
    context = {"list": kept, "form": form, "items": items, "words": words, "found": find_titles(words)}
    return render(request, "reading/edit_list.html", context)


@login_required
@require_POST
def change_listed(request: SignedInRequest, pk: int) -> HttpResponse:
    """do = add (title) · up · down · remove · mark (item)."""
    kept, verb = _own(request, pk), request.POST.get("do", "")
    if verb == "add":
        title = get_object_or_404(Title, pk=_number(request.POST.get("title")))
        try:
            services.add_title(kept, title, by=request.user)
            messages.success(request, _("“%(title)s” is on the list.") % {"title": title.title})
        except ReadingError as error:
            messages.error(request, str(error))
        return redirect("edit_list", pk)
    item = get_object_or_404(kept.items.select_related("reading_list"), pk=_number(request.POST.get("item")))
    _change(request, item, verb)
    anchor = "" if verb == "remove" else f"#judul-{item.pk}"
    return redirect(f"{redirect('edit_list', pk).url}{anchor}")


def _change(request: SignedInRequest, item: ListedTitle, verb: str) -> None:
    by = request.user
    match verb:
        case "up" | "down":
            services.move_title(item, by=by, steps=-1 if verb == "up" else 1)
        case "remove":
            services.remove_title(item, by=by)
            messages.success(request, _("The title has been taken off the list."))
        case "mark":
            form = MarkForm(request.POST)
            if form.is_valid():
                services.mark_title(item, by=by, **form.cleaned_data)
            else:
                messages.error(request, _("The note is too long: 200 characters at most."))
        case _:
            raise Http404


@login_required
@require_POST
def copy_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """For the same school where one may, else for one's own."""
    kept = get_object_or_404(lists_for(request.user).select_related("school"), pk=pk)
    schools = makes_lists_at(request.user)
    if not schools:
        raise PermissionDenied
    school = kept.school if kept.school in schools else schools[0]
    made = services.copy_list(kept, by=request.user, school=school)
    messages.success(request, _("This is your copy. Change what you like."))
    return redirect("edit_list", made.pk)


@login_required
@require_POST
def retire_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Retire it, or (`back`) offer it again."""
    kept, back = _own(request, pk), bool(request.POST.get("back"))
    services.retire_list(kept, by=request.user, back=back)
    messages.success(request, _("The list is offered again.") if back else _("The list has been retired."))
    return redirect("reading_list", pk)


def _own(request: SignedInRequest, pk: int) -> ReadingList:
    """A list the visitor may change; of those they may only see they are told so, others are not there."""
    seen = get_object_or_404(lists_for(request.user), pk=pk)
    if not ReadingList.objects.changeable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return seen


def _number(sent: str | None) -> int:
    text = sent or ""
    return int(text) if text.isdecimal() and len(text) < 12 else 0
