"""Documents of our own, typed by content. What was uploaded before moves over under its old id."""

import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.models.media
from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations, models

import pages.models.documents

COPIED = [
    "id",
    "title",
    "file",
    "created_at",
    "uploaded_by_user_id",
    "file_size",
    "file_hash",
    "collection_id",
]


def kind_by_name(name):
    """Before, the name's ending was all that was known; what it does not tell is handed out as text."""
    ending = name.rpartition(".")[2].lower()
    return ending if ending in ("pdf", "epub", "docx", "xlsx", "odt", "ods", "csv") else "txt"


def move(old, new, schema_editor, **more):
    """Copies the rows under their ids, so that links in texts lead to the same document, and their dates."""
    rows = list(old.objects.values(*COPIED))
    made = new.objects.bulk_create(
        [new(**row, **{name: value(row["file"]) for name, value in more.items()}) for row in rows]
    )
    for document, row in zip(made, rows, strict=True):
        document.created_at = row["created_at"]
    new.objects.bulk_update(made, ["created_at"], batch_size=100)
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [new]):
            cursor.execute(statement)


def from_wagtails(apps, schema_editor):
    move(
        apps.get_model("wagtaildocs", "Document"),
        apps.get_model("pages", "SiteDocument"),
        schema_editor,
        kind=kind_by_name,
    )


def to_wagtails(apps, schema_editor):
    old, new = apps.get_model("pages", "SiteDocument"), apps.get_model("wagtaildocs", "Document")
    new.objects.all().delete()
    move(old, new, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0009_site_settings"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "file",
                    pages.models.documents.TypedFileField(
                        upload_to=pages.models.documents.place_of, verbose_name="file"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("epub", "EPUB"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("odt", "OpenDocument text"),
                            ("ods", "OpenDocument table"),
                            ("mp3", "MP3"),
                            ("ogg", "Ogg"),
                            ("csv", "CSV"),
                            ("txt", "plain text"),
                        ],
                        editable=False,
                        max_length=4,
                        verbose_name="kind of file",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["pdf", "epub", "docx", "xlsx", "odt", "ods", "mp3", "ogg", "csv", "txt"],
                            )
                        ),
                        name="document_kind_known",
                    )
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.RunPython(from_wagtails, to_wagtails),
    ]
