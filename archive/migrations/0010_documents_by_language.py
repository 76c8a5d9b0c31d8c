"""An index for the languages there are reports in, and the newest of each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_a_name_is_purged")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["language", "visibility", "-published_on", "-id"],
                name="document_by_language",
            ),
        ),
    ]
