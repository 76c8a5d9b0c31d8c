"""What of a file's own words reaches the archive, and whose word goes first."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import override_settings

from archive import cleaning, dates, ingest, readers
from archive.ingest import tongues
from archive.models import Document, Segment
from tests import make
from tests.archive.readers.files import message, pdf, warc, word

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>Streik im Werk – Ein Blatt</title>
<link rel="canonical" href="https://blatt.example/2021/streik">
<meta property="og:title" content="Streik im Werk">
<meta property="article:published_time" content="2021-05-04T09:00:00+02:00">
<meta name="author" content="A. Person"></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/abo">Abo bestellen</a></li></ul></nav>
<article><h1>Streik im Werk</h1>
<p>Die Belegschaft des Werks in A-Stadt ist am Montag in den Streik getreten. Die
Polizei hat das Büro der Gewerkschaft durchsucht und mehrere Menschen festgenommen.</p>
<p>Die Gewerkschaft fordert die Freilassung aller Festgenommenen und ein Ende der
Einschüchterung. Ein Gericht soll am Freitag über die Haft entscheiden.</p></article>
<footer><p>Impressum und Datenschutz</p></footer></body></html>"""


def taken(content, name="page.html", **described):
    received = ingest.Received(content=content, received_at=make.NOW, file_name=name)
    with readers.Guarded() as reader:
        return list(
            ingest.take_in(received, ingest.Described(**described), reader=reader)
        )


def test_a_page_says_its_title_author_day_language_and_address():
    document = taken(PAGE.encode())[0].document

    assert (document.title, document.author) == ("Streik im Werk", "A. Person")
    assert (document.language, document.published_on) == ("de", date(2021, 5, 4))
    assert document.published_words == "stated by the page"
    assert document.url == "https://blatt.example/2021/streik"
    assert document.captures.get().media_type == "text/html"


def test_what_a_person_says_goes_before_what_the_page_says():
    document = taken(
        PAGE.encode(),
        title="Another title",
        author="B. Person",
        language="en",
        published=dates.parse("2020-01"),
    )[0].document

    assert (document.title, document.author) == ("Another title", "B. Person")
    assert (document.language, document.published.value) == ("en", "2020-01")


def test_what_surrounds_an_article_is_marked_and_not_cut():
    revision = taken(PAGE.encode())[0].document.current_revision

    aside = [
        revision.quote(part.start, part.end)
        for part in revision.segments.filter(kind=Segment.Kind.BOILERPLATE)
    ]
    assert any("Abo bestellen" in words for words in aside)
    assert any("Impressum" in words for words in aside)
    assert not any("Belegschaft" in words for words in aside)
    assert "Abo bestellen" in revision.text


def test_the_source_is_known_by_the_address():
    source = make.source("Ein Blatt", domains="blatt.example other.example")

    assert taken(PAGE.encode())[0].document.source == source


def test_an_address_that_only_ends_alike_is_another_source():
    make.source("Att", domains="att.example latt.example")

    assert taken(PAGE.encode())[0].document.source is None


def test_nobody_says_the_language_so_the_words_do():
    text = "Полиция провела обыск в офисе профсоюза, и рабочие были задержаны на сутки."

    assert taken(text.encode(), "a.txt")[0].document.language == "ru"


def test_a_wrong_extension_does_not_mislead():
    document = taken(PAGE.encode(), "report.pdf")[0].document

    assert document.captures.get().media_type == "text/html"


def web_archive(*pages):
    kind = "text/html; charset=utf-8"
    return warc(
        *(
            (f"https://blatt.example/{number}", "200 OK", kind, page.encode())
            for number, page in enumerate(pages)
        )
    )


def test_each_page_of_a_web_archive_is_a_document_with_its_own_capture():
    other = PAGE.replace("Streik im Werk", "Urteil im Werk").replace(
        "/streik", "/urteil"
    )

    found = taken(web_archive(PAGE, other, PAGE), "crawl.warc.gz")

    assert [one.is_new for one in found] == [True, True, False]
    assert Document.objects.count() == 2
    capture = found[0].document.captures.get()
    assert capture.url == "https://blatt.example/0"
    assert f"{capture.received_at:%Y-%m-%d %H:%M}" == "2012-01-05 10:00"


