"""What we say in Wagtail's place: complete, with every placeholder, and compiled."""

import gettext
import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

FILES = sorted((settings.SITE_DIR / "locale_vendor").rglob("*.po"))


def messages(path):
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="id") if message.id]


def holes(text):
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}|</?\w+", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_keeps_its_placeholders_and_tags(path):
    wrong = []
    for message in messages(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string[0] if isinstance(message.string, tuple) else message.string
        if not said or message.fuzzy or not holes(said) <= set().union(*map(holes, ids)):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_compiled_is_what_is_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    stale = []
    for message in messages(path):
        plural = isinstance(message.id, tuple)
        key = message.id[0] if plural else message.id
        key = f"{message.context}\x04{key}" if message.context else key
        if compiled.get((key, 0) if plural else key) != (message.string[0] if plural else message.string):
            stale.append(key)
    assert stale == []


@pytest.mark.parametrize(
    ("english", "indonesian"), [("Save draft", "Simpan draf"), ("Skip to main content", "Langsung ke isi")]
)
def test_our_editors_read_indonesian(english, indonesian):
    with translation.override("id"):
        assert translation.gettext(english) == indonesian
