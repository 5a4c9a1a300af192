"""The endpoints: pages, pictures, documents, and titles of the catalogue."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils.cache import patch_cache_control
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.models import Page, ReferenceIndex

from literasi.catalogue.models import Title
from literasi.catalogue.search.find import Ask, understand
from pages.models import Consent, Picture, SiteDocument
from pages.models.parts import SitePage
from pages.models.pictures import with_renditions

from . import fields
from .search import BySearch

SECONDS = 60


class FairShare(SimpleRateThrottle):
    """So much a visitor may ask in a minute."""

    scope = "api"
    rate = "120/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api.{get_client_ip(request._request)}"


class Public:
    """For everybody alike: no session is read, nothing can be changed, answers may be kept for a minute."""

    authentication_classes: list[type] = []
    permission_classes = [AllowAny]
    throttle_classes = [FairShare]
    http_method_names = ["get", "head", "options"]

    def finalize_response(
        self, request: HttpRequest, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        if answer.status_code == 200:
            patch_cache_control(answer, public=True, max_age=SECONDS)
        return answer

    def handle_exception(self, exc: Exception) -> Response:
        """Numbers too large for the database and the like are the visitor's mistake."""
        if isinstance(exc, OverflowError | ValueError):
            exc = BadRequestError("a value cannot be read")
        return super().handle_exception(exc)  # type: ignore[misc]


class Pages(Public, PagesAPIViewSet):
    """Live pages. `type`, `locale`, `child_of`, `descendant_of`, `translation_of`, `search`, `order`."""

    body_fields = [*PagesAPIViewSet.body_fields, *fields.PAGE]
    meta_fields = [
        *("type", "detail_url", "html_url", "slug", "search_description"),
        *("first_published_at", "last_published_at", "locale", "parent"),
    ]
    listing_default_fields = [
        *PagesAPIViewSet.listing_default_fields,
        *("intro", "published_on", "news_category", "share_image"),
    ]
    detail_only_fields = ["parent", "text"]
    filter_backends = [
        *(each for each in PagesAPIViewSet.filter_backends if each.__name__ != "SearchFilter"),
        BySearch,
    ]

    @classmethod
    def get_body_fields(cls, model: type[Model]) -> list[Any]:
        """Those above for every kind: `api_fields` of a model of somebody else's adds none."""
        return cls._convert_api_fields(cls.body_fields)

    @classmethod
    def get_listing_default_fields(cls, model: type[Model]) -> list[str]:
        return list(dict.fromkeys([*cls.listing_default_fields, "locale"]))

    @classmethod
    def get_detail_default_fields(cls, model: type[Model]) -> list[str]:
        return cls.get_available_fields(model)

    def get_base_queryset(self) -> QuerySet[Page]:
        ours = [kind for kind in SitePage.__subclasses__() if not kind._meta.abstract]
        return super().get_base_queryset().type(*ours)

    def get_queryset(self) -> QuerySet[Page]:
        return super().get_queryset().specific()

    def paginate_queryset(self, queryset: QuerySet[Page]) -> list[Page]:
        """With what each page is told by: one query a relation."""
        pages = list(super().paginate_queryset(queryset))
        for name in ("locale", "category", "cover"):
            prefetch_related_objects([page for page in pages if hasattr(page, f"{name}_id")], name)
        with_renditions(page.cover for page in pages if getattr(page, "cover", None))
        return pages


def used_on_live_pages(model: type[Model]) -> list[int]:
    """Which of these a page shows that everybody may read."""
    kinds = ContentType.objects.get_for_models(Page, model)
    references = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page], to_content_type=kinds[model]
    ).values_list("object_id", "to_object_id")
    live = set(Page.objects.live().values_list("pk", flat=True))
    return sorted({int(shown) for page, shown in references if int(page) in live})


class Pictures(Public, BaseAPIViewSet):
    """Those that live pages show. No titles: an uploaded file's name may be a child's."""

    name = "images"
    model = Picture
    body_fields = ["id", "width", "height", *fields.PICTURE]
    listing_default_fields = ["id", "type", "detail_url", "width", "height", "alt", "credit", "url"]
    filter_backends = [OrderingFilter]

    def get_queryset(self) -> QuerySet[Picture]:
        shown = Picture.objects.filter(pk__in=used_on_live_pages(Picture)).order_by("id")
        may_be_shown = Q(consent__in=(Consent.NO_CHILDREN, Consent.RECORDED))
        return shown.filter(may_be_shown).prefetch_related("renditions")


class Documents(Public, BaseAPIViewSet):
    """Those that live pages link to."""

    name = "documents"
    model = SiteDocument
    body_fields = ["id", *fields.DOCUMENT]
    listing_default_fields = ["id", "type", "detail_url", "title", "kind", "url"]
    filter_backends = [OrderingFilter]

    def get_queryset(self) -> QuerySet[SiteDocument]:
        visible = SiteDocument.objects.filter(collection__view_restrictions=None)
        return visible.filter(pk__in=used_on_live_pages(SiteDocument)).order_by("id")


class Titles(Public, BaseAPIViewSet):
    """The catalogue. `search` as on its page; `isbn`, `language`, `level`, `year` exactly."""

    name = "titles"
    model = Title
    body_fields = [
        *("id", "title", "isbn", "responsibility", "publisher", "year", "language", "level", "pages"),
        *("edition", "series", "summary"),
        *fields.TITLE,
    ]
    listing_default_fields = [
        *("id", "type", "detail_url", "title", "isbn", "year", "language"),
        *("authors", "reading_level", "html_url"),
    ]
    detail_only_fields = ["summary"]
    filter_backends = [FieldsFilter, OrderingFilter]

    def get_queryset(self) -> QuerySet[Title]:
        words = self.request.GET.get("search", "").strip() if self.request else ""
        titles = understand(Ask.read({"q": words})).titles() if words else Title.objects.all()
        return titles.with_authors().prefetch_related("subjects").order_by("pk")  # type: ignore[attr-defined]


ENDPOINTS = {"pages": Pages, "images": Pictures, "documents": Documents, "titles": Titles}