def test_a_picture_in_a_web_archive_is_left_out_with_the_reason():
    picture = ("https://blatt.example/a.png", "200 OK", "image/png", b"\x89PNG\r\n")
    page = ("https://blatt.example/", "200 OK", "text/html", PAGE.encode())

    found = taken(warc(picture, page), "crawl.warc.gz")

    assert [bool(one.document) for one in found if one.document or one.reason][-1]
    assert Document.objects.count() == 1


@pytest.mark.parametrize("code", ["xx", "english", "12", "zz-ZZ", "e"])
def test_no_language_code_is_refused(code):
    with pytest.raises(ingest.Refused, match="no language code"):
        ingest.draft(
            ingest.Received(content=b"Words.", received_at=make.NOW),
            ingest.Described(language=code),
        )


@pytest.mark.parametrize("code", ["en", "pt-BR", "zh-Hant", "kk", "uz-Cyrl"])
def test_a_language_may_have_a_region_or_a_script(code):
    received = ingest.Received(content=b"Words.", received_at=make.NOW)

    assert ingest.draft(received, ingest.Described(language=code)).language == code


@override_settings(INGEST_URLS=["blatt.example"])
def test_an_address_that_is_not_allowed_is_refused_by_name(capsys):
    with pytest.raises(SystemExit) as end:
        call_command("ingest", "https://elsewhere.example/a")

    assert end.value.code == 3
    assert "elsewhere.example" in capsys.readouterr().err


def test_the_boilerplate_of_a_source_is_marked_again_and_no_anchor_moves():
    source = make.source(boilerplate="")
    text = "A headline\n\nPolice raided the office.\n\nRead our weekly digest today."
    document = taken(text.encode(), "a.txt", source=source)[0].document
    passage = make.passage(document, "raided")
    source.boilerplate = "starts: Read our weekly digest"
    source.save()

    counts = ingest.mark_again(source)

    revision = document.revisions.get()
    aside = revision.segments.get(kind=Segment.Kind.BOILERPLATE)
    assert (counts.documents, counts.changed) == (1, 1)
    assert revision.quote(aside.start, aside.end).startswith("Read our weekly")
    assert revision.text == text
    passage.refresh_from_db()
    assert passage.quote == "raided"


def test_marking_again_changes_nothing_the_second_time():
    source = make.source(boilerplate="starts: Read our")
    taken(b"A headline\n\nPolice came.\n\nRead our digest.", "a.txt", source=source)

    assert ingest.mark_again(source).changed == 0


def test_what_a_person_marked_stays_when_the_rules_change():
    source = make.source(boilerplate="")
    text = b"A headline\n\nPolice came.\n\nRead our digest."
    document = taken(text, "a.txt", source=source)[0].document
    revision = document.current_revision
    start = revision.text.index("Read our")
    Segment.objects.filter(revision=revision).delete()
    Segment.objects.create(
        revision=revision,
        start=start,
        end=len(revision.text),
        kind=Segment.Kind.BODY,
        decided_at=make.NOW,
    )
    source.boilerplate = "starts: Read our"
    source.save()

    ingest.mark_again(source)

    assert not revision.segments.filter(kind=Segment.Kind.BOILERPLATE).exists()


def test_a_passage_of_a_pdf_knows_its_page():
    paragraph = "Police raided the office of the union in A Town on Monday. " * 8
    made = pdf(f"#set page(width: 12cm)\n{paragraph}\n#pagebreak()\nThe last page.")

    revision = taken(made, "report.pdf")[0].document.current_revision

    first, last = revision.text.index("Police"), revision.text.index("The last page")
    assert (revision.page_at(first), revision.page_at(last)) == (1, 2)


def test_a_text_without_pages_has_no_page():
    assert make.document("Words.").current_revision.page_at(0) == 0


def test_when_a_file_was_made_is_not_when_its_words_came_out():
    made = pdf("#set document(date: datetime.today())\nPolice raided the office.")

    assert taken(made, "report.pdf")[0].document.published_on is None


BODY = (
    "Police raided the office of the union on Monday and took two people away, a"
    " witness said to the agency in the evening.\n\nThe union will go to court."
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"Bakers walk out\n\nNAIROBI, 12 March 2014 – {BODY}".encode(), "a.txt"),
        (word("Bakers walk out", f"NAIROBI, 12 March 2014 – {BODY}"), "a.docx"),
        (pdf(f"= Bakers walk out\n\nNAIROBI, 12 March 2014 – {BODY}"), "a.pdf"),
    ],
    ids=["text", "word", "pdf"],
)
def test_the_dateline_of_a_file_is_proposed_as_its_day(content, name):
    document = taken(content, name)[0].document

    assert (document.published.value, document.published_basis) == (
        "2014-03-12",
        "dateline",
    )
    assert document.published_words == "12 March 2014"


