"""The index: which words stand in it, and that it follows the titles."""

import random

import pytest
from django.db import connection
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from literasi.catalogue.models import Contribution, SearchWord, TitleIndex
from literasi.catalogue.search import forget_titles, index_titles
from literasi.catalogue.search.find import lookup
from literasi.catalogue.search.index import MANY
from literasi.catalogue.search.words import stem, words
from tests.factories.catalogue import AuthorFactory, SubjectFactory, TitleFactory


def test_words_are_folded_to_plain_ascii():
    assert words("Qur’an & Cerita-cerita Pémuda, KE-2!") == ["quran", "cerita", "cerita", "pemuda", "ke", "2"]
    assert words("كتاب") == ["u643u62au627u628"]
    assert words("\x00 “*” ( ") == []
    assert [len(word) for word in words("a" * 70)] == [64, 6]


def test_forms_of_one_word_share_their_root():
    assert {stem(word) for word in ("membaca", "bacaan", "dibacakan", "pembaca", "baca")} == {"baca"}
    assert stem("petualang") == stem("petualangan")
    assert stem("pelangi") == "pelangi"


def test_the_shortcut_before_sastrawi_changes_none_of_its_answers():
    factory, chance = StemmerFactory(), random.Random(1)
    theirs = factory.create_stemmer()
    affixes = (["", "me", "mem", "men", "meng", "meny", "ber", "ter", "pe", "peng", "di", "ke", "se", "ku"],
               ["", "kan", "an", "i", "nya", "lah", "ku", "isme", "annya"])  # fmt: skip
    for root in chance.sample(factory.get_words(), 600):
        front, back = (chance.choice(some) for some in affixes)
        for word in {front + root + back, front + root[1:] + back, root[:1] + "er" + root[1:]}:
            if word.isalpha() and word.isascii() and word.islower():
                assert stem(word) == theirs.stem(word), word


@pytest.mark.django_db
def test_a_title_is_indexed_with_its_people_and_subjects():
    title = TitleFactory(title="Membaca Laut", isbn="9789793062792", year=2005, summary="Kisah nelayan.")
    Contribution.objects.create(title=title, author=AuthorFactory(name="Hirata, Andrea"))
    title.subjects.add(SubjectFactory(name="Petualangan"))
    assert index_titles([title.pk]) == 1
    row = TitleIndex.objects.get()
    assert (row.title_words, row.author_words) == ("membaca baca laut", "hirata andrea")
    assert row.subject_words == "petualangan tualang"
    assert row.other_words == "2005 kisah nelayan 9789793062792 9793062797"
    assert "nelayan" in set(SearchWord.objects.values_list("word", flat=True))


@pytest.mark.django_db
def test_indexing_again_replaces_a_titles_words():
    title = TitleFactory(title="Lama")
    index_titles([title.pk])
    title.title = "Baru"
    title.save()
    index_titles([title.pk])
    assert TitleIndex.objects.get().title_words == "baru"
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"lama", "baru"}
    assert index_titles() == 1
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"baru"}


@pytest.mark.django_db
def test_a_deleted_title_leaves_the_index():
    title = TitleFactory()
    index_titles([title.pk])
    title.delete()
    assert index_titles([title.pk or 0]) == TitleIndex.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own check")
def test_the_fts5_table_stays_true_to_its_rows():
    kept, forgotten, deleted = TitleFactory.create_batch(3, title="Sungai Musi")
    index_titles()
    index_titles([kept.pk, forgotten.pk])
    forget_titles([forgotten.pk])
    deleted.delete()
    with connection.cursor() as cursor:
        # Raises "database disk image is malformed" where table and rows disagree.
        cursor.execute(
            "INSERT INTO catalogue_titlefts(catalogue_titlefts, rank) VALUES ('integrity-check', 1)"
        )
        cursor.execute("SELECT rowid FROM catalogue_titlefts WHERE catalogue_titlefts MATCH 'sungai'")
        assert cursor.fetchall() == [(kept.pk,)]


@pytest.mark.django_db
def test_a_large_import_is_found_at_once():
    titles = TitleFactory.create_batch(MANY)
    assert index_titles(title.pk for title in titles) == MANY
    assert [title.pk for title in lookup(titles[7].title)][:1] == [titles[7].pk]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_indexing_costs_the_same_queries_for_any_number_of_titles(count, django_assert_max_num_queries):
    ids = [title.pk for title in TitleFactory.create_batch(count)]
    with django_assert_max_num_queries(9):
        index_titles(ids)
