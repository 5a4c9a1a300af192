"""Views beside those of the pages themselves."""

from .calendar import calendar, calendar_file
from .cms import cms_login
from .documents import document
from .form_results import export_form, form_answers, form_results, form_totals
from .hours import opening_hours
from .machines import news_feed, robots, site_map, site_map_section
from .search import search
from .serving import serve_page

__all__ = [
    "calendar",
    "calendar_file",
    "cms_login",
    "document",
    "export_form",
    "form_answers",
    "form_results",
    "form_totals",
    "news_feed",
    "opening_hours",
    "robots",
    "search",
    "serve_page",
    "site_map",
    "site_map_section",
]
