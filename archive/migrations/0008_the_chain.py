"""The chain, and triggers that keep what is sealed: side by side for both engines.

For each table of records three things hold from here on: a new row is written down
as waiting to be sealed; no row is changed, unless a purge of it stands in
archive_purge; none is deleted or replaced. Reversible: rows are not touched.

SQLite makes a table anew when a column with a default is added, and its triggers
are gone with the old one: such a migration calls `lift` before and `set_again` after
(0003 does the same with those of 0002). `verify` and a test say when one is missing.
"""

from dataclasses import dataclass
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

earlier = import_module("archive.migrations.0002_what_the_database_refuses")

KEPT = "what was written down is never changed or deleted"


@dataclass(frozen=True)
class Guard:
    """What is refused on a table of records.

    fixed: columns that not even a purge may change. watched: the columns that may
    not change without one; empty = all. gated: a purge may change it at all.
    """

    table: str
    pk: str = "history_id"
    fixed: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    gated: bool = True
    waits: bool = True
    only_waits: bool = False  # other triggers say what may happen to it
    message: str = KEPT

    @property
    def record_type(self) -> str:
        app, name = self.table.split("_", 1)
        return f"{app}.{name}"


OF_A_HISTORY = ("history_id", "history_date", "history_type", "history_user_id")


def history(table: str) -> Guard:
    return Guard(table, fixed=OF_A_HISTORY)


def links_of_a_history(table: str) -> Guard:
    """Of a history that keeps a table of links too."""
    return Guard(table, pk="m2m_history_id", fixed=("m2m_history_id", "history_id"))


HISTORIES = tuple(
    history(f"archive_historical{name}")
    for name in (
        "source",
        "document",
        "entity",
        "name",
        "segment",
        "claim",
        "participant",
        "evidence",
        "judgement",
        "likeness",
        "lostpassage",
        "mention",
        "stoprule",
    )
)
_REVISION = ("id", "document_id", "number", "kind", "sha256", "created_at")
_BATCH = ("id", "verb", "document_id", "made_by_id", "made_at")
GUARDS = (
    Guard(
        "archive_capture",
        pk="id",
        fixed=("id", "document_id", "sha256", "size_bytes", "received_at"),
        message=earlier.WRITE_ONCE,
    ),
    Guard(
        "archive_revision",
        pk="id",
        fixed=_REVISION,
        watched=(*_REVISION, "text"),
        message=earlier.IMMUTABLE,
    ),
    Guard("archive_batch", pk="id", fixed=_BATCH, watched=(*_BATCH, "summary")),
    Guard("archive_judgement", pk="id", only_waits=True),
    *HISTORIES,
    Guard("archive_purge", pk="id", gated=False),
    Guard("archive_chainlink", pk="number", gated=False, waits=False),
    Guard("archive_chainshape", pk="id", gated=False, waits=False),
)

# Older triggers that would stand in the way of the gate, or say the same.
SQLITE_BEFORE = (
    "capture_is_not_changed",
    "capture_is_not_deleted",
    "capture_is_not_replaced",
    "revision_is_immutable",
    "revision_is_not_deleted",
    "revision_is_not_replaced",
)
SQLITE_MORE = {
    "claim_is_not_replaced": f"""
        CREATE TRIGGER claim_is_not_replaced BEFORE INSERT ON archive_claim
        WHEN EXISTS (SELECT 1 FROM archive_claim
                     WHERE id = NEW.id OR slug = NEW.slug)
        BEGIN SELECT RAISE(ABORT, '{earlier.UNPROVEN}'); END""",
    "evidence_is_not_replaced": f"""
        CREATE TRIGGER evidence_is_not_replaced BEFORE INSERT ON archive_evidence
        WHEN EXISTS (SELECT 1 FROM archive_evidence
                     WHERE id = NEW.id
                        OR claim_id = NEW.claim_id AND passage_id = NEW.passage_id)
        BEGIN SELECT RAISE(ABORT, '{earlier.UNPROVEN}'); END""",
    # the same bytes, or the same number, under a key of its own
    "capture_is_not_doubled": f"""
        CREATE TRIGGER capture_is_not_doubled BEFORE INSERT ON archive_capture
        WHEN EXISTS (SELECT 1 FROM archive_capture WHERE sha256 = NEW.sha256)
        BEGIN SELECT RAISE(ABORT, '{earlier.WRITE_ONCE}'); END""",
    "revision_is_not_doubled": f"""
        CREATE TRIGGER revision_is_not_doubled BEFORE INSERT ON archive_revision
        WHEN EXISTS (SELECT 1 FROM archive_revision
                     WHERE document_id = NEW.document_id AND number = NEW.number)
        BEGIN SELECT RAISE(ABORT, '{earlier.IMMUTABLE}'); END""",
}


