"""Facts as they stand among the names, the words and the facts decided since."""

from datetime import date

import pytest

from archive import claims, correcting, curation, reconcile, undoing
from archive.models import Batch, Claim, Evidence, Mention
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESK = "/admin/desk/facts/"
SENTENCE = "Bela Kovacs was arrested and beaten in Zarbia on 3 May 2021."
TEXT = f"It rained. {SENTENCE} The union protested. Nobody knows more."


@pytest.fixture
def report():
    made = make.document(TEXT, source=make.source())
    read(made)
    return made


def read(document):
    reconcile.run(document.current_revision, pipelines={}, at=make.NOW)


def proposal(kind="arrest"):
    return Claim.objects.filter(kind=kind).order_by("pk").last()


def card(client, claim, query=""):
    return Desk(client, f"{DESK}{claim.pk}/{query}")


def decide(document, words, entity):
    """As on the card of names: what was found there, or a mark by hand."""
    found = Mention.objects.in_revision(document.current_revision)
    mention = found.filter(passage__quote=words).first()
    if mention is None:
        place = make.passage(document, words)
        kind, by = entity.kind, None
        return curation.mark(place, kind=kind, by=by, at=make.NOW, entity=entity)
    curation.accept([mention], by=None, at=make.NOW, entity=entity, retag=True)
    return mention


def parts_of(claim):
    return [str(part) for part in claim.participants.all()]


def test_names_and_places_decided_since_are_shown_and_confirmed(admin_client, report):
    bela, place = make.person("Béla Kovács"), make.place("Zarbia")
    decide(report, "Bela Kovacs", bela)
    decide(report, "Zarbia", place)
    claim = proposal()
    assert (parts_of(claim), claim.place) == (["Bela Kovacs (victim)"], None)

    desk = card(admin_client, claim)
    assert desk.values("part-0-who") == ["Béla Kovács"]
    assert desk.values("where") == ["Zarbia"]
    desk.press("confirm")

    claim.refresh_from_db()
    assert (parts_of(claim), claim.place) == (["Béla Kovács (victim)"], place)


def test_a_name_decided_as_somebody_else_is_that_person(admin_client, report):
    first = make.person("Bela Kovacs")
    read(report)
    assert proposal().participants.get().entity == first
    other = make.person("Bela Kovacs junior")
    decide(report, "Bela Kovacs", other)

    card(admin_client, proposal()).press("confirm")

    assert proposal().participants.get().entity == other


def test_a_name_that_is_none_is_no_entry(admin_client, report):
    make.person("Bela Kovacs"), make.place("Zarbia")
    read(report)
    found = Mention.objects.filter(passage__quote="Zarbia")
    curation.reject(list(found), by=None, at=make.NOW)

    card(admin_client, proposal()).press("confirm")

    assert proposal().place is None


def test_what_a_person_has_saved_is_not_read_away(admin_client, report):
    card(admin_client, proposal()).press("save", **{"part-0-who": "a worker"})
    decide(report, "Bela Kovacs", make.person("Bela Kovacs"))

    desk = card(admin_client, proposal())

    assert desk.values("part-0-who") == ["a worker"]


def test_the_words_that_prove_it_are_set_by_steps_and_typing_is_kept(
    admin_client, admin_user, report
):
    claim = proposal()
    desk = card(admin_client, claim).press("end_left", sentence="He was arrested.")

    assert claim.evidence.get().passage.quote == SENTENCE.removesuffix(".")
    claim.refresh_from_db()
    assert claim.sentence == "He was arrested."
    desk.press("start_right")
    assert claim.evidence.get().passage.quote.startswith("Kovacs was")
    desk.press("start_left").press("end_right")
    assert claim.evidence.get().passage.quote == SENTENCE
    for _step in range(4):
        undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert claim.evidence.get().passage.quote == SENTENCE
    claim.refresh_from_db()
    assert claim.extractor


def test_the_words_that_prove_it_are_typed_and_confirmed_at_once(
    admin_client, admin_user, report
):
    claim, before = proposal(), Batch.objects.count()

    card(admin_client, claim).press("confirm", words="Bela Kovacs\r\nwas  arrested")

    claim.refresh_from_db()
    assert claim.status == "confirmed"
    assert claim.evidence.get().passage.quote == "Bela Kovacs was arrested"
    assert Batch.objects.count() == before + 1
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert claim.evidence.get().passage.quote == SENTENCE


def test_words_that_do_not_stand_there_change_nothing(admin_client, report):
    claim = proposal()

    desk = card(admin_client, claim).press("confirm", words="was shot")

    assert "do not stand in this report" in desk.text
    claim.refresh_from_db()
    assert (claim.status, claim.evidence.get().passage.quote) == ("suggested", SENTENCE)


def test_a_proposal_at_other_words_is_not_proposed_again(admin_client, report):
    claim = proposal()
    number = Claim.objects.count()
    card(admin_client, claim).press("save", words="It rained.")

    read(report)

    assert Claim.objects.count() == number


def test_the_words_of_a_confirmed_fact_stay(report):
    claim = proposal()
    claims.confirm(claim, by=None)

    with pytest.raises(ValueError, match="dispute it"):
        claims.requote(
            claim.evidence.get(), make.passage(report, "It rained."), by=None
        )


