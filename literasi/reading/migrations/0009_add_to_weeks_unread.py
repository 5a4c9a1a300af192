"""A week's row of a class is found by one column, so that it can be added to in one statement."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce

LABELS = {
    "entries": "entries",
    "minutes": "minutes",
    "pages": "pages",
    "finished": "books finished",
    "verified_entries": "verified entries",
    "verified_minutes": "verified minutes",
    "verified_pages": "verified pages",
    "readers": "readers",
}


def name_groups(apps, schema_editor):
    apps.get_model("reading", "WeekTotal").objects.update(group=Coalesce("classroom_id", -F("school_id")))


class Migration(migrations.Migration):
    dependencies = [("reading", "0008_files_in_and_out")]

    operations = [
        migrations.AddField(
            "weektotal",
            "group",
            models.BigIntegerField(default=0, verbose_name="group"),
            preserve_default=False,
        ),
        migrations.RunPython(name_groups, migrations.RunPython.noop),
        migrations.RemoveConstraint("weektotal", "week_total_once_in_class"),
        migrations.RemoveConstraint("weektotal", "week_total_once_without_class"),
        migrations.AddConstraint(
            "weektotal", models.UniqueConstraint(fields=["group", "week"], name="week_total_once")
        ),
        migrations.AddIndex("weektotal", models.Index(fields=["week"], name="week_total_week")),
        *(
            migrations.AlterField("weektotal", name, models.IntegerField(default=0, verbose_name=label))
            for name, label in LABELS.items()
        ),
    ]
