"""What we say in the packages' place: complete, with every placeholder, and compiled."""

import gettext
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

FILES = sorted((settings.SITE_DIR / "locale_vendor").rglob("*.po"))
HOLE = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|</?\w+")

# Whose words our editors, staff and visitors read, and which language's catalogue lists them all.
# Not installed or for developers only: wagtail's style guide and search promotions, Django's admin.
PACKAGES = {
    "django": (
        "conf",
        "contrib/auth",
        "contrib/contenttypes",
        "contrib/humanize",
        "contrib/postgres",
        "contrib/sessions",
    ),
    "wagtail": (
        ".",
        "admin",
        "contrib/forms",
        "contrib/redirects",
        "contrib/settings",
        "contrib/simple_translation",
        "contrib/table_block",
        "contrib/typed_table_block",
        "documents",
        "embeds",
        "images",
        "locales",
        "search",
        "sites",
        "snippets",
        "users",
    ),
    "allauth": (".",),
    "taggit": (".",),
    "import_export": (".",),
    "django_filters": (".",),
}
LISTED_IN = {"import_export": "de", "django_filters": "de"}
# Wagtail's search of pages gives no name of the model: its sentence would read "1–3 of 3 None".
MAY_DROP = {"%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s": {"%(model_name)s"}}
SOURCES = [(package, part) for package, parts in PACKAGES.items() for part in parts]


def messages(path):
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="id") if message.id]


def forms(text):
    return text if isinstance(text, tuple | list) else (text,)


def holes(text):
    return set(HOLE.findall(text))


def key_of(message):
    key = forms(message.id)[0]
    return f"{message.context}\x04{key}" if message.context else key


def answer(catalogue, message):
    """As Django finds it; a plural has one Indonesian form."""
    key = key_of(message)
    tries = [(key, 0)] if isinstance(message.id, tuple | list) else [key, (key, 0)]
    for one in tries:
        try:
            if said := catalogue[one]:
                return said
        except KeyError:
            continue
    return ""


def source(package, part, domain):
    folder = Path(find_spec(package).submodule_search_locations[0])
    return folder / part / "locale" / LISTED_IN.get(package, "en") / "LC_MESSAGES" / f"{domain}.po"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_keeps_its_placeholders_and_tags(path):
    wrong = []
    for message in messages(path):
        said, ids = forms(message.string)[0], [holes(one) for one in forms(message.id)]
        least = set.intersection(*ids) if len(ids) > 1 else ids[0]
        least = least - MAY_DROP.get(message.id, set())
        if not said or message.fuzzy or not least <= holes(said) <= set().union(*ids):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_plural_has_its_one_indonesian_form(path):
    plurals = [message for message in messages(path) if isinstance(message.id, tuple)]
    assert [message.id for message in plurals if len(forms(message.string)) != 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_compiled_is_what_is_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    stale = []
    for message in messages(path):
        key, plural = key_of(message), isinstance(message.id, tuple)
        if compiled.get((key, 0) if plural else key) != forms(message.string)[0]:
            stale.append(key)
    assert stale == []


@pytest.mark.parametrize(("package", "part"), SOURCES, ids="/".join)
def test_no_message_of_a_package_lacks_an_indonesian_form(package, part):
    catalogue = trans_real.translation("id")._catalog
    found = messages(source(package, part, "django"))
    assert found
    assert [message.id for message in found if not answer(catalogue, message)] == []


def test_no_message_of_the_editors_scripts_lacks_an_indonesian_form():
    catalogue = trans_real.DjangoTranslation("id", domain="djangojs")._catalog
    found = messages(source("wagtail", "admin", "djangojs"))
    assert [message.id for message in found if not answer(catalogue, message)] == []


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("Save draft", "Simpan draf"),
        ("Skip to main content", "Langsung ke isi"),
        ("to address", "alamat tujuan"),
        ("Enter a valid email address.", "Tulis alamat surel yang benar."),
        ("Confirm import", "Pastikan impor"),
    ],
)
def test_our_staff_read_indonesian(english, indonesian):
    with translation.override("id"):
        assert translation.gettext(english) == indonesian