def test_facts_of_one_sentence_are_one_card(admin_client, report):
    desk = card(admin_client, proposal())

    assert desk.html.count(f"<mark>{SENTENCE}</mark>") == 1
    assert "The same sentence is also proposed as injury" in desk.text
    desk.press("as-it-stands")
    assert proposal("injury").status == "confirmed"
    assert desk.path == f"{DESK}{proposal().pk}/"
    assert "also proposed" not in desk.text


def test_after_one_fact_of_a_sentence_comes_the_next_of_it(admin_client, report):
    desk = card(admin_client, proposal()).press("confirm")

    assert desk.path == f"{DESK}{proposal('injury').pk}/"


def test_all_of_a_sentence_are_rejected_by_one_act(admin_client, admin_user, report):
    others = Claim.objects.exclude(kind__in=["arrest", "injury"]).count()
    desk = card(admin_client, proposal())

    desk.press("reject-all")

    assert Claim.objects.filter(status="rejected").count() == 2
    assert Claim.objects.filter(status="suggested").count() == others
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert not Claim.objects.filter(status="rejected").exists()


def test_rejecting_all_of_a_sentence_overruns_no_colleague(
    admin_client, colleague, report
):
    desk = card(admin_client, proposal())
    claims.set_aside(proposal("injury"), by=colleague, at=make.NOW)

    desk.press("reject-all")

    assert "Decided meanwhile by a-colleague" in desk.text
    assert not Claim.objects.filter(status="rejected").exists()


def test_the_same_event_in_a_second_report_is_further_evidence(admin_client, report):
    bela, waiting = make.person("Bela Kovacs"), proposal()
    known = make.claim(
        "Mr K. is in custody.",
        [make.passage(make.document("Other words."), "Other words.")],
        kind="arrest",
        happened_from=date(2021, 5, 1),
        happened_until=date(2021, 5, 31),
        happened_precision="month",
    )
    claims.take_part(known, [("victim", bela)], by=None)
    decide(report, "Bela Kovacs", bela)
    for _number in range(70):  # newer and much like it, about nobody
        make.claim(SENTENCE, [make.passage(report, "It rained.")], kind="arrest")

    desk = card(admin_client, waiting)
    assert "of the same day and person: Mr K. is in custody." in desk.text
    desk.press("Further evidence for that one 1")

    assert Evidence.objects.filter(claim=known, passage__quote=SENTENCE).exists()
    waiting.refresh_from_db()
    assert waiting.status == "rejected"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "release"},
        {"happened_from": date(2020, 5, 3), "happened_until": date(2020, 5, 3)},
        {"happened_from": None, "happened_until": None},
    ],
)
def test_another_event_of_the_same_person_is_not_the_same(admin_client, report, other):
    bela = make.person("Bela Kovacs")
    of_that_day = {
        "kind": "arrest",
        "happened_from": date(2021, 5, 3),
        "happened_until": date(2021, 5, 3),
    }
    known = make.claim(
        "Zzz.", [make.passage(report, "It rained.")], **(of_that_day | other)
    )
    claims.take_part(known, [("victim", bela)], by=None)
    decide(report, "Bela Kovacs", bela)

    assert "of the same day" not in card(admin_client, proposal("injury")).text
    waiting = Claim.objects.get(slug__startswith="arrest-")
    assert "of the same day" not in card(admin_client, waiting).text


@pytest.fixture
def unproven(report):
    """A confirmed fact whose words a correction has changed."""
    claim = proposal()
    claims.confirm(claim, by=None)
    changed = TEXT.replace("was arrested", "was detained")
    correcting.correct(report, changed, by=None, at=make.NOW, note="Typo")
    report.refresh_from_db()
    return claim


def test_a_fact_without_proof_is_set_right_in_the_same_form(
    admin_client, admin_user, report, unproven
):
    desk = Desk(admin_client, f"/admin/desk/publish/{report.pk}/")
    desk.follow("Set it right")
    assert "No words of a text of today prove this." in desk.text
    assert "place them again" in desk.text

    desk.press("confirm", words="was detained", sentence="Bela Kovacs was detained.")

    unproven.refresh_from_db()
    assert (unproven.status, unproven.sentence) == (
        "confirmed",
        "Bela Kovacs was detained.",
    )
    assert unproven.evidence.live().get().passage.quote == "was detained"
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    unproven.refresh_from_db()
    assert (unproven.status, unproven.sentence) == ("confirmed", SENTENCE)


def test_a_fact_without_proof_is_not_confirmed_again_without_words(
    admin_client, unproven
):
    desk = card(admin_client, unproven).press("confirm", sentence="Otherwise.")

    assert "No passage supports" in desk.text
    unproven.refresh_from_db()
    assert unproven.sentence == SENTENCE


def test_a_card_with_all_there_is_stays_within_its_queries(
    admin_client, report, django_assert_max_num_queries
):
    sentence = "Bela Kovacs was arrested, beaten, charged and sentenced in Zarbia on 3 May 2021."
    other = make.document(f"{sentence} He was released in Zarbia on 9 May 2021.")
    bela = make.person("Bela Kovacs")
    read(other)
    decide(other, "Bela Kovacs", bela)
    known = make.claim(SENTENCE, [make.passage(report, "It rained.")], kind="arrest")
    claims.take_part(known, [("victim", bela)], by=None)
    claim = Claim.objects.filter(
        evidence__passage__revision=other.current_revision, kind="arrest"
    ).get()

    with django_assert_max_num_queries(15):
        answer = admin_client.get(f"{DESK}{claim.pk}/")

    assert "also proposed as" in answer.content.decode()
