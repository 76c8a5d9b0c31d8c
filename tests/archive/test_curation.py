import pytest

from archive import curation
from archive.models import Document, Entity, Mention, Name, StopRule
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
