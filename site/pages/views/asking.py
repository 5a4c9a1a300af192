"""Ask the librarian: published questions, the form, what I asked."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from pages import structured_questions
from pages.forms.asking import AskForm
from pages.models import QuestionCategory, ReaderQuestion
from pages.permissions import answers_questions
from pages.services.asking import ask
from ui.guests import TOO_OFTEN, admitted

PER_PAGE = 15
AN_HOUR = 20


@require_safe
def reader_questions(request: HttpRequest) -> HttpResponse:
    """?q, kategori, hal: what librarians have answered for everybody."""
    words = request.GET.get("q", "").strip()[:100]
    category = QuestionCategory.objects.filter(slug=request.GET.get("kategori", "")).first()
    found = ReaderQuestion.objects.published().select_related("category").order_by("-published_at", "-pk")
    found = found.saying(words) if words else found
    found = found.filter(category=category) if category else found
    context = {
        "shown": Paginator(found, PER_PAGE).get_page(request.GET.get("hal")),
        "words": words,
        "category": category,
        "categories": QuestionCategory.objects.filter(questions__published_at__isnull=False).distinct(),
        "answers": answers_questions(request.user),
    }
    return render(request, "pages/reader_questions.html", context)


@require_safe
def reader_question(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    published = ReaderQuestion.objects.published().select_related("category", "school")
    question = get_object_or_404(published, pk=pk)
    if question.slug != slug:
        return redirect(question, permanent=True)
    others = published.exclude(pk=pk).filter(category=question.category).order_by("-published_at")[:4]
    context = {
        "question": question,
        "others": others,
        "structured": structured_questions.question(question),
        "answers": answers_questions(request.user),
    }
    return render(request, "pages/reader_question.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_librarian(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        if admitted(request, "ask", an_hour=AN_HOUR):
            return _asked(request, form)
        form.add_error(None, TOO_OFTEN)
    return render(request, "pages/ask_librarian.html", {"form": form})


def _asked(request: HttpRequest, form: AskForm) -> HttpResponse:
    data = form.cleaned_data
    ask(
        data["text"],
        user=request.user,  # type: ignore[arg-type]
        ticket=data["ticket"],
        address=data.get("email") or "",
        school=data["school"],
    )
    if request.user.is_authenticated:
        messages.success(request, _("Your question has arrived. The answer comes to your notices."))
        return redirect("my_questions")
    if data.get("email"):
        messages.success(request, _("Your question has arrived. The answer comes by e-mail."))
    else:
        messages.success(
            request, _("Your question has arrived. If it helps others, its answer appears here.")
        )
    return redirect("reader_questions")


@login_required
@require_safe
def my_questions(request: SignedInRequest) -> HttpResponse:
    own = ReaderQuestion.objects.asked_by(request.user).order_by("-created_at", "-pk")
    shown = Paginator(own, PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "pages/my_questions.html", {"shown": shown})
