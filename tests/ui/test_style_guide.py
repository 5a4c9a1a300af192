"""/gaya/ shows every component, and its colours can be told apart."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from ui.style_guide import tokens
from ui.style_guide.samples import SECTIONS
from ui.templatetags import ui

pytestmark = pytest.mark.django_db
USED = "\n".join(sample.source for section in SECTIONS for sample in section.samples)


def test_every_component_is_shown_with_its_code():
    assert [name for name in ui.register.tags if not re.search(rf"{{% {name}\b", USED)] == []


def test_a_section_says_which_components_it_is_about():
    assert sorted(tag for section in SECTIONS for tag in section.tags) == sorted(ui.register.tags)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_a_section_says_what_to_do_and_what_to_avoid(section):
    assert all((section.text, section.do, section.avoid))


def test_the_code_shown_is_the_code_drawn(client):
    html = client.get(reverse("style_guide")).content.decode()
    assert "{% button text=&quot;Simpan&quot; %}" in html
    assert '<button class="button" type="submit">Simpan</button>' in html
    assert '<dialog class="dialog" id="hapus" aria-labelledby="hapus-title">' in html


@pytest.mark.parametrize("theme", [tokens.light, tokens.dark], ids=["light", "dark"])
def test_words_and_edges_stand_out_from_what_they_stand_on(theme):
    weak = [f"{p.front} on {p.back}: {p.ratio:.2f}" for p in tokens.pairs(theme()) if not p.passes]
    assert weak == []


def test_contrast_is_measured_as_wcag_does():
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_dark_theme_changes_every_colour_of_the_light_one_but_the_cloth():
    same = {name for name, value in tokens.colours(tokens.dark()).items() if tokens.light()[name] == value}
    assert same == {"cloth", "on-cloth", "on-cloth-soft", "cloth-gold"}
