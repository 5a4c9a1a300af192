"""Forms: every control has its label, its help and its error where assistive software looks for them."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import Context, Template


class JournalForm(forms.Form):
    book = forms.CharField(label="Judul", help_text="Seperti di sampul.")
    note = forms.CharField(label="Tanggapan", required=False)
    mood = forms.ChoiceField(label="Suka?", choices=[("y", "Ya"), ("n", "Tidak")], widget=forms.RadioSelect)
    aloud = forms.BooleanField(label="Dibaca nyaring", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("note") == "salah":
            raise forms.ValidationError("Catatan ini sudah ada.")


@pytest.fixture
def empty() -> str:
    return str(JournalForm())


@pytest.fixture
def refused() -> str:
    return str(JournalForm({"note": "salah"}))


@pytest.mark.parametrize("name", ["book", "note", "aloud"])
def test_every_control_has_its_label(empty, name):
    assert f'for="id_{name}"' in empty
    assert f'id="id_{name}"' in empty


def test_help_belongs_to_its_control(empty):
    assert 'aria-describedby="id_book_helptext"' in empty
    assert 'id="id_book_helptext"' in empty


def test_an_error_belongs_to_its_control(refused):
    assert 'aria-describedby="id_book_helptext id_book_error"' in refused
    assert 'id="id_book_error"' in refused
    assert 'aria-invalid="true"' in refused


def test_choices_stand_in_a_named_group(refused):
    group = re.search(r"<fieldset.*?</fieldset>", refused, re.S)
    assert group is not None
    assert "<legend>Suka?" in group[0]
    assert 'aria-describedby="id_mood_error"' in group[0]
    assert group[0].count("<label") == 2


def test_what_may_stay_empty_says_so(empty):
    assert empty.count("field-optional") == 1


def test_an_error_of_the_whole_form_stands_on_top(refused):
    assert refused.index("Catatan ini sudah ada.") < refused.index('id="id_book"')


def test_hidden_fields_are_sent_without_a_label(empty):
    assert 'type="hidden"' in empty
    assert 'for="id_key"' not in empty


def test_one_field_can_stand_alone():
    drawn = Template('{% field bound=form.book label="Buku" %}').render(Context({"form": JournalForm()}))
    assert '<label for="id_book">Buku</label>' in drawn
    assert "id_note" not in drawn
