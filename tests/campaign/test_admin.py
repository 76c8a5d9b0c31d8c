from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from campaign.management.commands.verify import recipients
from campaign.models import (
    Address,
    Campaign,
    Citation,
    ModelLetter,
    Paragraph,
    Recipient,
    Target,
    lists,
)
from tests import make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def demo(demo_rows, db):
    """Every test here starts from the demonstration."""


def url(name, *args):
    return reverse(f"admin:campaign_{name}", args=args)


def newest():
    return ModelLetter.objects.get(language="en", version=2)


def test_problems_are_shown_beside_the_letter(admin_client):
    Citation.objects.filter(paragraph__model_letter=newest()).delete()

    page = admin_client.get(url("modelletter_change", newest().pk)).content.decode()

    assert "Paragraph 2 states facts and cites no claim." in page


def test_a_letter_with_problems_is_not_published(admin_client):
    letter = newest()
    Citation.objects.filter(paragraph__model_letter=letter).delete()
    ModelLetter.objects.update(is_published=False)

    answer = admin_client.post(
        url("modelletter_changelist"),
        {"action": "publish", "_selected_action": [letter.pk]},
        follow=True,
    )

    assert not newest().is_published
    assert "cites no claim" in answer.content.decode()


def test_a_letter_without_problems_is_published_and_history_says_by_whom(
    admin_client, admin_user
):
    ModelLetter.objects.update(is_published=False)

    admin_client.post(
        url("modelletter_changelist"),
        {"action": "publish", "_selected_action": [newest().pk]},
    )

    assert newest().is_published
    assert newest().history.first().history_user == admin_user


def test_a_placeholder_typo_is_refused_with_the_nearest_name(admin_client):
    ModelLetter.objects.update(is_published=False)
    paragraph = newest().paragraphs.first()
    fields = {
        "model_letter": paragraph.model_letter_id,
        "order": 1,
        "role": "purpose",
        "text": "To the {{ misson }}.",
        "citations-TOTAL_FORMS": "0",
        "citations-INITIAL_FORMS": "0",
        "alternatives-TOTAL_FORMS": "0",
        "alternatives-INITIAL_FORMS": "0",
    }

    page = admin_client.post(url("paragraph_change", paragraph.pk), fields)

    assert "mission" in page.content.decode()
    assert page.status_code == 200
    assert Paragraph.objects.get(pk=paragraph.pk).text == paragraph.text


def test_one_recipient_has_one_role():
    taken = target()
    second = Target(
        campaign=taken.campaign, recipient=taken.recipient, role=Target.Role.SUPPORT
    )

    with pytest.raises(ValidationError, match="already has a role"):
        second.full_clean()


@pytest.mark.parametrize(
    "name",
    [
        "action",
        "addressreport",
        "alternative",
        "campaign",
        "lettercount",
        "modelletter",
        "paragraph",
        "recipient",
        "reply",
    ],
)
def test_every_list_opens(admin_client, name):
    assert admin_client.get(url(f"{name}_changelist")).status_code == 200


@pytest.mark.parametrize("name", ["campaign", "modelletter", "paragraph", "recipient"])
def test_every_form_and_its_history_open(admin_client, name):
    row = {
        "campaign": Campaign.objects.first(),
        "modelletter": newest(),
        "paragraph": newest().paragraphs.first(),
        "recipient": target().recipient,
    }[name]

    assert admin_client.get(url(f"{name}_change", row.pk)).status_code == 200
    assert admin_client.get(url(f"{name}_history", row.pk)).status_code == 200


def target():
    return Target.objects.get(recipient__slug="kz-gb")


def test_everything_a_curator_edits_keeps_its_history():
    edited = [
        inline.model
        for model, door in admin.site._registry.items()
        for inline in [door, *door.inlines]
        if model._meta.app_label in {"archive", "campaign"}
    ]
    kept = {"Capture", "Revision", "LetterCount"}  # never edited

    without = {each.__name__ for each in edited if not hasattr(each, "history")}

    assert without == kept


