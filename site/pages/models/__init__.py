"""Pages, their pictures and their categories."""

from .answers import AskedQuestion, FormAnswer
from .authors import ArticleAuthor
from .awards import Award, AwardsPage, Reach
from .digital import DigitalCollectionPage, DigitalItemPage
from .documents import SiteDocument
from .faq import FaqPage
from .form_page import Audience, FormPage, FormQuestion, QuestionKind, State
from .home import HomePage
from .mobile import MobileLibraryPage
from .news import ArticlePage, NewsCategory, NewsIndexPage
from .partners import Partner, PartnersPage, Support
from .parts import Pattern
from .pictures import Consent, Picture, Rendition
from .programmes import ProgrammePage
from .reader_questions import QuestionCategory, QuestionState, ReaderQuestion
from .reading_lists import ReadingListPage
from .search import SearchEntry
from .settings import AlertBanner, HoursException, Level, OpeningHours, SiteIdentity, SocialAccount
from .standard import StandardPage
from .team import TeamMember, TeamPage

__all__ = [
    "AlertBanner",
    "ArticleAuthor",
    "ArticlePage",
    "AskedQuestion",
    "Audience",
    "Award",
    "AwardsPage",
    "Consent",
    "DigitalCollectionPage",
    "DigitalItemPage",
    "FaqPage",
    "FormAnswer",
    "FormPage",
    "FormQuestion",
    "HomePage",
    "HoursException",
    "Level",
    "MobileLibraryPage",
    "NewsCategory",
    "NewsIndexPage",
    "OpeningHours",
    "Partner",
    "PartnersPage",
    "Pattern",
    "Picture",
    "ProgrammePage",
    "QuestionCategory",
    "QuestionKind",
    "QuestionState",
    "Reach",
    "ReaderQuestion",
    "ReadingListPage",
    "Rendition",
    "SearchEntry",
    "SiteDocument",
    "SiteIdentity",
    "SocialAccount",
    "StandardPage",
    "State",
    "Support",
    "TeamMember",
    "TeamPage",
]
