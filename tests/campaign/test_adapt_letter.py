import io
import json

import pytest
from django.core.management import CommandError, call_command

LETTER = (
    "To the Ambassador of Fernland\r\n\r\nDear Ambassador,\r\n\r\nWe protest against"
    " the arrest of ten people.\r\n\r\nYours faithfully,\r\nA. Sender\r\n"
)


@pytest.fixture
def run(monkeypatch):
    """The objects printed for this input, and what the command said at the end."""

    def run(given, *options):
        content = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        out, said = io.StringIO(), ""
        try:
            call_command("adapt_letter", *options, stdout=out)
        except CommandError as error:
            said = str(error)
        return [json.loads(line) for line in out.getvalue().splitlines()], said

    return run


def test_a_letter_comes_apart_with_offsets_into_the_text_as_given(run):
    (found,), said = run(LETTER)

    assert said == ""
    assert [part["text"] for part in found["addressees"]] == [
        "To the Ambassador of Fernland"
    ]
    assert found["salutation"]["text"] == "Dear Ambassador,"
    assert found["closing"]["text"] == "Yours faithfully,"
    assert found["signature"]["text"] == "A. Sender"
    (paragraph,) = found["paragraphs"]
    assert paragraph["role"] == "purpose"
    assert LETTER[paragraph["start"] : paragraph["end"]] == paragraph["text"]


def test_what_is_not_there_is_null_or_an_empty_list(run):
    (found,), said = run("")

    assert said == ""
    assert found == {
        "language": None,
        "sender": None,
        "place": None,
        "date": None,
        "addressees": [],
        "subject": None,
        "salutation": None,
        "paragraphs": [],
        "closing": None,
        "signature": None,
        "copies": [],
        "others": [],
    }


def test_a_file_in_an_old_charset_is_read(tmp_path, run):
    path = tmp_path / "brief.txt"
    text = "Exzellenz,\n\nwir fordern die Freilassung der Hafenarbeiter für immer.\n\n"
    path.write_bytes((text + "Mit freundlichen Grüßen\nA. Sender").encode("cp1252"))

    (found,), _ = run("", str(path), "--language", "de")
    assert found["closing"]["text"] == "Mit freundlichen Grüßen"
    assert found["language"] == "de"


@pytest.mark.parametrize("said", ["PT_BR", " Pt-BR ", "pt-BR"])
def test_a_language_is_understood_however_it_is_written(run, said):
    (found,), _ = run(LETTER, "--language", said)

    assert found["language"] == "pt-BR"


def test_further_letters_stand_under_others(run):
    (found,), _ = run(LETTER + "\r\n" + LETTER)

    (other,) = found["others"]
    assert other["salutation"]["start"] > found["signature"]["end"]
    assert "others" not in other


def test_each_line_has_its_answer_and_a_bad_one_says_why(run):
    lines = [
        json.dumps({"doc": "a", "lang": "en", "text": LETTER}),
        "no json",
        "[1]",
        '{"doc": "b"}',
        '{"doc": "c", "text": "x", "lang": "klingon-language"}',
        "",
        '{"text": "\\ud800 Dear Minister,\\n\\nWe protest against all of it."}',
        "[" * 5_000,
    ]
    found, said = run("\n".join(lines), "--jsonl")

    assert [row["doc"] for row in found] == ["a", 2, 3, "b", "c", 7, 8]
    assert [("error" in row) for row in found] == [False, *[True] * 4, False, True]
    assert found[0]["salutation"]["text"] == "Dear Ambassador,"
    assert "language code" in found[4]["error"]
    assert said == "Some lines could not be read; they say why."


@pytest.mark.parametrize(
    ("options", "sentence"),
    [(["--language", "??"], "language code"), (["/no/such/file"], "No such file")],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, options, sentence):
    assert sentence in run(LETTER, *options)[1]
