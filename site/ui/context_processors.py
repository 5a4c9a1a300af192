from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .bells import bells_for
from .branding import branding
from .menus import menus_for
from .offline import account_key


def interface(request: HttpRequest) -> dict[str, object]:
    """What every page's frame needs and no view should repeat. Each is only made where a frame asks."""
    brand = SimpleLazyObject(branding)
    return {
        "brand": brand,
        "site_name": SimpleLazyObject(lambda: brand.name),
        "languages": settings.LANGUAGES,
        "bells": SimpleLazyObject(lambda: bells_for(request)),
        "account_key": SimpleLazyObject(lambda: account_key(getattr(request, "user", None))),
        "menus": SimpleLazyObject(lambda: menus_for(request)),
    }
