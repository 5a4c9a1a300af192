"""What an editor meets in the block picker: few blocks, each explained and seen before it is chosen."""

import re

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.fields import StreamField

from pages.blocks import PictureBlock
from pages.models import StandardPage
from pages.services import admit
from tests.factories.accounts import GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.pages import PictureFactory, StandardPageFactory

STREAMS = {
    f"{model.__name__}.{field.name}": field.stream_block
    for model in apps.get_models()
    if model.__module__.startswith("pages.")
    for field in model._meta.get_fields()
    if isinstance(field, StreamField) and field.model is model
}
BLOCKS = {
    f"{name}: {key}": block for name, stream in STREAMS.items() for key, block in stream.child_blocks.items()
}
MOST_IN_A_PICKER = 10


def test_a_picker_stays_small_enough_to_look_through():
    assert {
        name: len(s.child_blocks) for name, s in STREAMS.items() if len(s.child_blocks) > MOST_IN_A_PICKER
    } == {}


def test_every_block_is_explained_and_has_an_icon_and_a_preview():
    lacking = [
        name
        for name, block in BLOCKS.items()
        if not (block.get_description() and block.meta.icon != "placeholder" and block.is_previewable)
    ]
    assert lacking == []


def previews(client):
    """Block → the text of its preview's main part, pictures by their file names."""
    user = GrantFactory(city=True).user
    admit(user)
    client.force_login(user)
    shown = {}
    for name, block in BLOCKS.items():
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert (name, answer.status_code) == (name, 200)
        html = answer.content.decode()
        assert ("css/app.css" in html, "css/pages.css" in html) == (True, True)
        shown[name] = re.sub(r"\s+", "", re.search(r"<main>(.*)</main>", html, re.S)[1])
    return shown


@pytest.mark.parametrize("stocked", [False, True], ids=["fresh installation", "with pictures and books"])
def test_every_preview_shows_something_of_the_sites_own_look(home, client, stocked):
    if stocked:
        PictureFactory(), PictureFactory(of_children=True), TitleFactory()
    empty = '<divclass="prose"></div>'
    assert [name for name, html in previews(client).items() if html == empty] == []


def test_a_preview_never_shows_children_without_consent(home, client):
    shown = PictureFactory()
    hidden = PictureFactory(of_children=True)
    html = "".join(previews(client).values())
    assert (shown.file.url in html, hidden.file.url in html) == (True, False)


def test_a_pictures_own_description_is_its_text_alternative(home, client):
    picture = PictureFactory(description="Rak buku di teras kelas")
    pages = [
        StandardPageFactory(body=[("picture", {"image": picture, "alt": alt, "caption": ""})])
        for alt in ("", "Rak yang baru dicat")
    ]
    alternatives = [
        re.findall(r'<img[^>]*alt="([^"]+)"', client.get(page.url).content.decode()) for page in pages
    ]
    assert alternatives == [["Rak buku di teras kelas"], ["Rak yang baru dicat"]]


def test_no_picture_can_be_uploaded_without_a_description(home):
    from wagtail.images.forms import get_image_form

    from pages.models import Picture

    assert get_image_form(Picture).base_fields["description"].required
    assert isinstance(StandardPage._meta.get_field("body").stream_block.child_blocks["picture"], PictureBlock)
