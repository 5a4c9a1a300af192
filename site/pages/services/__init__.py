"""The verbs of pages: lay the tree, let people into the CMS, publish."""

from .cms import admit, prepare_cms
from .content import publish_article, publish_page, publish_translation
from .digital import publish_digital_collection, publish_reading_list, store_document
from .institution import announce, describe_institution, set_opening_hours
from .kinds import publish_awards, publish_faq, publish_kind, publish_partners, publish_team
from .mobile import publish_mobile_library
from .publishing import publish_due
from .tree import point_site_at, prepare_english, prepare_site

__all__ = [
    "admit",
    "announce",
    "describe_institution",
    "point_site_at",
    "prepare_cms",
    "prepare_english",
    "prepare_site",
    "publish_article",
    "publish_awards",
    "publish_digital_collection",
    "publish_due",
    "publish_faq",
    "publish_kind",
    "publish_mobile_library",
    "publish_page",
    "publish_partners",
    "publish_reading_list",
    "publish_team",
    "publish_translation",
    "set_opening_hours",
    "store_document",
]
