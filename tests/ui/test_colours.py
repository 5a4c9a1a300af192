"""An institution's two colours: legible wherever they or what follows from them is used."""

import pytest
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from ui import colours
from ui.colours import contrast, on_paper, palette

HEX = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#1f4d3a", "#1f4d3a", 1)],
)
def test_contrast_is_measured_as_wcag_does(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_our_own_colours_pass_their_own_rule():
    assert on_paper(colours.DEFAULT_INK).is_enough
    assert on_paper(colours.DEFAULT_ACCENT).is_enough


@given(HEX)
def test_the_nearest_legible_colour_is_legible_and_no_further_than_needed(colour):
    measured = on_paper(colour)
    assert on_paper(measured.nearest).is_enough
    assert (measured.nearest == colour) == measured.is_enough
    if not measured.is_enough:
        assert contrast(measured.nearest, colours.PAPER_DEEP) < 4.8


@given(HEX, HEX)
def test_whatever_may_be_chosen_can_be_read_by_day_and_by_night(ink, accent):
    ink, accent = on_paper(ink).nearest, on_paper(accent).nearest
    light, dark = palette(ink, accent)
    pairs = [
        *[(light["green"], ground) for ground in ("#fbf7ee", "#fffdf8", "#f3ecdc", light["green-wash"])],
        *[(light["gold-ink"], ground) for ground in ("#fbf7ee", "#f3ecdc", light["gold-wash"])],
        *[(text, light["green-wash"]) for text in ("#1d2a23", "#566058", light["green-deep"])],
        *[(text, light["gold-wash"]) for text in ("#1d2a23", "#566058")],
        ("#fdfaf2", light["green"]),
        ("#fdfaf2", light["green-deep"]),
        *[(text, light["cloth"]) for text in ("#f4eedd", light["on-cloth-soft"], light["cloth-gold"])],
        ("#2a1d00", light["cloth-gold"]),
        *[(dark["green"], ground) for ground in ("#131c17", "#1b2720", "#0e1511", dark["green-wash"])],
        *[(dark["gold-ink"], ground) for ground in ("#131c17", "#1b2720", dark["gold-wash"])],
        *[(text, dark["green-wash"]) for text in ("#efe9da", "#b4beb1", dark["green-deep"])],
        *[(text, dark["gold-wash"]) for text in ("#efe9da", "#b4beb1")],
        (dark["on-green"], dark["green"]),
        (dark["on-green"], dark["green-deep"]),
    ]
    assert [(pair, contrast(*pair)) for pair in pairs if contrast(*pair) < 4.5] == []


@given(HEX)
def test_a_focus_ring_is_seen_on_any_paper(accent):
    assume(on_paper(accent).is_enough)
    light, dark = palette(colours.DEFAULT_INK, accent)
    assert contrast(light["focus"], "#f3ecdc") >= 3
    assert contrast(dark["focus"], "#1b2720") >= 3


def stylesheet(client, ink="123a6b", accent="9a3412", version=1):
    return client.get(reverse("brand_colours", args=[version, ink, accent]))


def test_the_stylesheet_of_two_colours_may_be_kept_for_ever(client):
    answer = stylesheet(client)
    css = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "--green: #123a6b;" in css
    assert "&#x27;" not in css


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["ffffff", "c58a1c"])
def test_there_is_no_stylesheet_of_colours_that_cannot_be_read(client, colour):
    assert stylesheet(client, ink=colour).status_code == 404
    assert stylesheet(client, accent=colour).status_code == 404


@pytest.mark.django_db
def test_there_is_no_stylesheet_of_another_version(client):
    assert stylesheet(client, version=2).status_code == 404


def test_a_hero_can_be_dyed_in_colours_of_its_own_and_in_nothing_else(client):
    url = reverse("drawn_hero")
    plain, dyed, odd = (
        client.get(url, {"b": "a", **colours}).content.decode()
        for colours in ({}, {"c": "113563", "g": "f1a389"}, {"c": '"/><script>', "g": "f1a389"})
    )
    assert ("#113563" in dyed, "#113563" in plain) == (True, False)
    assert odd == plain
