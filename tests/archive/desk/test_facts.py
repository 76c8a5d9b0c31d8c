"""Facts: confirm, correct, reject, replace, and prove one by hand."""

from datetime import date

import pytest

from archive import claims, curation, undoing
from archive.models import Batch, Claim, Evidence
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESK = "/admin/desk/facts/"
TEXT = (
    "It rained. Ana Testova was arrested in A Town on 3 May 2021. She is well. "
    "The court said so."
)
SENTENCE = "Ana Testova was arrested in A Town on 3 May 2021."


@pytest.fixture
def report():
    return make.document(TEXT)


@pytest.fixture
def ana():
    return make.person("Ana Testova")


@pytest.fixture
def proposal(report, ana):
    """As the machine proposes: its words, a victim, and a perpetrator in words."""
    made = claims.propose(
        SENTENCE,
        slug="arrest-1-11-60",
        kind="arrest",
        known_from=date(2021, 5, 4),
        evidence=[make.passage(report, SENTENCE)],
        participants=[("victim", ana), ("perpetrator", "riot police")],
    )
    Claim.objects.filter(pk=made.pk).update(extractor="facts/2", score=0.8)
    return Claim.objects.get(pk=made.pk)


def press(client, claim, act, **changed):
    return Desk(client, f"{DESK}{claim.pk}/").press(act, **changed).html


def test_a_card_shows_the_words_in_context_and_the_chips(admin_client, proposal):
    html = admin_client.get(DESK, follow=True).content.decode()

    assert "It rained." in html
    assert f"<mark>{SENTENCE}</mark>" in html
    assert "She is well." in html
    desk = Desk(admin_client, f"{DESK}{proposal.pk}/")
    assert desk.values("part-0-who") == ["Ana Testova"]
    assert desk.values("part-1-who") == ["riot police"]


def test_a_proposal_is_confirmed_as_it_stands(admin_client, proposal):
    press(admin_client, proposal, "confirm")

    proposal.refresh_from_db()
    assert proposal.status == "confirmed"
    assert proposal.extractor == "facts/2"
    assert proposal.participants.count() == 2


def test_correcting_and_confirming_is_one_act(admin_client, admin_user, proposal):
    place = make.place("A Town")
    before = Batch.objects.count()

    press(
        admin_client,
        proposal,
        "confirm",
        sentence="Ana Testova was arrested.",
        happened="2021-05-03",
        where="a town",
        **{"part-1-who": "the police", "part-2-role": "court", "part-2-who": "A court"},
    )

    proposal.refresh_from_db()
    assert proposal.sentence == "Ana Testova was arrested."
    assert proposal.happened.value == "2021-05-03"
    assert proposal.place == place
    assert [str(part) for part in proposal.participants.all()] == [
        "Ana Testova (victim)",
        "the police (perpetrator)",
        "A court (court)",
    ]
    assert proposal.extractor == ""
    assert proposal.status == "confirmed"
    assert Batch.objects.count() == before + 1
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    proposal.refresh_from_db()
    assert proposal.sentence == SENTENCE
    assert proposal.participants.count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("happened", "soon", "is not a date"),
        ("where", "Nowhere", "No entry is called"),
        ("sentence", "", "This field is required"),
        ("kind", "feast", "Select a valid choice"),
        ("known_from", "x", "valid date"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    admin_client, proposal, field, typed, said
):
    html = press(
        admin_client, proposal, "confirm", attributed_to="A paper", **{field: typed}
    )

    assert said in html
    assert 'value="A paper"' in html
    proposal.refresh_from_db()
    assert proposal.status == "suggested"


def test_two_of_one_name_are_not_guessed_between(admin_client, proposal):
    make.person("Bela Other"), make.person("Bela Other")

    html = press(admin_client, proposal, "confirm", **{"part-1-who": "Bela Other"})

    assert "Several entries are called" in html
    assert proposal.participants.count() == 2


def test_a_name_is_the_entry_that_bears_it(admin_client, proposal):
    other = make.organisation("The Guard")

    press(admin_client, proposal, "confirm", **{"part-1-who": "the guard"})

    assert proposal.participants.filter(entity=other).exists()


def test_an_emptied_row_is_nobody(admin_client, proposal):
    press(admin_client, proposal, "confirm", **{"part-1-who": ""})

    assert proposal.participants.count() == 1


@pytest.mark.parametrize(
    ("act", "status"), [("reject", "rejected"), ("later", "suggested")]
)
def test_what_is_not_confirmed_leaves_the_queue(admin_client, proposal, act, status):
    html = press(admin_client, proposal, act)

    proposal.refresh_from_db()
    assert proposal.status == status
    assert "No proposed fact waits" in html


def test_a_dispute_needs_its_reason(admin_client, proposal):
    press(admin_client, proposal, "confirm")
    proposal.refresh_from_db()

    assert "required" in press(admin_client, proposal, "dispute")
    press(admin_client, proposal, "dispute", reason="A second report denies it")

    proposal.refresh_from_db()
    assert proposal.status == "disputed"
    assert proposal.disputed_reason == "A second report denies it"


