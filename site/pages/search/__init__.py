"""The search of the whole site: what is public, of every kind, in one small index of our own.

sources.py  who has something to be found: pages, programmes, lists, happenings; later apps add theirs
index.py    writes SearchEntry: at once when a page is published, every ten minutes for the rest
find.py     the question, how it was understood, the answer with its counts
marking.py  the words in what is shown

Books are asked of the catalogue's own search. The index stems with the catalogue's words (Sastrawi) and asks
with LIKE: SQLite and PostgreSQL then give the same answers, which Wagtail's database search does not.
"""

from .sources import Entry, add_source

__all__ = ["Entry", "add_source"]
