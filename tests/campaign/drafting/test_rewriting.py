"""A letter is saved as typed, once, with its history, or not at all."""

from dataclasses import replace

import pytest

from campaign import drafting
from campaign.drafting import Piece
from campaign.models import Alternative, Citation, ModelLetter, Paragraph
from tests import make
from tests.campaign.drafting.drafts import sheet_of, texts, whole

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_what_is_saved_unchanged_writes_no_history(letter):
    before = Paragraph.history.count(), ModelLetter.history.count()

    drafting.rewrite(letter, sheet_of(letter), by=None)

    assert (Paragraph.history.count(), ModelLetter.history.count()) == before


def test_paragraphs_change_places_and_keep_what_they_cite(letter, raid):
    sheet = sheet_of(letter)

    drafting.rewrite(letter, replace(sheet, pieces=sheet.pieces[::-1]), by=None)

    assert texts(letter)[0] == "Release them."
    assert [each.order for each in letter.paragraphs.all()] == [1, 2, 3]
    fact = letter.paragraphs.get(role="fact")
    assert [each.claim for each in fact.citations.all()] == [raid]


def test_history_says_who_wrote_a_paragraph(letter, admin_user):
    sheet = sheet_of(letter)
    pieces = (replace(sheet.pieces[0], text="We protest."), *sheet.pieces[1:])

    drafting.rewrite(letter, replace(sheet, pieces=pieces), by=admin_user)

    written = Paragraph.history.filter(history_type="~")
    assert [(each.text, each.history_user) for each in written] == [
        ("We protest.", admin_user)
    ]


def test_wordings_and_facts_are_added_and_taken_out(letter, raid):
    sheet = sheet_of(letter)
    first = replace(sheet.pieces[0], alternatives=("One.", "Two."), claims=(raid.pk,))
    drafting.rewrite(letter, replace(sheet, pieces=(first,)), by=None)

    again = replace(sheet_of(letter).pieces[0], alternatives=("Two.",), claims=())
    drafting.rewrite(letter, replace(sheet, pieces=(again,)), by=None)

    assert [each.text for each in Alternative.objects.all()] == ["Two."]
    assert not Citation.objects.exists()
    assert letter.paragraphs.count() == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": " "}, "Paragraph 1: it is empty"),
        ({"text": "To the {{ misson }}."}, "Did you mean {{ mission }}?"),
        ({"text": "a" * 5000}, "longer than 4000 characters"),
        ({"role": "song"}, "choose what it is for"),
        ({"alternatives": ("{{ x",)}, "Other wording 1: A brace stands alone"),
        ({"claims": (999999,)}, "not in the archive any more"),
        ({"follows": 999999}, "not in the version this one follows"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(letter, change, why):
    before = texts(letter)
    sheet = sheet_of(letter)
    pieces = (replace(sheet.pieces[0], **change), *sheet.pieces[:0:-1])

    with pytest.raises(drafting.Refused, match=why.replace("?", r"\?")):
        drafting.rewrite(letter, replace(sheet, pieces=pieces), by=None)

    assert texts(letter) == before


def test_a_published_letter_is_not_rewritten(letter):
    ModelLetter.objects.update(is_published=True)
    sheet = replace(sheet_of(letter), subject="Other")

    with pytest.raises(drafting.Refused, match="make the next version"):
        drafting.rewrite(letter, sheet, by=None)

    assert whole(letter).subject != "Other"


def test_two_tabs_do_not_overwrite_each_other(letter):
    seen = sheet_of(letter).mark
    mine = replace(sheet_of(letter), subject="Mine")
    theirs = replace(sheet_of(letter), subject="Theirs")
    drafting.rewrite(letter, theirs, by=None, seen=seen)

    with pytest.raises(drafting.Stale, match="Nothing of yours was saved"):
        drafting.rewrite(letter, mine, by=None, seen=seen)

    assert whole(letter).subject == "Theirs"


def test_the_same_saved_twice_is_saved_once(letter):
    seen = sheet_of(letter).mark
    sheet = sheet_of(letter)
    more = replace(sheet, pieces=(*sheet.pieces, Piece("closing", "Answer us.")))

    for _press in range(2):
        drafting.rewrite(letter, more, by=None, seen=seen)

    assert texts(letter).count("Answer us.") == 1


def test_trying_shows_the_letter_and_leaves_nothing(letter):
    sheet = replace(sheet_of(letter), subject="Tried")
    before = ModelLetter.history.count()

    assert drafting.trying(letter, sheet, today=make.TODAY).subject == "Tried"

    assert whole(letter).subject != "Tried"
    assert ModelLetter.history.count() == before
