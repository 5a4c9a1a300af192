from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_authors")]

    operations = [migrations.RemoveField(model_name="articlepage", name="byline")]
