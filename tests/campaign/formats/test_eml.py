import email
import email.header
import email.policy
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.formats import eml, mail_body, printable
from campaign.letters import Letter

pytestmark = pytest.mark.slow


def read(letter: Letter) -> EmailMessage:
    return email.message_from_bytes(eml.render(letter), policy=email.policy.default)


def body(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def test_a_draft_parses_back_exactly(letter):
    message = read(letter)

    assert message["X-Unsent"] == "1"
    assert message["Subject"] == letter.subject
    assert message["To"] == (letter.email_to or None)
    assert message["Cc"] == (", ".join(letter.email_cc) or None)
    assert body(message) == mail_body(letter)


def test_another_reader_finds_the_same(letter):
    """The older parser of Python shares no line of header parsing with it."""
    message = email.message_from_bytes(eml.render(letter), policy=email.policy.compat32)
    subject = email.header.make_header(email.header.decode_header(message["Subject"]))
    payload = message.get_payload(decode=True)

    assert str(subject) == letter.subject
    assert (message["To"] or "") == letter.email_to
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n") == mail_body(letter)


def test_a_draft_holds_its_sources(sourced):
    assert sourced.evidence_url in body(read(sourced))
    assert "[2] Another publisher" in body(read(sourced))


def test_a_draft_tells_neither_who_nor_when_nor_where(letter):
    assert set(read(letter)) <= {
        "X-Unsent",
        "To",
        "Cc",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }


def test_a_draft_travels_through_any_mail_server(letter):
    content = eml.render(letter)

    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert content == eml.render(letter)


@given(subject=st.text(), words=st.text())
def test_whatever_is_typed_stays_where_it_was_typed(subject, words, london):
    letter = replace(london, subject=subject, paragraphs=(words,))

    message = read(letter)

    assert message["Subject"] == printable(letter).subject
    assert message["To"] == london.email_to
    assert message["Bcc"] is None
    assert body(message) == mail_body(letter)


@pytest.mark.parametrize(
    "typed",
    [
        "x\r\nBcc: evil@example.org",
        "x\nBcc: evil@example.org",
        "=?utf-8?q?x=0D=0ABcc:_evil@example.org?=",
        "=?utf-8?b?eA0KQmNjOiBlQHgueQ==?=",
        "x\r\n\r\n<script>",
        "w" * 5000,
        " ",
    ],
)
def test_a_subject_cannot_become_a_header(typed, london):
    content = eml.render(replace(london, subject=typed))

    assert b"\nBcc" not in content
    assert content.split(b"\r\n\r\n")[0].count(b"\r\nTo: london@mfa.example\r\n") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "a@example.org\r\nBcc: evil@example.org",
        "a@example.org, evil@example.org",
        "A <a@example.org>",
        "=?utf-8?q?x?=@example.org",
        "посол@example.org",
        "embassy",
    ],
)
def test_what_is_not_one_address_is_left_out(typed, london):
    head = eml.render(replace(london, email_to=typed, email_cc=(typed,))).split(
        b"\r\n\r\n"
    )[0]

    assert b"\r\nTo:" not in head
    assert b"cc:" not in head.lower()
