"""An act more and a right more: a name is taken out for good. No column changes."""

from django.db import migrations, models

VERBS = [
    ("accept", "accepted"),
    ("mark", "marked by hand"),
    ("move", "moved the boundary"),
    ("reject", "rejected"),
    ("reopen", "taken back"),
    ("set_aside", "set aside"),
    ("entry", "made an entry"),
    ("edit", "edited"),
    ("protect", "protected"),
    ("same", "said to be the same"),
    ("different", "said to be different"),
    ("unsure", "could not tell"),
    ("triage", "triaged"),
    ("segment", "marked a part"),
    ("cut_out", "cut out a document"),
    ("correct", "corrected the text"),
    ("reanchor", "placed again"),
    ("propose", "proposed a fact"),
    ("confirm", "confirmed a fact"),
    ("dispute", "disputed a fact"),
    ("supersede", "replaced a fact"),
    ("publish", "published"),
    ("withdraw", "withdrawn"),
    ("ingest", "put in"),
    ("purge", "purged for good"),
    ("undo", "undone"),
]


class Migration(migrations.Migration):
    dependencies = [("archive", "0008_the_chain")]

    operations = [
        migrations.AlterModelOptions(
            name="entity",
            options={
                "ordering": ["sort_key", "label"],
                "permissions": [("purge_entity", "Can take a name out for good")],
                "verbose_name_plural": "entities",
            },
        ),
        migrations.AlterField(
            model_name="batch",
            name="verb",
            field=models.CharField(choices=VERBS, max_length=12),
        ),
    ]
