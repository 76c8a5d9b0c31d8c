"""Whoever reaches two lists of a campaign is refused at every door."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import QueryDict

from campaign import portable
from campaign.directory import correcting
from campaign.forms.offer import addressees, offer_of
from campaign.models import Address, AddressReport, Campaign, Target, lists
from tests import make, make_campaign

pytestmark = pytest.mark.django_db
STREET = "1 High Street, London W1A 1AA"
HEAD = "mission,sending,receiving,kind,medium,value,country\n"


@pytest.fixture
def case():
    return make_campaign.campaign(slug="a-case")


@pytest.fixture
def union(case):
    """Somebody supported, at home in the state that is protested to."""
    return make_campaign.recipient(
        "a-union", kind="organisation", name="A Union", campaign=case, role="support"
    )


def arrived(archive, **options):
    parsed = portable.parse(json.dumps(archive).encode())
    return portable.arrive(parsed, at=make.NOW, **options)


def row_of(archive, slug):
    return next(row for row in archive["recipients"] if row["slug"] == slug)


@pytest.mark.parametrize("kind", ["organisation", "company", "body"])
def test_a_union_of_the_state_is_not_protested_to_by_default(case, kind):
    embassy = make_campaign.recipient()
    other = make_campaign.recipient("other", kind=kind, name="Other", stands_in="KZ")

    assert addressees(case) == [embassy]
    assert lists.roles_in(case) == {embassy.pk: "protest"}
    assert not Campaign.objects.protesting_to(other).exists()


def test_a_company_that_was_chosen_is_protested_to(case):
    company = make_campaign.recipient(
        "a-company", kind="company", name="A Company", campaign=case
    )

    assert addressees(case) == [company]
    assert Campaign.objects.protesting_to(company).exists()


def pause(recipient):
    Target.objects.filter(recipient=recipient).update(paused_because="It answered.")


@pytest.fixture
def two(case):
    """An embassy in London, paused, and one in Dublin that nobody chose."""
    london = make_campaign.recipient(campaign=case)
    dublin = make_campaign.recipient("kz-ie", stands_in="IE", city="Dublin")
    pause(london)
    return london, dublin


def served(case, country):
    offer, _reasons = offer_of(case, QueryDict(), make.TODAY)
    return offer.serving(country)


def test_who_is_paused_is_taken_out_and_all_others_stay(case, two):
    london, dublin = two

    assert addressees(case) == [dublin]
    assert served(case, "IE").recipient == dublin
    assert "It answered." in served(case, "GB").sentence
    assert [*Campaign.objects.protesting_to(dublin)] == [case]
    assert not Campaign.objects.protesting_to(london).exists()
    assert lists.roles_in(case) == dict.fromkeys((london.pk, dublin.pk), "protest")


def test_with_another_chosen_who_is_paused_leaves_the_list_a_list(case, two):
    dublin = two[1]
    paris = make_campaign.recipient("kz-fr", stands_in="FR", city="Paris")
    Target.objects.create(campaign=case, recipient=dublin)

    assert addressees(case) == [dublin]
    assert not Campaign.objects.protesting_to(paris).exists()


def test_a_company_that_is_paused_does_not_bring_in_the_embassies(case):
    embassy = make_campaign.recipient()
    pause(make_campaign.recipient("x", kind="company", name="X", campaign=case))

    assert addressees(case) == []
    assert not Campaign.objects.protesting_to(embassy).exists()


def test_who_is_not_on_the_list_is_not_said_to_be_unknown(case):
    make_campaign.recipient("kz-de", stands_in="DE", city="Berlin")
    make_campaign.recipient("kz-ie", stands_in="IE", city="Dublin", campaign=case)

    said = served(case, "DE").sentence

    assert said == "This campaign writes to the embassy in Dublin only."


def test_where_the_directory_knows_nobody_either_it_says_so(case):
    make_campaign.recipient("kz-ie", stands_in="IE", city="Dublin", campaign=case)

    said = served(case, "DE").sentence

    assert said == "We know of no embassy of Kazakhstan that serves Germany."


def test_of_a_long_list_some_are_named_and_the_others_counted(case):
    make_campaign.recipient("kz-de", stands_in="DE", city="Berlin")
    for at in range(9):
        make_campaign.recipient(f"kz-{at}", city=f"Town {at}", campaign=case)

    said = served(case, "DE").sentence

    assert said.endswith("the embassy in Town 5 and 3 others only.")


def test_a_supporter_does_not_share_an_address_with_who_is_left(case, two, union):
    both = {"value": "hello@example.org", "medium": "email"}
    make_campaign.address(two[1], **both)
    address = make_campaign.address(union, **both)

    with pytest.raises(ValidationError, match="Nobody can be on two"):
        address.full_clean()


def test_a_load_leaves_out_what_reaches_another_list(union, tmp_path, capsys):
    make_campaign.address(union, "union@example.org", medium="email")
    path = tmp_path / "missions.csv"
    start = "kz-gb,KZ,GB,embassy"
    rows = f"{start},email,Union@Example.org,GB\n{start},email,embassy@example.org,GB\n"
    path.write_text(HEAD + rows, encoding="utf-8")

    with pytest.raises(SystemExit):
        call_command("load_missions", path)

    said = capsys.readouterr()
    assert "A Union (support to)" in said.err
    assert "addresses 1 new" in said.out
    assert [*Address.objects.exclude(recipient=union)] == [
        Address.objects.get(value="embassy@example.org")
    ]


def test_a_load_does_not_change_an_address_into_that_of_another_list(union, tmp_path):
    path = tmp_path / "missions.csv"
    ended = HEAD.strip() + ",valid_to\n"
    row = "kz-gb,KZ,GB,embassy,email,union@example.org,GB,"
    path.write_text(f"{ended}{row}2019\n", encoding="utf-8")
    call_command("load_missions", path)
    make_campaign.address(
        union, "union@example.org", medium="email", valid_from=date(2020, 1, 1)
    )
    path.write_text(f"{ended}{row}2021\n", encoding="utf-8")

    with pytest.raises(SystemExit):
        call_command("load_missions", path)

    office = Address.objects.exclude(recipient=union).get()
    assert office.valid_until == date(2019, 12, 31)


@pytest.mark.parametrize("as_it_was", [True, False])
def test_an_archive_leaves_out_what_reaches_another_list(case, union, as_it_was):
    embassy = make_campaign.recipient(campaign=case)
    make_campaign.address(embassy, STREET)
    archive = portable.everything()
    theirs = row_of(archive, "kz-gb")["addresses"][0]
    row_of(archive, "a-union")["addresses"] = [theirs]

    arrival = arrived(archive, as_it_was=as_it_was)

    assert not union.addresses.exists()
    assert "Nobody can be on two" in " ".join(arrival.left_out)
    assert sum(arrival.new.values()) == 0


def test_lists_of_an_archive_are_looked_at_together(case):
    """A copy comes before the protest that keeps its neighbour off the list."""
    make_campaign.recipient(
        "a-ministry", kind="ministry", name="Ministry", stands_in="KZ", campaign=case
    )
    embassy = make_campaign.recipient(campaign=case, role="copy")
    consulate = make_campaign.recipient("kz-gb-consulate", kind="consulate")
    for each in (embassy, consulate):
        make_campaign.address(each, STREET)
    archive = portable.everything()
    case.delete()

    arrived(archive)

    assert Target.objects.count() == 2


def test_an_archive_whose_lists_overlap_is_refused_whole(case, union):
    embassy = make_campaign.recipient(campaign=case)
    for each in (embassy, union):
        make_campaign.address(each, STREET)
    archive = portable.everything()
    case.delete()

    with pytest.raises(portable.Unreadable, match="Nobody can be on two"):
        arrived(archive)

    assert not Campaign.objects.exists()


def test_a_report_that_would_put_somebody_on_two_lists_is_not_accepted(case, union):
    make_campaign.address(make_campaign.recipient(campaign=case), STREET)
    report = AddressReport.objects.create(
        recipient=union, value=STREET, reported_on=make.TODAY
    )
    wanted = correcting.Correction(
        STREET, "https://example.org", {"street": "1 High Street", "city": "London"}
    )

    with pytest.raises(ValueError, match="Nobody can be on two"):
        correcting.accept(report, wanted, on=make.TODAY, by=None)

    assert not union.addresses.exists()


def test_an_address_that_another_list_has_by_now_is_not_brought_back(case, union):
    old = make_campaign.address(union, "old@example.org", medium="email")
    report = AddressReport.objects.create(
        recipient=union,
        address=old,
        medium="email",
        value="new@example.org",
        reported_on=make.TODAY,
    )
    wanted = correcting.Correction("new@example.org", "https://example.org", {})
    correcting.accept(report, wanted, on=make.TODAY, by=None)
    make_campaign.address(
        make_campaign.recipient(campaign=case),
        "old@example.org",
        medium="email",
        valid_from=make.TODAY,
    )

    with pytest.raises(ValueError, match="Nobody can be on two"):
        correcting.take_back(report, at=make.NOW, by=None)

    old.refresh_from_db()
    assert old.valid_until is not None


def typed(*targets):
    """What the page of a new campaign posts: (role, recipient) of each target."""
    sent = {
        **dict.fromkeys(("title", "slug", "number", "summary"), "t"),
        "addressed_state": "KZ",
        "urgency": "standing",
        "state": "draft",
        "tone": "polite",
    }
    for at, (role, recipient) in enumerate(targets):
        sent |= {
            f"targets-{at}-role": role,
            f"targets-{at}-order": "1",
            f"targets-{at}-recipient": recipient.pk,
        }
    totals = {"demands": 0, "targets": len(targets), "updates": 0}
    for prefix, total in totals.items():
        sent |= {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}
    return sent


ADD = "/admin/campaign/campaign/add/"


@pytest.mark.slow
def test_a_new_campaign_does_not_support_an_office_it_protests_to(admin_client):
    supported = make_campaign.recipient(
        "a-union", kind="organisation", name="A Union", state=""
    )
    for each in (make_campaign.recipient(), supported):
        make_campaign.address(each, STREET)

    answer = admin_client.post(ADD, typed(("support", supported)))

    assert "Nobody can be on two" in answer.text
    assert not Campaign.objects.exists()


@pytest.mark.slow
def test_rows_of_one_form_are_looked_at_together(admin_client, case):
    """Nobody is chosen yet, so its neighbour would be protested to: not any more."""
    ministry = make_campaign.recipient(
        "a-ministry", kind="ministry", name="Ministry", stands_in="KZ"
    )
    embassy = make_campaign.recipient()
    neighbour = make_campaign.recipient("kz-gb-consulate", kind="consulate")
    for each in (embassy, neighbour):
        make_campaign.address(each, STREET)
    chosen = ("copy", embassy), ("protest", ministry)
    page = f"/admin/campaign/campaign/{case.pk}/change/"

    answer = admin_client.post(page, typed(*chosen))

    assert answer.status_code == 302, answer.text
    assert Target.objects.count() == 2
