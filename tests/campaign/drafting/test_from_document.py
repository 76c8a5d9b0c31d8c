"""A document becomes a draft, and facts are found for it."""

import pytest

from campaign import drafting, letters
from campaign.drafting import Piece, Sheet
from campaign.models import ModelLetter
from tests import make
from tests.campaign.drafting.drafts import DAY, LETTER, whole

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_letter_is_proposed_with_its_words_in_place(case, raid):
    document = make.document(LETTER, kind="letter")

    proposed = drafting.propose(document, case)

    text = document.current_revision.text
    assert len(proposed.pieces) == 3
    assert text[proposed.pieces[1].start :].startswith("On 3 May 2021 police")
    assert raid.pk in proposed.pieces[1].claims


def test_a_document_without_a_letter_says_so(case):
    with pytest.raises(drafting.Refused, match=r"No letter|no text"):
        drafting.propose(make.document("x"), case)


def test_a_draft_from_a_document_names_the_words_it_follows(case, raid, admin_user):
    document = make.document(LETTER, kind="letter")
    start = LETTER.index("On 3 May")
    end = LETTER.index("\n\nWe demand")
    sheet = Sheet(
        "Arrests",
        "formal",
        DAY,
        pieces=(
            Piece("purpose", "We protest."),
            Piece("fact", "Police raided the union office.", claims=(raid.pk,)),
        ),
    )

    made = drafting.from_document(
        document,
        document.current_revision,
        sheet,
        {1: (start, end)},
        campaign=case,
        language="en",
        frame="letter",
        by=admin_user,
    )

    fact = made.paragraphs.get(role="fact")
    assert made.adapted_from == document
    assert fact.adapted_from.quote == LETTER[start:end]
    assert made.paragraphs.get(role="purpose").adapted_from is None
    assert not made.is_published
    assert letters.model_problems(whole(made)) == []


def test_words_outside_the_document_are_refused(case):
    document = make.document(LETTER)
    sheet = Sheet("Arrests", "formal", DAY, pieces=(Piece("purpose", "We protest."),))

    with pytest.raises(drafting.Refused, match="No words stand"):
        drafting.from_document(
            document,
            document.current_revision,
            sheet,
            {0: (5, 10**9)},
            campaign=case,
            language="en",
            frame="letter",
            by=None,
        )

    assert not ModelLetter.objects.exists()


def test_a_demand_of_somebody_is_not_offered_as_a_fact(case):
    asked = "The ten miners of A Town must be released at once."
    make.claim(asked, kind="demand")
    fact = make.claim("The ten miners of A Town were arrested on 3 May.")

    assert drafting.fitting(asked, case) in ([], [fact])
    assert [each.sentence for each in drafting.searched("released once", case)] == [
        asked
    ]


def test_a_search_finds_facts_by_all_their_words(case, raid):
    make.claim("Police were thanked.")

    assert drafting.searched("union POLICE", case) == [raid]
    assert drafting.searched("%_", case) == []
