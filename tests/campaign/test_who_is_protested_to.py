"""One rule by every door: nobody of another state, and no list opened by accident."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from campaign import portable
from campaign.models import Campaign
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def case():
    return make_campaign.campaign()


@pytest.fixture
def only(case):
    office = make_campaign.recipient(campaign=case)
    return case.targets.get(recipient=office)


@pytest.mark.parametrize(
    "change", [{"paused_because": "Has answered."}, {"role": "copy"}]
)
def test_the_last_of_a_list_does_not_leave_it_by_an_edit_of_its_row(only, change):
    for name, value in change.items():
        setattr(only, name, value)

    with pytest.raises(ValidationError, match="every office of the state"):
        only.full_clean()


def test_one_of_two_may_be_paused(case, only):
    make_campaign.recipient("kz-ie", stands_in="IE", campaign=case)
    only.paused_because = "Has answered."

    only.full_clean()


def test_a_list_of_a_campaign_that_takes_no_letters_may_be_given_up(case, only):
    case.state = Campaign.State.REVIEW
    case.save()
    only.refresh_from_db()
    only.role = "copy"

    only.full_clean()


@pytest.mark.parametrize(
    ("role", "kind", "refused"),
    [
        ("protest", "embassy", True),
        ("copy", "embassy", False),
        ("protest", "company", False),
    ],
)
def test_an_office_does_not_become_one_of_another_state(case, role, kind, refused):
    office = make_campaign.recipient(name="An Office", campaign=case, role=role)
    office.state, office.kind = "PE", kind

    if not refused:
        office.full_clean()
        return
    with pytest.raises(ValidationError, match="another state"):
        office.full_clean()


@pytest.mark.parametrize("as_it_was", [False, True])
def test_a_file_brings_no_protest_to_an_office_of_another_state(case, only, as_it_was):
    archive = portable.everything()
    archive["campaigns"][0]["addressed_state"] = "PE"
    case.delete()

    with pytest.raises(portable.Unreadable, match="another state"):
        portable.arrive(
            portable.parse(json.dumps(archive).encode()),
            at=make.NOW,
            as_it_was=as_it_was,
        )
    assert not Campaign.objects.exists()


def test_what_is_astray_already_is_named(case, only, capsys):
    Campaign.objects.update(addressed_state="PE")

    with pytest.raises(SystemExit):
        call_command("verify")

    assert "speaks for another state" in capsys.readouterr().err
