"""Letters and pages of our own, marked up; every stretch in ⟦name role|text⟧."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.adapting import adapt
from tests.growth import LINEAR, growth_of

HERE = Path(__file__).parent
LETTERS = sorted(
    path.relative_to(HERE).as_posix()
    for folder in ("letters", "letters_at_first_sight")
    for path in (HERE / folder).glob("*.txt")
)
MARK = re.compile(r"⟦([a-z-]+)(?: ([a-z]+))?\|([^⟧]*)⟧")
PARTS = {
    "p": "paragraphs",
    "hello": "salutation",
    "bye": "closing",
    "to": "addressees",
    "subject": "subject",
    "place": "place",
    "date": "date",
    "sender": "sender",
    "sign": "signature",
    "copy": "copies",
}


def marked(path):
    """The language, the text without marks, and (name, role, start, end)."""
    head, _, raw = (HERE / path).read_text(encoding="utf-8").partition("\n")
    pieces, parts, at, length = [], [], 0, 0
    for mark in MARK.finditer(raw):
        pieces += [raw[at : mark.start()], mark[3]]
        start = length + mark.start() - at
        length = start + len(mark[3])
        parts.append((mark[1], mark[2], start, length))
        at = mark.end()
    return head.split()[-1], "".join([*pieces, raw[at:]]), parts


def many(part):
    return part if isinstance(part, tuple) else (part,) if part else ()


def letters_of(text, bounds):
    return {i for a, b in bounds for i in range(a, b) if not text[i].isspace()}


def all_parts(found):
    return [part for name in PARTS.values() for part in many(getattr(found, name))]


@pytest.mark.parametrize("path", LETTERS)
def test_each_part_is_found_and_nothing_of_the_page(path):
    language, text, parts = marked(path)
    found = adapt(text, language=language)

    for mark, name in PARTS.items():
        there = letters_of(text, [(a, b) for kind, _, a, b in parts if kind == mark])
        ours = letters_of(
            text, [(part.start, part.end) for part in many(getattr(found, name))]
        )
        shared = 2 * len(there & ours) / (len(there) + len(ours) or 1)
        assert shared >= 0.9 or there == ours, (name, [text[i] for i in ours ^ there])


def test_nine_sentences_of_ten_have_the_role_a_person_gave_them():
    right, asked = 0, 0
    for path in LETTERS:
        language, text, parts = marked(path)
        found = adapt(text, language=language).paragraphs
        for _, role, start, end in parts:
            middle = (start + end) // 2
            given_to = [p.role for p in found if p.start <= middle < p.end]
            right += bool(role) and given_to == [role]
            asked += bool(role)

    assert right / asked >= 0.9


@pytest.mark.parametrize("path", LETTERS)
@pytest.mark.parametrize("form", ["crlf", "decomposed", "byte order mark"])
def test_offsets_are_those_of_the_text_as_given(path, form):
    _, text, _ = marked(path)
    given_text = {
        "crlf": text.replace("\n", "\r\n"),
        "decomposed": unicodedata.normalize("NFD", text),
        "byte order mark": f"\ufeff{text}",
    }[form]
    plain, found = adapt(text), adapt(given_text)

    assert all(given_text[p.start : p.end] == p.text for p in all_parts(found))
    assert [_squeezed(p.text) for p in all_parts(found)] == [
        _squeezed(p.text) for p in all_parts(plain)
    ]


def _squeezed(text):
    return unicodedata.normalize("NFC", " ".join(text.split()))


BODY = "We protest against the arrest of ten people in the town of Millford."


@pytest.mark.parametrize(
    "salutation",
    [
        "Dear President Falk, dear Minister Quist,",
        "Dear President Falk, Prime Minister Odo and members of the Cabinet:",
        "Dear Prime Minister,\nDear Minister of Justice,",
        "Dear [name of the minister],",
        "Dear Ambassador/Consul ............,",
        "Dear Ambassador",
        "Your Excellency,",
        "Excellencies,",
        "Sirs,",
        "To whom it may concern:",
        "Sehr geehrte Frau Bundeskanzlerin, sehr geehrter Herr Minister,",
        "Sehr geehrte Damen und Herren!",
        "Exzellenz,",
        "Monsieur l'Ambassadeur,",
        "Monsieur le Président, Madame la Ministre,",
        "Madame, Monsieur,",
        "Excelentísimo Señor:",
        "Señora Presidenta:",
        "Estimado señor Ministro, estimada señora Fiscal:",
        "Уважаемый господин Посол!",
        "Ваше Превосходительство,",
        "Уважаемый господин Президент, уважаемая госпожа министр!",
        "Exmo. Senhor Embaixador,",
        "Szanowny Panie Ambasadorze,",
        "Geachte heer Voorbeeld,",
        "Sayın Büyükelçi,",
        "Ers Excellens,",
    ],
)
def test_a_greeting_is_found_whole(salutation):
    text = f"To the office\n\n{salutation}\n\n{BODY}\n\nYours sincerely,\nA. Sender"
    found = adapt(text)

    assert found.salutation.text == salutation
    assert [paragraph.text for paragraph in found.paragraphs] == [BODY]


@pytest.mark.parametrize(
    "closing",
    [
        "Yours faithfully,",
        "Yours in struggle and solidarity",
        "In solidarity,",
        "With deep respect,",
        "Hochachtungsvoll",
        "Mit freundlichen Grüßen aus Köln",
        "Mit solidarischen Grüßen,",
        "Veuillez agréer, Monsieur le Ministre, l'expression de ma considération.",
        "Dans l'attente d'une réponse, recevez nos salutations syndicales.",
        "Sin otro particular, le saluda atentamente,",
        "Atentamente,",
        "С уважением,",
        "С глубоким уважением и надеждой",
        "Com os melhores cumprimentos,",
        "Z wyrazami szacunku",
        "Hoogachtend,",
        "Saygılarımızla,",
        "Med vänliga hälsningar",
        "Distinti saluti",
    ],
)
def test_words_of_leave_are_no_part_of_the_body(closing):
    found = adapt(f"Dear Minister,\n\n{BODY}\n\n{closing}\n\nA. Sender\nChair")

    assert found.closing.text == closing
    assert found.signature.text == "A. Sender\nChair"
    assert [paragraph.text for paragraph in found.paragraphs] == [BODY]


def test_words_of_leave_in_the_middle_of_a_wrapped_sentence_end_nothing():
    text = (
        "Dear Minister,\n\nWe ask you to receive the miners' families, who stand\n"
        "in solidarity with the strikers, and to hear what they\nhave to say.\n\n"
        "Yours sincerely,\nA. Sender"
    )

    assert adapt(text).closing.text == "Yours sincerely,"


def test_greeting_body_and_leave_may_stand_on_one_line():
    found = adapt(f"Dear Minister, {BODY} They must go free. Yours truly, A. Sender")

    assert found.salutation.text == "Dear Minister,"
    assert found.paragraphs[0].text == BODY
    assert found.closing.text == "Yours truly,"
    assert found.signature.text == "A. Sender"


def test_a_minister_spoken_to_inside_a_letter_opens_no_other():
    text = (
        f"Dear Minister,\n\n{BODY}\n\nMinister, you can end this with one word, and we"
        " ask you to say it.\n\nYours faithfully,\nA. Sender"
    )

    assert adapt(text).others == ()


def test_of_several_letters_the_first_to_an_office_is_meant():
    letter = "{},\n\n" + BODY + "\n\nIn solidarity,\nA. Sender\n\n"
    text = "".join(
        map(letter.format, ["Dear friends", "Dear Minister", "Dear Ambassador"])
    )
    found = adapt(text)

    assert found.salutation.text == "Dear Minister,"
    assert [other.salutation.text for other in found.others] == [
        "Dear friends,",
        "Dear Ambassador,",
    ]


def test_an_address_given_apart_is_the_addressee():
    text = (
        "Please write to:\nThe Minister of Justice\nPort Anton\n\nMany thanks to all"
        f" who have written already this year.\n\nDear Minister,\n\n{BODY}"
    )

    assert [part.text for part in adapt(text).addressees] == [
        "The Minister of Justice\nPort Anton"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        " \r\n\t\u200b ",
        "Dear",
        "Dear Minister,",
        "Yours sincerely,",
        "\x00\x01\x1b[31m",
        "\ud800 Dear Minister,\n\nWe protest against it all.",
        "{{ }} {% x %} <script>alert(1)</script>",
        "To: x\r\nBcc: y@example.org\r\n\r\nDear Minister,\r\n\r\nWe protest today.",
        "سعادة السفير،\n\nنحتج على اعتقال عشرة أشخاص في المدينة ونطالب بالإفراج عنهم.",
        f"Dear {'🙂' * 5_000},\n\n{BODY}",
        f"Dear {'A' * 5_000},\n\n{BODY}",
    ],
)
def test_whatever_is_given_nothing_breaks(text):
    found = adapt(text)

    assert all(text[part.start : part.end] == part.text for part in all_parts(found))


PIECES = st.sampled_from(
    [
        *("Dear Minister,", "Yours sincerely,", "To: the Embassy of X", "Re: arrests"),
        *("A. Sender", "London, 3 May 2011", BODY, "", "", "cc: B", "[your name]"),
        *("To the President", "Union of Bakers", "- release them", "Sample letter:"),
        *("Sincerely, A.", "From: A", "P.S. Thank you", "Share", "© 2011", "_____"),
        *("Madame, Monsieur,", "Veuillez agréer mes salutations", "Minister of X"),
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=24), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
def test_no_part_lies_in_another(pieces, between):
    text = between.join(pieces)
    found = adapt(text, language="en")

    for letter in (found, *found.others):
        bounds = sorted((part.start, part.end) for part in all_parts(letter))
        assert all(text[p.start : p.end] == p.text for p in all_parts(letter))
        assert all(a[1] <= b[0] for a, b in pairwise(bounds))


def test_a_greeting_on_the_line_of_the_leave_is_no_part_of_it():
    text = "Dear Minister, Veuillez agréer mes salutations To: the Embassy of X"

    found = adapt(text, language="en")

    assert found.salutation.text == "Dear Minister,"
    assert found.closing.start >= found.salutation.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text):
    found = adapt(text)

    assert all(text[part.start : part.end] == part.text for part in all_parts(found))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        f"Dear Minister,\n\n{BODY}\n\nYours sincerely,\nA. Sender\n\n",
        "Dear Minister,\n",
        "To the Ambassador\n",
        "Yours sincerely,\n",
        "veuillez agréer nos salutations, ",
        "Please write to:\nabc\n",
        "[(",
        " \n",
    ],
)
def test_the_time_grows_with_the_text_and_no_faster(piece):
    def read(size):
        return adapt(piece * (size // len(piece)), language="en")

    assert growth_of(read, 50_000) < LINEAR
