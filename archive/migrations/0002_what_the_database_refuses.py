"""Triggers for what no constraint can say, for both engines side by side.

Reversible: the triggers are dropped again, rows are not touched.
"""

from django.db import migrations

WRITE_ONCE = "what was received is never changed or deleted"
IMMUTABLE = "the text of a revision never changes"
MISQUOTES = "a passage must quote its revision exactly"
UNPROVEN = "a confirmed claim needs a passage that supports it"

SQLITE = {
    "capture_is_not_changed": f"""
        CREATE TRIGGER capture_is_not_changed BEFORE UPDATE ON archive_capture
        BEGIN SELECT RAISE(ABORT, '{WRITE_ONCE}'); END""",
    "capture_is_not_deleted": f"""
        CREATE TRIGGER capture_is_not_deleted BEFORE DELETE ON archive_capture
        BEGIN SELECT RAISE(ABORT, '{WRITE_ONCE}'); END""",
    "capture_is_not_replaced": f"""
        CREATE TRIGGER capture_is_not_replaced BEFORE INSERT ON archive_capture
        WHEN EXISTS (SELECT 1 FROM archive_capture
                     WHERE id = NEW.id OR sha256 = NEW.sha256)
        BEGIN SELECT RAISE(ABORT, '{WRITE_ONCE}'); END""",
    "revision_is_not_replaced": f"""
        CREATE TRIGGER revision_is_not_replaced BEFORE INSERT ON archive_revision
        WHEN EXISTS (SELECT 1 FROM archive_revision
                     WHERE id = NEW.id
                        OR document_id = NEW.document_id AND number = NEW.number)
        BEGIN SELECT RAISE(ABORT, '{IMMUTABLE}'); END""",
    "revision_is_immutable": f"""
        CREATE TRIGGER revision_is_immutable
        BEFORE UPDATE OF id, document_id, number, kind, text, sha256, created_at
        ON archive_revision
        WHEN NEW.id IS NOT OLD.id OR NEW.document_id IS NOT OLD.document_id
          OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind
          OR NEW.text IS NOT OLD.text OR NEW.sha256 IS NOT OLD.sha256
          OR NEW.created_at IS NOT OLD.created_at
        BEGIN SELECT RAISE(ABORT, '{IMMUTABLE}'); END""",
    "revision_is_not_deleted": f"""
        CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON archive_revision
        BEGIN SELECT RAISE(ABORT, '{IMMUTABLE}'); END""",
    "passage_quotes_when_made": f"""
        CREATE TRIGGER passage_quotes_when_made BEFORE INSERT ON archive_passage
        WHEN NEW.quote IS NOT (
          SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
          FROM archive_revision WHERE id = NEW.revision_id)
        BEGIN SELECT RAISE(ABORT, '{MISQUOTES}'); END""",
    "passage_quotes_when_changed": f"""
        CREATE TRIGGER passage_quotes_when_changed BEFORE UPDATE ON archive_passage
        WHEN NEW.quote IS NOT (
          SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
          FROM archive_revision WHERE id = NEW.revision_id)
        BEGIN SELECT RAISE(ABORT, '{MISQUOTES}'); END""",
    "claim_is_not_born_confirmed": f"""
        CREATE TRIGGER claim_is_not_born_confirmed BEFORE INSERT ON archive_claim
        WHEN NEW.status = 'confirmed'
        BEGIN SELECT RAISE(ABORT, '{UNPROVEN}'); END""",
    "claim_is_confirmed_with_evidence": f"""
        CREATE TRIGGER claim_is_confirmed_with_evidence
        BEFORE UPDATE ON archive_claim
        WHEN NEW.status = 'confirmed' AND NOT EXISTS (
          SELECT 1 FROM archive_evidence
          WHERE claim_id = NEW.id AND stance = 'supports')
        BEGIN SELECT RAISE(ABORT, '{UNPROVEN}'); END""",
    "evidence_of_a_confirmed_claim_stays": f"""
        CREATE TRIGGER evidence_of_a_confirmed_claim_stays
        AFTER DELETE ON archive_evidence
        WHEN EXISTS (SELECT 1 FROM archive_claim
                     WHERE id = OLD.claim_id AND status = 'confirmed')
         AND NOT EXISTS (SELECT 1 FROM archive_evidence
                         WHERE claim_id = OLD.claim_id AND stance = 'supports')
        BEGIN SELECT RAISE(ABORT, '{UNPROVEN}'); END""",
    "evidence_of_a_confirmed_claim_supports": f"""
        CREATE TRIGGER evidence_of_a_confirmed_claim_supports
        AFTER UPDATE ON archive_evidence
        WHEN EXISTS (SELECT 1 FROM archive_claim
                     WHERE id = OLD.claim_id AND status = 'confirmed')
         AND NOT EXISTS (SELECT 1 FROM archive_evidence
                         WHERE claim_id = OLD.claim_id AND stance = 'supports')
        BEGIN SELECT RAISE(ABORT, '{UNPROVEN}'); END""",
}