def on_sqlite(guard: Guard) -> dict[str, str]:
    """By name, the SQL of each trigger of a table."""
    table, message = guard.table, guard.message
    found = {
        f"{table}_replaced": f"""BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE {guard.pk} = NEW.{guard.pk})
            BEGIN SELECT RAISE(ABORT, '{message}'); END""",
    }
    if guard.waits:
        found[f"{table}_waits"] = f"""AFTER INSERT ON {table}
            BEGIN INSERT INTO archive_chainwaiting (record_type, record_id)
            VALUES ('{guard.record_type}', NEW.{guard.pk}); END"""
    if not guard.only_waits:
        found[f"{table}_deleted"] = f"""BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{message}'); END"""
        found[f"{table}_changed"] = f"""BEFORE UPDATE ON {table}
            WHEN {_refused_on_sqlite(guard)}
            BEGIN SELECT RAISE(ABORT, '{message}'); END"""
    return {name: f"CREATE TRIGGER {name} {sql}" for name, sql in found.items()}


def _refused_on_sqlite(guard: Guard) -> str:
    if not guard.gated:
        return "1"
    refused = f"""NOT EXISTS (SELECT 1 FROM archive_purge
        WHERE record_type = '{guard.record_type}' AND record_id = OLD.{guard.pk})"""
    refused = " OR ".join([refused, *_differs(guard.fixed)])
    if not guard.watched:
        return refused
    return f"({' OR '.join(_differs(guard.watched))}) AND ({refused})"


def _differs(columns: tuple[str, ...]) -> list[str]:
    return [f"NEW.{column} IS NOT OLD.{column}" for column in columns]


POSTGRESQL_BEFORE = {
    "archive_capture": ("capture_is_write_once", "capture_is_not_emptied"),
    "archive_revision": (
        "revision_is_immutable",
        "revision_is_not_deleted",
        "revision_is_not_emptied",
    ),
}
POSTGRESQL_FUNCTIONS = {
    "archive_refuse_unless_purged": """
        CREATE FUNCTION archive_refuse_unless_purged() RETURNS trigger AS $$
        DECLARE
          was jsonb := to_jsonb(OLD);
          becomes jsonb := to_jsonb(NEW);
        BEGIN
          -- arguments: the message, type and key of the record, columns that stay
          IF EXISTS (SELECT 1 FROM archive_purge
                     WHERE record_type = TG_ARGV[1]
                       AND record_id = (was ->> TG_ARGV[2])::bigint)
             AND NOT EXISTS (
               SELECT 1 FROM unnest(string_to_array(TG_ARGV[3], ',')) AS fixed
               WHERE was -> fixed IS DISTINCT FROM becomes -> fixed) THEN
            RETURN NEW;
          END IF;
          RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
        END $$ LANGUAGE plpgsql""",
} | {
    # one statement for all rows of an insert
    f"archive_wait_by_{pk}": f"""
        CREATE FUNCTION archive_wait_by_{pk}() RETURNS trigger AS $$
        BEGIN
          INSERT INTO archive_chainwaiting (record_type, record_id)
          SELECT TG_ARGV[0], {pk} FROM made ORDER BY {pk};
          RETURN NULL;
        END $$ LANGUAGE plpgsql"""
    for pk in ("id", "history_id", "m2m_history_id")
}


def on_postgresql(guard: Guard) -> dict[str, str]:
    """By name, the SQL of each trigger of a table."""
    table, found = guard.table, {}
    if guard.waits:
        found[f"{table}_waits"] = f"""AFTER INSERT ON {table}
            REFERENCING NEW TABLE AS made FOR EACH STATEMENT
            EXECUTE FUNCTION archive_wait_by_{guard.pk}('{guard.record_type}')"""
    if not guard.only_waits:
        found[f"{table}_deleted"] = f"""BEFORE DELETE ON {table} FOR EACH ROW
            EXECUTE FUNCTION archive_refuse('{guard.message}')"""
        found[f"{table}_emptied"] = f"""BEFORE TRUNCATE ON {table} FOR EACH STATEMENT
            EXECUTE FUNCTION archive_refuse_emptying('{guard.message}')"""
        found[f"{table}_changed"] = _change_on_postgresql(guard)
    return {name: f"CREATE TRIGGER {name} {sql}" for name, sql in found.items()}


