from django.conf import settings
from django.http import HttpRequest


def interface(request: HttpRequest) -> dict[str, object]:
    """What every page's frame needs and no view should repeat."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "languages": settings.LANGUAGES}
