"""A fact that does not hold, or that nothing proves, stops the letter."""

from datetime import date

import pytest

from archive import claims, curation
from archive.models import Claim, Document
from campaign import letters
from campaign.models import Citation
from tests import make
from tests.campaign.letters.of_the_demo import JUNE, PARTY, TODAY, model_letter, written

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]


def test_b_overtaken_facts_stop_the_letter_and_say_why():
    with pytest.raises(letters.Refused) as refused:
        written(on=date(2012, 4, 1), version=1)

    assert "up to seven years" in str(refused.value)
    assert "heavy prison sentence" in str(refused.value)
    assert "28 Sep 2011" in str(refused.value)


def test_b_a_newly_superseded_fact_stops_todays_letter():
    old = Claim.objects.get(slug="heavy-sentence-of-natalia-sokolova")
    new = make.claim(
        "Natalia Sokolova has been released.",
        evidence=[old.evidence.get().passage],
        known_from=date(2012, 3, 7),
    )
    claims.supersede(old, new, on=date(2012, 3, 7), by=None)

    with pytest.raises(letters.Refused, match="has been released"):
        written(on=TODAY)

    assert written(on=date(2011, 10, 1)).paragraphs


@pytest.mark.parametrize("slug", ["riot-police-attack-of-11-june-2011"])
def test_b_a_disputed_fact_stops_every_letter(slug):
    claims.dispute(Claim.objects.get(slug=slug), reason="Two reports differ.", by=None)

    with pytest.raises(letters.Refused, match="Two reports differ"):
        written(on=JUNE, sender=PARTY)


def test_a_fact_that_cites_nothing_is_a_problem_and_stops_publishing():
    letter = model_letter()
    fact = letter.paragraphs.filter(role="fact").first()
    Citation.objects.filter(paragraph=fact).delete()

    problems = letters.publish(model_letter(), by=None)

    assert problems == ["Paragraph 2 states facts and cites no claim."]


def test_an_unknown_placeholder_is_a_problem():
    paragraph = model_letter().paragraphs.first()
    paragraph.text = "To {{ misson }}."
    paragraph.save()

    (problem,) = letters.model_problems(model_letter())

    assert "misson" in problem
    assert "mission" in problem


def test_withdrawn_reports_stop_the_letter():
    curation.withdraw(Document.objects.all(), by=None)

    with pytest.raises(letters.Refused, match="Nothing public proves a fact"):
        written()


def test_a_passage_that_contradicts_proves_nothing():
    claim = Claim.objects.get(slug="heavy-sentence-of-natalia-sokolova")
    hidden = make.document("She was sentenced.", visibility="draft")
    claim.evidence.create(passage=make.passage(hidden, "sentenced"))
    claim.evidence.exclude(passage__revision__document=hidden).update(
        stance="contradicts"
    )

    with pytest.raises(letters.Refused, match="Nothing public proves"):
        written()


@pytest.mark.parametrize("hidden", ["unconfirmed", "withdrawn"])
def test_what_replaced_a_fact_is_not_told_before_it_is_public(hidden):
    old = Claim.objects.get(slug="heavy-sentence-of-natalia-sokolova")
    report = make.document("She was released today.")
    day = date(2012, 3, 7)
    new = make.claim(
        "Natalia Sokolova is free.",
        evidence=[make.passage(report, "She was released")],
        known_from=day,
    )
    claims.supersede(old, new, on=day, by=None)
    if hidden == "unconfirmed":
        Claim.objects.filter(pk=new.pk).update(status="suggested")
    else:
        curation.withdraw([report], by=None)

    with pytest.raises(letters.Refused, match="no longer holds since 7 Mar") as refused:
        written()

    assert "is free" not in str(refused.value)


def test_a_fact_that_cites_nothing_stops_the_letter():
    Citation.objects.filter(paragraph__order=2).delete()

    with pytest.raises(letters.Refused, match="Paragraph 2 states facts"):
        written()


def test_a_cited_claim_that_is_not_confirmed_is_a_problem():
    Claim.objects.filter(slug="heavy-sentence-of-natalia-sokolova").update(
        status="suggested"
    )

    (problem,) = letters.model_problems(model_letter())

    assert "heavy prison sentence" in problem
    assert "has not been confirmed" in problem