def test_a_published_letter_is_not_rewritten(admin_client):
    before = newest()
    fields = {"subject": "Other", "what_changed": "", "_save": "Save"}

    admin_client.post(url("modelletter_change", before.pk), fields)
    paragraph = before.paragraphs.first()
    answers = [
        admin_client.post(url("paragraph_change", paragraph.pk), {"text": "Other"}),
        admin_client.post(url("paragraph_delete", paragraph.pk), {"post": "yes"}),
        admin_client.post(url("modelletter_delete", before.pk), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert newest().subject == before.subject
    assert newest().paragraphs.first().text == paragraph.text


def test_the_form_of_a_published_letter_offers_nothing_to_type(admin_client):
    path = url("modelletter_change", newest().pk)
    shown = admin_client.get(path).text
    ModelLetter.objects.update(is_published=False)

    for field in ('name="subject"', 'name="version"', 'name="what_changed"'):
        assert field not in shown
        assert field in admin_client.get(path).text


def test_no_paragraph_is_added_to_a_published_letter():
    with pytest.raises(ValidationError, match="make the next version"):
        Paragraph(model_letter=newest(), order=99, role="fact", text="More.").clean()


def test_the_next_version_begins_as_a_copy_that_is_not_published(admin_client):
    before = newest()

    admin_client.post(
        url("modelletter_changelist"),
        {"action": "make_next_version", "_selected_action": [before.pk]},
    )

    made = ModelLetter.objects.get(language="en", version=3)
    assert not made.is_published
    assert said(made) == said(before)
    assert made.history.get().history_user


def said(letter):
    return [
        (each.text, each.role, [citation.claim for citation in each.citations.all()])
        for each in letter.paragraphs.all()
    ]


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


def test_a_letter_in_a_language_without_forms_of_address_is_refused():
    letter = newest()
    letter.language = "tlh"

    with pytest.raises(ValidationError, match="No letter can be written in “tlh”"):
        letter.clean()


def test_a_letter_translates_one_of_its_campaign_from_another_language():
    letter = newest()
    other = make_campaign.model_letter(make_campaign.campaign(), language="de")

    for wrong in (letter, other):
        letter.follows = wrong
        with pytest.raises(ValidationError, match="of its campaign"):
            letter.clean()


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
def union(demo):
    """Somebody the campaign supports, with an address of their own."""
    made = make_campaign.recipient(
        "the-union", kind="organisation", name="A Union", state="", campaign=case()
    )
    Target.objects.filter(recipient=made).update(role=Target.Role.SUPPORT)
    make_campaign.address(made, "union@example.org", medium="email")
    return made


def case():
    return Campaign.objects.get()


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


def campaign_form(campaign, supported, protested):
    fields = ("slug", "number", "title", "summary", "addressed_state", "state")
    empty = {
        f"{rows}-{what}_FORMS": "0"
        for rows in ("demands", "updates")
        for what in ("TOTAL", "INITIAL")
    }
    return {
        **{name: getattr(campaign, name) for name in fields},
        "urgency": "standing",
        "tone": "polite",
        **empty,
        "targets-TOTAL_FORMS": "2",
        "targets-INITIAL_FORMS": "0",
        "targets-0-recipient": supported.pk,
        "targets-0-role": "support",
        "targets-0-order": "1",
        "targets-1-recipient": protested.pk,
        "targets-1-role": "protest",
        "targets-1-order": "1",
    }


def test_verify_names_two_lists_that_share_an_address(union, capsys):
    Address.objects.bulk_create(
        [embassy_address(medium="email", value="UNION@example.org")]
    )

    with pytest.raises(SystemExit):
        call_command("verify")

    assert "Nobody can be on two of its lists." in capsys.readouterr().err


def test_verify_is_content_with_the_demonstration(demo):
    assert list(recipients()) == []


def test_somebody_who_may_only_look_changes_nothing(client, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(looker)
    letter = newest()
    acts = ["publish", "withdraw", "next", "translate", "frame"]

    answers = [client.post(url(f"modelletter_{act}", letter.pk)) for act in acts]

    assert {answer.status_code for answer in answers} == {403}
    assert client.get(url("modelletter_edit", letter.pk)).status_code == 200
    assert client.get(url("modelletter_adapt", 1)).status_code == 403


@pytest.mark.parametrize("name", ["modelletter", "paragraph"])
def test_many_at_once_spare_what_is_published(admin_client, name):
    model = {"modelletter": ModelLetter, "paragraph": Paragraph}[name]
    rows = model._default_manager
    before = rows.count()

    admin_client.post(
        url(f"{name}_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [rows.first().pk],
            "post": "yes",
        },
    )

    assert rows.count() == before


def test_an_import_learns_which_of_its_addresses_clash(
    union, django_assert_num_queries
):
    good = embassy_address(medium="email", value="embassy@example.org")
    bad = embassy_address(medium="email", value="Union@example.org")

    with django_assert_num_queries(3):
        found = list(lists.clashes_of([good, bad, *[good] * 50]))

    assert [each.one for each in found] == [bad]


# ------------------------------------------------------------ whom it writes to


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
