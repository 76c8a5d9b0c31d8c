"""Nobody is on two lists of a campaign, however their address is written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from campaign.management.commands.verify import recipients
from campaign.models import Address, Target, lists
from tests import make_campaign
from tests.campaign.admin.rows import campaign_form, case, target, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_one_recipient_has_one_role():
    taken = target()
    second = Target(
        campaign=taken.campaign, recipient=taken.recipient, role=Target.Role.SUPPORT
    )

    with pytest.raises(ValidationError, match="already has a role"):
        second.full_clean()


def embassy_address(**fields):
    return Address(
        recipient=target().recipient,
        source_url="https://example.org/list",
        checked_on="2024-05-01",
        **fields,
    )


@pytest.mark.parametrize(
    "value", ["union@example.org", "  UNION@Example.Org ", "mailto:union@example.org"]
)
def test_an_address_of_another_list_is_refused_with_both_names(union, value):
    with pytest.raises(ValidationError) as refused:
        embassy_address(medium="email", value=value).full_clean()

    said = " ".join(refused.value.message_dict["value"])
    assert "A Union (support to)" in said
    assert f"{target().recipient} (protest to)" in said


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "1 High Street, London W1A 1AA"},
        {"value": "1 HIGH STREET LONDON W1A 1AA"},
        {"value": "x", "street": "1 High Street", "city": "London"},
    ],
)
def test_a_postal_address_is_one_however_it_is_spelt(union, fields):
    make_campaign.address(
        union, "1 High Street, London W1A 1AA", street="1 High Street", city="London"
    )

    with pytest.raises(ValidationError, match="Nobody can be on two"):
        embassy_address(medium="post", **fields).full_clean()


def test_an_address_they_have_left_is_free_for_others(union):
    union.addresses.update(valid_until=date(2012, 1, 1))

    embassy_address(
        medium="email", value="union@example.org", valid_from=date(2013, 1, 1)
    ).full_clean()


def test_a_telephone_may_be_shared(union):
    make_campaign.address(union, "+44 20 7946 0000", medium="phone")

    embassy_address(medium="phone", value="+44 20 7946 0000").full_clean()


def test_a_recipient_with_an_address_of_another_list_gets_no_part(union):
    other = make_campaign.recipient("kz-xx", name="An office", stands_in="IE")
    make_campaign.address(other, "union@example.org", medium="email")

    with pytest.raises(ValidationError, match="A Union"):
        Target(campaign=case(), recipient=other, role=Target.Role.COPY).full_clean()


def test_a_part_in_another_campaign_is_no_clash(union):
    elsewhere = make_campaign.campaign()
    other = make_campaign.recipient("kz-xx", name="An office", stands_in="IE")
    make_campaign.address(other, "union@example.org", medium="email")

    Target(campaign=elsewhere, recipient=other, role=Target.Role.PROTEST).full_clean()


def test_every_mission_of_the_state_is_on_a_list_where_nobody_is_chosen(union):
    elsewhere = make_campaign.campaign()
    mission = make_campaign.recipient("kz-xx", name="An office", stands_in="IE")
    make_campaign.address(mission, "union@example.org", medium="email")

    with pytest.raises(ValidationError, match="An office"):
        Target(campaign=elsewhere, recipient=union, role="support").full_clean()


def test_two_new_rows_of_one_form_do_not_share_an_address(admin_client, union):
    other = make_campaign.recipient("kz-xx", name="An office", stands_in="IE")
    make_campaign.address(other, "union@example.org", medium="email")
    made = make_campaign.campaign()

    page = admin_client.post(
        url("campaign_change", made.pk), campaign_form(made, union, other)
    )

    assert "Nobody can be on two of its lists." in page.text
    assert not made.targets.exists()


def test_verify_names_two_lists_that_share_an_address(union, capsys):
    Address.objects.bulk_create(
        [embassy_address(medium="email", value="UNION@example.org")]
    )

    with pytest.raises(SystemExit):
        call_command("verify")

    assert "Nobody can be on two of its lists." in capsys.readouterr().err


def test_verify_is_content_with_the_demonstration(demo):
    assert list(recipients()) == []


def test_an_import_learns_which_of_its_addresses_clash(
    union, django_assert_num_queries
):
    good = embassy_address(medium="email", value="embassy@example.org")
    bad = embassy_address(medium="email", value="Union@example.org")

    with django_assert_num_queries(3):
        found = list(lists.clashes_of([good, bad, *[good] * 50]))

    assert [each.one for each in found] == [bad]