def test_what_a_page_states_goes_before_its_dateline():
    page = PAGE.replace(
        "<p>Die Belegschaft", "<p>Berlin, 1. Mai 2021 – Die Belegschaft"
    )

    document = taken(page.encode())[0].document

    assert (document.published.value, document.published_basis) == (
        "2021-05-04",
        "stated",
    )


def test_a_person_goes_before_the_dateline():
    text = f"Bakers walk out\n\nNAIROBI, 12 March 2014 – {BODY}".encode()

    document = taken(text, "a.txt", published=dates.parse("2014-03"))[0].document

    assert document.published.value == "2014-03"


def test_a_day_that_may_be_two_is_never_taken():
    text = f"Bakers walk out\n\nPublished: 03/04/2011\n\n{BODY}".encode()

    document = taken(text, "a.txt")[0].document

    assert (document.published, document.published_words) == (None, "03/04/2011")


def test_the_site_is_no_author_where_a_person_is_named():
    page = PAGE.replace('content="A. Person"', 'content="Ein Blatt"').replace(
        "<p>Die Belegschaft",
        '<meta property="og:site_name" content="Ein Blatt"><p>Von Anna Schmidt</p>'
        "<p>Die Belegschaft",
    )

    assert taken(page.encode())[0].document.author == "Anna Schmidt"


LETTER = (
    "London, 12 March 2014\n\nDear Ambassador,\n\nWe protest at the arrest of two"
    " bakers in your country and ask that they be freed.\n\nYours,\nA. Sender"
)


def test_a_letter_alone_is_a_letter_and_holds_none():
    mail = message(LETTER, subject="Two bakers").as_bytes()

    document = taken(mail, "a.eml")[0].document

    assert (document.kind, document.parts.count()) == ("letter", 0)


def test_a_letter_alone_has_its_own_date_and_signature():
    document = taken(LETTER.encode(), "a.txt")[0].document

    assert (document.kind, document.author) == ("letter", "A. Sender")
    assert (document.published.value, document.published_basis) == (
        "2014-03-12",
        "dateline",
    )


def test_a_letter_in_a_report_is_still_a_part_of_it():
    text = f"Bakers walk out\n\n{BODY}\n\n{LETTER}".encode()

    document = taken(text, "a.txt")[0].document

    assert (document.kind, document.parts.get().kind) == ("report", "letter")


RUSSIAN = (
    "Уважаемый господин посол!\n\nМы протестуем против ареста Натальи Соколовой в"
    " городе Жанаозен и требуем её освобождения.\n\nС уважением,\nИван Петров"
)


def test_a_letter_in_another_language_is_said_to_be():
    text = f"Bakers walk out\n\n{BODY}\n\n{RUSSIAN}".encode()

    document = taken(text, "a.txt")[0].document

    spoken = {part.kind: part.language for part in _parts(document)}
    assert (document.language, spoken) == (
        "en",
        {"title": "", "body": "", "letter": "ru"},
    )
    assert document.parts.get().language == "ru"


def test_a_report_is_parted_where_its_language_changes():
    russian = "Полиция задержала двух рабочих у ворот завода, сообщил профсоюз вечером."
    text = f"Bakers walk out\n\n{BODY}\n\n{russian}\n\n{BODY}".encode()

    document = taken(text, "a.txt")[0].document

    parts = [(part.kind, part.language) for part in _parts(document)]
    assert parts == [("title", ""), ("body", ""), ("body", "ru"), ("body", "")]
    assert ingest.mark_one(document) is False


def _parts(document):
    return list(document.current_revision.segments.order_by("start"))


def test_a_book_is_parted_as_far_as_it_is_looked_at():
    russian = "Полиция задержала двух рабочих у ворот завода, сообщил профсоюз вечером."
    text = f"{russian}\n\nPolice came to the works.\n\n" * 4_000
    body = cleaning.Segment(0, len(text), cleaning.SegmentKind.BODY)

    parts = tongues.told(text, [body], language="en")

    assert [part.language for part in parts[:3]] == ["ru", "", "ru"]
    assert len(parts) == 4_000
    assert parts[-1].end == len(text.rstrip())
