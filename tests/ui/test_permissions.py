"""Who may enter the routes of ui."""

import pytest
from django.urls import reverse

ROUTES = {
    "brand_colours": "anyone",
    "choose_language": "anyone, by POST",
    "drawn_cover": "anyone",
    "drawn_hero": "anyone",
    "drawn_medal": "anyone",
    "drawn_scene": "anyone",
    "drawn_share": "anyone",
    "share_image": "anyone",
    "manifest": "anyone",
    "offline_page": "anyone",
    "service_worker": "anyone",
    "style_guide": "anyone, where settings.STYLE_GUIDE is on",
}


def test_the_language_is_chosen_by_post_only(client):
    assert client.get(reverse("choose_language")).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://contoh.invalid/", "//contoh.invalid/"])
def test_choosing_a_language_never_leads_to_another_site(client, target):
    answer = client.post(reverse("choose_language"), {"language": "en", "next": target})
    assert answer.headers["Location"] == "/"
