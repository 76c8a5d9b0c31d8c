"""Campaigns, recipients and actions as other programs read them."""

from datetime import date

import pytest

from archive import curation
from archive.models import Document
from campaign.models import Action, ActionEvidence, Campaign, Holder, Reply, Update
from tests import make, make_campaign
from tests.api_walk import ROOT, everything, ids, items, one

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DRAFT = Campaign.State.DRAFT


@pytest.fixture
def campaign():
    return make_campaign.campaign(slug="mine-ten", summary="Ten miners.")


@pytest.fixture
def report():
    return make.document("Ivan Ivanov took the letter. He denied it all.", slug="told")


def action(slug="picket", **fields):
    fields.setdefault("kind", Action.Kind.PICKET)
    fields.setdefault("state", Action.State.PUBLISHED)
    fields.setdefault("happened_from", date(2021, 5, 4))
    fields.setdefault("who", "A union")
    return Action.objects.create(slug=slug, **fields)


def nothing(client):
    return client.get(f"{ROOT}campaigns/nothing").content


# campaigns


def test_a_campaign_comes_with_what_it_demands_of_whom(client, campaign, report):
    campaign.demands.create(language="en", text="Free them.")
    campaign.demands.create(language="ru", text="Свободу!")
    make_campaign.recipient("kz-gb", campaign=campaign)
    make_campaign.recipient("union", campaign=campaign, role="copy", state="")
    campaign.documents.add(report)
    Update.objects.create(
        campaign=campaign, number=1, published_on=date(2021, 6, 1), title="News"
    )

    found = one(client, "campaigns/mine-ten")

    assert found["demands"] == [
        {"language": "en", "text": "Free them."},
        {"language": "ru", "text": "Свободу!"},
    ]
    assert [(each["role"], each["recipient"]) for each in found["targets"]] == [
        ("copy", "union"),
        ("protest", "kz-gb"),
    ]
    assert found["documents"] == ["told"]
    assert [each["title"] for each in found["updates"]] == ["News"]
    assert found["takes_letters"] is True
    listed = items(client, "campaigns")[0]
    assert listed == {name: found[name] for name in listed}
    assert client.get(found["url"]).status_code == 200


def test_a_draft_looks_like_none(client, campaign):
    hidden = make_campaign.campaign(slug="secret-plan", state=DRAFT)
    Campaign.objects.filter(pk=campaign.pk).update(successor=hidden)
    make_campaign.recipient("kz-gb", campaign=hidden)
    action("quiet", campaign=hidden)

    answer = client.get(f"{ROOT}campaigns/secret-plan")

    assert (answer.status_code, answer.content) == (404, nothing(client))
    assert client.get(f"{ROOT}actions/quiet").content == nothing(client)
    assert ids(client, "recipients?campaign=secret-plan") == []
    assert ids(client, "actions?campaign=secret-plan") == []
    assert "secret-plan" not in everything(client)


def test_a_report_that_is_not_out_is_not_named(client, campaign):
    campaign.documents.add(make.document(slug="early", visibility="draft"))
    campaign.documents.add(make.document(slug="later", embargo_until=date(9999, 1, 1)))

    assert one(client, "campaigns/mine-ten")["documents"] == []


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"state": "open"}, False),
        ({"state": "review"}, False),
        ({"state": "open", "opens_on": date(2999, 1, 1)}, False),
        ({"state": "open", "closes_on": date(2011, 1, 1)}, True),
        ({"state": "won"}, True),
        ({"state": "closed"}, True),
    ],
)
def test_an_outcome_is_told_where_its_page_tells_it(client, campaign, fields, is_told):
    fields = {"opens_on": None, "closes_on": None, **fields}
    Campaign.objects.filter(pk=campaign.pk).update(outcome="They are free.", **fields)
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert ("They are free." in page) is is_told
    told = one(client, "campaigns/mine-ten")["outcome"]
    assert told == ("They are free." if is_told else "")


