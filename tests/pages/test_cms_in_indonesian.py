"""What an editor reads in the CMS is Indonesian: no sentence of Wagtail or Django comes out in English."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import trans_real

from pages.services.cms import admit
from tests.factories.accounts import GrantFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory
from tests.pages.test_vendor_messages import SOURCES, answer, forms, messages, source

pytestmark = pytest.mark.django_db

SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value")
# A button that Wagtail's template names itself, for screen readers, and a hidden counter.
ITS_OWN = {"Search", "None"}


@pytest.fixture
def english():
    """Every sentence of a package that has another Indonesian form."""
    catalogue = trans_real.translation("id")._catalog
    found = set()
    for package, part in SOURCES:
        for message in messages(source(package, part, "django")):
            ours = answer(catalogue, message)
            found |= {one for one in forms(message.id) if len(one) > 3 and one != ours}
    return found - {"English", "Indonesian"}


@pytest.fixture
def desk(client, home):
    """An editor of the city, signed in; an article in moderation, a category, a picture."""
    editor, writer = GrantFactory(editor=True).user, GrantFactory(of_class=True).user
    admit(editor)
    client.force_login(editor)
    category = NewsCategoryFactory()
    article = ArticleFactory(title="Pagi membaca", category=category)
    picture = PictureFactory(title="Rak kelas")
    article.get_workflow().start(article, writer)
    return {"home": home, "article": article, "category": category, "picture": picture}


PAGES = {
    "dashboard": lambda d: reverse("wagtailadmin_home"),
    "explorer": lambda d: reverse("wagtailadmin_explore", args=[d["home"].pk]),
    "editor": lambda d: reverse("wagtailadmin_pages:edit", args=[d["article"].pk]),
    "history": lambda d: reverse("wagtailadmin_pages:history", args=[d["article"].pk]),
    "moderation": lambda d: reverse("wagtailadmin_pages:workflow_history", args=[d["article"].pk]),
    "deleting": lambda d: reverse("wagtailadmin_pages:delete", args=[d["article"].pk]),
    "copying": lambda d: reverse("wagtailadmin_pages:copy", args=[d["article"].pk]),
    "moving": lambda d: reverse("wagtailadmin_pages:move", args=[d["article"].pk]),
    "new page": lambda d: reverse("wagtailadmin_pages:add_subpage", args=[d["home"].pk]),
    "search": lambda d: reverse("wagtailadmin_pages:search") + "?q=pagi",
    "pictures": lambda d: reverse("wagtailimages:index"),
    "picture": lambda d: reverse("wagtailimages:edit", args=[d["picture"].pk]),
    "new picture": lambda d: reverse("wagtailimages:add_multiple"),
    "choosing a picture": lambda d: reverse("wagtailimages_chooser:choose"),
    "documents": lambda d: reverse("wagtaildocs:index"),
    "forms": lambda d: reverse("wagtailforms:index"),
    "account": lambda d: reverse("cms_account"),
}


def spoken(answer):
    """Every text and every name on the page, what is hidden at first included."""
    whole = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
    soup = BeautifulSoup(whole, "html.parser")
    for silent in soup(["script", "style", "code"]):
        silent.decompose()
    said = {" ".join(text.split()) for text in soup.find_all(string=True)}
    said |= {tag[name] for tag in soup.find_all(True) for name in SPOKEN if tag.get(name)}
    return said | {tag.get("value", "") for tag in soup.find_all("input", type="submit")}


def test_no_english_sentence_of_a_package_reaches_an_editor(client, desk, english):
    found = {}
    for name, address in PAGES.items():
        answered = client.get(address(desk), follow=True)
        assert answered.status_code == 200, name
        found[name] = spoken(answered) & english - ITS_OWN
    assert {name: said for name, said in found.items() if said} == {}
