"""What was done in the campaign is sealed and kept as what was done in the archive."""

from importlib import import_module

from django.db import migrations

chain = import_module("archive.migrations.0008_the_chain")

GUARDS = (
    *(
        chain.history(f"campaign_historical{name}")
        for name in (
            "recipient",
            "accreditation",
            "holder",
            "address",
            "campaign",
            "demand",
            "target",
            "update",
            "action",
            "reply",
            "actionevidence",
            "addressreport",
            "modelletter",
            "paragraph",
            "alternative",
            "citation",
            "approval",
        )
    ),
    chain.links_of_a_history("campaign_historicalcampaign_outcome_claims"),
    chain.links_of_a_history("campaign_historicalreply_contradicted_by"),
)


def lift(apps, schema_editor):
    chain.unguard_tables(schema_editor, GUARDS)


def set_again(apps, schema_editor):
    chain.guard_tables(schema_editor, GUARDS)


def create(apps, schema_editor):
    set_again(apps, schema_editor)
    chain.queue(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0008_the_chain"),
        ("campaign", "0004_two_people_publish"),
    ]

    operations = [migrations.RunPython(create, lift)]
