"""The JSON API: only what is public, only what we chose to tell, the same to everybody."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import Consent, NewsIndexPage, Picture
from pages.services import admit
from tests.catalogue.shelf import small_library
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory, StandardPageFactory

# Everything the API may say of a page; another key here is a decision, not an accident.
PAGE_KEYS = {"id", "meta", "title", "intro", "published_on", "news_category", "share_image", "text"}
META_KEYS = {
    *("type", "detail_url", "html_url", "slug", "search_description"),
    *("first_published_at", "last_published_at", "locale", "parent"),
}


def ask(client, path, status=200):
    answer = client.get(f"/api/v2/{path}")
    assert answer.status_code == status, answer.content[:500]
    return json.loads(answer.content)


def titles(client, path="pages/"):
    return [item["title"] for item in ask(client, path)["items"]]


@pytest.fixture
def article(home):
    category = NewsCategoryFactory(name="Pesta", slug="pesta")
    owner = UserFactory(name="Nama Pemilik Rahasia")
    body = [("paragraph", "<p>Kami <b>membaca</b> seharian.</p>")]
    return ArticleFactory(title="Hari buku", category=category, owner=owner, body=body)


def test_a_page_tells_what_we_chose_and_nothing_else(article, client):
    told = ask(client, f"pages/{article.pk}/")
    assert (set(told), set(told["meta"])) == (PAGE_KEYS, META_KEYS)
    assert (told["title"], told["text"], told["news_category"]) == (
        "Hari buku",
        "Kami membaca seharian.",
        {"slug": "pesta", "name": "Pesta"},
    )
    everything = client.get(f"/api/v2/pages/{article.pk}/?fields=*").content.decode()
    assert "Rahasia" not in everything


@pytest.mark.parametrize(
    "name",
    ["owner", "byline", "latest_revision", "locked_by", "revisions", "draft_title", "body", "password"],
)
def test_what_we_did_not_choose_cannot_be_asked_for(article, client, name):
    for path in (f"pages/?fields={name}", f"pages/?{name}=1", f"pages/?order={name}"):
        ask(client, path, 400)


def test_drafts_and_withdrawn_pages_are_not_there(article, client):
    draft = ArticleFactory(title="Rahasia redaksi", draft=True)
    gone = StandardPageFactory(title="Dicabut")
    gone.unpublish()
    seen = titles(client)
    assert ("Hari buku" in seen, "Rahasia redaksi" in seen, "Dicabut" in seen) == (True, False, False)
    ask(client, f"pages/{draft.pk}/", 404)
    assert titles(client, "pages/?search=rahasia") == []
    ask(client, f"pages/find/?id={draft.pk}", 404)


def test_an_unpublished_change_is_not_told(article, client):
    article.title = "Judul yang belum terbit"
    article.save_revision()
    assert ask(client, f"pages/{article.pk}/")["title"] == "Hari buku"


def test_the_root_of_the_tree_is_not_told(article, client):
    ask(client, "pages/1/", 404)


def test_whoever_is_signed_in_sees_no_more(article, client):
    draft = ArticleFactory(title="Rahasia redaksi", draft=True)
    before = ask(client, "pages/")
    city = GrantFactory(city=True).user
    admit(city)
    client.force_login(city)
    assert ask(client, "pages/") == before
    ask(client, f"pages/{draft.pk}/", 404)


def test_only_reading_is_answered(article, client):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(f"/api/v2/pages/{article.pk}/").status_code == 405


@pytest.mark.parametrize("typed", ["buku", "bukku", "hari buku", "membaca", "bacaan"])
def test_the_search_is_that_of_the_site(article, client, typed):
    StandardPageFactory(title="Lain")
    assert titles(client, f"pages/?search={typed}") == ["Hari buku"]


def test_pages_can_be_narrowed_and_paged(article, client):
    StandardPageFactory(title="Halaman")
    news = NewsIndexPage.objects.get()
    assert titles(client, "pages/?type=pages.ArticlePage") == ["Hari buku"]
    assert titles(client, f"pages/?child_of={news.pk}&locale=id") == ["Hari buku"]
    assert titles(client, "pages/?type=pages.ArticlePage&order=-title&limit=1&offset=1") == []
    assert ask(client, "pages/?type=pages.ArticlePage")["meta"] == {"total_count": 1}


@pytest.mark.parametrize(
    "query",
    ["limit=21", "limit=x", "offset=-1", "type=entah.Entah", "type=accounts.User",
     "child_of=999999", "fields=entah", "order=entah", "id=x", "search_operator=x&order=y"],
)  # fmt: skip
def test_nonsense_is_answered_with_a_sentence(article, client, query):
    assert "message" in ask(client, f"pages/?{query}", 400)


@pytest.mark.parametrize(
    "path", ["pages/99999999999999999999/", "pages/find/?id=9" + "9" * 30, "pages/?search=%00"]
)
def test_numbers_and_letters_no_database_knows_break_nothing(article, client, path):
    assert client.get(f"/api/v2/{path}").status_code in (200, 400, 404)


def pictures(client):
    return [item["id"] for item in ask(client, "images/")["items"]]


def test_only_pictures_that_live_pages_show_and_may_show(home, client, django_capture_on_commit_callbacks):
    shown, hidden, unused, drafted = (
        PictureFactory(title="Budi Santoso 4A"),
        PictureFactory(),
        PictureFactory(),
        PictureFactory(),
    )
    with django_capture_on_commit_callbacks(execute=True):
        block = {"image": hidden, "alt": "", "caption": ""}
        ArticleFactory(cover=shown, body=[("picture", block)])
        ArticleFactory(cover=drafted, draft=True)
    Picture.objects.filter(pk=hidden.pk).update(consent=Consent.MISSING)  # withdrawn after publication
    assert pictures(client) == [shown.pk]
    told = ask(client, f"images/{shown.pk}/")
    assert "Budi" not in json.dumps(told)
    assert (told["alt"], told["url"].startswith("http://")) == ("Rak buku di sudut kelas", True)
    for other in (hidden, unused, drafted):
        ask(client, f"images/{other.pk}/", 404)


def test_documents_are_listed_only_where_a_live_page_links_to_them(home, client):
    assert ask(client, "documents/")["items"] == []


def test_books_are_told_as_the_catalogue_shows_them(db, client):
    books = small_library()
    [told] = ask(client, "titles/?search=laskar+plangi")["items"]
    assert (told["title"], told["authors"], told["reading_level"]["code"]) == (
        "Laskar Pelangi",
        ["Andrea Hirata"],
        "C",
    )
    assert told["html_url"] == "http://127.0.0.1:8000" + books["laskar"].get_absolute_url()
    assert [item["title"] for item in ask(client, "titles/?isbn=9789793062792")["items"]] == [
        "Laskar Pelangi"
    ]
    assert ask(client, f"titles/{books['laskar'].pk}/")["subjects"]
    for name in ("match_key", "updated_at", "copies", "call_number"):
        ask(client, f"titles/?{name}=1", 400)


@pytest.mark.usefixtures("known_frame")
@pytest.mark.parametrize("path", ["pages/", "pages/?type=pages.ArticlePage", "titles/", "images/"])
def test_three_cost_as_much_as_one(home, client, path, django_capture_on_commit_callbacks):
    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            ask(client, path)
        return len(queries)

    def one_more():
        with django_capture_on_commit_callbacks(execute=True):
            ArticleFactory(cover=PictureFactory())

    small_library()
    one_more()
    one = cost()
    one_more(), one_more()
    assert cost() <= one <= 21  # three of them once an edition: the name on share images


def test_answers_may_be_kept_for_a_minute_and_set_no_cookie(article, client):
    answer = client.get("/api/v2/pages/")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert (answer.headers["Content-Type"], answer.cookies) == ("application/json", {})


def test_who_asks_too_much_waits(article, client, monkeypatch):
    from pages.api.endpoints import FairShare

    monkeypatch.setattr(FairShare, "rate", "2/min")
    seen = [client.get("/api/v2/pages/").status_code for _ in range(3)]
    assert seen == [200, 200, 429]


def test_the_page_about_it_has_examples_that_work(article, client):
    import re

    html = client.get("/api/").content.decode()
    examples = re.findall(r'href="(/api/v2/[^"]+)"', html)
    answers = [client.get(path.replace("&amp;", "&"), follow=True).status_code for path in examples]
    assert (len(answers), set(answers)) == (5, {200})