def test_a_fact_is_replaced_by_another_from_a_day(admin_client, report, proposal):
    later = make.claim("She was released.", [make.passage(report, "She is well.")])
    press(admin_client, proposal, "confirm")

    press(admin_client, proposal, "replace", by_claim=later.slug, on="2021-05-09")

    proposal.refresh_from_db()
    assert (proposal.superseded_by, proposal.superseded_on) == (later, date(2021, 5, 9))


def test_a_known_fact_gains_the_proof_and_the_proposal_goes(
    admin_client, report, proposal
):
    known = make.claim(
        "On 3 May 2021 Ana Testova was arrested.",
        [make.passage(report, "The court said so.")],
        kind="arrest",
    )
    html = admin_client.get(f"{DESK}{proposal.pk}/").content.decode()
    assert known.sentence in html

    press(admin_client, proposal, "known", known=known.pk)

    assert known.evidence.filter(passage__quote=SENTENCE).exists()
    proposal.refresh_from_db()
    assert proposal.status == "rejected"


def test_another_kind_of_fact_is_not_said_to_be_known(admin_client, report, proposal):
    make.claim("It rained in Z.", [make.passage(report, "It rained.")], kind="strike")

    assert (
        "Already known"
        not in admin_client.get(f"{DESK}{proposal.pk}/").content.decode()
    )


def test_the_second_curator_is_told(admin_client, admin_user, proposal):
    desk = Desk(admin_client, f"{DESK}{proposal.pk}/")
    claims.reject(proposal, by=admin_user)

    desk.press("confirm")

    assert "Decided meanwhile by admin" in desk.text
    proposal.refresh_from_db()
    assert proposal.status == "rejected"


def test_a_fact_without_proof_is_not_confirmed(admin_client):
    bare = make.claim("It is said.")

    assert "No passage supports" in press(admin_client, bare, "confirm")


def by_hand(client, report, act="confirm", **typed):
    return Desk(client, f"{DESK}new/{report.pk}/").press(act, **typed).html


def test_a_fact_is_added_by_hand_from_exact_words(admin_client, report, ana):
    by_hand(
        admin_client,
        report,
        words="She is  well",
        sentence="Ana Testova is well.",
        kind="statement",
        **{"part-0-role": "subject", "part-0-who": "Ana Testova"},
    )

    claim = Claim.objects.get()
    assert claim.status == "confirmed"
    assert claim.evidence.get().passage.quote == "She is well"
    assert claim.participants.get().entity == ana
    assert claim.extractor == ""


def test_a_fact_by_hand_may_wait_as_a_proposal(admin_client, report):
    by_hand(
        admin_client, report, "keep", words="She is well", sentence="So.", kind="reply"
    )

    assert Claim.objects.get().status == "suggested"


def test_words_are_set_beside_a_fact_that_is_there(admin_client, report, proposal):
    by_hand(admin_client, report, words="The court said so", claim=proposal.pk)

    assert Evidence.objects.filter(claim=proposal).count() == 2
    proposal.refresh_from_db()
    assert proposal.status == "confirmed"


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "required"), ("not there", "do not stand"), ("s", "do not stand")],
)
def test_words_that_prove_nothing_are_refused(admin_client, report, words, said):
    html = by_hand(admin_client, report, words=words, sentence="So.", kind="reply")

    assert said in html
    assert "So." in html
    assert not Claim.objects.exists()


def test_the_queue_keeps_to_one_document(admin_client, proposal):
    other = make.document("Nothing.")

    html = admin_client.get(f"{DESK}?document={other.pk}", follow=True).content.decode()

    assert "No proposed fact waits" in html
    assert f"{DESK}new/{other.pk}/" in html


def test_a_card_costs_the_same_beside_many_facts(
    admin_client, proposal, report, ana, django_assert_max_num_queries
):
    place = make.passage(report, "It rained.")
    for _ in range(80):
        make.claim(SENTENCE, [place], kind="arrest")

    with django_assert_max_num_queries(15):
        answer = admin_client.get(f"{DESK}{proposal.pk}/")

    assert answer.content.decode().count("Already known") == 3


def test_words_that_deny_a_fact_are_set_against_it(admin_client, report, proposal):
    words = {"words": "It rained", "claim": proposal.pk}

    by_hand(admin_client, report, "deny", **words)

    assert proposal.evidence.get(stance="contradicts").passage.quote == "It rained"
    assert "Choose the fact" in by_hand(admin_client, report, "deny", words="It rained")


def test_words_that_became_a_name_are_shown_as_its_entry(admin_client, proposal):
    guard = make.organisation("The Riot Guard")
    curation.add_name(guard, "riot police")

    desk = Desk(admin_client, f"{DESK}{proposal.pk}/")
    assert desk.values("part-1-who") == ["The Riot Guard"]
    desk.press("confirm")

    assert proposal.participants.filter(entity=guard).exists()


def test_a_fact_kept_and_confirmed_at_once_is_taken_back_at_once(
    admin_client, admin_user, report
):
    by_hand(admin_client, report, words="She is well", sentence="So.", kind="reply")

    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    assert not Claim.objects.exists()
    assert not Evidence.objects.exists()