def _change_on_postgresql(guard: Guard) -> str:
    when = ""
    if guard.watched:
        old = ", ".join(f"OLD.{column}" for column in guard.watched)
        new = ", ".join(f"NEW.{column}" for column in guard.watched)
        when = f"WHEN (({old}) IS DISTINCT FROM ({new}))"
    function = f"archive_refuse('{guard.message}')"
    if guard.gated:
        given = (guard.message, guard.record_type, guard.pk, ",".join(guard.fixed))
        quoted = ", ".join(f"'{each}'" for each in given)
        function = f"archive_refuse_unless_purged({quoted})"
    return f"""BEFORE UPDATE ON {guard.table} FOR EACH ROW {when}
        EXECUTE FUNCTION {function}"""


def triggers(guard: Guard, vendor: str) -> dict[str, str]:
    return on_sqlite(guard) if vendor == "sqlite" else on_postgresql(guard)


def guard_tables(schema_editor, guards: tuple[Guard, ...]) -> None:
    vendor = schema_editor.connection.vendor
    for guard in guards:
        for sql in triggers(guard, vendor).values():
            schema_editor.execute(sql, params=None)


def unguard_tables(schema_editor, guards: tuple[Guard, ...]) -> None:
    vendor = schema_editor.connection.vendor
    for guard in guards:
        of_table = "" if vendor == "sqlite" else f" ON {guard.table}"
        for name in triggers(guard, vendor):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def queue(schema_editor, guards: tuple[Guard, ...]) -> None:
    """What is there already waits to be sealed too."""
    for guard in guards:
        if guard.waits:
            schema_editor.execute(
                "INSERT INTO archive_chainwaiting (record_type, record_id) "
                f"SELECT '{guard.record_type}', {guard.pk} FROM {guard.table} "
                f"ORDER BY {guard.pk}",
                params=None,
            )


def lift(apps, schema_editor):
    """All triggers that are set here; those of 0002 as they were stay away."""
    unguard_tables(schema_editor, GUARDS)
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE_MORE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def set_again(apps, schema_editor):
    guard_tables(schema_editor, GUARDS)
    if schema_editor.connection.vendor == "sqlite":
        for sql in SQLITE_MORE.values():
            schema_editor.execute(sql)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE_BEFORE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        for table, names in POSTGRESQL_BEFORE.items():
            for name in names:
                schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        for sql in POSTGRESQL_FUNCTIONS.values():
            schema_editor.execute(sql, params=None)
    set_again(apps, schema_editor)
    queue(schema_editor, GUARDS)


def drop(apps, schema_editor):
    lift(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE_BEFORE:
            schema_editor.execute(earlier.SQLITE[name])
        return
    for name in POSTGRESQL_FUNCTIONS:
        schema_editor.execute(f"DROP FUNCTION {name}()")
    for table, names in POSTGRESQL_BEFORE.items():
        for name in names:
            sql = earlier.POSTGRESQL[name, table]
            schema_editor.execute(f"CREATE TRIGGER {name} {sql}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0006_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainShape",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_type", models.CharField(max_length=80)),
                ("fields", models.JSONField()),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="ChainWaiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_type", models.CharField(max_length=80)),
                ("record_id", models.BigIntegerField()),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("record_id", models.BigIntegerField()),
                ("content", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed_on", models.DateField(help_text="The day only: some records keep no clock time on purpose.")),
                ("is_late", models.BooleanField(help_text="It had stood there for more than a day before.")),
                ("shape", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="links", to="archive.chainshape")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("shape", "record_id"), name="record_is_sealed_once")],
            },
        ),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_type", models.CharField(max_length=80)),
                ("record_id", models.BigIntegerField()),
                ("purged_sha256", models.CharField(max_length=64)),
                ("left_sha256", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["record_type", "record_id"], name="purge_of_record")],
            },
        ),
        migrations.RunPython(create, drop),
    ]
