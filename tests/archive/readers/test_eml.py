import pytest

from archive.readers import Unreadable, eml, read
from tests.archive.readers import files, pages


def test_a_message_says_its_subject_sender_and_day():
    readout = eml.read(files.message("Four hundred miners refused.\n").as_bytes())

    assert readout.text == "Four hundred miners refused."
    said = (readout.title, readout.byline, readout.published)
    assert said == ("News from the pit", "Marta Feldkirch", "2011-07-14")


def test_attachments_are_named():
    mail = files.message("See below.")
    for name in ("a.pdf", "b.xls"):
        mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)

    notes = eml.read(mail.as_bytes()).notes

    assert notes == ("2 attachments were left out: a.pdf, b.xls.",)


def test_the_words_are_preferred_to_the_page():
    mail = files.message("They struck.\n")
    mail.add_alternative("<p>They <b>struck</b>.</p>", subtype="html")

    assert eml.read(mail.as_bytes()).text == "They struck."


def test_a_stub_gives_way_to_the_page():
    mail = files.message("Your program does not show this message.\n")
    mail.add_alternative(f"<p>{files.PROSE}</p>", subtype="html")

    readout = eml.read(mail.as_bytes())

    assert (readout.text, readout.kind) == (files.PROSE.strip(), "eml")


@pytest.mark.parametrize(
    ("charset", "packing"),
    [
        ("koi8-r", "base64"),
        ("windows-1251", "quoted-printable"),
        ("utf-8", "8bit"),
        ("x-unheard-of", "base64"),
    ],
)
def test_letters_of_any_charset_and_packing_are_read(charset, packing):
    text = "Шахтёры остановили работу и потребовали выплатить зарплату за три месяца."
    codec = "cp1251" if charset.startswith("x-") else charset
    mail = files.message("")
    mail.set_payload(text.encode(codec))
    mail.replace_header("Content-Type", f"text/plain; charset={charset}")
    mail.replace_header("Content-Transfer-Encoding", "8bit")
    content = mail.as_bytes()
    if packing != "8bit":
        mail.set_content(
            text.encode(codec), maintype="text", subtype="plain", cte=packing
        )
        mail.replace_header("Content-Type", f"text/plain; charset={charset}")
        content = mail.as_bytes()

    assert eml.read(content).text == text


def test_flowing_lines_are_joined():
    content = (
        b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; format=flowed\r\n\r\n"
        b"The miners of the pit \r\nrefused.\r\n\r\n> old \r\nnew\r\n-- \r\nKim\r\n"
    )

    assert (
        eml.read(content).text
        == "The miners of the pit refused.\n\n> old new\n-- \nKim"
    )


def test_a_page_saved_as_one_file_is_read_as_that_page():
    mail = files.message("")
    mail.replace_header("From", "<Saved by Blink>")
    mail["Snapshot-Content-Location"] = "https://example.org/report"
    mail.set_content(pages.WORDPRESS, subtype="html")

    readout = read(mail.as_bytes(), file_name="report.mhtml")

    assert (readout.kind, readout.published) == ("html", "2011-07-14")
    assert readout.title == "Miners in Karaganda stop work over unpaid wages"


def test_a_message_of_attachments_alone_is_refused():
    mail = files.message("")
    mail.clear_content()
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")

    with pytest.raises(Unreadable, match="only attachments"):
        eml.read(mail.as_bytes())


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000,
        b"From: " + b"((((a,<b@" * 100_000,
        b"Date: the day before",
        b"Subject: =?utf-9?b?//=?=",
        b"From: \xff\xfe\x00",
    ],
)
def test_a_broken_header_costs_the_header_only(header):
    content = b"MIME-Version: 1.0\r\n" + header + b"\r\n\r\nThe miners refused."

    assert eml.read(content).text == "The miners refused."


@pytest.mark.slow
def test_a_message_nested_thousandfold_is_refused():
    head = b"From: a@example.org\r\nMIME-Version: 1.0\r\nMessage-ID: <1>\r\n"
    part = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    content = head + b"".join(part % (n, n) for n in range(3_000))

    with pytest.raises(Unreadable):
        read(content)
