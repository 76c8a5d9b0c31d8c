"""The archive's pages: who sees what, lists, permanent addresses, exports."""

import re
from datetime import date
from importlib import import_module

import pytest
from django.urls import reverse

from archive.models import Document, Revision
from archive.models.document import sha256_of
from archive.reading import shelves
from tests import make

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


def reports_listed(client, query=""):
    html = main_of(page(client, f"/reports/{query}"))
    return re.findall(r'<h3[^>]*><a href="[^"]*">([^<]*)</a></h3>', html)


# a report


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


def hidden_documents():
    return [
        make.document(slug="draft", visibility=Document.Visibility.DRAFT),
        make.document(slug="taken-back", visibility=Document.Visibility.WITHDRAWN),
        make.document(slug="embargo", embargo_until=date(9999, 1, 1)),
    ]


@pytest.mark.parametrize("tail", ["/", ".txt", "/r/1/", "/?show=original"])
def test_a_hidden_document_looks_like_none(client, tail):
    hidden_documents()

    nothing = client.get(f"/reports/there-is-none{tail}")
    for slug in ("draft", "taken-back", "embargo"):
        answer = client.get(f"/reports/{slug}{tail}")
        assert (answer.status_code, answer.content) == (404, nothing.content)


def test_an_entity_known_only_from_hidden_documents_looks_like_none(client):
    ivan = make.person("Ivan Ivanov")
    for document in hidden_documents():
        make.mention(document, "Police", ivan)
        make.claim("He was.", [make.passage(document, "Police")]).participants.create(
            entity=ivan, role="victim"
        )

    nothing = client.get("/people/nobody/")
    answer = client.get(ivan.get_absolute_url())
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert "Ivanov" not in page(client, "/people/")


def test_hidden_documents_are_in_no_list(client):
    source = make.source("Union paper")
    Document.objects.filter(pk__in=[one.pk for one in hidden_documents()]).update(
        source=source, title="Hidden"
    )

    assert "Hidden" not in page(client, "/reports/")
    assert "Union paper" not in page(client, "/sources/") + page(client, "/reports/")
    assert client.get(source.get_absolute_url()).status_code == 404


def test_an_entity_page_tells_nothing_of_hidden_documents(client):
    ivan = make.person("Ivan Ivanov")
    make.mention(make.document("Ivan spoke."), "Ivan", ivan)
    draft = make.document("Secret: Ivan fled.", visibility=Document.Visibility.DRAFT)
    make.mention(draft, "Ivan", ivan)
    make.claim("He fled.", [make.passage(draft, "Ivan fled")]).participants.create(
        entity=ivan, role="subject"
    )

    html = page(client, ivan.get_absolute_url())
    assert "spoke" in html
    assert "fled" not in html


# people, organisations, places


def test_an_entity_page_shows_each_mention_in_its_sentence(client):
    report = make.document("It rained. Then Ivan spoke. All left.", title="Rally")
    ivan = make.person("Ivan Ivanov")
    mention = make.mention(report, "Ivan", ivan)

    html = page(client, ivan.get_absolute_url())
    address = mention.passage.get_absolute_url()
    assert f'<p>Then <a href="{address}"><mark>Ivan</mark></a> spoke.</p>' in html


def test_a_sentence_is_cut_out_of_a_long_report_exactly(client):
    report = make.document("Ж" * 5_000 + ". Then Ivan spoke. " + "Ж" * 5_000)
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ivan", ivan)

    html = page(client, ivan.get_absolute_url())
    assert re.search(r"Then <a [^>]*><mark>Ivan</mark></a> spoke\.</p>", html)


def test_each_spelling_says_where_it_is_printed(client):
    report = make.document("Iwan spoke.", title="Rally")
    ivan = make.person("Ivan Ivanov")
    ivan.names.create(text="Iwan", kind="as_printed")
    mention = make.mention(report, "Iwan", ivan)

    html = page(client, ivan.get_absolute_url())
    address = mention.passage.get_absolute_url()
    assert re.search(
        rf'Iwan</bdi> <span[^>]*>printed in <a href="{address}">Rally', html
    )


