"""A campaign is addressed to a state there is, and to offices of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from campaign.models import Address, Recipient, Target
from tests import make_campaign
from tests.campaign.admin.rows import campaign_form, case, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "ministry"}, "name"),
        ({"kind": "body"}, "name"),
        ({"state": "XX"}, "state"),
        ({"stands_in": "QQ"}, "stands_in"),
    ],
)
def test_a_recipient_that_cannot_be_addressed_is_refused(fields, wrong):
    given = {"slug": "new", "kind": "embassy", "state": "KZ", "stands_in": "GB"}

    with pytest.raises(ValidationError) as refused:
        Recipient(**given | fields).full_clean()

    assert list(refused.value.message_dict) == [wrong]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"medium": "email", "value": "посол@example.org"}, "value"),
        ({"medium": "email", "value": "embassy"}, "value"),
        ({"medium": "post", "value": "somewhere"}, "street"),
        ({"medium": "post", "value": "a", "street": "1 Road"}, "street"),
        ({"medium": "web", "value": "a", "country": "QQ"}, "country"),
    ],
)
def test_a_verified_address_nobody_could_use_is_refused(fields, wrong):
    with pytest.raises(ValidationError) as refused:
        Address(grade="verified", **fields).clean()

    assert list(refused.value.message_dict) == [wrong]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"addressed_state": "zz"}, "addressed_state"),
        ({"opens_on": date(2026, 3, 2), "closes_on": date(2026, 3, 1)}, "closes_on"),
    ],
)
def test_a_campaign_has_a_state_there_is_and_closes_after_it_opens(fields, wrong):
    campaign = make_campaign.campaign(**fields)

    with pytest.raises(ValidationError) as refused:
        campaign.full_clean()

    assert list(refused.value.message_dict) == [wrong]


def test_a_state_may_be_typed_in_small_letters():
    campaign = make_campaign.campaign(addressed_state="kz")

    campaign.full_clean()

    assert campaign.addressed_state == "KZ"


@pytest.fixture
def peru():
    """Two embassies of Peru, and its ministry."""
    make_campaign.recipient("pe-ie", state="PE", stands_in="IE", city="Dublin")
    make_campaign.recipient(
        "pe-ministry", state="PE", stands_in="PE", kind="ministry", name="An Office"
    )
    return make_campaign.recipient("pe-gb", state="PE")


def chosen_by(client, words):
    asked = {
        "app_label": "campaign",
        "model_name": "target",
        "field_name": "recipient",
        "term": words,
    }
    answer = client.get(url("recipient_choices"), asked)
    return [row["text"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("Peru London", {"pe-gb"}),
        ("peru dublin", {"pe-ie"}),
        ("Peru Ireland", {"pe-ie"}),
        ("Embassy of Peru, London, United Kingdom (pe-gb)", {"pe-gb"}),
        ("pe-ie", {"pe-ie"}),
        ("Perú embassy", {"pe-gb", "pe-ie"}),
        ("ministry PE", {"pe-ministry"}),
        ("Peru Paris", set()),
        ("xq " * 1700, set()),
        ("'; --", set()),
    ],
)
def test_a_recipient_is_found_by_what_it_is_and_where(admin_client, peru, words, slugs):
    found = chosen_by(admin_client, words)

    assert {each.rsplit("(")[-1][:-1] for each in found} == slugs


def test_a_recipient_is_shown_by_name(admin_client, peru):
    assert chosen_by(admin_client, "pe-gb") == [
        "Embassy of Peru, London, United Kingdom (pe-gb)"
    ]
    assert chosen_by(admin_client, "pe-ministry") == [
        "An Office, Ministry of Peru, Peru (pe-ministry)"
    ]
    Target.objects.create(campaign=case(), recipient=peru)
    page = admin_client.get(url("campaign_change", case().pk))
    assert "Embassy of Peru, London, United Kingdom (pe-gb)" in page.text


def test_nobody_without_rights_reads_the_choices(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(url("recipient_choices")).status_code == 403


def test_another_state_is_not_protested_to(admin_client, union, peru):
    address = url("campaign_change", case().pk)
    before = case().targets.count()

    page = admin_client.post(address, campaign_form(case(), union, peru))

    assert "speaks for another state (PE)" in page.text
    assert case().targets.count() == before
    with pytest.raises(ValidationError, match="another state"):
        Target(campaign=case(), recipient=peru).full_clean()
    Target(campaign=case(), recipient=peru, role=Target.Role.COPY).full_clean()


def test_a_company_or_body_of_another_state_may_be(peru):
    firm = make_campaign.recipient("firm", kind="company", name="A Firm", state="PE")

    Target(campaign=case(), recipient=firm).full_clean()


def test_the_last_on_a_list_is_not_paused(admin_client):
    made = make_campaign.campaign(slug="one")
    london = make_campaign.recipient("one-gb", campaign=made)
    other = make_campaign.recipient(
        "one-union", kind="organisation", name="U", state=""
    )
    target = made.targets.get()
    sent = campaign_form(made, other, london) | {
        "targets-INITIAL_FORMS": "1",
        "targets-0-id": target.pk,
        "targets-0-recipient": london.pk,
        "targets-0-role": "protest",
        "targets-0-paused_because": "It answered.",
        "targets-1-recipient": other.pk,
        "targets-1-role": "copy",
    }

    page = admin_client.post(url("campaign_change", made.pk), sent)

    assert "every office of the state" in page.text
    assert not made.targets.exclude(paused_because="").exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"addressed_state": "ZZ"}, "Say which state it protests to"),
        ({"state": "open"}, "No letter of it is published"),
        ({"state": "won", "outcome": "Free."}, "Say which facts prove"),
        ({"state": "won"}, "Say in a sentence"),
        ({"state": "closed", "outcome": " "}, "Say in a sentence"),
    ],
)
def test_the_form_of_a_campaign_refuses_what_the_desk_refuses(
    admin_client, changed, sentence
):
    made = make_campaign.campaign(state="draft")
    for address in (url("campaign_change", made.pk), url("campaign_add")):
        sent = {**empty_form(made), **changed}

        page = admin_client.post(address, sent)

        assert sentence in page.text
    made.refresh_from_db()
    assert (made.state, made.addressed_state) == ("draft", "KZ")


def empty_form(campaign):
    sent = campaign_form(campaign, campaign, campaign) | {"targets-TOTAL_FORMS": "0"}
    return {name: value for name, value in sent.items() if "targets-0" not in name}
