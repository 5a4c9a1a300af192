"""Numbered letters that anyone can verify: certificates, receipts, clearance letters.

A later app registers a kind (`registry.register(LetterKind(...))` in its `apps.ready()`), issues letters of
it (`services.issue`, `services.issue_many`) and has them printed (`documents.pdf_of`). Numbers run without
a gap per kind, school and calendar year; a letter keeps what was printed on it, so that every reprint is
the same page.
"""
