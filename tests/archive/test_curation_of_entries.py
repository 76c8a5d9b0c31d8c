from decimal import Decimal

import pytest

from archive import curation, undoing
from archive.models import Entity, Mention, Passage
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Lawyer A. Person spoke in A Town. A. Person was held."


def test_a_person_is_sorted_by_surname():
    assert curation.sort_key("Natalia Sokolova", kind=Entity.Kind.PERSON).startswith(
        "s"
    )
    assert curation.sort_key("The Union", kind=Entity.Kind.ORG).startswith("t")


def test_two_people_of_one_name_have_two_pages():
    assert make.person("A. Person").slug != make.person("A. Person").slug


@pytest.mark.parametrize("label", ["", "   ", "\n"])
def test_an_entry_without_a_name_is_refused(label):
    with pytest.raises(ValueError, match="needs a name"):
        make.person(label)


@pytest.mark.parametrize("position", [("90.1", "0"), ("0", "-180.1")])
def test_a_position_that_is_not_on_earth_is_refused(position):
    with pytest.raises(ValueError, match="90 degrees"):
        curation.new_entity(
            "A Town", kind="PLACE", by=None, position=tuple(map(Decimal, position))
        )


def test_a_place_is_where_it_was_said_to_be():
    position = (Decimal("-33.45694"), Decimal("-70.64827"))
    made = curation.new_entity("A Town", kind="PLACE", by=None, position=position)

    made.refresh_from_db()
    assert (made.latitude, made.longitude) == position


def test_a_name_in_another_script_gets_a_readable_slug():
    assert make.person("Наталья Соколова").slug == "natalia-sokolova" or make.person(
        "Наталья Соколова"
    ).slug.startswith("natal")


def printed(times=1):
    """A person accepted some times as printed otherwise."""
    document = make.document("Natalia Sokolava was tried. " * times)
    person = make.person("Natalia Sokolova")
    starts = [28 * n for n in range(times)]
    passages = [
        Passage.objects.at(document.current_revision, start, start + 16)
        for start in starts
    ]
    found = [Mention.objects.create(passage=p, kind="PERSON") for p in passages]
    curation.accept(found, by=None, at=make.NOW, entity=person)
    return person, found


def test_a_spelling_goes_with_the_last_acceptance_that_saw_it():
    person, (first, second) = printed(times=2)

    curation.reopen([first], by=None)
    assert person.names.filter(text="Natalia Sokolava").exists()

    curation.reopen([second], by=None)
    assert not person.names.filter(text="Natalia Sokolava").exists()


def test_a_spelling_a_curator_chose_stays():
    person, found = printed()
    person.names.filter(text="Natalia Sokolava").update(kind="alias")

    curation.reopen(found, by=None)

    assert person.names.filter(text="Natalia Sokolava").exists()


def test_an_entry_of_no_known_kind_is_refused():
    with pytest.raises(ValueError, match="Only people"):
        curation.new_entity("3 May", kind="DATE", by=None)


def test_a_name_longer_than_any_is_refused_and_not_remembered():
    long = "Ana " * 60
    person = make.person()

    with pytest.raises(ValueError, match="at most 200"):
        make.person(long)
    curation.remember_spelling(person, long)

    assert person.names.count() == 1


@pytest.mark.parametrize(
    ("label", "kind", "key"),
    [
        ("Zhanaozen", "PLACE", "zhanaozen"),
        ("Ślęża", "PLACE", "sleza"),
        ("Жанаозен", "PLACE", "zhanaozen"),
        ("“Open” Union", "ORG", "open union"),
        ("Ana María Núñez", "PERSON", "nunez ana maria"),
        ("Ana", "PERSON", "ana"),
        ("!!", "ORG", "!!"),
    ],
)
def test_names_are_sorted_by_the_letters_they_are_written_in(label, kind, key):
    assert curation.sort_key(label, kind=kind) == key


def test_two_clicks_on_new_entry_make_one_entry(admin_user):
    document = make.document(TEXT)
    first = make.mention(document, "A. Person")
    start = TEXT.rindex("A. Person")
    second = Mention.objects.create(
        passage=Passage.objects.at(document.current_revision, start, start + 9),
        kind="PERSON",
    )

    one = curation.accept_as_new(
        [first], "A. Person", kind="PERSON", by=admin_user, at=make.NOW
    )
    two = curation.accept_as_new(
        [second], "a. person ", kind="PERSON", by=admin_user, at=make.NOW
    )

    assert one == two
    assert Entity.objects.count() == 1


def test_somebody_else_of_the_same_name_has_an_entry_of_their_own():
    known = make.person()
    mention = make.mention(make.document(TEXT), "A. Person")

    other = curation.accept_as_new(
        [mention], "A. Person", kind="PERSON", by=None, at=make.NOW, is_namesake=True
    )

    assert other != known
    assert other.slug == "a-person-2"


def test_protection_has_three_levels():
    person = make.person()

    with pytest.raises(ValueError, match="initials"):
        curation.protect(person, "secret", by=None)
    curation.protect(person, "hidden", by=None)

    person.refresh_from_db()
    assert person.protection == Entity.Protection.HIDDEN


def test_the_slug_of_an_entry_that_was_undone_is_not_used_again(admin_user):
    first = curation.new_entity("A. Person", kind="PERSON", by=admin_user)
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    second = curation.new_entity("A. Person", kind="PERSON", by=admin_user)

    assert (first.slug, second.slug) == ("a-person", "a-person-2")


@pytest.mark.parametrize(
    ("label", "entries"), [("High Commission", 2), ("Drillers of Aktau", 1)]
)
def test_one_name_is_one_entry_unless_it_says_only_of_what_kind(label, entries):
    for town in ("London", "Pretoria"):
        report = make.document(f"{label} in {town}.")
        mention = make.mention(report, label, kind="ORG")
        curation.accept_as_new([mention], label, kind="ORG", by=None, at=make.NOW)

    assert Entity.objects.count() == entries


def test_a_bare_noun_is_one_entry_within_a_report():
    report = make.document("The Ministry met. The Ministry left.")
    for start in (4, 21):
        words = Passage.objects.at(report.current_revision, start, start + 8)
        mention = Mention.objects.create(passage=words, kind="ORG")
        curation.accept_as_new([mention], "Ministry", kind="ORG", by=None, at=make.NOW)

    assert Entity.objects.count() == 1
