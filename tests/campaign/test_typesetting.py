"""One compiler a thread and template, and a file for whatever is typed."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import typst
from hypothesis import example, given
from hypothesis import strategies as st

from campaign import typesetting

DAY = date(2026, 3, 1)


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "line.typ"
    path.write_text('#let sheet(line) = [\n#set document(title: "A line")\n#line\n]')
    return path


def test_a_template_is_read_once_a_thread(template):
    ours = typesetting.compiler(template)

    with ThreadPoolExecutor(1) as other:
        theirs = other.submit(typesetting.compiler, template).result()

    assert typesetting.compiler(template) is ours
    assert theirs is not ours


def test_a_file_claims_the_standard_unless_a_letter_is_missing(template):
    whole = typesetting.pdf(template, json.dumps("Free them"), day=DAY)
    boxed = typesetting.pdf(template, json.dumps("Free them 🏭"), day=DAY)

    assert b"pdfuaid" in whole
    assert boxed.startswith(b"%PDF")
    assert b"pdfuaid" not in boxed


def test_the_same_inputs_give_the_same_file(template):
    made = {typesetting.pdf(template, json.dumps("#x"), day=DAY) for _ in range(2)}

    assert len(made) == 1


def test_what_is_typed_is_no_markup(template):
    assert typesetting.pdf(template, json.dumps('#import "/etc/passwd"'), day=DAY)


@pytest.fixture(scope="module")
def comparing(tmp_path_factory):
    """A template that stops unless its words are of just these code points."""
    path = tmp_path_factory.mktemp("comparing") / "words.typ"
    path.write_text(
        "#let sheet(given) = assert.eq("
        "given.words.codepoints().map(str.to-unicode), given.points)"
    )
    return path


@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example(words='"))\n#panic("in")')
@example(words='\\"))#panic()//')
@example(words="\\u{41} \\u0041 \r\n\u2028\x00\ufeff")
def test_what_is_given_arrives_as_it_was_typed(comparing, words):
    points = [ord(character) for character in words]

    for is_plain in (True, False):
        said = json.dumps({"words": words, "points": points}, ensure_ascii=is_plain)
        typesetting.picture(comparing, said, form="svg")


def test_words_that_differ_would_be_seen(comparing):
    with pytest.raises(typst.TypstError):
        typesetting.picture(comparing, '{"words": "a", "points": [98]}', form="svg")
