"""Each database's own full-text index over TitleIndex, beside the words themselves.

SQLite: an FTS5 table with external content. PostgreSQL: a
generated tsvector with a GIN index. The words come ready (folded, stemmed), so neither database needs
a language. A later migration that makes Django rebuild `catalogue_titleindex` on SQLite must take this
one back first and lay it again: a rebuilt table loses its trigger.
"""

from django.db import migrations

COLUMNS = "title_words, author_words, subject_words, other_words"
OLD = "old.title_id, old.title_words, old.author_words, old.subject_words, old.other_words"
TAKE = f"INSERT INTO catalogue_titlefts(catalogue_titlefts, rowid, {COLUMNS}) VALUES ('delete', {OLD})"  # noqa: S608

SQLITE = [
    f"CREATE VIRTUAL TABLE catalogue_titlefts USING fts5({COLUMNS}, "
    "content='catalogue_titleindex', content_rowid='title_id', tokenize='ascii')",
    # Rows are written by catalogue.search.index; only a deletion may come from elsewhere (a cascade).
    f"CREATE TRIGGER catalogue_titleindex_take AFTER DELETE ON catalogue_titleindex BEGIN {TAKE}; END",
]
POSTGRESQL = [
    "ALTER TABLE catalogue_titleindex ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title_words), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, author_words), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, subject_words), 'C') || "
    "setweight(to_tsvector('simple'::regconfig, other_words), 'D')) STORED",
    "CREATE INDEX catalogue_titleindex_vector ON catalogue_titleindex USING gin (vector)",
]
SQLITE_BACK = [
    "DROP TRIGGER catalogue_titleindex_take",
    "DROP TABLE catalogue_titlefts",
]
POSTGRESQL_BACK = ["ALTER TABLE catalogue_titleindex DROP COLUMN vector"]


def lay(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def take_back(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_title_words")]

    operations = [migrations.RunPython(lay, take_back)]
