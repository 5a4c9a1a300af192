"""Give the books already on shelves their kind, and the responses already written their length."""

from django.db import migrations

BATCH = 2000


def describe(apps, schema_editor):
    from literasi.catalogue.kinds import genre_of

    books = apps.get_model("reading", "ShelfBook")
    batch = []
    for book in books.objects.filter(title__isnull=False).select_related("title").iterator(chunk_size=BATCH):
        book.level, book.language = book.title.level, book.title.language
        book.genre = genre_of(book.title.ddc)
        batch.append(book)
        if len(batch) == BATCH:
            books.objects.bulk_update(batch, ["level", "language", "genre"])
            batch = []
    books.objects.bulk_update(batch, ["level", "language", "genre"])


def measure(apps, schema_editor):
    logs = apps.get_model("reading", "ReadingLog")
    batch = []
    for log in logs.objects.exclude(response="").only("response").iterator(chunk_size=BATCH):
        log.response_length = len(" ".join(log.response.split()))
        batch.append(log)
        if len(batch) == BATCH:
            logs.objects.bulk_update(batch, ["response_length"])
            batch = []
    logs.objects.bulk_update(batch, ["response_length"])


class Migration(migrations.Migration):
    dependencies = [("reading", "0003_programmes_sessions_badges"), ("catalogue", "0007_textbooks")]

    operations = [
        migrations.RunPython(describe, migrations.RunPython.noop),
        migrations.RunPython(measure, migrations.RunPython.noop),
    ]
