"""The catalogue's search: every title's words, in each database's own full-text index.

Wagtail's database search was tried first and left, for four reasons: on SQLite it re-indexes with one
UPDATE a title and a generic relation (10,000 titles take many seconds; an import has one); it stems
with the English Porter rules on SQLite and with Snowball on PostgreSQL, so that the same catalogue
gives two different answers; its facets count one plain field, not "places that hold a copy"; and it
does not know which words exist, so it cannot mend a typing error.

Here instead:

words.py     folds a text and stems it with Sastrawi's dictionary, in Python: both databases get the
             same words, so they find the same titles (only the fine order may differ).
index.py     writes TitleIndex (four weights: title > author > subject > the rest) and SearchWord, the
             vocabulary. FTS5 triggers or a generated tsvector follow (migration 0003).
query.py     turns what a person typed into a query for either database; ISBNs are looked up as such.
spelling.py  mends words that no title has, with rapidfuzz over the vocabulary.
find.py      the whole search: filters, order, counts per facet, what to say about it.

Whoever writes titles calls `index_titles(ids)` in the same transaction.
"""

from .index import forget_titles, index_titles

__all__ = ["forget_titles", "index_titles"]
