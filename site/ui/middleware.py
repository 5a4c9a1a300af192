"""Language by choice, privacy of signed-in pages, and addresses no database can look up."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from . import offline
from .languages import chosen_language, language_of_address

UNREADABLE = "%EF%BF%BD"  # U+FFFD
NUL = "\x00"


class ChosenLanguage:
    """The site speaks Indonesian until the address or the visitor says otherwise; no browser chooses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said, chosen = language_of_address(request.path_info), chosen_language(request)
        language = said or chosen or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if "immutable" in response.headers.get("Cache-Control", ""):
            return response  # a drawing is the same in every language, for everyone, for ever
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class PrivatePages:
    """What a signed-in person sees is never kept by a shared cache or a borrowed phone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # In this order: asking who it is makes the answer vary by cookie.
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class OfflineReading:
    """Says of which pages a phone may keep a copy: those for everybody, made for nobody.

    "keep": this very answer. "twin": the page is for everybody, but this answer was made for somebody
    signed in; the phone may ask once more without cookies. Without the header a phone keeps nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        route = request.resolver_match
        if route and route.url_name in offline.readable and _is_whole_page(request, response):
            response[offline.HEADER] = "twin" if _is_for_one(request, response) else "keep"
        return response


def _is_whole_page(request: HttpRequest, response: HttpResponse) -> bool:
    html = response.get("Content-Type", "").startswith("text/html")
    return request.method == "GET" and response.status_code == 200 and html and not request.GET


def _is_for_one(request: HttpRequest, response: HttpResponse) -> bool:
    """A session, a form's token, a message that was shown: what makes a page one visitor's own."""
    told = getattr(request, "_messages", None)
    return bool(
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or response.cookies
        or (told is not None and told.used)
        or {"no-store", "private"} & {part.strip() for part in response.get("Cache-Control", "").split(",")}
    )


class LegibleAddresses:
    """PostgreSQL looks no text up that holds a NUL.

    A path with one leads nowhere. In a query it becomes the sign for an unreadable letter, so that a page
    answers it as any other nonsense. Requests made by the CMS for its previews have no query at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if NUL in query or "%00" in query:
            request.META["QUERY_STRING"] = query.replace(NUL, "%00").replace("%00", UNREADABLE)
        return self.get_response(request)
