"""Drawn covers and heroes: the same words, the same drawing; small; never broken by a title."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from ui import batik, scenes
from ui.lettering import fitted, width_of, wrapped

LEVELS = ["", "A", "B1", "B2", "B3", "C", "D", "E"]
LONG = "Pertanggungjawaban " * 12


def words_of(svg: str) -> str:
    return " ".join(node.text or "" for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))


def test_a_title_always_gets_the_same_cover():
    assert batik.cover_svg("Na Willa", "Reda Gaudiamo", "B3") == batik.cover_svg(
        "Na Willa", "Reda Gaudiamo", "B3"
    )


def test_two_titles_get_two_covers():
    assert batik.cover_svg("Hujan", "Tere Liye", "C") != batik.cover_svg("Bulan", "Tere Liye", "C")


def test_the_level_tints_the_cover():
    assert len({batik.cover_svg("Hujan", "Tere Liye", level) for level in LEVELS}) == len(LEVELS)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("title", ["A", LONG, "Supercalifragilisticexpialidocious" * 3, "日本の" * 30, ""])
def test_a_cover_weighs_at_most_6_kb(title, level):
    assert len(batik.cover_svg(title, LONG, level).encode()) <= 6 * 1024


def test_a_title_cannot_bring_markup_into_the_drawing():
    svg = batik.cover_svg("<script>alert(1)</script>", '"><b>', "C")
    assert "<script" not in svg
    assert "<script>" in words_of(svg).replace("- ", "")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=120), st.text(max_size=80), st.sampled_from(LEVELS))
def test_every_text_gives_a_well_formed_drawing(title, author, level):
    ET.fromstring(batik.cover_svg(title, author, level))


def test_a_title_is_set_whole_where_it_fits():
    assert " ".join(line.text for line in fitted("Bumi Manusia", "", width=138, height=128)) == "Bumi Manusia"


def test_no_line_is_wider_than_its_box():
    lines = fitted(f"Catatan: {LONG}", "Tim Penyusun Buku", width=122, height=190)
    assert [line.text for line in lines if width_of(line.text, line.size) > 122 + 2 * line.size] == []


def test_a_word_is_broken_only_when_asked():
    assert wrapped("Supercalifragilistic", 27, 60) is None
    assert len(wrapped("Supercalifragilistic", 27, 60, split=True)) > 1


@pytest.mark.parametrize("pattern", batik.PATTERNS)
def test_a_hero_is_small_and_well_formed(pattern):
    svg = batik.hero_svg("berita", pattern)
    ET.fromstring(svg)
    assert len(svg) <= 4096


@pytest.mark.parametrize("pattern", ["", *batik.PATTERNS, "none"])
def test_a_landscape_is_small_and_always_the_same(pattern):
    svg = scenes.scene_svg("Lima belas menit di pagi hujan", pattern)
    ET.fromstring(svg)
    assert len(svg) <= 6 * 1024
    assert svg == scenes.scene_svg("Lima belas menit di pagi hujan", pattern)


def test_a_link_shared_elsewhere_shows_its_title():
    assert words_of(batik.share_svg("Festival Literasi")) == "Festival Literasi"


@pytest.mark.parametrize("name", ["drawn_cover", "drawn_hero", "drawn_scene", "drawn_share"])
def test_drawings_are_kept_by_browsers_and_are_nothing_but_pictures(client, name):
    answer = client.get(
        reverse(name), {"t": "Hujan", "a": "x" * 5000, "l": "ZZZ", "b": "y" * 5000, "p": "none"}
    )
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "max-age=31536000" in answer["Cache-Control"]
    assert not answer.has_header("Vary") or "Cookie" not in answer["Vary"]
    assert not answer.cookies
    assert len(answer.content) <= 6 * 1024
