from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import claims, correcting
from archive.claims.suggesting import Suggested
from archive.extraction import Find, FindKind
from archive.extraction.proposals import Party, Proposal
from archive.models import Claim, Entity
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "A. Person was arrested in A Town on 3 May 2021. Police raided the office."
ARREST = "A. Person was arrested in A Town on 3 May 2021."


@pytest.fixture
def report():
    return make.document(TEXT)


def find(words, kind, canonical=""):
    start = TEXT.index(words)
    return Find(
        start, start + len(words), kind, words, canonical or words, "", 0.9, "rules/1"
    )


def arrest(**changes):
    who = find("A. Person", FindKind.PERSON, "a-person")
    proposal = Proposal(
        kind="arrest",
        start=0,
        end=len(ARREST),
        sentence="A. Person was arrested in A Town on 3 May 2021.",
        modality="reported",
        attributed_to="",
        parties=(Party("victim", who.start, who.end, who),),
        happened="2021-05-03",
        happened_words="3 May 2021",
        place=find("A Town", FindKind.PLACE, "a-town"),
        score=0.8,
        source="facts/2",
    )
    return replace(proposal, **changes)


def suggest(report, *proposals, **options):
    known = {entity.slug: entity for entity in Entity.objects.all()}
    return claims.suggest(
        report.current_revision, proposals, entities=known, at=make.NOW, **options
    )


def test_a_proposal_is_a_claim_nobody_has_confirmed(report):
    suggest(report, arrest())

    claim = Claim.objects.get()
    assert (claim.status, claim.extractor) == ("suggested", "facts/2")
    assert (claim.kind, claim.happened.value) == ("arrest", "2021-05-03")
    assert claim.evidence.get().passage.quote == ARREST
    assert claim.known_from == report.published_on


def test_who_has_an_entry_is_named_by_it_and_the_rest_by_their_words(report):
    suggest(report, arrest())
    assert Claim.objects.get().participants.get().words == "A. Person"
    person, town = make.person(), make.place()

    suggest(report, arrest())

    claim = Claim.objects.get()
    assert claim.participants.get().entity == person
    assert claim.place == town


def test_proposing_twice_is_proposing_once(report):
    suggest(report, arrest())
    claim = Claim.objects.get()

    again = suggest(report, arrest())

    assert again == Suggested(kept=1)
    assert list(Claim.objects.all()) == [claim]
    assert claim.history.count() == 1


def test_a_reading_that_changed_is_written_anew(report):
    suggest(report, arrest())

    suggest(report, arrest(modality="alleged"))

    claim = Claim.objects.get()
    assert (claim.modality, claim.history.count()) == ("alleged", 2)


def test_what_is_no_longer_read_is_withdrawn(report):
    suggest(report, arrest())

    assert suggest(report) == Suggested(withdrawn=1)
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "decide",
    [
        lambda claim: claims.confirm(claim, by=None),
        lambda claim: claims.reject(claim, by=None),
        lambda claim: claims.dispute(claim, reason="No.", by=None),
        lambda claim: claims.set_aside(claim, by=None, at=make.NOW),
        lambda claim: claims.correct(claim, by=None),
    ],
    ids=["confirmed", "rejected", "disputed", "set aside", "rewritten"],
)
def test_no_run_changes_what_a_person_decided(report, decide):
    suggest(report, arrest())
    decide(Claim.objects.get())
    before = Claim.objects.values().get()

    changed = suggest(report, arrest(sentence="Something else."))
    gone = suggest(report)

    assert (changed, gone) == (Suggested(suppressed=1), Suggested())
    assert Claim.objects.values().get() == before


def test_a_decision_holds_for_its_kind_only(report):
    suggest(report, arrest())
    claims.reject(Claim.objects.get(), by=None)

    suggest(report, arrest(kind="raid"))

    assert Claim.objects.filter(status="suggested").get().kind == "raid"


def test_a_rehearsal_counts_and_writes_nothing(report):
    assert suggest(report, arrest(), is_rehearsal=True) == Suggested(new=1)
    assert not Claim.objects.exists()


def test_a_slug_names_nobody(report):
    suggest(report, arrest())

    assert "person" not in Claim.objects.get().slug


def test_what_is_too_long_for_a_column_is_cut(report):
    suggest(report, arrest(sentence="x" * 900, attributed_to="y" * 900))

    claim = Claim.objects.get()
    assert (len(claim.sentence), len(claim.attributed_to)) == (500, 200)


def test_forty_proposals_cost_as_many_queries_as_four(report):
    costs = []
    for number in (4, 40):
        report = make.document(TEXT * number)
        many = [
            arrest(start=at * len(TEXT), end=at * len(TEXT) + len(ARREST))
            for at in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            suggest(report, *many)
        costs.append(len(queries))

    assert max(costs) <= 15


def test_what_is_proposed_twice_in_one_run_is_one_claim(report):
    assert suggest(report, arrest(), arrest()) == Suggested(new=1)


def test_another_kind_a_person_chose_is_remembered_in_the_next_text(report, admin_user):
    suggest(report, arrest())
    claim = Claim.objects.get()
    claim.kind = Claim.Kind.RAID
    claims.correct(claim, by=admin_user)
    correcting.correct(report, TEXT + " More.", by=None, at=make.NOW, note="More.")

    assert suggest(report, arrest()) == Suggested(suppressed=1)


def test_a_suggestion_a_person_gave_a_proof_outlives_the_next_run(report, admin_user):
    suggest(report, arrest())
    proof = make.passage(report, "Police raided the office.")

    claims.support(Claim.objects.get(), proof, by=admin_user)
    suggest(report)

    assert Claim.objects.get().evidence.count() == 2


def test_a_rejected_fact_is_not_proposed_anew_in_the_next_text(report):
    suggest(report, arrest())
    claims.reject(Claim.objects.get(), by=None)

    correcting.correct(report, TEXT + " More.", by=None, at=make.NOW, note="More.")

    assert suggest(report, arrest()) == Suggested(suppressed=1)
