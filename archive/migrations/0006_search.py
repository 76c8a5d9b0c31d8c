"""The search index: one table, and what each engine looks words up in.

SQLite has a full-text table over it, PostgreSQL a column of lexemes; triggers keep
both in step. Tokens are made in Python, so neither engine decides what a word is.
Reversible: the index can be worked out again (manage.py reindex).
"""

from django.db import migrations, models

SQLITE = {
    # The ascii tokenizer parts at spaces and takes every other letter as it is.
    "archive_searchindex": """
        CREATE VIRTUAL TABLE archive_searchindex USING fts5(
          title, exact, folded, stem,
          content='archive_searchtext', content_rowid='key',
          tokenize='ascii', columnsize=0)""",
    "search_text_is_added": """
        CREATE TRIGGER search_text_is_added AFTER INSERT ON archive_searchtext
        BEGIN
          INSERT INTO archive_searchindex(rowid, title, exact, folded, stem)
          VALUES (NEW.key, NEW.title, NEW.exact, NEW.folded, NEW.stem);
        END""",
    "search_text_is_removed": """
        CREATE TRIGGER search_text_is_removed AFTER DELETE ON archive_searchtext
        BEGIN
          INSERT INTO archive_searchindex(
            archive_searchindex, rowid, title, exact, folded, stem)
          VALUES ('delete', OLD.key, OLD.title, OLD.exact, OLD.folded, OLD.stem);
        END""",
    "search_text_is_changed": """
        CREATE TRIGGER search_text_is_changed AFTER UPDATE ON archive_searchtext
        BEGIN
          INSERT INTO archive_searchindex(
            archive_searchindex, rowid, title, exact, folded, stem)
          VALUES ('delete', OLD.key, OLD.title, OLD.exact, OLD.folded, OLD.stem);
          INSERT INTO archive_searchindex(rowid, title, exact, folded, stem)
          VALUES (NEW.key, NEW.title, NEW.exact, NEW.folded, NEW.stem);
        END""",
}
SQLITE_BACK = (
    "DROP TRIGGER search_text_is_changed",
    "DROP TRIGGER search_text_is_removed",
    "DROP TRIGGER search_text_is_added",
    "DROP TABLE archive_searchindex",
)

# A lexeme begins with its layer: t, x, f, s, and e for what is folded as it is
# printed. g stands for two folded words side by side, hashed: few texts that have
# the words of a phrase are looked through for it. b is a stretch of keys, as wide as its level says: by these a search for
# what stands in every text looks at the newest.
POSTGRESQL = (
    "ALTER TABLE archive_searchtext ADD COLUMN lexemes tsvector",
    """
    CREATE FUNCTION archive_search_lexemes() RETURNS trigger AS $$
    BEGIN
      NEW.lexemes := array_to_tsvector(ARRAY(
        SELECT DISTINCT lexeme FROM (
          SELECT 't' || word AS lexeme
            FROM unnest(string_to_array(NEW.title, ' ')) AS word WHERE word <> ''
          UNION ALL SELECT CASE WHEN printed = folded THEN 'e' ELSE 'x' END || printed
            FROM unnest(
              string_to_array(NEW.exact, ' '), string_to_array(NEW.folded, ' ')
            ) AS both_of(printed, folded) WHERE printed <> ''
          UNION ALL SELECT 'f' || folded
            FROM unnest(
              string_to_array(NEW.exact, ' '), string_to_array(NEW.folded, ' ')
            ) AS both_of(printed, folded) WHERE folded <> printed
          UNION ALL SELECT 'g' || left(md5(folded || ' ' || following), 4)
            FROM (
              SELECT folded, lead(folded) OVER (ORDER BY place) AS following
              FROM unnest(string_to_array(NEW.folded, ' '))
                WITH ORDINALITY AS words(folded, place) WHERE folded <> ''
            ) AS pairs WHERE following IS NOT NULL
          UNION ALL SELECT 's' || word
            FROM unnest(string_to_array(NEW.stem, ' ')) AS word WHERE word <> ''
          UNION ALL SELECT 'b' || level || '.' || (NEW.key >> (level * 4 + 14))
            FROM generate_series(0, 11) AS level
        ) AS found));
      RETURN NEW;
    END $$ LANGUAGE plpgsql""",
    """
    CREATE TRIGGER search_text_has_lexemes
    BEFORE INSERT OR UPDATE ON archive_searchtext FOR EACH ROW
    EXECUTE FUNCTION archive_search_lexemes()""",
    # few wait to be written: a search looks through these one by one
    """
    CREATE INDEX archive_searchindex ON archive_searchtext
    USING gin (lexemes) WITH (gin_pending_list_limit = 256)""",
)
POSTGRESQL_BACK = (
    "DROP INDEX archive_searchindex",
    "DROP TRIGGER search_text_has_lexemes ON archive_searchtext",
    "DROP FUNCTION archive_search_lexemes()",
    "ALTER TABLE archive_searchtext DROP COLUMN lexemes",
)


def create(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for sql in SQLITE.values() if is_sqlite else POSTGRESQL:
        schema_editor.execute(sql, params=None)


def drop(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for sql in SQLITE_BACK if is_sqlite else POSTGRESQL_BACK:
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_finding_what_was_set_aside")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.PositiveSmallIntegerField()),
                ("object_id", models.BigIntegerField()),
                ("stretches", models.TextField(default="[]")),
                ("title", models.TextField(blank=True)),
                ("exact", models.TextField(blank=True)),
                ("folded", models.TextField(blank=True)),
                ("stem", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-key"],
                "indexes": [
                    models.Index(fields=["kind", "object_id"], name="search_text_of"),
                    models.Index(fields=["kind", "-key"], name="search_text_newest"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("word", models.CharField(max_length=40, unique=True)),
                ("head", models.CharField(max_length=3)),
                ("tail", models.CharField(max_length=3)),
                ("length", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["word"],
                "indexes": [
                    models.Index(
                        fields=["head", "length"], name="search_word_by_head"
                    ),
                    models.Index(
                        fields=["tail", "length"], name="search_word_by_tail"
                    ),
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
