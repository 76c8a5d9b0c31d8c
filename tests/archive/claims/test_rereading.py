"""Proposals read again with what was decided since, and their words set anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import claims, curation, reconcile
from archive.models import Claim, Mention
from tests import make

pytestmark = pytest.mark.django_db
FIRST = "Bela Kovacs was arrested in Zarbia."
TEXT = f"{FIRST} He was beaten in Old Town. Nobody said why."


@pytest.fixture
def report():
    made = make.document(TEXT)
    reconcile.run(made.current_revision, pipelines={}, at=make.NOW)
    return made


def decide(words, entity):
    found = list(Mention.objects.filter(passage__quote=words))
    curation.accept(found, by=None, at=make.NOW, entity=entity, retag=True)


def proof(kind="arrest"):
    return Claim.objects.get(kind=kind).evidence.get()


def read(kind="arrest"):
    return claims.reread([proof(kind)]).get(Claim.objects.get(kind=kind).pk)


def test_a_name_decided_at_the_words_takes_part_as_its_entry(report):
    assert read().parts == (("victim", "Bela Kovacs"),)
    bela, zarbia = make.person("Béla Kovács"), make.place("Zarbia")
    decide("Bela Kovacs", bela)
    decide("Zarbia", zarbia)

    assert read() == claims.Reread((("victim", bela),), zarbia)
    assert proof().claim.participants.get().entity is None  # nothing is written


def test_whom_a_pronoun_means_is_read_in_the_sentence_before(report):
    bela = make.person("Bela Kovacs")
    decide("Bela Kovacs", bela)

    assert read("injury").parts == (("victim", bela),)


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        ("Ana Testova was arrested near the port, Zarbia.", True),
        ("Ana Testova was arrested, and Zarbia and Old Town heard of it.", False),
        ("The union demands the release of Ana Testova and tells Zarbia.", False),
    ],
)
def test_the_only_place_a_sentence_names_is_where_it_was(said, is_there):
    made = make.document(said)
    places = [
        make.mention(made, name, make.place(name))
        for name in ("Zarbia", "Old Town")
        if name in said
    ]
    reconcile.run(made.current_revision, pipelines={}, at=make.NOW)
    claim = Claim.objects.get()

    read = claims.reread([claim.evidence.get()])[claim.pk]

    assert read.place == (places[0].entity if is_there else None)


def test_what_a_person_has_touched_is_not_read_again(report):
    claims.take_part(proof().claim, [("victim", "a worker")], by=None)

    assert read() is None


def test_far_into_a_long_text_the_same_is_read(report):
    long = make.document(f"{'It rained. ' * 3000}\n\n{FIRST}")
    reconcile.run(long.current_revision, pipelines={}, at=make.NOW)
    claim = Claim.objects.order_by("pk").last()

    found = claims.reread([claim.evidence.get()])

    assert found[claim.pk].parts == (("victim", "Bela Kovacs"),)


def test_reading_again_asks_once_however_many_facts(report):
    proofs = [proof(), proof("injury")]
    claims.reread(proofs)

    with CaptureQueriesContext(connection) as queries:
        claims.reread(proofs)

    assert len(queries) == 1


@pytest.mark.parametrize(
    ("words", "said"), [(" ", "no words"), ("It was said.", "already")]
)
def test_words_that_cannot_be_the_proof_are_refused(words, said):
    text = "It was said. She was held."
    report = make.document(text)
    claim = make.claim()
    kept = claims.support(claim, make.passage(report, "She was held."), by=None)
    claims.support(claim, make.passage(report, "It was said."), by=None)

    with pytest.raises(ValueError, match=said):
        claims.requote(kept, make.passage(report, words), by=None)


def test_only_what_nothing_proves_is_disputed(report):
    proven = make.claim("A.", [make.passage(report, "Nobody said why.")])
    bare = make.claim("B.", [make.passage(report, FIRST)])
    make.revision(report, "All new.")
    claims.support(proven, make.passage(report, "All new."), by=None)

    claims.dispute_unproven([proven, bare], reason="Its words are gone.", by=None)

    proven.refresh_from_db()
    bare.refresh_from_db()
    assert (proven.status, bare.status) == ("confirmed", "disputed")
