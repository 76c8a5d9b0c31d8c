"""A next version, a translation, another frame: copies that keep their facts."""

import pytest

from campaign import drafting
from campaign.models import ModelLetter
from tests.campaign.drafting.drafts import DAY, sentences, texts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_next_version_copies_and_is_made_once(letter, admin_user):
    made = [drafting.next_version(letter, on=DAY, by=admin_user) for _ in range(2)]

    assert made[0] == made[1]
    assert (made[0].version, made[0].is_published) == (2, False)
    assert texts(made[0]) == texts(letter)
    assert made[0].history.first().history_user == admin_user


def test_a_translation_keeps_the_citations_and_says_what_is_left(letter, raid):
    made = drafting.translation_of(letter, language="de", on=DAY, by=None)

    fact = made.paragraphs.get(role="fact")
    assert made.follows == letter
    assert fact.follows == letter.paragraphs.get(role="fact")
    assert [each.claim for each in fact.citations.all()] == [raid]
    said = sentences(made)
    assert "Paragraph 2 is not translated yet." in said
    assert "The subject is not translated yet." in said


def test_a_paragraph_without_its_translation_is_a_problem(letter):
    made = drafting.translation_of(letter, language="de", on=DAY, by=None)
    made.paragraphs.get(role="demand").delete()

    assert any("Paragraph 3 of" in s and "no translation" in s for s in sentences(made))


def test_a_translation_of_an_older_version_says_so(letter):
    made = drafting.translation_of(letter, language="de", on=DAY, by=None)
    newer = drafting.next_version(letter, on=DAY, by=None)
    ModelLetter.objects.filter(pk__in=[letter.pk, newer.pk]).update(is_published=True)

    assert any("version 2 is" in sentence for sentence in sentences(made))


def test_the_next_translation_takes_over_what_did_not_change(letter):
    german = drafting.translation_of(letter, language="de", on=DAY, by=None)
    german.paragraphs.filter(role="demand").update(text="Lassen Sie sie frei.")
    newer = drafting.next_version(letter, on=DAY, by=None)
    newer.paragraphs.filter(role="fact").update(text="Police raided it twice.")

    made = drafting.translation_of(newer, language="de", on=DAY, by=None)

    assert made.version == 2
    assert texts(made)[1:] == ["Police raided it twice.", "Lassen Sie sie frei."]
    assert "Paragraph 3 is not translated yet." not in sentences(made)


@pytest.mark.parametrize("language", ["en", "tlh", "", "<script>"])
def test_a_translation_into_nothing_is_refused(letter, language):
    with pytest.raises(drafting.Refused):
        drafting.translation_of(letter, language=language, on=DAY, by=None)

    assert ModelLetter.objects.count() == 1


def test_the_same_facts_serve_another_frame(letter, raid):
    made = drafting.copy_to_frame(letter, frame="branch", on=DAY, by=None)

    assert (made.frame, made.version, made.follows) == ("branch", 1, None)
    assert made.paragraphs.get(role="fact").citations.get().claim == raid
    with pytest.raises(drafting.Refused):
        drafting.copy_to_frame(letter, frame="letter", on=DAY, by=None)
