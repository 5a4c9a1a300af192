"""What the site's search reads. Written by `pages.search.index` and nothing else."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """One public thing. `words` and `title_words` are folded and stemmed, each between spaces, so that both
    databases find the same with LIKE; a city's site has some thousand entries, which takes milliseconds.

    `group` is the same for one thing in several languages; without `language` it has none of its own.
    """

    source = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=255)
    intro = models.TextField(blank=True)
    text = models.TextField(blank=True)
    day = models.DateField(null=True, blank=True)
    category = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=12, blank=True)
    group = models.CharField(max_length=60, blank=True)
    title_words = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="search_entry_once")]
        indexes = [models.Index(fields=["kind", "day"], name="search_entry_kind")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
