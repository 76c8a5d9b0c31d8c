import io
import os
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from archive.models import Capture, Document, Mention
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEEDS = settings.BASE_DIR / "data" / "seeds"


def ingest(*what, **options):
    call_command("ingest", *map(str, what), **options)


def test_a_folder_is_taken_whole_with_one_line_a_document(capsys):
    ingest(SEEDS, "--publish", "--published", "2011-06-22")

    lines = capsys.readouterr().out.splitlines()
    assert Document.objects.whole().count() >= 2
    assert any("kazakhstan-london-embassy-protest, with 1 letter" in x for x in lines)


def test_running_again_says_so_and_stores_nothing(capsys):
    file = SEEDS / "2011-berlin-embassy-picket.txt"
    ingest(file)
    before = Document.objects.count()

    ingest(file)

    assert "Already in the archive as “Protesters lobby" in capsys.readouterr().out
    assert Document.objects.count() == before


def test_refused_files_are_one_line_each_and_the_rest_is_stored(tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.txt").write_text("A strike\n\nIt began.")
    with (tmp_path / "d.txt").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)

    with pytest.raises(SystemExit) as ended:
        ingest(tmp_path)

    out, err = capsys.readouterr()
    assert ended.value.code == 3
    assert [line.split(": refused.")[0][-5:] for line in err.splitlines()] == [
        "a.txt",
        "b.txt",
        "d.txt",
    ]
    assert "50 MB" in err
    assert "c.txt: stored as a-strike." in out
    assert (Document.objects.count(), Capture.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("no-such-file.txt", "There is no such file."),
        ("https://example.org/a", "Fetching from the web is off (INGEST_URLS)."),
    ],
)
def test_what_is_not_there_is_said(what, sentence, capsys):
    with pytest.raises(SystemExit):
        ingest(what)

    assert sentence in capsys.readouterr().err


def test_standard_input_is_a_document(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A strike\n\nNow.")))

    ingest("-")

    assert Document.objects.get().title == "A strike"


def test_an_unknown_source_names_the_known_ones():
    make.source(slug="a-paper")

    with pytest.raises(CommandError, match="Known: a-paper"):
        ingest("-", source="b-paper")


def test_a_date_nobody_can_read_is_refused_before_anything_is_stored(tmp_path):
    with pytest.raises(CommandError):
        ingest(tmp_path, "--published", "soonish")


def extract(*slugs, **options):
    call_command("extract", *slugs, **options)


def test_extract_says_what_it_did_and_a_rehearsal_writes_nothing(capsys):
    document = make.document("Ana Testova spoke in Ankara on 3 May 2021.")
    make.person("Ana Testova")

    extract(document.slug, dry_run=True)
    assert not Mention.objects.exists()

    extract(document.slug)
    rehearsed, done = [
        line for line in capsys.readouterr().out.splitlines() if "In all" in line
    ]
    assert rehearsed.split(":")[1] == done.split(":")[1]
    assert Mention.objects.count() > 0


@pytest.mark.parametrize(
    ("slugs", "words"), [((), "say --all"), (("nix",), "no report nix")]
)
def test_extract_needs_to_know_what(slugs, words):
    with pytest.raises(CommandError, match=words):
        extract(*slugs)


def test_a_file_that_breaks_the_program_keeps_no_other_out(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Broken\n\nIt began.")
    (tmp_path / "b.txt").write_text("A strike\n\nIt began.")

    def fail(execute, sql, params, many, context):
        if "Broken" in str(params):
            raise DatabaseError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail), pytest.raises(SystemExit) as ended:
        ingest(tmp_path)

    out, err = capsys.readouterr()
    assert ended.value.code == 3
    assert "a.txt: not stored." in err
    assert "b.txt: stored as a-strike." in out


def test_a_file_may_have_a_name_that_is_no_text(tmp_path, capsys):
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("A strike\n\nIt began.")

    ingest(tmp_path)

    assert "\ufffd.txt: stored as a-strike." in capsys.readouterr().out
    assert Capture.objects.get().file_name == "\ufffd.txt"


def test_a_pipe_among_the_files_is_refused_and_never_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b.txt").write_text("A strike\n\nIt began.")

    with pytest.raises(SystemExit):
        ingest(tmp_path)

    said = capsys.readouterr()
    assert "a pipe or a device" in said.err
    assert "stored as" in said.out


def test_a_name_with_a_line_end_is_said_on_one_line(tmp_path, capsys):
    (tmp_path / "a\nb\x1b.txt").write_text("A strike\n\nIt began.")

    ingest(tmp_path)

    assert len(capsys.readouterr().out.splitlines()) == 1


def test_no_name_is_no_folder(capsys):
    with pytest.raises(SystemExit):
        ingest("")

    assert "refused" in capsys.readouterr().err


def test_a_folder_that_is_closed_is_refused_by_name(tmp_path, capsys, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)

    def walk(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(closed)))
        return []

    if os.geteuid() == 0:  # may open everything
        monkeypatch.setattr(os, "walk", walk)
    with pytest.raises(SystemExit):
        ingest(tmp_path)

    assert f"{closed}: refused. This user may not open" in capsys.readouterr().err


def test_a_link_in_a_folder_does_not_lead_out_of_it(tmp_path, capsys):
    secret, folder = tmp_path / "secret.txt", tmp_path / "reports"
    secret.write_text("root of all")
    folder.mkdir()
    (folder / "report.txt").symlink_to(secret)

    with pytest.raises(SystemExit):
        ingest(folder)

    assert "It is a link" in capsys.readouterr().err
    assert not Document.objects.exists()


def test_a_linked_folder_is_not_passed_over_in_silence(tmp_path, capsys):
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "reports"
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text("root of all")
    folder.mkdir()
    (folder / "more").symlink_to(elsewhere)

    with pytest.raises(SystemExit):
        ingest(folder)

    assert f"{folder / 'more'}: refused. It is a link" in capsys.readouterr().err
    assert not Document.objects.exists()


# translations


def test_a_file_is_kept_as_a_translation_of_what_is_there(tmp_path, capsys):
    make.document("Police came.", slug="raid")
    (tmp_path / "de.txt").write_text("Die Polizei kam.")

    ingest(
        tmp_path / "de.txt",
        "--translation-of=raid",
        "--language=de",
        "--note=Translated by A. Person.",
    )

    assert "de.txt: stored as raid/r/2." in capsys.readouterr().out
    made = Document.objects.get().revisions.translations().get()
    assert (made.text, made.note) == ("Die Polizei kam.", "Translated by A. Person.")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--translation-of=raid"], "with its --language"),
        (["--translation-of=nothing", "--language=de"], "no document “nothing”"),
        (["--translation-of=raid", "--language=de"], "who translated it"),
        (["--translation-of=raid", "--language=en", "--note=A."], "this language"),
    ],
)
def test_a_translation_that_cannot_be_says_why(tmp_path, options, sentence):
    make.document("Police came.", slug="raid")
    (tmp_path / "de.txt").write_text("Die Polizei kam.")

    with pytest.raises(CommandError, match=sentence):
        ingest(tmp_path / "de.txt", *options)

    assert not Document.objects.get().revisions.translations().exists()
