from dataclasses import replace
from datetime import date

import pytest

from archive.models import Claim
from campaign import drafting, letters
from campaign.drafting import Piece, Sheet
from campaign.models import Alternative, Citation, ModelLetter, Paragraph
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAY = date(2026, 3, 1)
LETTER = """\
To the Embassy of Kazakhstan

Dear Ambassador,

We protest at the arrest of ten miners in A Town on 3 May 2021.

On 3 May 2021 police raided the union office and beat two of those inside.

We demand that you release the ten miners at once.

Yours faithfully,
A. Sender, A Branch
"""


@pytest.fixture
def case():
    return make_campaign.campaign()


@pytest.fixture
def raid():
    document = make.document()
    return make.claim(evidence=[make.passage(document, "Police raided")])


@pytest.fixture
def letter(case, raid):
    return make_campaign.model_letter(
        case,
        "{{ I protest|We protest }} at the arrest of the miners.",
        {"role": "fact", "text": "Police raided the union office.", "cites": [raid]},
        {"role": "demand", "text": "Release them.", "cites": [raid]},
        is_published=False,
    )


def whole(letter):
    return ModelLetter.objects.with_text().get(pk=letter.pk)


def sheet_of(letter):
    return drafting.sheet_of(whole(letter))


def texts(letter):
    return [each.text for each in letter.paragraphs.order_by("order")]


def sentences(letter, **more):
    return [p.sentence for p in drafting.problems(whole(letter), today=DAY, **more)]


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

    with drafting.trying(letter, sheet, by=None) as tried:
        assert tried.subject == "Tried"

    assert whole(letter).subject != "Tried"
    assert ModelLetter.history.count() == before


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


def test_a_demand_of_somebody_is_not_offered_as_a_fact(case):
    asked = "The ten miners of A Town must be released at once."
    make.claim(asked, kind="demand")
    fact = make.claim("The ten miners of A Town were arrested on 3 May.")

    assert drafting.fitting(asked, case) in ([], [fact])
    assert [each.sentence for each in drafting.searched("released once", case)] == [
        asked
    ]


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


def test_a_search_finds_facts_by_all_their_words(case, raid):
    make.claim("Police were thanked.")

    assert drafting.searched("union POLICE", case) == [raid]
    assert drafting.searched("%_", case) == []
