"""Partners: current and former, sponsors marked as such, logos that may be shown."""

import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages.blocks import PartnersBlock
from pages.models import Partner
from tests.factories.accounts import GrantFactory
from tests.factories.kinds import PartnerFactory, PartnersPageFactory
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    return PartnersPageFactory()


def shown(client, page):
    """(current names, former names) as the page lists them."""
    context = client.get(page.url).context
    current = [partner.name for _, partners in context["groups"] for partner in partners]
    return current, [partner.name for partner in context["former"]]


def test_current_and_former_partners_stand_apart(client, page):
    year = timezone.localdate().year
    PartnerFactory(name="Lama", former=True)
    PartnerFactory(name="Sampai tahun ini", until=year)
    PartnerFactory(name="Tetap")
    PartnerFactory(name="Mulai tahun depan", since=year + 1)
    assert shown(client, page) == (["Sampai tahun ini", "Tetap"], ["Lama"])


def test_partners_are_grouped_by_what_they_give(client, page):
    for name, support in [("Z", "funds"), ("A", "media"), ("B", "funds")]:
        PartnerFactory(name=name, support=support)
    assert shown(client, page)[0] == ["B", "Z", "A"]


def test_only_a_sponsors_link_is_marked_as_paid_for(client, page):
    PartnerFactory(name="Bank", sponsor=True, url="https://bank.contoh.id/")
    PartnerFactory(name="Radio", url="https://radio.contoh.id/")
    html = client.get(page.url).content.decode()
    assert dict(re.findall(r'href="(https://\w+.contoh.id/)" rel="(.*?)"', html)) == {
        "https://bank.contoh.id/": "sponsored noopener",
        "https://radio.contoh.id/": "noopener",
    }


def test_a_logo_with_children_whose_consent_is_missing_gives_way_to_the_name(client, page):
    PartnerFactory(name="Sanggar", logo=PictureFactory(of_children=True))
    html = client.get(page.url).content.decode()
    assert ("<h3>" in html, "Sanggar" in html, "<picture>" in html) == (True, True, False)


def test_a_last_year_before_the_first_is_refused():
    with pytest.raises(IntegrityError):
        PartnerFactory(since=2022, until=2021)


def test_a_year_is_written_without_separators(client, page):
    PartnerFactory(since=2021)
    assert "sejak 2021" in client.get(page.url).content.decode()


def test_the_page_costs_the_same_for_one_partner_and_for_three(client, page):
    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    PartnerFactory(with_logo=True), PartnerFactory(former=True)
    cost()
    one = cost()
    for _ in range(2):
        PartnerFactory(with_logo=True), PartnerFactory(former=True)
    assert cost() == one <= 12


def test_the_block_shows_todays_partners_or_only_sponsors(home):
    PartnerFactory(name="Bank", sponsor=True)
    PartnerFactory(name="Radio")
    PartnerFactory(name="Lama", former=True)
    block = PartnersBlock()
    names = {
        only: [
            p.name
            for p in block.get_context(block.to_python({"title": "Mitra", "only_sponsors": only}))["partners"]
        ]
        for only in (False, True)
    }
    assert names == {False: ["Bank", "Radio"], True: ["Bank"]}


@pytest.mark.parametrize(("traits", "status"), [({"editor": True}, 200), ({"city": True}, 200), ({}, 302)])
def test_editors_and_the_city_keep_the_list_of_partners(home, client, traits, status):
    from pages.services import admit

    user = GrantFactory(**traits).user
    admit(user)
    client.force_login(user)
    answer = client.get(reverse(Partner.snippet_viewset.get_url_name("add")))
    assert answer.status_code == status
