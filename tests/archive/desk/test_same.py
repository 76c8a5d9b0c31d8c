"""Same? Two entries side by side, and what was said is taken back in any order."""

import pytest

from archive import curation, merging, resolution
from archive.models import Entity, Judgement
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(admin_client):
    return Desk(admin_client)


def named(label, text, **fields):
    person = make.person(label, **fields)
    make.mention(make.document(text), label, person)
    return person


@pytest.fixture
def pair():
    return (
        named("Natalia Testova", "They met Natalia Testova."),
        named("Natalya Testova", "Natalya Testova spoke. It rained."),
    )


def test_the_likeliest_pair_is_shown_side_by_side(desk, pair):
    desk.go("/admin/desk/same/")

    assert "They met Natalia Testova" in desk.text
    assert "Natalya Testova spoke" in desk.text
    assert {"same", "different", "unsure"} <= desk.has


def test_they_are_the_same_and_the_chosen_page_stays(desk, pair):
    one, other = pair

    desk.go("/admin/desk/same/").press(
        "same", kept=str(other.pk), reason="One law firm"
    )

    one.refresh_from_db()
    assert one.root == other
    assert Judgement.objects.get().reason == "One law firm"
    assert "No two entries wait" in desk.text


def test_the_one_named_more_often_is_kept_unless_said_otherwise(desk, pair):
    one, other = pair
    make.mention(make.document("Natalya Testova left."), "Natalya Testova", other)

    desk.go("/admin/desk/same/").press("same")

    one.refresh_from_db()
    assert one.root == other


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_what_is_not_joined_is_not_asked_again(desk, pair, verdict):
    desk.go("/admin/desk/same/").press(verdict)

    assert Judgement.objects.get().verdict == verdict
    assert "No two entries wait" in desk.text
    assert not Entity.objects.exclude(root=None).exists()


def test_equal_values_are_marked_in_words(desk, pair):
    for entity in pair:
        curation.add_name(entity, "N. Testova")

    desk.go("/admin/desk/same/")

    assert desk.text.count("both N. Testova") == 2


def test_names_are_romanised_on_request(desk, pair):
    curation.add_name(pair[0], "Наталья Тестова")

    assert "Natalia Testova Natalya" not in desk.go("/admin/desk/same/").text
    desk.follow("In Latin letters too")

    assert "Наталья Тестова Natal" in desk.text


def test_warnings_come_first(desk, pair):
    for number, entity in enumerate(pair):
        Entity.objects.filter(pk=entity.pk).update(wikidata=f"Q{number}")

    desk.go("/admin/desk/same/")

    assert desk.text.index("Look at this first") < desk.text.index("passages")


def test_a_union_that_would_cross_a_difference_shows_both_passages(
    desk, pair, admin_user
):
    one, other = pair
    third = named("Nathalie Testova", "Nathalie Testova sang.")
    merging.different(one, third, by=admin_user, at=make.NOW, reason="Two births")
    merging.same(third, other, by=admin_user, at=make.NOW)

    desk.go(f"/admin/desk/same/{one.pk}/{other.pk}/").press("same")

    assert "In the way" in desk.text
    assert "Two births" in desk.text
    assert "Nathalie Testova sang" in desk.text
    assert "They met Natalia Testova" in desk.text
    desk.press("Take that back")
    assert Judgement.objects.get(verdict="different").revoked_at


def test_judgements_are_taken_back_in_any_order(desk, pair, admin_user):
    one, other = pair
    third = make.person("Nathalie Testova")
    merging.same(one, other, by=admin_user, at=make.NOW)
    merging.same(other, third, by=admin_user, at=make.NOW)

    desk.go("/admin/desk/same/judged/").press(
        "Take back Natalia Testova / Natalya Testova"
    )

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.root, other.root) == (None, third)


def test_the_second_curator_is_told(desk, pair, django_user_model):
    one, other = pair
    quick = django_user_model.objects.create_user("quick")
    desk.go("/admin/desk/same/")
    merging.different(one, other, by=quick, at=make.NOW)

    desk.press("same")

    assert "Decided meanwhile by quick" in desk.text
    assert Judgement.objects.get().verdict == "different"


@pytest.mark.parametrize("sent", [{"kept": "0"}, {"kept": "x"}, {"kept": ""}])
def test_a_page_that_is_neither_cannot_stay(desk, pair, sent):
    desk.go("/admin/desk/same/").press("same", **sent)

    assert not Judgement.objects.exists()


def test_a_person_asks_about_any_two(desk):
    one, other = make.person("A. Wholly"), make.person("B. Different")
    assert not resolution.open_pairs().exists()

    desk.go(f"/admin/desk/same/{one.pk}/{other.pk}/").press("same")

    assert Judgement.objects.get().verdict == "same"


