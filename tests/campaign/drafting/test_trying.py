"""What is shown of a letter that is being typed is what saving it would make."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from archive.models import Document, Entity
from campaign import citations, drafting, letters
from campaign.drafting import Piece, sheet_of
from campaign.models import ModelLetter
from tests import make, make_campaign
from tests.campaign.drafting.drafts import form_of, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = make.TODAY


def whole(letter):
    return ModelLetter.objects.with_text(today=DAY).get(pk=letter.pk)


def shown(letter, embassy):
    """All that the editor shows of it."""
    found = drafting.problems(letter, today=DAY)
    sender = drafting.nobody(letter, acts_as="person", on=DAY, country="GB")
    try:
        made = letters.compose(
            letter,
            recipient=embassy,
            sender=sender,
            written_on=DAY,
            choices=letters.Choices(with_sources=True),
        )
    except letters.Refused as refused:
        return found, refused.reasons
    return found, made


@pytest.fixture
def newer():
    """A fact that replaced another; both are public."""
    document = make.document("Police freed ten of them.")
    return make.claim(evidence=[make.passage(document, "freed ten")])


def changes(raid, newer):
    return {
        "nothing": lambda sheet: sheet,
        "subject": lambda sheet: replace(sheet, subject="Else"),
        "order": lambda sheet: replace(sheet, pieces=sheet.pieces[::-1]),
        "one out": lambda sheet: replace(sheet, pieces=sheet.pieces[1:]),
        "none left": lambda sheet: replace(sheet, pieces=()),
        "new ones": lambda sheet: replace(
            sheet,
            pieces=(
                *sheet.pieces,
                Piece("fact", "Ten are free.", claims=(newer.pk, raid.pk, newer.pk)),
                Piece("fact", "It cites nothing.", alternatives=("Nor 12 this.",)),
            ),
        ),
        "another day": lambda sheet: replace(
            sheet, in_force_from=DAY + timedelta(days=1)
        ),
    }


@pytest.mark.parametrize("name", changes(None, None))
@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_letter_that_is_tried_reads_as_one_that_is_saved(
    request, letter, embassy, name, is_replaced
):
    raid, newer = (request.getfixturevalue(each) for each in ("raid", "newer"))
    if is_replaced:
        raid.superseded_on, raid.superseded_by = date(2022, 1, 1), newer
        raid.save()
    sheet = changes(raid, newer)[name](sheet_of(whole(letter)))

    tried = shown(drafting.trying(whole(letter), sheet, today=DAY), embassy)

    drafting.rewrite(letter, sheet, by=None)
    assert tried == shown(whole(letter), embassy)


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"subject": "{{ sender_nmae }}"},
        {"what_changed": "x" * 301},
        {"pieces": (Piece("fact", ""),)},
        {"pieces": (Piece("fact", "x", claims=(987654,)),)},
        {"pieces": (Piece("fact", "x", follows=987654),)},
    ],
)
def test_what_cannot_be_saved_is_refused_in_the_same_words(letter, wrong):
    sheet = replace(sheet_of(whole(letter)), **wrong)
    with pytest.raises(drafting.Refused) as saved:
        drafting.rewrite(letter, sheet, by=None)

    with pytest.raises(drafting.Refused) as tried:
        drafting.trying(whole(letter), sheet, today=DAY)

    assert tried.value.reasons == saved.value.reasons


def test_a_letter_is_tried_in_few_queries(
    letter, raid, newer, django_assert_max_num_queries
):
    saved = whole(letter)
    sheet = changes(raid, newer)["new ones"](sheet_of(saved))

    with django_assert_max_num_queries(4):
        tried = drafting.trying(saved, sheet, today=DAY)
        assert len(citations.cited(tried)) == 2
    assert len(saved.paragraphs.all()) == 3


def test_a_protected_name_behind_a_fact_just_chosen_is_masked(letter):
    """The fact is of a report that nothing saved refers to."""
    document = make.document("Police took Zyx Qwvarian away.")
    make.mention(document, "Zyx Qwvarian", make.person("Zyx Qwvarian"))
    claim = make.claim(evidence=[make.passage(document, "took Zyx")])
    sheet = sheet_of(whole(letter))
    more = replace(
        sheet, pieces=(*sheet.pieces, Piece("fact", "Qwvarian!", claims=(claim.pk,)))
    )
    Entity.objects.update(protection="hidden")
    screen = citations.screen_of([letter.campaign], documents=drafting.behind(more))
    tried = drafting.trying(whole(letter), more, today=DAY)

    assert citations.is_withheld(tried, screen)


# a report under embargo


@pytest.fixture
def kept_back(case):
    """A letter whose only proof may not be read yet."""
    document = make.document(embargo_until=DAY + timedelta(days=3))
    claim = make.claim(evidence=[make.passage(document, "Police raided")])
    return make_campaign.model_letter(
        case,
        {"role": "fact", "text": "They raided.", "cites": [claim]},
        version=2,
        is_published=False,
    )


def proofless(found):
    return any("Nothing public proves" in str(each) for each in found)


def test_a_fact_just_chosen_from_a_report_under_embargo_proves_nothing(
    letter, kept_back
):
    cited = sheet_of(whole(kept_back)).pieces[0].claims
    sheet = sheet_of(whole(letter))
    more = replace(sheet, pieces=(*sheet.pieces, Piece("fact", "So.", claims=cited)))

    for day, is_kept in ((DAY, True), (DAY + timedelta(days=3), False)):
        tried = drafting.trying(whole(letter), more, today=day)
        assert proofless(drafting.problems(tried, today=day)) is is_kept


@pytest.mark.slow
@pytest.mark.parametrize("page", ["edit", "change", "publish"])
def test_the_admin_says_that_a_report_is_under_embargo(admin_client, kept_back, page):
    Document.objects.update(embargo_until=date(2999, 1, 1))
    path = f"/admin/campaign/modelletter/{kept_back.pk}/{page}/"

    html = admin_client.get(path).text

    assert "Nothing public proves" in html
    Document.objects.update(embargo_until=date(2020, 1, 1))
    assert "Nothing public proves" not in admin_client.get(path).text


@pytest.mark.slow
@pytest.mark.usefixtures("embassy")
def test_the_page_asks_no_more_for_more_offices_and_paragraphs(
    admin_client, case, letter, raid, django_assert_max_num_queries
):
    for slug in ("kz-ie", "kz-fr", "kz-de"):
        made = make_campaign.recipient(slug, stands_in=slug[3:].upper(), campaign=case)
        make_campaign.address(made, f"1 {slug} Street, Town", city="Town")
    for order in range(4, 12):
        make_campaign.paragraph(
            letter, order, {"role": "fact", "text": "So.", "cites": [raid]}
        )
    sent = form_of(letter) | {"0-text": "Tried."}

    with django_assert_max_num_queries(20):
        admin_client.post(page_of(letter), sent)
