from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reading", "0006_books_to_be_read")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="count_due_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