def test_what_proves_an_outcome_is_named_once_there_is_one(client, campaign, report):
    proof = make.claim("Freed.", [make.passage(report, "Ivan Ivanov")])
    unproven = make.claim("Paid.")
    campaign.outcome_claims.add(proof, unproven)

    assert one(client, "campaigns/mine-ten")["outcome_claims"] == []
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.WON)
    assert one(client, "campaigns/mine-ten")["outcome_claims"] == [proof.pk]
    Document.objects.filter(pk=report.pk).update(visibility="withdrawn")
    assert one(client, "campaigns/mine-ten")["outcome_claims"] == []


def test_campaigns_are_narrowed(client, campaign):
    make_campaign.campaign(slug="won", state=Campaign.State.WON, addressed_state="FR")

    assert ids(client, "campaigns?state=won") == ["won"]
    assert ids(client, "campaigns?addressed_state=kz") == ["mine-ten"]
    assert client.get(f"{ROOT}campaigns?state=draft").status_code == 422


def test_no_letter_is_sent(client, campaign):
    make_campaign.model_letter(campaign, "Words of the letter only.")

    assert "Words of the letter" not in everything(client)


# recipients


def test_an_address_says_how_good_it_is_and_where_it_was_seen(client):
    office = make_campaign.recipient("kz-gb", accredited_to=["IE", "IS"])
    make_campaign.address(office, "1 High Street, London", valid_until=date(2001, 1, 1))
    make_campaign.address(
        office,
        "mail@example.org",
        medium="email",
        grade="imported",
        checked_on=None,
        source_url="https://a.example | https://b.example",
    )

    found = one(client, "recipients/kz-gb")

    assert found["accredited_to"] == ["IE", "IS"]
    assert [
        (each["medium"], each["grade"], each["is_in_force"], each["sources"])
        for each in found["addresses"]
    ] == [
        ("email", "imported", True, ["https://a.example", "https://b.example"]),
        ("post", "verified", False, ["https://example.org/list"]),
    ]
    assert items(client, "recipients") == [found]


def test_only_a_holder_who_was_verified_is_named(client):
    office = make_campaign.recipient("kz-gb")
    make_campaign.recipient("kz-fr", stands_in="FR")
    Holder.objects.create(recipient=office, name="Unsure", source_url="https://a.b")

    assert one(client, "recipients/kz-gb")["holder"] is None
    Holder.objects.update(is_verified=True, since=date(2001, 1, 1))
    assert one(client, "recipients/kz-gb")["holder"]["name"] == "Unsure"


def test_recipients_are_narrowed(client, campaign):
    make_campaign.recipient("kz-gb", campaign=campaign)
    make_campaign.recipient("fr-de", state="FR", stands_in="DE", kind="consulate")

    assert ids(client, "recipients?state=kz") == ["kz-gb"]
    assert ids(client, "recipients?stands_in=DE") == ["fr-de"]
    assert ids(client, "recipients?kind=consulate") == ["fr-de"]
    assert ids(client, "recipients?campaign=mine-ten") == ["kz-gb"]
    assert ids(client, "recipients?state=XX") == []
    assert ids(client, "recipients?limit=1") == ["fr-de", "kz-gb"]


# actions


def test_an_action_comes_with_the_answer_and_the_proof_against_it(
    client, campaign, report
):
    done = action(campaign=campaign, document=report, city="Leeds", country="GB")
    answer = Reply.objects.create(action=done, stance="denied", text="He denied it.")
    told = make.passage(report, "He denied it all")
    ActionEvidence.objects.create(action=done, reply=answer, passage=told)
    ActionEvidence.objects.create(action=done, passage=make.passage(report, "letter"))
    against = make.claim("It was so.", [make.passage(report, "Ivan Ivanov took")])
    answer.contradicted_by.add(against)

    found = one(client, "actions/picket")

    assert items(client, "actions") == [found]
    assert (found["campaign"], found["document"]) == ("mine-ten", "told")
    assert [each["quote"] for each in found["evidence"]] == ["letter"]
    reply = found["replies"][0]
    assert [each["quote"] for each in reply["evidence"]] == ["He denied it all"]
    assert reply["contradicted_by"][0]["claim"] == against.pk
    text = one(client, "documents/told")["text"]
    for each in (*found["evidence"], *reply["evidence"]):
        assert text[each["start"] : each["end"]] == each["quote"]


