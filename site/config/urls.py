"""One include per app; Wagtail answers what no app claimed."""

from django.conf import settings
from django.urls import URLResolver, include, path, re_path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from config.views import health
from pages.languages import ByAddress
from pages.views import serve_page

urlpatterns = [
    path("sehat/", health, name="health"),
    path("", include("ui.urls")),
    path("", include("accounts.urls")),
    path("", include("notices.urls")),
    path("", include("letters.urls")),
    path("", include("literasi.catalogue.urls")),
    path("", include("literasi.reading.urls")),
    path("", include("pages.urls")),
    path("", include("newsletter.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
]
if settings.SERVE_MEDIA:
    # Without nginx in front, the site hands out its own pictures; documents have their own way out.
    pictures = r"^media/(?!(?:.*/)?(?:dokumen|documents)/)(?P<path>.*)$"
    urlpatterns.append(re_path(pictures, serve, {"document_root": settings.MEDIA_ROOT}))
# Last: what Wagtail holds, in every language it is written in.
urlpatterns.append(URLResolver(ByAddress(), [re_path(serve_pattern, serve_page, name="wagtail_serve")]))

handler400 = "ui.views.bad_request"
handler403 = "ui.views.permission_denied"
handler404 = "ui.views.not_found"
handler429 = "accounts.views.slow_down"
handler500 = "ui.views.server_error"