def test_a_pair_costs_fifteen_queries_however_much_is_known(
    admin_client, pair, django_assert_max_num_queries
):
    one, other = pair
    merging.same(make.person("Nathalie Testova"), other, by=None, at=make.NOW)
    for number in range(6):
        text = f"Natalia Testova and Natalya Testova met, {number}."
        document = make.document(text)
        claim = make.claim(place=make.place(f"Town {number}"))
        for entity in pair:
            make.mention(document, entity.label, entity)
            claim.participants.create(entity=entity, role="victim")

    with django_assert_max_num_queries(15):
        answer = admin_client.get(f"/admin/desk/same/{one.pk}/{other.pk}/")

    assert b"Named as two in one sentence" in answer.content


def test_a_pair_of_nobody_is_no_page(admin_client, pair):
    one, _other = pair

    for address in (f"{one.pk}/0", f"0/{one.pk}", "0/0"):
        assert admin_client.get(f"/admin/desk/same/{address}/").status_code == 404


def refused(desk, entity, words):
    desk.go(f"/admin/desk/same/{entity.pk}/with/?with={words}")
    return " ".join(note.text_content() for note in desk.page.find_class("desk-note"))


def test_any_two_are_compared_from_the_page_of_one(desk, admin_client):
    one, other = make.person("Alma Wholly"), make.person("Béla Different")
    page = admin_client.get(f"/admin/archive/entity/{one.pk}/change/").content.decode()
    assert f'action="/admin/desk/same/{one.pk}/with/"' in page

    desk.go(f"/admin/desk/same/{one.pk}/with/?with=differ").follow("Béla Different")

    assert "Alma Wholly / Béla Different" in desk.text
    desk.press("same", kept=str(one.pk))
    other.refresh_from_db()
    assert other.root == one


def test_from_a_pair_one_side_is_compared_with_another(desk, pair):
    third = make.person("Nathalie Other")

    desk.go(f"/admin/desk/same/{pair[0].pk}/{pair[1].pk}/").follow("compare with")

    assert "Compare “Natalia Testova” with" in desk.text
    desk.go(f"{desk.path}?with=nathalie").follow("Nathalie Other")
    assert desk.path.endswith(f"/{pair[0].pk}/{third.pk}/")


@pytest.mark.parametrize("by", ["slug", "pk"])
def test_an_address_or_a_number_leads_at_once_to_the_pair(admin_client, pair, by):
    one, other = pair
    address = f"/admin/desk/same/{one.pk}/with/"

    answer = admin_client.get(address, {"with": str(getattr(other, by))})

    assert answer.headers["Location"] == f"/admin/desk/same/{one.pk}/{other.pk}/"


def test_an_entry_is_not_compared_with_itself(desk, pair):
    one, _other = pair

    assert "is that entry itself" in refused(desk, one, one.slug)
    assert "is that entry itself" in refused(desk, one, one.pk)
    assert "itself" in desk.go(f"/admin/desk/same/{one.pk}/{one.pk}/").text


def test_an_entry_is_not_compared_with_one_of_another_kind(desk, pair):
    one, _other = pair
    body = make.organisation("The Miners")

    said = refused(desk, one, body.slug)
    assert said == refused(desk, one, "The Miners")
    assert (
        said == "“Natalia Testova”: person. “The Miners”: organisation. Of two kinds."
    )
    assert said in desk.go(f"/admin/desk/same/{one.pk}/{body.pk}/").text


def test_what_was_joined_is_compared_as_what_it_leads_to(desk, pair):
    one, other = pair
    third = make.person("Nadia Elsewhere")
    merging.same(third, other, by=None, at=make.NOW)

    said = refused(desk, one, third.slug)

    assert "“Nadia Elsewhere” was joined with “Natalya Testova”" in said
    assert other.slug in said


@pytest.mark.parametrize("words", ["zzzz", "%E2%80%AE", "9" * 30, "<b>x</b>"])
def test_nobody_of_that_name_is_said(desk, pair, words):
    assert "No other entry of this kind is called like" in refused(desk, pair[0], words)


def test_another_script_finds_the_name(desk, pair):
    desk.go(f"/admin/desk/same/{pair[0].pk}/with/?with=Наталья Тестова")

    assert "Natalya Testova" in desk.text


def test_the_search_costs_fifteen_queries_at_most(
    admin_client, django_assert_max_num_queries
):
    people = [make.person(f"Natalia Testova {n}") for n in range(20)]
    for each in people:
        make.mention(make.document(f"{each} spoke."), str(each), each)

    with django_assert_max_num_queries(15):
        page = admin_client.get(
            f"/admin/desk/same/{people[0].pk}/with/", {"with": "testova"}
        ).content.decode()

    assert "There are more" in page


def test_who_may_only_look_at_entries_is_not_asked(client, colleague):
    client.force_login(colleague)

    assert client.get(f"/admin/desk/same/{make.person().pk}/with/").status_code == 403


def test_a_judgement_has_a_day_a_machine_can_read(desk, pair, admin_user):
    merging.different(*pair, by=admin_user, at=make.NOW.replace(microsecond=123456))

    desk.go("/admin/desk/same/judged/")

    assert [time.get("datetime") for time in desk.page.iter("time")] == ["2026-03-01"]
