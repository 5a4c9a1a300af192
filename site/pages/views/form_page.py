"""Answering a form page. The page itself calls this: it has no address of its own in urls.py."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from pages.exceptions import PageError
from pages.forms.answering import AnswerForm, form_of, initial_from
from pages.models import AskedQuestion, FormAnswer, FormPage, State
from pages.permissions import may_answer, reads_results
from pages.services.answering import answer_form, change_answer
from ui.guests import TOO_OFTEN, admitted

AN_HOUR = 40  # a class behind one address, and somebody who helps others


def form_page(request: HttpRequest, page: FormPage) -> HttpResponse:
    own = _own_answer(request, page)
    changing = own if own and page.may_edit and "ubah" in request.GET else None
    initial = initial_from(page, list(AskedQuestion.objects.of(page)), changing.values) if changing else {}
    form = form_of(page, request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _kept(request, page, form, changing):
            return redirect(f"{page.url}?terkirim=1")
        status = 429 if getattr(form, "too_often", False) else 200
    context = {
        **page.get_context(request),
        "form": form,
        "own": own,
        "changing": changing,
        "sent": "terkirim" in request.GET,
        "preview": getattr(request, "is_preview", False),
        "state": page.state(),
        "states": State,
        "may_answer": may_answer(request.user, page),
        "results": reads_results(request.user, page),
    }
    response = render(request, "pages/form_page.html", context, status=status)
    # It carries a form's token, and perhaps one person's answers.
    add_never_cache_headers(response)
    return response


def _own_answer(request: HttpRequest, page: FormPage) -> FormAnswer | None:
    if not page.once or not request.user.is_authenticated:
        return None
    return FormAnswer.objects.to(page).by(request.user).first()  # type: ignore[arg-type]


def _kept(request: HttpRequest, page: FormPage, form: AnswerForm, changing: FormAnswer | None) -> bool:
    """Written down; otherwise the form says why not."""
    if not admitted(request, f"form-{page.pk}", an_hour=AN_HOUR):
        form.add_error(None, TOO_OFTEN)
        form.too_often = True  # type: ignore[attr-defined]
        return False
    try:
        if changing:
            change_answer(changing, form.values(), user=request.user)  # type: ignore[arg-type]
        else:
            answer_form(page, form.values(), user=request.user, ticket=form.cleaned_data["ticket"])  # type: ignore[arg-type]
    except PageError as error:
        form.add_error(None, str(error))
        return False
    return True
