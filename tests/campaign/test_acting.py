"""The box on a report's page that leads to the letter."""

from datetime import date

import pytest
from django.template import engines

from archive.models import Entity
from campaign.models import Campaign
from tests import make, make_campaign

pytestmark = pytest.mark.django_db


def box(document, **context):
    page = engines["django"].from_string("{% load acting %}{% write_box document %}")
    return page.render({"document": document} | context)


@pytest.fixture
def report():
    return make.document()


def test_a_report_of_an_open_campaign_leads_to_its_letter(
    report, django_assert_num_queries
):
    case = make_campaign.campaign()
    make_campaign.model_letter(case)
    case.documents.add(report)

    with django_assert_num_queries(2):
        html = box(report)

    assert f'href="/campaigns/{case.slug}/write/"' in html


@pytest.mark.parametrize("state", [s for s in Campaign.State.values if s != "open"])
def test_no_other_campaign_is_offered(report, state):
    case = make_campaign.campaign(state=state)
    make_campaign.model_letter(case)
    case.documents.add(report)

    assert box(report).strip() == ""


def test_a_surname_protected_in_another_report_of_the_campaign_is_masked(report):
    case = make_campaign.campaign(summary="Qwvarian must be freed.")
    make_campaign.model_letter(case)
    about = make.document("Police took Zyx Qwvarian away.")
    make.mention(about, "Zyx Qwvarian", make.person("Zyx Qwvarian"))
    case.documents.add(report, about)
    assert "Qwvarian" in box(report)

    Entity.objects.update(protection="hidden")

    assert "Write a letter" in (html := box(report))
    assert "Qwvarian" not in html


def test_a_campaign_without_documents_is_on_no_report(report):
    make_campaign.campaign()

    assert box(report).strip() == ""


def test_a_campaign_past_its_last_day_is_not_offered(report):
    case = make_campaign.campaign(closes_on=date(2021, 6, 1))
    make_campaign.model_letter(case)
    case.documents.add(report)

    assert box(report, today=date(2021, 6, 2)).strip() == ""
    assert "Write a letter" in box(report, today=date(2021, 6, 1))


def test_a_campaign_before_its_first_day_is_not_offered(report):
    case = make_campaign.campaign(opens_on=date(2021, 6, 1))
    make_campaign.model_letter(case)
    case.documents.add(report)

    assert box(report, today=date(2021, 5, 31)).strip() == ""
    assert "Write a letter" in box(report, today=date(2021, 6, 1))


def test_a_campaign_whose_letter_cannot_be_written_is_not_offered(report):
    case = make_campaign.campaign()
    make_campaign.model_letter(case, {"text": "It happened.", "role": "fact"})
    case.documents.add(report)

    assert box(report).strip() == ""