def test_only_what_readers_see_now_is_listed(client):
    report = make.document("Then Ivan spoke.")
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ivan", ivan)
    make.revision(report, "Now Ivan spoke.")
    make.mention(report, "Ivan", ivan)

    html = page(client, ivan.get_absolute_url())
    assert "<p>Now <a" in html
    assert "<p>Then <a" not in html


def test_claims_say_how_sure_they_are(client):
    report = make.document("She faces seven years.")
    olga, proof = make.person("Olga"), make.passage(report, "She faces")
    newer = make.claim("She got six.", [proof])
    older = make.claim(
        "She faces seven.",
        [proof],
        modality="threatened",
        superseded_by=newer,
        superseded_on=date(2021, 6, 1),
    )
    older.participants.create(entity=olga, role="victim")

    html = page(client, olga.get_absolute_url())
    assert '<span class="tag">threatened</span>' in html
    assert "superseded</span> since 1 June 2021." in html


def test_a_place_shows_what_happened_there(client):
    report = make.document("Police raided the office.")
    town = make.place("A Town")
    make.claim("Police raided an office.", [make.passage(report, "Police")], place=town)

    assert "Police raided an office." in page(client, town.get_absolute_url())


def test_an_entity_under_another_kind_moves_to_its_own(client):
    union = make.organisation("A Union")
    make.mention(make.document("A Union spoke."), "A Union", union)

    answer = client.get(f"/people/{union.slug}/")
    assert (answer.status_code, answer.url) == (301, union.get_absolute_url())


def test_people_are_listed_by_surname(client):
    report = make.document("Olga Abel, Anna Zorn and Ivan Bek spoke.")
    for name in ("Olga Abel", "Anna Zorn", "Ivan Bek"):
        make.mention(report, name, make.person(name))

    listed = re.findall(r"<bdi>([^<]*)</bdi></a>", main_of(page(client, "/people/")))
    assert listed == ["Olga Abel", "Ivan Bek", "Anna Zorn"]


# lists


def test_reports_stand_newest_first_and_undated_last(client):
    for title, on in (
        ("May", date(2021, 5, 1)),
        ("Undated", None),
        ("June", date(2021, 6, 1)),
    ):
        make.document(title=title, published_on=on)

    assert reports_listed(client) == ["June", "May", "Undated"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=letter", ["A letter"]),
        ("?language=ru", ["Репортаж"]),
        ("?year=2020", ["Репортаж"]),
        ("?source=union-paper", ["A report"]),
        ("?entity=olga-abel", ["A report"]),
        ("?entity=olga-abel&year=2020", []),
    ],
)
def test_reports_are_narrowed_as_asked(client, query, titles):
    paper = make.source("Union paper", slug="union-paper")
    report = make.document("Olga Abel spoke.", source=paper)
    make.mention(report, "Olga Abel", make.person("Olga Abel", slug="olga-abel"))
    make.document(title="A letter", kind="letter")
    make.document(title="Репортаж", language="ru", published_on=date(2020, 1, 1))

    assert reports_listed(client, query) == titles


def test_an_empty_list_says_what_would_be_here(client):
    assert "Reports appear here" in page(client, "/reports/")
    assert "No report fits" in page(client, "/reports/?year=1999")


@pytest.mark.parametrize(
    "value",
    [
        "%00",
        "%27%20OR%201=1",
        "-1",
        "9" * 30,
        "%F0%9F%92%A9",
        "_",
        "2021-13-01_1",
        "a_b_c",
        "<b>",
    ],
)
def test_nothing_asked_of_a_list_breaks_it(client, value):
    make.document(title="The one")
    make.mention(make.document("A Union met."), "A Union", make.organisation())
    reports = (f"/reports/?{name}={value}" for name in (*shelves.ASKED, "after"))
    lists = ("/organisations/", "/organisations/a-union/")

    for address in (*reports, *(f"{each}?after={value}" for each in lists)):
        assert client.get(address).status_code == 200, address


def test_what_was_not_understood_is_said(client):
    assert "left aside: kind, year." in page(client, "/reports/?kind=novel&year=soon")


