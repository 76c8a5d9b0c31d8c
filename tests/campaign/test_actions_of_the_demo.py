"""Both seed reports are actions, told as precisely as they tell them."""

from datetime import date

import pytest

from archive.models import Claim
from campaign import actions
from campaign.models import Action, Campaign, Reply

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("demo_rows"),
    pytest.mark.django_db,
]
DAY = date(2026, 3, 1)


def told():
    page = actions.listed(actions.Asked(), viewer=None, on=DAY)
    screen = actions.screen_of(page.rows, viewer=None)
    return actions.told(page.rows, screen=screen, on=DAY)


def test_golden_j_both_reports_are_actions():
    """The Berlin picket with its denial; the Venezuelan letters without answer."""
    picket, london, letters = told()

    assert (picket.action.city, picket.action.received_by) == (
        "Berlin",
        "a deputy of the ambassador",
    )
    denied, promised = picket.answers
    assert (denied.reply.stance, promised.reply.stance) == ("denied", "promised")
    assert len(denied.against) == 3
    assert all(each.evidence for each in denied.against)
    assert "in the capital, Almaty" in promised.evidence[0].passage.revision.text
    assert (london.action.city, london.answers) == ("London", ())
    assert ("Fop" in letters.action.who, "PRT" in letters.action.who) == (True, True)
    assert letters.answers == ()
    assert all(each.evidence for each in (picket, london, letters))
    assert not Claim.objects.filter(sentence__icontains="capital").exists()
    assert not Reply.objects.filter(text__icontains="capital").exists()


def test_days_are_told_as_precisely_as_the_reports_do():
    spans = {each.action.slug: each.action.happened for each in told()}

    assert {slug: (span.value, span.basis.value) for slug, span in spans.items()} == {
        "picket-of-the-berlin-embassy-september-2011": (
            "2011-09-26/2011-09-28",
            "resolved",
        ),
        "letter-handed-in-at-the-london-embassy-june-2011": (
            "2011-06-13/2011-06-19",
            "resolved",
        ),
        "letters-from-venezuela-2011": ("2011-05/2011-09", "inferred"),
    }


def test_loading_the_actions_again_changes_nothing():
    campaign = Campaign.objects.get()
    rows = [{"slug": each.slug} for each in Action.objects.all()]

    assert actions.load(rows, campaign=campaign, state="published") == []
