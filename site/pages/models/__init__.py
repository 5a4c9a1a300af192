"""Pages, their pictures and their categories."""

from .home import HomePage
from .pictures import Consent, Picture, Rendition
from .news import ArticlePage, NewsCategory, NewsIndexPage
from .parts import Pattern
from .standard import StandardPage

__all__ = [
    "ArticlePage",
    "Consent",
    "HomePage",
    "Picture",
    "NewsCategory",
    "NewsIndexPage",
    "Pattern",
    "Rendition",
    "StandardPage",
]
