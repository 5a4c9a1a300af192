"""Views beside those of the pages themselves."""

from .api import api
from .asking import ask_librarian, my_questions, reader_question, reader_questions
from .calendar import calendar, calendar_file
from .cms import cms_login
from .documents import document
from .form_results import export_form, form_answers, form_results, form_totals
from .hours import opening_hours
from .machines import news_feed, robots, site_map, site_map_section
from .mobile import mobile_schedule
from .question_desk import answer_question, close_question, question_desk, take_question
from .search import search
from .serving import serve_page
from .writing import begin_article, begin_in_cms, edit_article, my_articles

__all__ = [
    "answer_question",
    "api",
    "ask_librarian",
    "begin_article",
    "begin_in_cms",
    "calendar",
    "calendar_file",
    "close_question",
    "cms_login",
    "document",
    "edit_article",
    "export_form",
    "form_answers",
    "form_results",
    "form_totals",
    "mobile_schedule",
    "my_articles",
    "my_questions",
    "news_feed",
    "opening_hours",
    "question_desk",
    "reader_question",
    "reader_questions",
    "robots",
    "search",
    "serve_page",
    "site_map",
    "site_map_section",
    "take_question",
]
