"""The public site: home, standard pages, a year of news."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.models import User
from pages.services import prepare_english, prepare_site, publish_article, publish_page, publish_translation

from . import read


def load_news() -> None:
    admin, editor = User.objects.get(username="kota"), User.objects.get(username="redaksi")
    prepare_site()
    prepare_english()
    this_morning = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0)
    for page in read("pages.json"):
        publish_page(page, this_morning - dt.timedelta(days=340), by=admin)
    for page in read("english.json"):
        publish_translation(page, this_morning - dt.timedelta(days=320), by=admin)
    for article in read("articles.json"):
        publish_article(article, this_morning - dt.timedelta(days=article["days_ago"]), by=editor)
