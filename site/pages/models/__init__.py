"""Pages, their pictures and their categories."""

from .home import HomePage
from .news import ArticlePage, NewsCategory, NewsIndexPage
from .parts import Pattern
from .pictures import Consent, Picture, Rendition
from .standard import StandardPage

__all__ = [
    "ArticlePage",
    "Consent",
    "HomePage",
    "NewsCategory",
    "NewsIndexPage",
    "Pattern",
    "Picture",
    "Rendition",
    "StandardPage",
]
