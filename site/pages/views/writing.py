"""`/tulis/`: pupils and staff write for the news without the CMS."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from pages.beginnings import IN_CMS, TEMPLATES, Template
from pages.drafting import taken_apart
from pages.exceptions import PageError
from pages.forms.writing import CHILDREN, ArticleForm, initial_of
from pages.models import ArticlePage
from pages.models.pictures import with_renditions
from pages.permissions import writes_articles
from pages.queries.writing import own_articles, with_stages
from pages.services import writing as services

A_PAGE = 20
View = Callable[..., HttpResponseBase]


def for_writers(view: View) -> View:
    @login_required
    @wraps(view)
    def entered(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not writes_articles(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return entered


@for_writers
@require_safe
def my_articles(request: SignedInRequest) -> HttpResponse:
    """What the person wrote, in its stages, and the beginnings to choose from."""
    page = Paginator(own_articles(request.user), A_PAGE).get_page(request.GET.get("halaman"))
    page.object_list = with_stages(page.object_list)
    context = {
        "page": page,
        "templates": TEMPLATES.values(),
        "in_cms": {template.slug for template in IN_CMS}
        if request.user.has_perm("wagtailadmin.access_admin")
        else (),
    }
    return render(request, "pages/my_articles.html", context)


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def begin_article(request: SignedInRequest, template: str) -> HttpResponse:
    return _write(request, _template(template))


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def edit_article(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own draft, or what came back; what waits or is published can only be read."""
    article: ArticlePage = get_object_or_404(own_articles(request.user), pk=pk)
    own = with_stages([article])[0]
    article = article.get_latest_revision_as_object()
    if request.method != "POST" and not own.may_change:
        with_renditions(article.pictures())
        return render(request, "pages/read_article.html", {"own": own, "article": article})
    template = TEMPLATES["resensi" if taken_apart(article).book else _kind(article)]
    return _write(request, template, article, own.comment)


@for_writers
@require_POST
def begin_in_cms(request: SignedInRequest, template: str) -> HttpResponse:
    """The same beginning, as blocks in the CMS."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    try:
        article = services.begin_in_cms(request.user, _template(template))
    except PageError as error:
        messages.error(request, str(error))
        return redirect("my_articles")
    return redirect("wagtailadmin_pages:edit", article.pk)


def _template(slug: str) -> Template:
    if slug not in TEMPLATES:
        raise Http404
    return TEMPLATES[slug]


def _kind(article: ArticlePage) -> str:
    return article.category.slug if article.category and article.category.slug in TEMPLATES else "bebas"


def _write(
    request: SignedInRequest, template: Template, article: ArticlePage | None = None, comment: str = ""
) -> HttpResponse:
    written = taken_apart(article) if article else None
    if request.method == "POST":
        form = ArticleForm(request.POST, request.FILES, template=template, written=written)
        if form.is_valid() and (answer := _save(request, form, article)):
            return answer
    else:
        initial = initial_of(article) if article else {}
        form = ArticleForm(template=template, written=written, initial=initial)
    context = {"form": form, "template": template, "article": article, "comment": comment}
    return render(request, "pages/write_article.html", context)


def _save(request: SignedInRequest, form: ArticleForm, article: ArticlePage | None) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        kept = services.write_article(
            request.user,
            form.draft(None),
            article=article,
            file=said["picture"],
            alternative=said["alternative"],
            with_children=said["children"] == CHILDREN,
            send=form.sending,
        )
    except PageError as error:
        form.add_error(None, str(error))
        return None
    if form.sending:
        messages.success(request, _("Your article is with the editor now. You hear when it is published."))
        return redirect("my_articles")
    messages.success(request, _("Your draft is kept. Nobody else sees it yet."))
    return redirect("edit_article", kept.pk)
