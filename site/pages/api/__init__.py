"""The read-only JSON API of what is public, on Wagtail's API v2: `/api/v2/`, explained at `/api/`.

It answers everybody alike: whoever is signed in sees no more. Only fields chosen here are told; nothing
says who owns, wrote, locked or revised a page. Pictures and files are listed where a live page shows them.
"""

from wagtail.api.v2.router import WagtailAPIRouter

from .endpoints import ENDPOINTS

router = WagtailAPIRouter("api")
for name, endpoint in ENDPOINTS.items():
    router.register_endpoint(name, endpoint)

__all__ = ["router"]
