"""What stops a letter is said beside its paragraph, and what is only advice."""

from datetime import date

import pytest

from archive.models import Claim
from campaign import drafting
from campaign.models import Alternative, ModelLetter, Paragraph
from tests import make
from tests.campaign.drafting.drafts import DAY, sentences, whole

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_fact_that_was_overtaken_is_said_beside_its_paragraph(letter, raid):
    Claim.objects.filter(pk=raid.pk).update(
        superseded_by=make.claim("They were freed."), superseded_on=date(2022, 1, 1)
    )

    found = drafting.problems(whole(letter), today=DAY)

    assert [(each.paragraph, each.stops) for each in found] == [(2, "writing")]
    assert "no longer holds" in found[0].sentence


def test_a_fact_that_is_disputed_says_why(letter, raid):
    Claim.objects.filter(pk=raid.pk).update(
        status="disputed", disputed_reason="The union says otherwise."
    )

    assert any("The union says otherwise." in each for each in sentences(letter))


def test_a_demand_that_cites_nothing_is_advice(letter):
    assert sentences(letter) == []
    letter.paragraphs.get(role="demand").citations.all().delete()

    found = drafting.problems(whole(letter), today=DAY)

    assert [(each.paragraph, each.stops) for each in found] == [(3, "")]
    assert "a demand that cites nothing is not stopped when it is met" in (
        found[0].sentence
    )


@pytest.mark.parametrize(
    ("role", "text", "is_told"),
    [
        ("purpose", "Miners have been without water for three days.", True),
        ("solidarity", "The union has met since 4 May.", True),
        ("purpose", "This is about {{ date }}.", False),
        ("norm", "Convention 87 was ratified in 2000.", False),
        ("closing", "Please answer within 14 days.", False),
        ("closing", "Please answer within two weeks.", False),
        ("purpose", "The miners are held under Article 9 of the law.", False),
    ],
)
def test_a_number_without_proof_is_advice(letter, role, text, is_told):
    letter.paragraphs.filter(order=1).update(role=role, text=text)

    told = ["Paragraph 1 states a number or a date and cites nothing."]
    assert sentences(letter) == (told if is_told else [])


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "{{ I ask|We ask }} you, and our members ask you.", "our"),
        ("de", "Wir protestieren gegen die Haft.", "Wir protestieren"),
        ("fr", "Je proteste contre la détention.", "Je proteste"),
        ("fr", "J’ai lu ce qui se passe.", "j'ai"),
        ("es", "Exijo su libertad.", "Exijo"),
        ("ru", "Требуем их освобождения.", "Требуем"),
    ],
)
def test_a_first_person_that_does_not_follow_the_sender_is_told(
    letter, language, text, word
):
    ModelLetter.objects.update(language=language)
    letter.paragraphs.filter(order=1).update(text=text)

    assert any(f"1 says “{word}” whoever signs" in said for said in sentences(letter))
    ModelLetter.objects.update(frame="representative")
    assert sentences(letter) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{{ I ask|We ask }} the US about the mine, under Article I."),
        ("en", "They said: “We want our wages.” The police came."),
        ("de", "{{ Ich fordere|Wir fordern }} Meinungsfreiheit."),
        ("es", "{{ Expreso|Expresamos }} el más enérgico rechazo."),
        ("ru", "{{ Прошу|Просим }} сказать, что нашли."),
        ("pl", "Domagamy się ich uwolnienia."),
    ],
)
def test_what_is_no_first_person_of_the_sender_is_not_told(letter, language, text):
    ModelLetter.objects.update(language=language)
    letter.paragraphs.filter(order=1).update(text=text)

    assert sentences(letter) == []


def test_another_wording_with_a_fixed_first_person_is_told(letter):
    Alternative.objects.create(paragraph=letter.paragraphs.first(), text="We protest.")

    assert any("says “We protest” whoever signs" in said for said in sentences(letter))


def test_a_translation_that_lost_the_two_wordings_is_told(letter):
    made = drafting.translation_of(letter, language="pl", on=DAY, by=None)
    made.paragraphs.filter(order=1).update(text="Protestuję przeciwko aresztowaniom.")

    assert any("1 reads alike for one person" in said for said in sentences(made))


def test_length_is_advice(letter):
    Paragraph.objects.filter(role="demand").update(text="word " * 301)

    found = drafting.problems(whole(letter), today=DAY, pages=2)

    assert [each.stops for each in found] == ["", ""]
    assert "313 words" in found[0].sentence
    assert "fills 2 pages" in found[1].sentence


def test_another_wording_says_no_more_than_its_facts(letter):
    fact = letter.paragraphs.get(role="fact")
    Alternative.objects.create(paragraph=fact, text="Police beat 17 people.")

    assert any("says “17”" in each for each in sentences(letter))


def test_other_wordings_of_a_fact_that_cites_nothing_are_a_problem(letter):
    fact = letter.paragraphs.get(role="fact")
    Alternative.objects.create(paragraph=fact, text="Police came.")
    fact.citations.all().delete()

    assert any("other wordings cite nothing" in each for each in sentences(letter))
