"""Pages, their pictures and their categories."""

from .authors import ArticleAuthor
from .awards import Award, AwardsPage, Reach
from .faq import FaqPage
from .home import HomePage
from .news import ArticlePage, NewsCategory, NewsIndexPage
from .partners import Partner, PartnersPage, Support
from .parts import Pattern
from .pictures import Consent, Picture, Rendition
from .standard import StandardPage
from .team import TeamMember, TeamPage

__all__ = [
    "ArticleAuthor",
    "ArticlePage",
    "Award",
    "AwardsPage",
    "Consent",
    "FaqPage",
    "HomePage",
    "NewsCategory",
    "NewsIndexPage",
    "Partner",
    "PartnersPage",
    "Pattern",
    "Picture",
    "Reach",
    "Rendition",
    "StandardPage",
    "Support",
    "TeamMember",
    "TeamPage",
]