def test_what_nobody_has_looked_at_looks_like_none(client):
    for state in (Action.State.REPORTED, Action.State.REJECTED):
        action(f"secret-{state}", state=state)

        answer = client.get(f"{ROOT}actions/secret-{state}")
        assert (answer.status_code, answer.content) == (404, nothing(client))
    assert ids(client, "actions") == []


def test_actions_are_narrowed_and_the_newest_is_first(client, campaign):
    action("a", country="GB", happened_from=date(2021, 1, 1))
    action("b", campaign=campaign, happened_from=date(2022, 1, 1))
    action("c", kind=Action.Kind.LETTER, happened_from=date(2020, 1, 1))

    assert ids(client, "actions?limit=1") == ["b", "a", "c"]
    assert ids(client, "actions?country=gb") == ["a"]
    assert ids(client, "actions?campaign=mine-ten") == ["b"]
    assert ids(client, "actions?kind=letter") == ["c"]


# protected people


@pytest.mark.slow
@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_a_protected_name_is_in_no_answer(client, campaign, report, level):
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ivan Ivanov", ivan)
    for row in (campaign, report):
        row.title = "Free Ivan Ivanov"
        row.save()
    campaign.demands.create(text="Free Ivan Ivanov.")
    office = make_campaign.recipient("kz-gb", campaign=campaign, name="Ivan Ivanov")
    office.website = "https://ivanivanov.example/"
    office.save()
    make_campaign.address(
        office,
        "c/o Ivan Ivanov, 1 High Street",
        note="Ivan Ivanov",
        source_url="https://a.example/ivan-ivanov | https://b.example/",
    )
    done = action("for-ivan-ivanov", campaign=campaign, summary="Ivan Ivanov spoke.")
    action("other", campaign=campaign, who="Ivan Ivanov", document=report)
    ActionEvidence.objects.create(
        action=done, passage=make.passage(report, "Ivan Ivanov took")
    )
    proof = make.claim("It was so.", [make.passage(report, "Ivan Ivanov took")])
    reply = Reply.objects.create(action=done, stance="denied", text="Ivan Ivanov lied.")
    reply.contradicted_by.add(proof)
    assert "Ivan" in everything(client)

    curation.protect(ivan, level, by=None)

    said = everything(client)
    assert "ivan" not in said.lower()
    assert report.current_revision.sha256 not in said
    answer = client.get(f"{ROOT}actions/for-ivan-ivanov")
    assert (answer.status_code, answer.content) == (404, nothing(client))


@pytest.mark.slow
def test_of_an_older_text_no_place_is_sent_while_somebody_is_protected(client):
    ivan = make.person("Ivan Ivanov")
    report = make.document("Ivan Ivanov took it.", slug="told")
    ActionEvidence.objects.create(
        action=action(), passage=make.passage(report, "took it")
    )
    make.mention(report, "Ivan Ivanov", ivan)
    old = report.current_revision.sha256
    make.revision(report, "A man took it.")
    assert old in everything(client)

    curation.protect(ivan, "hidden", by=None)

    place = one(client, "actions/picket")["evidence"][0]
    assert (place["start"], place["end"], place["revision_sha256"]) == (None, None, "")
    assert old not in everything(client)


# what it costs


@pytest.fixture
def crowd(campaign, report):
    """Nine of each, every one of them with something of its own."""
    action()
    make_campaign.recipient("kz-gb")
    proof = make.claim("So.", [make.passage(report, "took")])
    for n in range(8):
        office = make_campaign.recipient(f"r-{n}", campaign=campaign)
        make_campaign.address(office, f"{n} High Street, London")
        other = make_campaign.campaign(successor=campaign)
        done = action(f"a-{n}", campaign=other, recipient=office, document=report)
        reply = Reply.objects.create(action=done, stance="denied", text="No.")
        reply.contradicted_by.add(proof)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("campaigns", 2),
        ("campaigns/mine-ten", 6),
        ("recipients", 6),
        ("recipients/kz-gb", 6),
        ("actions", 11),
        ("actions/picket", 11),
    ],
)
def test_what_it_costs_does_not_grow_with_what_there_is(
    client, crowd, path, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most):
        assert client.get(ROOT + path).status_code == 200
