"""A person chooses on one page what of a document becomes a letter."""

from datetime import date

import pytest
from django.urls import reverse

from campaign.models import ModelLetter
from tests import make
from tests.campaign.drafting.drafts import LETTER, page_of, texts

# whole pages of the admin
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def adapt_form(document, case):
    text = document.current_revision.text
    start = text.index("On 3 May")
    return {
        "campaign": case.pk,
        "revision": document.current_revision.pk,
        "rows": 2,
        "subject": "Arrests",
        "language": "en",
        "frame": "letter",
        "in_force_from": "2026-03-01",
        "0-role": "purpose",
        "0-text": "We protest.",
        "0-start": 0,
        "0-end": 5,
        "1-keep": "on",
        "1-role": "fact",
        "1-text": "Police raided the union office.",
        "1-start": start,
        "1-end": text.index("\n\nWe demand"),
    }


def test_a_document_is_adapted_by_a_person_who_chooses(admin_client, case, raid):
    document = make.document(LETTER, kind="letter")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    proposal = admin_client.get(address, {"campaign": case.pk})
    answer = admin_client.post(
        address, adapt_form(document, case) | {"1-cites": [raid.pk]}
    )

    assert len(proposal.context["parts"]) == 3
    assert not any(row.row.cited for row in proposal.context["parts"])
    made = ModelLetter.objects.get()
    assert answer.url == page_of(made)
    assert texts(made) == ["Police raided the union office."]
    assert made.paragraphs.get().adapted_from.quote.startswith("On 3 May 2021 police")
    assert made.paragraphs.get().citations.get().claim == raid
    assert (made.in_force_from, made.is_published) == (date(2026, 3, 1), False)


def test_the_same_adapted_twice_is_one_draft(admin_client, case):
    document = make.document(LETTER, kind="letter")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    for _press in range(2):
        admin_client.post(address, adapt_form(document, case))

    assert ModelLetter.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"1-text": "{{ misson }}"}, "Did you mean"),
        ({"1-end": "999999"}, "No words stand"),
        ({"revision": "999999"}, "not there any more"),
        ({"language": "tlh"}, "No letter can be written"),
        ({"frame": "song"}, "not a valid choice"),
        ({"subject": ""}, "needs a subject"),
        ({"1-keep": None}, "Keep at least one"),
    ],
)
def test_a_wrong_choice_keeps_what_was_typed(admin_client, case, changes, why):
    document = make.document(LETTER, kind="letter")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])
    sent = adapt_form(document, case) | {"0-text": "My own words."} | changes

    page = admin_client.post(address, {k: v for k, v in sent.items() if v is not None})

    assert page.status_code == 400
    assert why in page.text.replace("&quot;", '"').replace("&#x27;", "'")
    assert "My own words." in page.text
    assert not ModelLetter.objects.exists()


def test_a_document_without_a_letter_or_a_campaign_says_so(admin_client):
    document = make.document("x")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    page = admin_client.get(address)

    assert page.status_code == 200
    assert "There is no campaign yet." in page.text


def test_the_document_and_the_campaign_lead_there(admin_client, case):
    document = make.document(LETTER, kind="letter")
    case.documents.add(document)
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    for name, row in (("archive_document", document), ("campaign_campaign", case)):
        page = admin_client.get(reverse(f"admin:{name}_change", args=[row.pk]))
        assert address in page.text
