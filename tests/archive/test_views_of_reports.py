"""The page of a report: its versions, translations, permalinks and what it costs."""

import re

import pytest

from archive.models import Claim, Entity, Mention, Revision, Segment
from archive.models.revision import sha256_of
from tests import make
from tests.archive.opened import page

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def translated(report, words="Пришла полиция.", language="ru"):
    """A translation of the report's text; readers still see the text itself."""
    made = revision(report, words, kind=Revision.Kind.TRANSLATION)
    Segment.objects.create(
        revision=made, start=0, end=len(words), kind="body", language=language
    )
    return made


def corrected(report, words, **fields):
    """A correction of the report's text, which readers see from now on."""
    report.current_revision = revision(report, words, kind="correction", **fields)
    report.save()


def revision(report, words, **fields):
    return Revision.objects.create(
        document=report,
        number=report.revisions.count() + 1,
        text=words,
        sha256=sha256_of(words),
        created_at=make.NOW,
        **fields,
    )


@pytest.fixture
def report():
    return make.document("Police came.\n\nThey left.", title="Raid", slug="raid")


# versions


def test_a_report_with_one_text_lists_no_versions(client, report):
    assert "Revisions and translations" not in page(client, "/reports/raid/")


@pytest.mark.parametrize("address", ["/reports/raid/", "/reports/raid/r/1/"])
def test_a_correction_is_shown_with_its_reason_and_what_it_changed(
    client, report, address
):
    corrected(report, "Riot police came.\n\nThey left.", note="Who came.")

    html = page(client, address)
    assert "Who came." in html
    assert 'href="/reports/raid/r/2/changes/"' in html
    assert 'href="/reports/raid/r/1/"' in html


def test_a_note_of_a_version_says_no_protected_name(client, report):
    olga = make.person("Olga Abel", protection=Entity.Protection.HIDDEN)
    corrected(report, "Riot police came to Olga Abel.", note="Olga Abel.")
    make.mention(report, "Olga Abel", olga)

    assert "Abel" not in page(client, "/reports/raid/")


# translations


def test_a_report_leads_to_its_translation_and_back(client, report):
    translated(report)

    html = page(client, "/reports/raid/")
    assert 'Also in: <bdi><a href="/reports/raid/r/2/" lang="ru"' in html
    assert "Police came." in html
    html = page(client, "/reports/raid/r/2/")
    assert '<a href="/reports/raid/" lang="en" hreflang="en">Raid</a>' in html


def test_a_translation_says_its_language_and_is_no_old_text(client, report):
    translated(report)

    html = page(client, "/reports/raid/r/2/")
    assert '<div class="text" lang="ru" dir="ltr">' in html
    assert "noindex" not in html
    assert "as it was" not in html
    assert re.search('rel="canonical" href="[^"]*/reports/raid/r/2/"', html)


def test_a_translation_changed_nothing(client, report):
    translated(report)
    make.revision(report, "Riot police came.\n\nThey left.")

    assert client.get("/reports/raid/r/2/changes/").status_code == 404
    html = page(client, "/reports/raid/r/3/changes/")
    assert "<ins>" in html
    assert "полиция" not in html
    assert 'href="/reports/raid/r/1/"' in html


def test_a_translation_without_a_language_is_read_all_the_same(client, report):
    translated(report).segments.update(language="")

    assert "Пришла полиция." in page(client, "/reports/raid/r/2/")


# permalinks


def test_each_paragraph_leads_to_its_permanent_address(client, report):
    links = re.findall(r'class="to" href="([^"]*)"', page(client, "/reports/raid/"))

    assert links == ["/reports/raid/r/1/#p-0-12", "/reports/raid/r/1/#p-14-24"]
    for link in links:
        address, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in page(client, address)


def test_a_paragraph_keeps_its_address_when_it_becomes_boilerplate(client, report):
    Segment.objects.filter(revision=report.current_revision).delete()
    Segment.objects.create(
        revision=report.current_revision, start=5, end=24, kind="boilerplate"
    )

    html = page(client, "/reports/raid/r/1/")
    assert html.count('id="p-0-12"') == html.count('id="p-14-24"') == 1


def test_words_once_cited_keep_their_address(client, report):
    passage = make.passage(report, "Police")
    claim = make.claim("Police came.", [passage])
    mention = make.mention(report, "They", make.person("A. Person"))
    Claim.objects.filter(pk=claim.pk).update(status=Claim.Status.REJECTED)
    Mention.objects.filter(pk=mention.pk).update(status=Mention.Status.REJECTED)

    html = page(client, "/reports/raid/r/1/")
    assert 'id="p-0-6">Police</span>' in html
    assert 'id="p-14-18">They</span>' in html


# names


def test_a_name_leads_to_who_it_is_and_from_there_to_its_page(client, report):
    police = make.organisation("Riot Police", slug="police", description="Of A Town.")
    make.mention(report, "Police", police)

    html = page(client, "/reports/raid/")
    assert 'class="mention organisation" href="#who-police">Police</a>' in html
    who = html.partition('<li id="who-police">')[2].partition("</li>")[0]
    assert 'href="/organisations/police/"><bdi>Riot Police</bdi>' in who
    assert "<bdi>Of A Town.</bdi>" in who
    assert '<q lang="en">Police</q>' in who


def test_nobody_protected_is_explained(client, report):
    police = make.organisation("Riot Police", slug="riot-police")
    make.mention(report, "Police", police)
    Entity.objects.filter(pk=police.pk).update(protection="hidden")

    html = page(client, "/reports/raid/")
    assert "who-" not in html
    assert "Named here" not in html


def test_a_name_and_its_description_are_shown_as_text(client, report):
    evil = "<img src=x onerror=alert(1)>"
    make.mention(report, "Police", make.person(evil, slug="evil", description=evil))

    assert "<img" not in page(client, "/reports/raid/")


# marks


def test_each_kind_of_mark_has_a_switch_with_a_name(client, report):
    make.mention(report, "Police", make.organisation("Police"))

    html = page(client, "/reports/raid/")
    assert 'role="group" aria-labelledby="marks"' in html
    kinds = re.findall(r'<input type="checkbox" class="(\w+)" checked>', html)
    assert kinds == ["person", "organisation", "place"]


# cost


def test_a_report_costs_eight_queries_and_one_more_when_it_was_corrected(
    client, report, django_assert_num_queries
):
    police = make.person("Police")
    make.mention(make.document("Police came back."), "Police", police)
    make.mention(report, "Police", police)
    with django_assert_num_queries(8):
        page(client, "/reports/raid/")

    corrected(report, "Riot police came.")
    make.mention(report, "police", police)
    with django_assert_num_queries(9):
        page(client, "/reports/raid/")


def test_many_revisions_cost_no_more_and_the_newest_hundred_are_listed(
    client, report, django_assert_num_queries
):
    for number in range(120):
        make.revision(report, f"Police came {number} times.")

    with django_assert_num_queries(7):
        html = page(client, "/reports/raid/")
    assert html.count("/changes/") == 100
