import io
import json

import pytest
from django.core.management import CommandError, call_command

GOOD = (
    '{"recipient": "The Ambassador", "organisation": "Embassy of X",'
    ' "street": "Nordendstraße 14-17", "postcode": 13156, "city": "Berlin",'
    ' "country": "DE", "from": "GB", "language": "en"}'
)


@pytest.fixture
def run(monkeypatch):
    """The answers to these lines, and what the command said at the end."""

    def run(*given):
        lines = [line if isinstance(line, bytes) else line.encode() for line in given]
        read = io.TextIOWrapper(io.BytesIO(b"\n".join(lines) + b"\n"), "utf-8")
        monkeypatch.setattr("sys.stdin", read)
        out = io.StringIO()
        try:
            call_command("format_address", "--jsonl", stdout=out)
        except CommandError as error:
            said = (error.returncode, str(error))
        else:
            said = (0, "")
        # as bytes, since that is what a pipe takes
        return [json.loads(line) for line in out.getvalue().encode().splitlines()], said

    return run


def test_one_list_of_lines_comes_out_for_each_object(run):
    answers, said = run(GOOD, '{"city": "Paris", "country": "fr", "from": "FR"}')

    assert answers == [
        [
            "The Ambassador",
            "Embassy of X",
            "Nordendstraße 14-17",
            "13156 Berlin",
            "GERMANY",
        ],
        ["PARIS"],
    ]
    assert said == (0, "")


def test_missing_and_null_parts_are_left_out(run):
    assert run("{}", '{"street": null, "city": "Oslo"}') == ([[], ["Oslo"]], (0, ""))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("not json", "not JSON"),
        ("[" * 5_000, "not JSON"),
        ("[1]", "JSON object"),
        ('{"city": ["Paris"]}', "has to be text"),
        ('{"contry": "FR", "city": "Paris"}', "no part “contry”"),
        ('{"\\ud800a\\nb": "Paris"}', "no part “ a b”"),
        ('{"city": "X", "country": "DE", "from": "EN"}', "two letters"),
        ('{"city": true}', "has to be text"),
        ('{"city": "X", "country": "UK"}', "two letters"),
        ('{"city": "X", "country": "DE", "language": "tlh"}', "There are:"),
        ('{"street": "a\\nb", "country": "DE"}', "line break"),
        ('{"street": "a\\u0000b", "country": "DE"}', "control character"),
        ('{"street": "a\\ud800b", "country": "DE"}', "control character"),
        ('{"city": "X", "country": "DE", "from": "\\ud800"}', "two letters"),
        ('{"city": "X", "country": "DE", "language": "\\ud800"}', "There are:"),
        ('{"postcode": 1.5}', "has to be text"),
        ('{"postcode": NaN}', "has to be text"),
        (b'{"city": "\xff\xfe"}', "not JSON"),
    ],
)
def test_a_bad_line_is_answered_in_its_place(run, line, sentence):
    answers, said = run(GOOD, line, GOOD)

    assert answers[0] == answers[2]
    assert sentence in answers[1]["error"]
    assert said == (1, "1 of the lines could not be formatted.")


def test_a_file_made_on_windows_is_read(run):
    first = b"\xef\xbb\xbf" + GOOD.encode() + b"\r"

    assert run(first, GOOD.encode() + b"\r") == run(GOOD, GOOD)


def test_a_country_is_named_in_any_language_that_has_a_name_for_it(run):
    line = '{"city": "Baku", "country": "GB", "language": "%s"}'

    answers, said = run(line % "az", line % "ja", line % "ka", line % "pt-BR")

    assert [answer[-1] for answer in answers] == [
        "BİRLƏŞMİŞ KRALLIQ",
        "イギリス",
        "გაერთიანებული სამეფო",
        "REINO UNIDO",
    ]
    assert said == (0, "")


def test_long_and_turned_parts_come_out_as_one_line(run):
    given = {
        "street": "x" * 10_000,
        "city": "\u202eniL\u202c",
        "recipient": "😀 " * 100,
        "country": "DE",
    }

    answers, said = run(json.dumps(given))

    assert answers == [[("😀 " * 100).strip(), "x" * 10_000, "niL", "GERMANY"]]
    assert said == (0, "")
