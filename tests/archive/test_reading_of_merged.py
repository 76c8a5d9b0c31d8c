"""An entity stands for all that were merged into it, on every page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import merging, reading, undoing
from archive.models import Batch, Document, Mention, Participant
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def olga():
    return make.person("Olga Abel", slug="olga-abel")


@pytest.fixture
def volha():
    """Another spelling, in a report of her own, with a claim."""
    volha = make.person("Volha Abel", slug="volha-abel")
    report = make.document("Volha Abel spoke in A Town.", title="Of Volha", slug="of-v")
    make.mention(report, "Volha Abel", volha)
    claim = make.claim("She was held.", [make.passage(report, "spoke")])
    claim.participants.create(entity=volha, role="victim")
    return volha


@pytest.fixture
def merged(olga, volha):
    make.mention(make.document("Olga Abel left.", title="Of Olga"), "Olga Abel", olga)
    return merging.same(volha, olga, by=None, at=make.NOW)


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_what_all_of_them_have(client, merged):
    html = page(client, "/people/olga-abel/")

    assert "<h1><bdi>Olga Abel</bdi></h1>" in html
    assert "<mark>Volha Abel</mark> spoke in A Town." in html.replace("</a>", "")
    assert "<mark>Olga Abel</mark> left." in html.replace("</a>", "")
    assert "She was held." in html
    assert html.count("We write") == 1
    assert "<dt>Alias</dt>\n<dd><bdi>Volha Abel</bdi>" in html


def test_the_page_of_the_merged_one_leads_there_and_is_back_after_undo(client, merged):
    answer = client.get("/people/volha-abel/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/olga-abel/")

    undoing.undo(Batch.objects.get(verb="same"), by=None, at=make.NOW)

    assert "<h1><bdi>Volha Abel</bdi></h1>" in page(client, "/people/volha-abel/")
    assert "Volha" not in page(client, "/people/olga-abel/")


def test_an_old_address_of_another_kind_leads_to_the_page_at_once(client, merged):
    answer = client.get("/places/volha-abel/")

    assert (answer.status_code, answer["Location"]) == (301, "/people/olga-abel/")


def test_lists_name_those_that_stand_for_themselves(client, merged):
    html = page(client, "/people/")

    assert "Olga Abel" in html
    assert "Volha" not in html


@pytest.mark.parametrize("slug", ["olga-abel", "volha-abel"])
def test_reports_are_narrowed_to_all_that_are_one(client, merged, slug):
    html = page(client, f"/reports/?entity={slug}")

    assert "Reports that name Olga Abel" in html
    assert "Of Volha" in html
    assert "Of Olga" in html


def test_marks_and_notes_of_a_report_link_to_the_page_that_stands(client, merged):
    html = page(client, "/reports/of-v/")

    assert 'href="/people/olga-abel/"' in html
    assert "volha-abel" not in html


def test_nothing_is_re_pointed(merged, volha):
    assert Mention.objects.filter(entity=volha).count() == 1
    assert Participant.objects.get().entity == volha
    assert volha.names.count() == 1


def test_one_known_only_as_the_merged_one_has_a_page(client, olga, volha):
    assert client.get("/people/olga-abel/").status_code == 404

    merging.same(volha, olga, by=None, at=make.NOW)

    assert "She was held." in page(client, "/people/olga-abel/")
    assert "Olga Abel" in page(client, "/people/")


def test_a_slug_nobody_could_see_leads_nowhere_and_its_name_stays_unsaid(client, olga):
    make.mention(make.document("Olga Abel left."), "Olga Abel", olga)
    hidden = make.person("Hidden Name", slug="hidden-name")
    draft = make.document("Hidden Name.", visibility=Document.Visibility.DRAFT)
    make.mention(draft, "Hidden Name", hidden)

    merging.same(hidden, olga, by=None, at=make.NOW)

    assert client.get("/people/hidden-name/").status_code == 404
    assert "Hidden Name" not in page(client, "/people/olga-abel/")
    assert "Hidden Name" not in page(client, "/reports/?entity=hidden-name")


def test_a_spelling_both_have_stands_once(olga, volha, merged):
    volha.names.create(text="Olga Abel")

    found = reading.dossier(olga, viewer=None, on=make.TODAY)

    assert [(s.name.text, s.name.kind) for s in found.spellings] == [
        ("Olga Abel", "preferred"),
        ("Volha Abel", "alias"),
    ]


def test_a_merge_costs_the_page_no_query(client, olga, volha, merged):
    with CaptureQueriesContext(connection) as queries:
        page(client, "/people/olga-abel/")

    assert len(queries) <= 11
