"""What the search reads. Written by `catalogue.search.index_titles` and nothing else."""

from __future__ import annotations

from django.db import models

from .titles import Title


class TitleIndex(models.Model):
    """The words of one title, folded and stemmed, by weight. The databases index these columns
    themselves (migration 0003): SQLite in an FTS5 table, PostgreSQL in a tsvector.
    """

    title = models.OneToOneField(Title, models.CASCADE, primary_key=True, related_name="words")
    title_words = models.TextField()
    author_words = models.TextField()
    subject_words = models.TextField()
    other_words = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.title_id}"


class SearchWord(models.Model):
    """A word that occurs in some title, as it is written: what a mistyped word can be mended to."""

    word = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.word
