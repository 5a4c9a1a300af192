"""The Indonesian catalogue is complete, and what is compiled is what is written."""

from __future__ import annotations

import gettext

from babel.messages.pofile import read_po

from tests.architecture.sources import BASE

PO = BASE / "site" / "locale" / "id" / "LC_MESSAGES" / "django.po"


def catalogue():
    with PO.open("rb") as file:
        return [message for message in read_po(file, locale="id") if message.id]


def test_every_message_has_an_indonesian_form():
    open_ones = [
        message.id
        for message in catalogue()
        if message.fuzzy
        or not message.string
        or (isinstance(message.string, tuple) and not all(message.string))
    ]
    assert open_ones == []


def test_the_compiled_catalogue_is_up_to_date():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    stale = []
    for message in catalogue():
        plural = isinstance(message.id, tuple | list)
        key = message.id[0] if plural else message.id
        key = f"{message.context}\x04{key}" if message.context else key
        wanted = message.string[0] if plural else message.string
        if compiled.get((key, 0) if plural else key) != wanted:
            stale.append(key)
    assert stale == []
