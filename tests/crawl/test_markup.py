"""The strict reader finds what it is for, and nothing on a sound page."""

from __future__ import annotations

import pytest

from tests.crawl.markup import Page
from tests.crawl.messages import english, untranslated

SOUND = (
    '<!doctype html><html lang="id"><head><title>Judul</title></head><body><main id="main"><h1>Judul</h1>{}'
    "</main></body></html>"
)


def faults(body: str) -> list[str]:
    return [fault.split(" (line")[0] for fault in Page(SOUND.format(body)).faults]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p><b>tebal</p>", "</p> stands where <b> of line 1 is open"),
        ("<div>", "</main> stands where <div> of line 1 is open"),
        ("<p><div></div></p>", "<div> in <p>"),
        ("<span><ul><li>x</li></ul></span>", "<ul> in <span>"),
        ('<i id="a"></i><i id="a"></i>', "id “a” stands twice or is empty"),
        ('<i class="a" class="b"></i>', "<i> says an attribute twice"),
        ("<h3>Bagian</h3>", "<h3> after <h1>"),
        ("<h1>Lagi</h1>", "2 h1"),
        ("<ul><p>x</p></ul>", "<p> straight in <ul>"),
        ("<ul>x</ul>", "words straight in <ul>: “x”"),
        ("<li>x</li>", "<li> outside menu or ol or ul"),
        ("<table><tr><td>x</td></tr></table>", "<tr> straight in <table>"),
        ('<input name="q">', "<input name=q> has no label"),
        ('<label for="q">Cari</label>', "<label for=q> leads to nothing on the page"),
        ('<a href="/"><button>x</button></a>', "<button> in <a>"),
        ('<img src="/x.svg">', "<img> without alt"),
        ("</br>", "</br> closes nothing"),
        ("<div/>", "<div/> does not close itself"),
        ("<main></main>", "2 main"),
    ],
)
def test_a_fault_is_found(body, found):
    assert found in faults(body)


@pytest.mark.parametrize(
    "body",
    [
        '<label>Nama <input name="q"></label>',
        '<label for="q">Nama</label><input id="q" name="q">',
        '<input type="hidden" name="csrf">',
        "<svg viewBox='0 0 1 1'><path d='M0 0'/><title>x</title></svg>",
        "<details><summary><h2>Bagian</h2></summary><p>Isi</p></details>",
        "<dl><div><dt>a</dt><dd>b</dd></div></dl>",
        "<a href='/'><div>Kartu</div></a>",
        "<h2>Dua</h2><h3>Tiga</h3><h2>Dua lagi</h2>",
    ],
)
def test_a_sound_page_has_none(body):
    assert faults(body) == []


def test_a_page_needs_its_frame():
    page = Page("<html><body><h2>Judul</h2></body></html>")
    assert page.faults[1:] == ["0 h1", "0 main", "no title", "no language"]


def test_words_in_another_language_are_not_the_pages_own():
    page = Page(SOUND.format('<p>Satu <i lang="en">one</i> dua</p><input aria-label="Cari" hidden>'))
    assert page.text == "Judul Judul Satu dua Cari"


def test_an_english_sentence_of_ours_is_recognised():
    sentence = "We looked on every shelf, but this page is not here"
    assert sentence in english()
    assert untranslated(f"Maaf. {sentence}!") == [sentence]
    assert untranslated("Kami sudah mencari di setiap rak.") == []
