"""Who may enter the routes of pages, and what each role may do in the CMS."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from accounts.models import Role
from pages.models import HomePage, NewsIndexPage
from pages.services import admit
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.asking import FormPageFactory, ReaderQuestionFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.pages import ArticleFactory, StandardPageFactory

ROUTES = {
    "my_articles": "pupils and staff who write; own articles only",
    "begin_article": "the same",
    "edit_article": "the same; anybody else's article is 404",
    "begin_in_cms": "those of them who enter the CMS",
    "api": "anyone",
    "listing": "anyone: the JSON API tells only what is public",
    "detail": "anyone: the JSON API tells only what is public",
    "find": "anyone: the JSON API tells only what is public",
    "calendar": "anyone",
    "calendar_file": "anyone",
    "news_atom": "anyone",
    "news_category_atom": "anyone",
    "search": "anyone",
    "document": "anyone, unless its collection is restricted",
    "news_feed": "anyone",
    "news_category_feed": "anyone",
    "site_map": "anyone",
    "site_map_section": "anyone",
    "mobile_schedule": "anyone",
    "opening_hours": "anyone",
    "robots": "anyone",
    "choose": "the press: books for an article, in the CMS",
    "choose_results": "the press: books for an article, in the CMS",
    "wagtail_serve": "anyone, what is published",
    "reader_questions": "anyone",
    "ask_librarian": "anyone",
    "reader_question": "anyone, what is published",
    "my_questions": "who has signed in: the own ones",
    "question_desk": "librarians for their school, the city for all",
    "answer_question": "librarians for their school, the city for all; another school's is hidden",
    "take_question": "the same, by POST",
    "close_question": "the same, by POST",
    "form_results": "those who may edit the page",
    "form_answers": "those who may edit the page",
    "export_form": "those who may edit the page",
    "form_totals": "anyone, where an editor publishes the totals",
    "cms_login": "anyone; a person without a role of the press is refused",
}


def admitted(**traits):
    user = GrantFactory(**traits).user
    admit(user)
    return user


@pytest.mark.parametrize(
    "name",
    [
        "search",
        "api",
        "calendar",
        "calendar_file",
        "news_feed",
        "news_atom",
        "site_map",
        "robots",
        "opening_hours",
    ],
)
def test_public_routes_are_open_to_anyone_by_get_only(home, client, name):
    url = reverse(name)
    assert (client.get(url).status_code, client.post(url).status_code) == (200, 405)


def test_the_cms_sends_strangers_to_the_sites_own_sign_in(home, client):
    answer = client.get("/cms/pages/", follow=True)
    assert [url for url, _ in answer.redirect_chain] == [
        "/cms/login/?next=/cms/pages/",
        reverse("account_login") + "?next=/cms/pages/",
    ]


def test_the_cms_never_leads_to_another_site_after_sign_in(home, client):
    answer = client.get("/cms/login/?next=https://contoh.invalid/")
    assert answer.headers["Location"] == reverse("account_login") + "?next=/cms/"


@pytest.mark.parametrize(
    ("traits", "status"),
    [({"editor": True}, 200), ({}, 200), ({"city": True}, 200), ({"school_admin": True}, 403)],
    ids=["editor", "teacher", "city admin", "school operator"],
)
def test_roles_of_the_press_enter_the_cms(home, client, traits, status):
    client.force_login(admitted(**traits))
    assert client.get("/cms/", follow=True).status_code == status


def test_somebody_without_a_role_does_not_enter_the_cms(home, client):
    client.force_login(UserFactory())
    assert client.get("/cms/", follow=True).status_code == 403


def abilities(user, page: Page):
    can = page.permissions_for_user(user)
    return {name for name in ("add_subpage", "edit", "publish", "delete") if getattr(can, f"can_{name}")()}


def test_what_a_teacher_an_editor_and_the_city_may_do(home):
    teacher, editor, city = admitted(), admitted(editor=True), admitted(city=True)
    news = NewsIndexPage.objects.get()
    others = ArticleFactory()
    own = ArticleFactory(draft=True, owner=teacher)
    about = StandardPageFactory()
    table = {
        who: [abilities(user, page) for page in (home, news, others, own, about)]
        for who, user in (("teacher", teacher), ("editor", editor), ("city", city))
    }
    everything = {"add_subpage", "edit", "publish", "delete"}
    leaf = everything - {"add_subpage"}
    assert table == {
        "teacher": [set(), {"add_subpage"}, set(), {"edit", "delete"}, set()],
        "editor": [set(), {"add_subpage", "edit", "publish", "delete"}, leaf, leaf, set()],
        "city": [everything, everything, leaf, leaf, everything],
    }


@pytest.mark.parametrize(
    ("traits", "status"), [({"editor": True}, 200), ({"role": Role.JUDGE}, 403)], ids=["editor", "judge"]
)
def test_only_the_press_chooses_books_for_an_article(home, client, traits, status):
    client.force_login(admitted(**traits))
    TitleFactory(title="Laskar Pelangi")
    for name in ("choose", "choose_results"):
        answer = client.get(reverse(f"book_chooser:{name}"), {"q": "laskar"}, follow=True)
        assert (answer.status_code, "Laskar Pelangi" in str(answer.content)) == (status, status == 200)


@pytest.mark.parametrize("model", [HomePage, NewsIndexPage])
def test_the_pages_the_site_stands_on_cannot_be_deleted_or_unpublished(home, client, model):
    client.force_login(admitted(city=True))
    page = model.objects.get()
    for verb in ("delete", "unpublish"):
        client.post(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk]))
    assert model.objects.get().live


def test_nobody_manages_users_through_the_cms(home, client):
    client.force_login(admitted(city=True))
    assert client.get("/cms/users/").status_code == 302
    assert HomePage.objects.count() == 1


RESULTS = [("form_results", []), ("form_answers", []), ("export_form", ["csv"]), ("export_form", ["xlsx"])]


@pytest.mark.parametrize(("name", "more"), RESULTS)
def test_only_those_who_edit_a_form_read_its_answers(home, client, name, more):
    url = reverse(name, args=[FormPageFactory().pk, *more])
    assert client.get(url)["Location"].startswith(reverse("account_login"))
    answers = []
    for traits in ({}, {"librarian": True}, {"editor": True}, {"city": True}):
        client.force_login(admitted(**traits))
        answers.append(client.get(url).status_code)
    assert answers == [404, 404, 404, 200]


def test_totals_are_public_only_where_an_editor_publishes_them(home, client):
    silent, open_page = FormPageFactory(), FormPageFactory(publish_totals=True)
    draft = FormPageFactory(publish_totals=True, draft=True)
    found = [
        client.get(reverse("form_totals", args=[page.pk])).status_code for page in (silent, open_page, draft)
    ]
    assert found == [404, 200, 404]


QUESTIONS = {
    "reader_questions": (200, 200, 200, 200, 200),
    "ask_librarian": (200, 200, 200, 200, 200),
    "my_questions": (302, 200, 200, 200, 200),
    "question_desk": (302, 403, 403, 200, 200),
    "answer_question": (302, 403, 403, 404, 200),
    "take_question": (302, 403, 403, 404, 302),
    "close_question": (302, 403, 403, 404, 302),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_who_asks_and_who_answers(db, client, name):
    about_one = name in ("answer_question", "take_question", "close_question")
    url = reverse(name, args=[ReaderQuestionFactory().pk] if about_one else [])
    ask = client.post if name in ("take_question", "close_question") else client.get
    answers = [ask(url).status_code]
    for traits in ({}, {"editor": True}, {"librarian": True}, {"city": True}):
        client.force_login(admitted(**traits))
        answers.append(ask(url).status_code)
    assert tuple(answers) == QUESTIONS[name]