def follow(client, address, pattern):
    """What a list shows, page after page, and how many pages it took."""
    found, pages = [], 0
    while address:
        html = main_of(page(client, address))
        found += re.findall(pattern, html)
        pages += 1
        more = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', html)
        path = address.partition("?")[0]
        address = path + more[1].replace("&amp;", "&") if more else ""
    return found, pages


def test_every_report_is_on_one_page_of_the_list(client):
    for number in range(90):
        on = date(2021, 1, 1 + number % 7) if number % 5 else None
        make.document("Text.", title=f"Report {number}", published_on=on)

    found, pages = follow(client, "/reports/?kind=report", r">(Report \d+)</a>")
    assert sorted(found) == sorted(f"Report {number}" for number in range(90))
    assert pages == 3


def test_every_mention_is_on_one_page_of_the_entity(client):
    union = make.organisation("A Union")
    for number in range(40):
        report = make.document(
            f"A Union met at a{number}. The Union left at a{number}."
        )
        make.mention(report, "A Union", union)
        make.mention(report, "The Union", union)

    found, pages = follow(
        client, union.get_absolute_url(), r"</mark></a> (\w+ at a\d+)\.</p>"
    )
    assert len(found) == len(set(found)) == 80
    assert pages == 2


def test_a_correction_is_listed_with_the_text_before(client):
    report = make.document("She got seven years.", slug="she")
    Revision.objects.create(
        document=report,
        number=2,
        kind="correction",
        text="Six.",
        sha256=sha256_of("Six."),
        created_at=make.NOW,
        note="Misread.",
    )

    html = page(client, reverse("archive:corrections"))
    assert "Misread." in html
    assert 'href="/reports/she/r/1/"' in html


def test_a_contradiction_alone_shows_no_claim(client):
    ivan = make.person("Ivan Ivanov")
    report = make.document("Nobody fled, he said.")
    draft = make.document("Ivan fled.", visibility=Document.Visibility.DRAFT)
    claim = make.claim("He fled.", [make.passage(draft, "Ivan fled")])
    claim.participants.create(entity=ivan, role="subject")
    claim.evidence.create(passage=make.passage(report, "Nobody"), stance="contradicts")
    assert client.get(ivan.get_absolute_url()).status_code == 404

    make.mention(report, "he", ivan)
    assert "He fled." not in page(client, ivan.get_absolute_url())


def test_claims_of_drafts_leave_room_for_those_that_may_be_seen(client, monkeypatch):
    monkeypatch.setattr(import_module("archive.reading.dossier"), "CLAIMS_UPTO", 1)
    ivan = make.person("Ivan Ivanov")
    draft = make.document("Ivan fled.", visibility=Document.Visibility.DRAFT)
    for report in (make.document("Ivan fled."), draft, draft):
        claim = make.claim(
            f"He fled {report.visibility}.", [make.passage(report, "Ivan fled")]
        )
        claim.participants.create(entity=ivan, role="subject")

    assert "He fled public." in page(client, ivan.get_absolute_url())


def test_a_spelling_printed_only_in_a_draft_is_not_told(client):
    ivan = make.person("Ivan Ivanov")
    make.mention(make.document("Ivan spoke."), "Ivan", ivan)
    draft = make.document("Iwan fled.", visibility=Document.Visibility.DRAFT)
    make.mention(draft, "Iwan", ivan)
    ivan.names.create(text="Iwan", kind="as_printed")

    assert "Iwan" not in page(client, ivan.get_absolute_url())


def test_a_spelling_printed_over_two_lines_is_told(client):
    ivan = make.person("Ivan Ivanov")
    make.mention(make.document("Then Iwan\nIwanow spoke."), "Iwan\nIwanow", ivan)
    ivan.names.create(text="Iwan Iwanow", kind="as_printed")

    assert "<bdi>Iwan Iwanow</bdi>" in page(client, ivan.get_absolute_url())


def test_a_source_of_drafts_alone_looks_like_none(client):
    paper = make.source("A secret paper", slug="secret")
    make.document(source=paper, visibility=Document.Visibility.DRAFT)

    assert client.get(paper.get_absolute_url()).status_code == 404
    asked = [
        page(client, f"{reverse('archive:reports')}?source={slug}")
        for slug in ("secret", "zzzzzz")
    ]
    assert asked[0].replace("secret", "zzzzzz") == asked[1]
