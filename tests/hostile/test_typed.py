"""Whatever is typed into a form: printed as it was typed, or refused in words.

The forms and their fields are those that the pages have, found by walking them.
"""

import email
import email.policy
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import parse_qs, urlencode, urlsplit

import docx
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from lxml import html as lxml_html

from campaign.forms import fields
from campaign.models import Action, AddressReport, LetterCount
from campaign.views import limiting
from tests import walking
from tests.hostile import payloads, shapes, world

pytestmark = [
    pytest.mark.trust,
    pytest.mark.django_db,
    pytest.mark.slow(200 if payloads.IS_FULL else 60),
]

FORM_KIND = "application/x-www-form-urlencoded"
ANSWERS = {200, 303, 422, 429, 503}
TURNING = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
NO_CHARACTER = "[\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0010ffff]"
PRESSED = {"change"}
GOOD = {"name": "A. Sender", "town": "Leeds", "date": "2026-03-01", "to": "office"} | {
    "value": "1 Any Street",
    "who": "A union",
    "campaign": "free",
    "kind": "picket",
    "country": "GB",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a page has it: where it goes, what is in it, which take words."""

    action: str
    filled: dict[str, str]
    lines: tuple[str, ...]
    areas: tuple[str, ...]
    chosen: tuple[str, ...]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        world.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def doors(site, django_db_blocker) -> list[str]:
    with django_db_blocker.unblock():
        return [*dict.fromkeys([*walking.addresses(), *walking.asked("strike")])]


@pytest.fixture(scope="module")
def forms(doors, django_db_blocker) -> dict[str, Form]:
    """Each form that is sent with POST, by where it goes."""
    found: dict[str, Form] = {}
    with django_db_blocker.unblock():
        for door in doors:
            for form in _forms(Client().get(door), "POST"):
                made = _form(form, door)
                found.setdefault(made.action, made)
    return found


def _forms(response, method: str) -> Iterator[lxml_html.FormElement]:
    if "text/html" in response.headers["Content-Type"] and response.content.strip():
        for form in lxml_html.fromstring(response.content).forms:
            if form.method.upper() == method:
                yield form


def _form(form: lxml_html.FormElement, door: str) -> Form:
    boxes = [each for each in form.inputs if each.name]
    words = [each.name for each in boxes if each.tag == "textarea"]
    lines = [
        each.name
        for each in boxes
        if each.tag == "input" and each.get("type", "text") in {"text", "url", "email"}
    ]
    others = {each.name for each in boxes} - {*words, *lines}
    filled = {
        name: value
        for name, value in form.form_values()
        if value and (value != "on" or name == "with_sources")  # nothing is chosen yet
    }
    good = {name: value for name, value in GOOD.items() if name in form.inputs}
    return Form(
        action=urlsplit(form.action or door).path,
        filled=filled | good,
        lines=tuple(lines),
        areas=tuple(words),
        chosen=tuple(sorted(others - PRESSED)),
    )


def test_there_are_the_forms_that_the_site_has(forms):
    assert {
        "/campaigns/free/write/",
        "/actions/report/",
        "/embassies/office/report/",
    } <= set(forms)
    assert all(form.lines or form.areas for form in forms.values())


@pytest.fixture(scope="module")
def innocent(forms, django_db_blocker) -> dict[str, set[object]]:
    """By form the elements its pages are built of, answered and refused."""
    found: dict[str, set[object]] = {}
    with django_db_blocker.unblock():
        for form in forms.values():
            known = found.setdefault(form.action, set())
            for words in ("word", "word\nword word\n\nword"):
                for name in (*form.lines, *form.areas, *form.chosen):
                    known |= _parts(_post(form.action, form.filled | {name: words}))
            for words in ("", "word " * 900):
                every = dict.fromkeys([*form.lines, *form.areas, *form.chosen], words)
                known |= _parts(_post(form.action, form.filled | every))
    return found


def _post(path: str, sent: Mapping[str, str | bytes]):
    for limiter in (limiting.REPORTS, limiting.OF_ONE_OFFICE):
        limiter.forget()
    AddressReport.objects.all().delete()  # as if the desk had read them
    Action.objects.filter(document=None).delete()
    return Client().post(path, urlencode(sent), content_type=FORM_KIND)


def _parts(response) -> set[object]:
    """Elements with their attributes, wherever they stand."""
    if "text/html" not in response.headers["Content-Type"]:
        return set()
    _kind, _status, shape = shapes.of(response)
    return {each[1:] for each in shape}


def every(nth: int) -> tuple[str, ...]:
    """All payloads; in the short form each nth."""
    return payloads.chosen()[:: 1 if payloads.IS_FULL else nth]


def turns(forms: dict[str, Form]) -> Iterator[tuple[Form, str, str]]:
    """Each payload in each form, in the short form in one of them; in turn in
    each of its fields.
    """
    names = {
        form.action: cycle([*form.lines, *form.areas, *form.chosen])
        for form in forms.values()
    }
    one = cycle(forms.values())
    for typed in payloads.chosen():
        for form in forms.values() if payloads.IS_FULL else [next(one)]:
            yield form, next(names[form.action]), typed


def test_no_typed_words_build_a_page(forms, innocent, trust_figure):
    strange = []
    for form, name, typed in turns(forms):
        try:
            answer = _post(form.action, form.filled | {name: _sendable(typed)})
            new = _parts(answer) - innocent[form.action]
        except shapes.Broken as broken:
            strange.append((form.action, name, typed, str(broken)))
            continue
        if answer.status_code not in ANSWERS or new:
            strange.append((form.action, name, typed, answer.status_code, new))

    assert strange == []
    assert mail.outbox == []
    told = f"0 ({len(payloads.chosen())} payloads, {len(forms)} forms)"
    trust_figure("forms changed by hostile words", told, 0)


def _sendable(typed: str) -> bytes:
    """Half a pair has no UTF-8: it is sent as the three bytes that would be it."""
    return typed.encode("utf-8", "surrogatepass")


@pytest.fixture
def letter(forms: dict[str, Form]) -> Form:
    return forms["/campaigns/free/write/"]


def expected(typed: str) -> str:
    """What stands in a letter when it stands in it at all."""
    arrives = _sendable(typed).decode("utf-8", "replace")
    composed = unicodedata.normalize("NFC", arrives)
    return " ".join(composed.split())


def made(letter: Form, kind: str, name: str, typed: str):
    path = letter.action.replace("write/", f"letter.{kind}")
    return _post(path, letter.filled | {name: _sendable(typed)})


def one_line(words: str) -> str:
    return " ".join(words.split())


def test_a_letter_says_what_was_typed_or_there_is_none(letter):
    """Text and draft mail: for every payload, in a line and in own words."""
    lost, printed = [], 0
    plain = email.message_from_bytes(made(letter, "eml", "name", "A. Sender").content)
    for typed, name in zip(
        every(4), cycle(["name", "own_words", "town"]), strict=False
    ):
        answer = made(letter, "txt", name, typed)
        if answer.status_code == 422:
            continue
        printed += 1
        draft = email.message_from_bytes(
            made(letter, "eml", name, typed).content, policy=email.policy.default
        )
        said = one_line(draft.get_content())
        words = expected(typed)
        if words not in one_line(answer.content.decode()) or words not in said:
            lost.append((name, typed, "not as typed"))
        heads = [(key, value) for key, value in plain.items() if key != "Subject"]
        if [(k, str(v)) for k, v in draft.items() if k != "Subject"] != heads:
            lost.append((name, typed, draft.items()))
        if draft.is_multipart() or "\n" in str(draft["Subject"]):
            lost.append((name, typed, "parts"))

    assert lost == []
    assert printed > len(every(4)) / 2
    assert mail.outbox == []


def test_what_a_letter_refuses_no_letter_could_print():
    """Control characters, breaks in one line, characters that turn the line, length."""
    wrong = []
    for typed in payloads.everything():
        kinds = [unicodedata.category(each) for each in typed]
        bad = not {"Cc", "Cs", "Zl", "Zp"}.isdisjoint(kinds)
        bad |= not TURNING.isdisjoint(typed) or bool(re.search(NO_CHARACTER, typed))
        if _is_refused(typed) != (bad or len(typed) > 200):
            wrong.append(typed)

    assert wrong == []


def _is_refused(typed: str) -> bool:
    try:
        fields.clean_line(typed)
    except ValidationError:
        return True
    return False


def test_a_link_for_a_mail_program_goes_to_one_office_only(letter):
    lost = []
    for typed in every(9):
        page = _post(letter.action, letter.filled | {"name": _sendable(typed)})
        if page.status_code != 200:
            continue
        tree = lxml_html.fromstring(page.content.decode())
        for link in tree.xpath("//a[starts-with(@href, 'mailto:')]/@href"):
            parts = urlsplit(link)
            asked = parse_qs(parts.query)
            told = expected(typed) in one_line(" ".join(asked.get("body", [""])))
            short = "body" not in asked
            if parts.path != "a@example.org" or set(asked) - {"subject", "body", "cc"}:
                lost.append((typed, link))
            elif not (told or short):
                lost.append((typed, asked))

    assert lost == []


def test_a_document_says_what_was_typed(letter):
    """Word and PDF, which cost more: some of each class."""
    lost = []
    for nth, typed in enumerate(every(20)):
        answer = made(letter, "docx", "name", typed)
        if answer.status_code == 422:
            continue
        found = docx.Document(io.BytesIO(answer.content))
        said = one_line(" ".join(each.text for each in found.paragraphs))
        if expected(typed) not in said:
            lost.append((typed, said))
        if nth % 7 == 0:
            shapes.pdf(made(letter, "pdf", "name", typed).content)

    assert lost == []


def test_no_body_of_any_kind_breaks_a_form(forms):
    """JSON, XML, parts that are cut or nested, other charsets, fields sent twice."""
    parts = "multipart/form-data; boundary=x"
    part = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n'
    bodies = [
        ("application/json", b'{"name": "A"}'),
        ("application/json", b"[" * 100_000),
        (
            "text/xml",
            b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        ),
        (f"{FORM_KIND}; charset=utf-7", b"name=+ADw-script+AD4-"),
        (f"{FORM_KIND}; charset=nonsense", b"name=%ff%fe"),
        (FORM_KIND, b"name=%ff%fe&town=\xff\xfe&own_words=%ed%a0%80"),
        (FORM_KIND, b"name=%00&name=%0d%0a&name=%"),
        (FORM_KIND, b"&".join(b"name=A" for _ in range(1999))),
        (FORM_KIND, b"&".join(b"f%d=1" % n for n in range(10_000))),
        (FORM_KIND, b"=" * 5000 + b"&" * 5000),
        (parts, part + b"--x--\r\n"),
        (parts, part),
        (parts, part[:-7]),
        (parts, part * 1500 + b"--x--\r\n"),
        (parts, part * 2600 + b"--x--\r\n"),
        (
            parts,
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nA\r\n'
            * 1500,
        ),
        (
            parts,
            b"--x\r\nContent-Transfer-Encoding: base64\r\n"
            + part[5:-3]
            + b"!\r\n--x--",
        ),
        (parts, b"--x\r\n" + b"X: y\r\n" * 9000 + b"\r\n--x--"),
        ("multipart/form-data", part),
        ("multipart/form-data; boundary=" + "y" * 5000, part),
        ("multipart/mixed; boundary=x", part),
        ("", b"name=A"),
        ("nonsense", b"\x00\x01"),
    ]
    answers = {
        (form.action, kind, body[:40]): Client()
        .generic("POST", form.action, body, kind)
        .status_code
        for form in forms.values()
        for kind, body in bodies
    }

    assert {
        sent: status
        for sent, status in answers.items()
        if status not in ANSWERS | {400, 413}
    } == {}


def test_nothing_typed_is_counted_but_letters(letter):
    made(letter, "txt", "name", "A. Sender")

    assert {each.format for each in LetterCount.objects.all()} <= {"txt", "eml"}
