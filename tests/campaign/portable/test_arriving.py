"""What arrives is for the curator, and what is here stays."""

import copy

import pytest

from archive.models import Claim, Document, Entity, Mention, Revision
from archive.models.revision import sha256_of
from campaign.models import Action, Address, Campaign, ModelLetter, Reply
from tests import make, make_campaign
from tests.campaign.portable.archives import taken

pytestmark = pytest.mark.slow


# what arrives is for the curator


def test_everything_arrives_unpublished(handed):
    taken(handed)

    assert Document.objects.get().visibility == "draft"
    assert Claim.objects.get().status == "suggested"
    assert Campaign.objects.get().state == "draft"
    assert not ModelLetter.objects.get().is_published
    assert Action.objects.get().state == "reported"
    assert Address.objects.get().grade == "imported"
    assert Mention.objects.get().decided_at is None


def test_nothing_that_arrived_is_read_in_public(handed, client):
    taken(handed)

    for page in ("/", "/reports/", "/campaigns/", "/actions/", "/organisations/"):
        html = client.get(page).content.decode()
        assert "raided" not in html, page
        assert "A Union" not in html, page


def test_citations_and_proof_are_exact(handed):
    taken(handed)

    citation = ModelLetter.objects.get().paragraphs.get().citations.get()
    passage = citation.claim.evidence.get().passage
    assert passage.quote == "Police raided the union office"
    assert passage.revision.text[passage.start : passage.end] == passage.quote
    assert Reply.objects.get().contradicted_by.get() == citation.claim


def test_the_worker_reads_what_is_new(handed):
    from archive import tasks

    taken(handed)

    assert Revision.objects.unread().count() == 1
    assert tasks.enqueue_unread() == 0  # it waits already


# what is here stays


def test_an_address_that_something_else_has_becomes_another(handed):
    make.document("Another text altogether.", slug="a-report")
    make.claim("Something else.", slug="a-raid")
    make_campaign.campaign("Another", slug="a-campaign", number="A-1")

    taken(handed)

    assert Document.objects.filter(slug="a-report-2").exists()
    assert Claim.objects.filter(slug="a-raid-2").exists()
    assert Campaign.objects.get(slug="a-campaign-2").number == "A-1-2"
    assert dict(taken(handed).new) == {}


def test_namesakes_are_not_taken_for_one_another(handed):
    archive = copy.deepcopy(handed)
    archive["entities"][0]["description"] = "Miners of the north"
    make.organisation("A Union", slug="a-union", description="Teachers of the south")

    taken(archive)

    assert Entity.objects.filter(label="A Union").count() == 2


def test_what_a_curator_wrote_is_not_overwritten(handed):
    taken(handed)
    Campaign.objects.update(summary="Ours", state="open")
    Document.objects.update(title="Our title", visibility="public")

    taken(handed, as_it_was=True)

    assert Campaign.objects.get().summary == "Ours"
    assert Document.objects.get().title == "Our title"
    assert Claim.objects.get().status == "suggested"


def test_a_corrected_report_is_not_added_to_one_that_is_here(handed):
    archive = copy.deepcopy(handed)
    text = "Police raided the union office in A Town on 4 May 2021."
    second = archive["documents"][0]["revisions"][0] | {
        "number": 2,
        "text": text,
        "sha256": sha256_of(text),
    }
    archive["documents"][0]["revisions"].append(second)
    archive["documents"][0]["current"] = 2
    for where in (archive["claims"][0]["evidence"][0], archive["actions"][0]):
        passage = where["passage"] if "passage" in where else where["evidence"][0]
        passage["revision"] = 2
    taken(handed)
    Claim.objects.update(slug="ours", sentence="Ours")

    arrival = taken(archive)

    assert Revision.objects.count() == 1
    assert any("is not in this archive" in each for each in arrival.left_out)
