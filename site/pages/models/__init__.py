"""Pages, their pictures and their categories."""

from .faq import FaqPage
from .home import HomePage
from .news import ArticlePage, NewsCategory, NewsIndexPage
from .partners import Partner, PartnersPage, Support
from .parts import Pattern
from .pictures import Consent, Picture, Rendition
from .standard import StandardPage

__all__ = [
    "ArticlePage",
    "Consent",
    "FaqPage",
    "HomePage",
    "NewsCategory",
    "NewsIndexPage",
    "Partner",
    "PartnersPage",
    "Pattern",
    "Picture",
    "Rendition",
    "StandardPage",
    "Support",
]
