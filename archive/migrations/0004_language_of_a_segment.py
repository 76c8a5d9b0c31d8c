"""A segment may be in another language; a day of publication from a dateline."""

from django.db import migrations, models

_BASES = [
    ("stated", "stated"),
    ("resolved", "resolved from the words"),
    ("inferred", "inferred"),
    ("dateline", "from the dateline"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_what_the_desk_decides"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="language",
                field=models.CharField(
                    blank=True,
                    help_text="BCP 47; empty = the document's.",
                    max_length=12,
                    default="",
                ),
                preserve_default=False,
            )
            for model in ("historicalsegment", "segment")
        ),
        *(
            migrations.AlterField(
                model_name=model,
                name="published_basis",
                field=models.CharField(
                    choices=_BASES, default="stated", max_length=10
                ),
            )
            for model in ("document", "historicaldocument")
        ),
    ]
