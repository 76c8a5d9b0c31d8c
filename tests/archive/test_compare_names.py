import io
import json

import pytest
from django.core.management import CommandError, call_command


def asked(monkeypatch, *lines):
    """Standard input as bytes, since that is what may be broken."""
    content = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def answers(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_two_names_are_compared(capsys):
    call_command("compare_names", "Natalia Sokolova", "Наталья Соколова")

    (answer,) = answers(capsys)
    assert (answer["score"], answer["auto"], answer["suggest"]) == (1.0, True, True)


def test_the_type_matters(capsys):
    call_command("compare_names", "KazMunaiGas", "KazMunaiGas JSC", "--type", "ORG")

    assert answers(capsys)[0]["auto"] is True


def test_pairs_are_answered_in_their_order(monkeypatch, capsys):
    asked(
        monkeypatch,
        {"a": "Aktau", "b": "Aktobe", "type": "PLACE"},
        b"",
        {"a": "Aktau", "b": "Актау", "type": "PLACE"},
    )

    call_command("compare_names", "--jsonl")

    assert [answer["decision"] for answer in answers(capsys)] == ["separate", "auto"]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b"\xff\xfe\xff",
        b"[" * 100_000,
        [1],
        {"a": "Aktau"},
        {"a": 1, "b": "x", "type": "ORG"},
        {"a": "x", "b": "x", "type": "SHIP"},
        {"a": "x", "b": "x", "type": ["ORG"]},
    ],
)
def test_a_bad_line_is_answered_in_its_place(monkeypatch, capsys, bad):
    good = {"a": "Aktau", "b": "Aqtau", "type": "PLACE"}
    asked(monkeypatch, good, bad, good)

    with pytest.raises(CommandError, match="could not be answered: 1"):
        call_command("compare_names", "--jsonl")

    first, wrong, last = answers(capsys)
    assert first == last
    assert list(wrong) == ["error"]


@pytest.mark.parametrize("given", [[], ["one"], ["one", "two", "three"]])
def test_a_wrong_number_of_names_is_explained(given):
    with pytest.raises(CommandError, match="Give two names"):
        call_command("compare_names", *given)