POSTGRESQL_FUNCTIONS = {
    "archive_refuse": """
        CREATE FUNCTION archive_refuse() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
        END $$ LANGUAGE plpgsql""",
    "archive_refuse_emptying": """
        CREATE FUNCTION archive_refuse_emptying() RETURNS trigger AS $$
        DECLARE is_filled boolean;
        BEGIN
          EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME)
            INTO is_filled;
          IF is_filled THEN
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
          END IF;
          RETURN NULL;
        END $$ LANGUAGE plpgsql""",
    "archive_passage_quotes": f"""
        CREATE FUNCTION archive_passage_quotes() RETURNS trigger AS $$
        BEGIN
          IF NEW.quote IS DISTINCT FROM (
            SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
            FROM archive_revision WHERE id = NEW.revision_id) THEN
            RAISE EXCEPTION '{MISQUOTES}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql""",
    "archive_claim_is_proven": f"""
        CREATE FUNCTION archive_claim_is_proven() RETURNS trigger AS $$
        BEGIN
          IF NEW.status = 'confirmed' AND NOT EXISTS (
            SELECT 1 FROM archive_evidence
            WHERE claim_id = NEW.id AND stance = 'supports') THEN
            RAISE EXCEPTION '{UNPROVEN}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql""",
    "archive_evidence_stays": f"""
        CREATE FUNCTION archive_evidence_stays() RETURNS trigger AS $$
        BEGIN
          -- Of two that each take one of two proofs away, the second waits and
          -- sees what the first has done.
          PERFORM 1 FROM archive_claim WHERE id = OLD.claim_id FOR UPDATE;
          IF EXISTS (SELECT 1 FROM archive_claim
                     WHERE id = OLD.claim_id AND status = 'confirmed')
             AND NOT EXISTS (SELECT 1 FROM archive_evidence
                             WHERE claim_id = OLD.claim_id
                               AND stance = 'supports') THEN
            RAISE EXCEPTION '{UNPROVEN}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NULL;
        END $$ LANGUAGE plpgsql""",
}

POSTGRESQL = {
    ("capture_is_write_once", "archive_capture"): f"""
        BEFORE UPDATE OR DELETE ON archive_capture FOR EACH ROW
        EXECUTE FUNCTION archive_refuse('{WRITE_ONCE}')""",
    ("capture_is_not_emptied", "archive_capture"): f"""
        BEFORE TRUNCATE ON archive_capture FOR EACH STATEMENT
        EXECUTE FUNCTION archive_refuse_emptying('{WRITE_ONCE}')""",
    ("revision_is_not_emptied", "archive_revision"): f"""
        BEFORE TRUNCATE ON archive_revision FOR EACH STATEMENT
        EXECUTE FUNCTION archive_refuse_emptying('{IMMUTABLE}')""",
    ("revision_is_immutable", "archive_revision"): f"""
        BEFORE UPDATE ON archive_revision FOR EACH ROW
        WHEN ((OLD.id, OLD.document_id, OLD.number, OLD.kind, OLD.text, OLD.sha256,
               OLD.created_at)
          IS DISTINCT FROM
              (NEW.id, NEW.document_id, NEW.number, NEW.kind, NEW.text, NEW.sha256,
               NEW.created_at))
        EXECUTE FUNCTION archive_refuse('{IMMUTABLE}')""",
    ("revision_is_not_deleted", "archive_revision"): f"""
        BEFORE DELETE ON archive_revision FOR EACH ROW
        EXECUTE FUNCTION archive_refuse('{IMMUTABLE}')""",
    ("passage_quotes", "archive_passage"): """
        BEFORE INSERT OR UPDATE ON archive_passage FOR EACH ROW
        EXECUTE FUNCTION archive_passage_quotes()""",
    ("claim_is_proven", "archive_claim"): """
        BEFORE INSERT OR UPDATE ON archive_claim FOR EACH ROW
        EXECUTE FUNCTION archive_claim_is_proven()""",
    ("evidence_stays", "archive_evidence"): """
        AFTER UPDATE OR DELETE ON archive_evidence FOR EACH ROW
        EXECUTE FUNCTION archive_evidence_stays()""",
}


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for sql in SQLITE.values():
            schema_editor.execute(sql)
        return
    for sql in POSTGRESQL_FUNCTIONS.values():
        # A function body holds a bare %, which is no parameter.
        schema_editor.execute(sql, params=None)
    for (name, _table), sql in POSTGRESQL.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {sql}", params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for name, table in POSTGRESQL:
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
    for name in POSTGRESQL_FUNCTIONS:
        schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_nouns_of_the_archive")]

    operations = [migrations.RunPython(create, drop)]
