import pytest

from archive import curation
from archive.models import Document, Entity, Mention, Name, Passage, StopRule
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Lawyer A. Person spoke in A Town. A. Person was held."


def test_accepting_says_who_when_and_what(admin_user):
    mention = make.mention(make.document(TEXT), "A. Person")
    person = make.person()

    curation.accept([mention], by=admin_user, at=make.NOW, entity=person)

    mention.refresh_from_db()
    assert (mention.status, mention.entity) == ("accepted", person)
    assert (mention.decided_by, mention.decided_at) == (admin_user, make.NOW)
    assert mention.history.first().history_user == admin_user


def test_an_accepted_spelling_becomes_a_name():
    document = make.document("Natalia Sokolava was tried.")
    person = make.person("Natalia Sokolova")
    mention = make.mention(document, "Natalia Sokolava")

    curation.accept([mention], by=None, at=make.NOW, entity=person)

    assert person.names.get(text="Natalia Sokolava").kind == Name.Kind.AS_PRINTED


def test_a_lone_surname_does_not_become_a_name():
    document = make.document("Kurmanov was tried.")
    person = make.person("Ainur Kurmanov")
    mention = make.mention(document, "Kurmanov")

    curation.accept([mention], by=None, at=make.NOW, entity=person)

    assert not person.names.filter(text="Kurmanov").exists()


def test_a_name_without_anybody_is_not_accepted():
    mention = make.mention(make.document(TEXT), "A. Person")

    with pytest.raises(curation.CannotAccept, match="Say who or what"):
        curation.accept([mention], by=None, at=make.NOW)

    mention.refresh_from_db()
    assert mention.status == Mention.Status.SUGGESTED


def test_a_person_is_not_accepted_as_a_place():
    mention = make.mention(make.document(TEXT), "A. Person")

    with pytest.raises(curation.CannotAccept, match="A Town is place"):
        curation.accept([mention], by=None, at=make.NOW, entity=make.place())


def test_one_wrong_mention_leaves_the_whole_batch_undecided():
    document = make.document(TEXT)
    good = make.mention(document, "A. Person")
    wrong = make.mention(document, "A Town", kind="PLACE")

    with pytest.raises(curation.CannotAccept):
        curation.accept([good, wrong], by=None, at=make.NOW, entity=make.person())

    assert not Mention.objects.accepted().exists()


def test_a_rejection_with_a_scope_leaves_a_rule(admin_user):
    source = make.source()
    document = make.document(TEXT, source=source)
    mention = make.mention(document, "A Town", kind="PLACE")

    curation.reject([mention], by=admin_user, at=make.NOW, scope="source")

    rule = StopRule.objects.get()
    assert (rule.surface, rule.source, rule.document) == ("A Town", source, None)


def test_a_decision_taken_back_waits_again(admin_user):
    mention = make.mention(make.document(TEXT), "A. Person", make.person())

    curation.reopen([mention], by=admin_user)

    mention.refresh_from_db()
    assert (mention.status, mention.decided_at) == ("suggested", None)


def test_publishing_a_report_publishes_the_letter_in_it(admin_user):
    report = make.document(visibility="draft", slug="outer")
    letter = make.document(visibility="draft", slug="inner")
    letter.part_of, letter.part_of_passage = report, make.passage(report, "raided")
    letter.save()

    curation.publish([report], by=admin_user)

    assert Document.objects.published(on=make.TODAY).count() == 2
    assert report.history.first().history_user == admin_user


def test_withdrawing_hides_both_again():
    document = make.document()

    curation.withdraw([document], by=None)

    assert not Document.objects.published(on=make.TODAY).exists()


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


def test_a_name_in_another_script_gets_a_readable_slug():
    assert make.person("Наталья Соколова").slug == "natalia-sokolova" or make.person(
        "Наталья Соколова"
    ).slug.startswith("natal")


def test_a_rejection_taken_back_takes_its_rule_along(admin_user):
    mention = make.mention(make.document(TEXT), "A. Person")
    curation.reject([mention], by=admin_user, at=make.NOW, scope="everywhere")

    curation.reopen([mention], by=admin_user)

    assert not StopRule.objects.exists()
    assert StopRule.history.first().history_user == admin_user


def test_a_rule_of_another_rejection_stays():
    document = make.document(TEXT)
    ruled = make.mention(document, "A Town", kind="PLACE")
    other = make.mention(document, "A. Person")
    curation.reject([ruled], by=None, at=make.NOW, scope="document")
    curation.reject([other], by=None, at=make.NOW)

    curation.reopen([other], by=None)

    assert StopRule.objects.get().surface == "A Town"


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


@pytest.mark.parametrize("scope", ["source", "nowhere"])
def test_a_rejection_that_reaches_nothing_is_refused(scope):
    mention = make.mention(make.document(TEXT), "A. Person")

    with pytest.raises(ValueError, match=r"source|on offer"):
        curation.reject([mention], by=None, at=make.NOW, scope=scope)

    assert Mention.objects.get().status == "suggested"


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
