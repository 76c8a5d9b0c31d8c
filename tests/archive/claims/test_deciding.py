from datetime import date, timedelta

import pytest

from archive import claims, correcting, dates
from archive.models import Claim, Evidence
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Police raided the union. The minister denied it. She got six years."


def proposed(**fields):
    document = make.document(TEXT)
    return claims.propose(
        "Police raided the union.",
        slug="raid",
        kind=Claim.Kind.RAID,
        known_from=date(2021, 5, 4),
        evidence=[make.passage(document, "Police raided the union")],
        **fields,
    )


def test_a_proposed_claim_waits_for_a_person():
    assert proposed().status == Claim.Status.SUGGESTED


def test_a_claim_keeps_precision_words_and_participants():
    union = make.organisation()

    claim = proposed(
        happened=dates.parse("2021-05"),
        happened_words="in May",
        participants=[("victim", union), ("perpetrator", "riot police")],
    )

    claim.refresh_from_db()
    assert (claim.happened.value, claim.happened_words) == ("2021-05", "in May")
    assert [str(each) for each in claim.participants.all()] == [
        "A Union (victim)",
        "riot police (perpetrator)",
    ]


@pytest.mark.parametrize(
    "value", ["2011-06-11", "2011-05", "2011", "2011-06-13/2011-06-19", "2011-05/.."]
)
def test_a_date_comes_back_as_exact_as_it_was(value):
    claim = proposed(happened=dates.parse(value))

    claim.refresh_from_db()
    assert claim.happened.value == value


def test_confirming_names_the_curator(admin_user):
    claim = proposed()

    claims.confirm(claim, by=admin_user)

    assert claim.status == Claim.Status.CONFIRMED
    assert claim.history.first().history_user == admin_user


def test_a_claim_without_proof_is_not_confirmed():
    claim = proposed()
    Evidence.objects.update(stance="contradicts")

    with pytest.raises(claims.Unproven, match="No passage supports"):
        claims.confirm(claim, by=None)


def test_a_superseded_claim_names_what_replaced_it_and_when():
    old, new = proposed(), make.claim()

    claims.supersede(old, new, on=date(2021, 8, 8), by=None)

    old.refresh_from_db()
    assert (old.superseded_by, old.superseded_on) == (new, date(2021, 8, 8))


@pytest.mark.parametrize(
    ("by_itself", "days", "sentence"),
    [(True, 1, "replace itself"), (False, -1, "before it was known")],
)
def test_an_impossible_replacement_is_refused(by_itself, days, sentence):
    old, new = proposed(), make.claim()
    on = old.known_from + timedelta(days=days)

    with pytest.raises(ValueError, match=sentence):
        claims.supersede(old, old if by_itself else new, on=on, by=None)


def test_two_claims_do_not_replace_each_other():
    old, new = proposed(), make.claim()
    claims.supersede(old, new, on=date(2021, 8, 8), by=None)

    with pytest.raises(ValueError, match="itself replaced"):
        claims.supersede(new, old, on=date(2021, 8, 9), by=None)


def test_a_disputed_claim_holds_on_no_day():
    claim = proposed()
    claims.confirm(claim, by=None)

    claims.dispute(claim, reason="A second report differs.", by=None)

    assert not claim.holds_on(date(2021, 6, 1))


def test_a_denial_stands_beside_the_proof():
    claim = proposed()
    denial = make.passage(claim.evidence.get().passage.revision.document, "denied it")

    claims.contradict(claim, denial, note="the minister")

    assert [each.stance for each in claim.evidence.all()] == ["supports", "contradicts"]


def test_no_circle_of_claims_is_closed():
    first, second, third = make.claim(), make.claim(), make.claim()
    claims.supersede(first, second, on=date(2021, 8, 8), by=None)
    claims.supersede(second, third, on=date(2021, 8, 9), by=None)

    with pytest.raises(ValueError, match="itself replaced"):
        claims.supersede(third, first, on=date(2021, 8, 10), by=None)


def test_a_claim_replaces_nothing_before_it_is_known():
    old, new = make.claim(), make.claim(known_from=date(2021, 9, 1))

    with pytest.raises(ValueError, match="before it is known itself"):
        claims.supersede(old, new, on=date(2021, 8, 31), by=None)


def test_words_that_deny_a_claim_do_not_support_it():
    claim = proposed()
    denial = make.passage(claim.evidence.get().passage.revision.document, "denied it")
    claims.contradict(claim, denial)

    with pytest.raises(ValueError, match="as denying"):
        claims.support(claim, denial, by=None)


def test_two_claims_of_one_sentence_have_two_addresses():
    make.claim(slug=claims.free_slug("A raid."))

    assert claims.free_slug("A raid.") == "a-raid-2"
    assert claims.free_slug("!!") == "claim"


def test_words_that_a_correction_took_out_prove_nothing():
    report = make.document("A. Person was fined. B. Person was held.")
    claim = make.claim()
    claims.support(claim, make.passage(report, "was fined"), by=None)
    correcting.correct(
        report, "B. Person was held.", by=None, at=make.NOW, note="Withdrawn."
    )

    with pytest.raises(claims.Unproven, match="text of today"):
        claims.confirm(claim, by=None)
