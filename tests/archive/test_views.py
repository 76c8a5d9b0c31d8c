"""The archive's pages: who sees what, lists, permanent addresses, exports."""

import pytest

from archive.models import Document
from tests import make
from tests.archive.opened import hidden_documents, page

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_passage_is_anchored_on_its_permanent_page(client):
    report = make.document("On Monday riot police came.")
    passage = make.passage(report, "riot police came")
    make.claim("Police came.", [passage])

    address, _, anchor = passage.get_absolute_url().partition("#")
    assert f'<span id="{anchor}">riot police came</span>' in page(client, address)


def test_the_report_says_what_it_proves_and_of_whom(client):
    report = make.document("Police beat Iwan.")
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Iwan", ivan)
    ivan.names.create(text="Iwan", kind="as_printed")
    make.claim("Police beat Ivan Ivanov.", [make.passage(report, "Police beat Iwan")])

    html = page(client, report.get_absolute_url())
    assert "<b>Raid:</b> Police beat Ivan Ivanov." in html
    assert f'href="{ivan.get_absolute_url()}"><bdi>Ivan Ivanov</bdi></a>' in html


def test_boilerplate_is_left_out_shown_on_request_and_part_of_the_record(client):
    report = make.document("It was.\n\nDonate!", segments=[(9, 16, "boilerplate")])
    address = report.get_absolute_url()

    assert "Donate!" not in page(client, address)
    assert "Donate!" in page(client, f"{address}?show=original")
    assert "Donate!" in page(client, f"{address}r/1/")


def test_what_is_stored_is_shown_as_text_and_never_as_markup(client):
    evil = "<script>alert('x')</script>\" onload=\"x"
    report = make.document(
        f"{evil} and {evil}",
        title=evil,
        author=evil,
        source=make.source(evil, rights_note=evil),
    )
    ivan = make.person(evil, description=evil, slug="ivan")
    make.mention(report, evil, ivan)
    make.claim(evil, [make.passage(report, evil)], attributed_to=evil)

    for address in (
        report.get_absolute_url(),
        ivan.get_absolute_url(),
        "/reports/",
        "/people/",
        "/sources/",
        report.source.get_absolute_url(),
    ):
        html = page(client, address)
        assert "<script" not in html
        assert 'onload="x' not in html


def test_an_address_that_is_no_web_address_is_no_link(client):
    report = make.document(url="javascript:alert(1)")

    assert 'href="javascript' not in page(client, report.get_absolute_url())


def test_a_letter_leads_to_the_report_it_is_printed_in_and_back(client):
    report = make.document("They wrote:\n\nDear Sir, free them.", title="Picket")
    letter = make.document(
        "Dear Sir, free them.",
        kind="letter",
        part_of=report,
        part_of_passage=make.passage(report, "Dear Sir, free them."),
    )

    assert f'{report.get_absolute_url()}#p-13-33">Picket' in page(
        client, letter.get_absolute_url()
    )
    assert f'href="{letter.get_absolute_url()}"' in page(
        client, report.get_absolute_url()
    )


def test_an_old_revision_stays_and_says_that_it_is_old(client):
    report = make.document("She got seven years.")
    make.revision(report, "She got six years.")

    old = page(client, f"{report.get_absolute_url()}r/1/")
    assert "seven years" in old
    assert '<meta name="robots" content="noindex">' in old
    assert "six years" in page(client, report.get_absolute_url())


@pytest.mark.parametrize("number", ["0", "2", "9" * 40])
def test_a_revision_that_is_not_there_is_not_found(client, number):
    address = make.document().get_absolute_url()

    assert client.get(f"{address}r/{number}/").status_code == 404


def test_the_text_export_says_where_it_comes_from(client):
    report = make.document(
        "It was.\n\nDonate!",
        segments=[(9, 16, "boilerplate")],
        slug="it-was",
        title="It was",
        source=make.source("Union paper"),
    )

    text = page(client, "/reports/it-was.txt")
    assert text.startswith(
        "Title: It was\nPublished by: Union paper\nDate: 4 May 2021\n"
    )
    assert f"SHA-256 of the text: {report.current_revision.sha256}\n" in text
    assert text.endswith("\n\nIt was.\n")


def test_the_text_export_gives_the_whole_text_when_asked(client):
    make.document(
        "It was.\n\nDonate!", segments=[(9, 16, "boilerplate")], slug="it-was"
    )

    assert page(client, "/reports/it-was.txt?show=original").endswith(
        "It was.\n\nDonate!\n"
    )


# who sees what


@pytest.mark.parametrize("tail", ["/", ".txt", "/r/1/", "/?show=original"])
def test_a_hidden_document_looks_like_none(client, tail):
    hidden_documents()

    nothing = client.get(f"/reports/there-is-none{tail}")
    for slug in ("draft", "taken-back", "embargo"):
        answer = client.get(f"/reports/{slug}{tail}")
        assert (answer.status_code, answer.content) == (404, nothing.content)


def test_hidden_documents_are_in_no_list(client):
    source = make.source("Union paper")
    Document.objects.filter(pk__in=[one.pk for one in hidden_documents()]).update(
        source=source, title="Hidden"
    )

    assert "Hidden" not in page(client, "/reports/")
    assert "Union paper" not in page(client, "/sources/") + page(client, "/reports/")
    assert client.get(source.get_absolute_url()).status_code == 404
