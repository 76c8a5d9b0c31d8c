import pytest

from archive import correcting, curation
from archive.models import Mention, Name, Passage, StopRule
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


@pytest.mark.parametrize("scope", ["source", "nowhere"])
def test_a_rejection_that_reaches_nothing_is_refused(scope):
    mention = make.mention(make.document(TEXT), "A. Person")

    with pytest.raises(ValueError, match=r"source|on offer"):
        curation.reject([mention], by=None, at=make.NOW, scope=scope)

    assert Mention.objects.get().status == "suggested"


def test_edit_and_accept_are_one_step():
    town = make.place("A Town")
    mention = make.mention(make.document(TEXT), "A Town", kind="PERSON")

    curation.accept([mention], by=None, at=make.NOW, entity=town, retag=True)

    mention.refresh_from_db()
    assert (mention.kind, mention.entity) == ("PLACE", town)


def test_a_kind_is_not_changed_to_one_that_is_in_the_list_already():
    document = make.document(TEXT)
    make.mention(document, "A Town", kind="PLACE")
    mention = make.mention(document, "A Town", kind="PERSON")

    with pytest.raises(curation.CannotAccept, match="another kind"):
        curation.accept(
            [mention], by=None, at=make.NOW, entity=make.place("A Town"), retag=True
        )


def test_a_moved_boundary_waits_as_the_persons_own_mark():
    document = make.document(TEXT)
    mention = make.mention(document, "Person", extractor="rules/1")
    passage = make.passage(document, "A. Person")

    curation.move(mention, passage.start, passage.end, by=None)

    mention.refresh_from_db()
    assert (mention.passage, mention.status, mention.extractor) == (
        passage,
        "suggested",
        "",
    )


def test_a_boundary_does_not_move_onto_a_decision():
    document = make.document(TEXT)
    make.mention(document, "A. Person", make.person())
    mention = make.mention(document, "Person")
    passage = make.passage(document, "A. Person")

    with pytest.raises(ValueError, match="decided already"):
        curation.move(mention, passage.start, passage.end, by=None)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (0, 10_000)])
def test_a_boundary_does_not_leave_the_text(start, end):
    mention = make.mention(make.document(TEXT), "A. Person")

    with pytest.raises(ValueError, match="No words stand"):
        curation.move(mention, start, end, by=None)


def test_what_is_set_aside_stays_suggested():
    mention = make.mention(make.document(TEXT), "A. Person")

    curation.set_aside([mention], by=None, at=make.NOW)

    mention.refresh_from_db()
    assert (mention.status, mention.set_aside_at) == ("suggested", make.NOW)


@pytest.mark.parametrize(
    ("scope", "left"), [("", 2), ("document", 1), ("everywhere", 0)]
)
def test_a_rejection_reaches_the_open_finds_within_its_scope(scope, left):
    source = make.source()
    here, there = make.document(TEXT, source=source), make.document(TEXT)
    mention = make.mention(here, "A. Person")
    start = TEXT.rindex("A. Person")
    for document in (here, there):
        Mention.objects.create(
            passage=Passage.objects.at(document.current_revision, start, start + 9),
            kind="PERSON",
            extractor="rules/1",
        )

    curation.reject([mention], by=None, at=make.NOW, scope=scope)

    assert Mention.objects.suggested().count() == left


def test_a_decision_of_somebody_else_is_not_rejected_along():
    document = make.document(TEXT)
    mention = make.mention(document, "A. Person")
    other = make.mention(make.document(TEXT), "A. Person", make.person())

    curation.reject([mention], by=None, at=make.NOW, scope="everywhere")

    other.refresh_from_db()
    assert other.status == Mention.Status.ACCEPTED


@pytest.mark.parametrize(
    "decide",
    [
        lambda mention: curation.accept(
            [mention], by=None, at=make.NOW, entity=make.person()
        ),
        lambda mention: curation.reject([mention], by=None, at=make.NOW),
        lambda mention: curation.set_aside([mention], by=None, at=make.NOW),
        lambda mention: curation.move(mention, 0, 6, by=None),
        lambda mention: curation.mark_segment(
            mention.passage.revision, 0, 6, "quote", by=None, at=make.NOW
        ),
    ],
)
def test_nothing_is_decided_in_a_text_that_was_corrected_meanwhile(decide):
    report = make.document(TEXT)
    mention = make.mention(report, "A. Person", extractor="rules/1")
    correcting.correct(report, TEXT + " More.", by=None, at=make.NOW, note="More.")

    with pytest.raises(ValueError, match="corrected meanwhile"):
        decide(Mention.objects.get(pk=mention.pk))

    mention.refresh_from_db()
    assert mention.status == "suggested"


def test_a_mark_on_a_text_that_was_corrected_is_refused():
    report = make.document("Ana Testova spoke.")
    words, ana = make.passage(report, "Ana Testova"), make.person("Ana Testova")
    make.revision(report, "Ana Testova spoke again.")

    with pytest.raises(ValueError, match="corrected meanwhile"):
        curation.mark(words, kind="PERSON", by=None, at=make.NOW, entity=ana)

    assert not Mention.objects.exists()


@pytest.mark.parametrize("words", ["Ana", "Testova spoke", "Ana Testova"])
def test_a_mark_on_decided_words_is_refused(words):
    report, ana = make.document("Ana Testova spoke."), make.person("Ana Testova")
    make.mention(report, "Ana Testova", ana)

    with pytest.raises(ValueError, match="“Ana Testova” is decided already"):
        curation.mark(
            make.passage(report, words), kind="PERSON", by=None, at=make.NOW, entity=ana
        )


def test_a_rejection_reaches_what_it_said_it_would():
    paper = make.source()
    report = make.document("The Unit met.", source=paper)
    others = [make.document("The Unit.", source=paper), make.document("The Unit.")]
    first, *elsewhere = [
        make.mention(each, "Unit", kind="ORG", extractor="model 1")
        for each in (report, *others)
    ]

    reached = {
        scope: set(curation.reach([first], scope))
        for scope in ("document", "source", "everywhere")
    }
    curation.reject([first], by=None, at=make.NOW, scope="source")

    assert reached == {
        "document": set(),
        "source": {elsewhere[0]},
        "everywhere": set(elsewhere),
    }
    assert set(Mention.objects.filter(status="rejected")) == {first, elsewhere[0]}


def test_a_text_of_yesterday_is_not_reached():
    report = make.document("The Unit met.")
    old = make.mention(report, "Unit", kind="ORG", extractor="model 1")
    make.revision(report, "The Unit met again.")
    new = make.mention(report, "Unit", kind="ORG", extractor="model 1")

    assert old not in curation.reach([new], "everywhere")
