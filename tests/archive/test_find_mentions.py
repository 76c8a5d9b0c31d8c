import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture(autouse=True)
def no_model(settings):
    settings.EXTRACTION_PIPELINES = {}


def find_mentions(monkeypatch, typed, *arguments):
    """Rows printed for what is typed, and whether the command failed."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    try:
        call_command("find_mentions", "--no-gazetteer", *arguments, stdout=out)
        failed = False
    except CommandError:
        failed = True
    return [json.loads(line) for line in out.getvalue().splitlines()], failed


def test_each_find_is_a_json_line_with_offsets_of_the_text_given(monkeypatch):
    text = "José Bodes spoke in Aktau on 11 June 2011."

    rows, _ = find_mentions(monkeypatch, text, "--published", "2011-06-22")

    assert [(row["type"], row["surface"]) for row in rows] == [
        ("PERSON", "José Bodes"),
        ("PLACE", "Aktau"),
        ("DATE", "11 June 2011"),
    ]
    assert all(text[row["start"] : row["end"]] == row["surface"] for row in rows)
    assert rows[-1]["value"] == "2011-06-11"


def test_carriage_returns_and_boilerplate_keep_their_offsets(monkeypatch):
    text = "A strike.\r\n\r\nDonate via Paypal"

    rows, _ = find_mentions(monkeypatch, text)

    assert [(row["start"], row["surface"]) for row in rows] == [(24, "Paypal")]


def test_a_file_is_read(monkeypatch, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Strike in Aktau", encoding="utf-8")

    rows, failed = find_mentions(monkeypatch, "", str(path))

    assert not failed
    assert rows[0]["surface"] == "Aktau"


def test_a_bad_line_is_named_and_the_others_are_answered(monkeypatch):
    lines = [
        '{"doc": "a", "text": "in Aktau"}',
        "no json",
        '{"doc": "c", "text": "in Berlin", "published": "soon"}',
        "[1]",
        '{"doc": "e", "lang": "de", "text": "aus Berlin"}',
    ]

    rows, failed = find_mentions(monkeypatch, "\n".join(lines), "--jsonl")

    assert failed
    assert [row["doc"] for row in rows] == ["a", 2, "c", 4, "e"]
    assert ["error" in row for row in rows] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "arguments", [["--published", "June"], ["/no/such/file"]], ids=["date", "file"]
)
def test_what_cannot_be_read_is_refused(monkeypatch, arguments):
    rows, failed = find_mentions(monkeypatch, "text", *arguments)

    assert failed
    assert rows == []


def test_an_unknown_language_is_a_sentence_and_no_guess(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"In May.")))

    with pytest.raises(CommandError, match="“xx” is no language code"):
        call_command("find_mentions", "--no-gazetteer", "--language", "xx")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("pt-BR", "em 26 de maio de 2011", "2011-05-26"),
        ("pt_BR", "em 26 de maio de 2011", "2011-05-26"),
        ("zh-Hant", "\u65bc2011\u5e746\u670811\u65e5", "2011-06-11"),
        ("EN-us", "on 06/11/2011", "2011-06-11"),
        ("en-GB", "on 06/11/2011", "2011-11-06"),
    ],
)
def test_a_region_or_script_may_follow_the_language(monkeypatch, language, text, value):
    rows, failed = find_mentions(monkeypatch, text, "--language", language)

    assert not failed
    assert [row["value"] for row in rows if row["type"] == "DATE"] == [value]


def test_half_a_character_costs_no_report_and_moves_no_offset(monkeypatch):
    line = '{"doc": "a\\ud800", "text": "\\ud800 strike in Aktau"}'

    rows, failed = find_mentions(monkeypatch, line, "--jsonl")

    assert not failed
    assert [(row["start"], row["surface"]) for row in rows] == [(12, "Aktau")]
