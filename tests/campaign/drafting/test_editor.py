"""The editor shows the letter, saves what was typed and loses nothing of it."""

import pytest
from pypdf import PdfReader

from campaign.models import ModelLetter, Paragraph
from tests import make_campaign
from tests.campaign.drafting.drafts import form_of, page_of, texts

# whole pages of the admin
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("embassy"),
]


def test_the_editor_shows_the_letter_as_it_prints(admin_client, letter):
    page = admin_client.get(page_of(letter))

    assert "1 High Street" in page.text
    assert "I protest at the arrest" in page.text
    assert "We protest at the arrest" not in page.context["preview"].letter.paragraphs
    assert page.context["preview"].pages == 1
    assert page.context["found"] == []


def test_a_person_in_the_preview_signs_with_name_and_town_only(admin_client, letter):
    signed = admin_client.get(page_of(letter)).context["preview"].letter

    assert (signed.sender, signed.signature) == (
        ("A. Sender", "A Town"),
        ("A. Sender",),
    )


def test_a_person_in_the_preview_has_what_the_text_asks_for(admin_client, letter):
    letter.paragraphs.filter(role="demand").update(text="{{ sender_organisation }}!")

    signed = admin_client.get(page_of(letter)).context["preview"].letter

    assert "A Branch!" in signed.paragraphs
    assert "Secretary" not in signed.signature


@pytest.mark.parametrize("kind", ["branch", "representative"])
def test_the_other_kinds_sign_with_what_they_are_asked(admin_client, letter, kind):
    ModelLetter.objects.update(frame=kind)

    signed = admin_client.get(page_of(letter)).context["preview"].letter.signature

    assert "Secretary" in signed
    assert any("unanimously" in line for line in signed) is (kind == "branch")


def test_looking_writes_nothing(admin_client, letter, django_assert_max_num_queries):
    before = Paragraph.history.count()

    sent = form_of(letter) | {"0-text": "Tried."}

    with django_assert_max_num_queries(20):
        admin_client.post(page_of(letter), sent)

    assert texts(letter)[0] != "Tried."
    assert Paragraph.history.count() == before


def test_the_preview_follows_sender_and_day(admin_client, letter):
    sent = form_of(letter) | {
        "act": "preview",
        "preview_as": "organisation",
        "preview_on": "2024-05-01",
    }

    page = admin_client.post(page_of(letter), sent)

    assert "We protest at the arrest of the miners." in page.text
    assert "1 May 2024" in page.text


def test_the_preview_is_a_pdf_on_request(admin_client, letter, tmp_path):
    sent = form_of(letter) | {"act": "pdf", "0-text": "Not saved yet."}

    answer = admin_client.post(page_of(letter), sent)

    (tmp_path / "letter.pdf").write_bytes(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert (
        "Not saved yet." in PdfReader(tmp_path / "letter.pdf").pages[0].extract_text()
    )
    assert texts(letter)[0] != "Not saved yet."


def test_a_day_on_which_a_fact_does_not_hold_says_why(admin_client, letter):
    page = admin_client.post(
        page_of(letter), form_of(letter) | {"preview_on": "2020-06-01"}
    )

    assert "was not known before 4 May 2021" in page.text


def test_saving_keeps_texts_facts_and_order(admin_client, letter, raid):
    sent = form_of(letter) | {
        "act": "save",
        "0-text": "  We\nprotest. ",
        "0-other": ["Or so.", ""],
        "0-cites": [raid.pk],
        "0-optional": "on",
    }

    answer = admin_client.post(page_of(letter), sent)

    first = letter.paragraphs.get(order=1)
    assert answer.status_code == 303
    assert (first.text, first.is_optional) == ("We protest.", True)
    assert [each.text for each in first.alternatives.all()] == ["Or so."]
    assert [each.claim for each in first.citations.all()] == [raid]


def test_a_typo_is_shown_with_what_was_typed_and_nothing_is_lost(admin_client, letter):
    sent = form_of(letter) | {
        "act": "save",
        "0-text": "To the {{ misson }}.",
        "2-text": "Free them now.",
    }

    page = admin_client.post(page_of(letter), sent)

    assert "Did you mean {{ mission }}?" in page.text
    assert "Free them now." in page.text
    assert texts(letter)[2] == "Release them."


def test_buttons_move_add_and_take_out_before_anything_is_saved(admin_client, letter):
    before = texts(letter)

    def shown(act):
        page = admin_client.post(page_of(letter), form_of(letter) | {"act": act})
        assert "Not saved yet." in page.text
        return [row.piece.text for row in page.context["rows"]]

    assert shown("up-2") == [before[0], before[2], before[1]]
    assert shown("down-0") == [before[1], before[0], before[2]]
    assert shown("out-1") == [before[0], before[2]]
    assert shown("add-0") == [before[0], "", *before[1:]]
    assert texts(letter) == before


@pytest.mark.parametrize(
    "act",
    [
        *("up-99", "down--1", "out-x", "add-", "find-99", "song", "", "up-٣", "💥"),
        f"up-{'9' * 5000}",
    ],
)
def test_a_button_that_is_not_there_changes_nothing(admin_client, letter, act):
    before = texts(letter)

    page = admin_client.post(page_of(letter), form_of(letter) | {"act": act})

    assert page.status_code == 200
    assert texts(letter) == before


def test_facts_are_found_by_their_words_or_by_the_paragraph(admin_client, letter, raid):
    def found(words):
        sent = form_of(letter) | {"act": "find-0", "0-find": words}
        page = admin_client.post(page_of(letter), sent)
        return page.context["rows"][0].found

    assert found("raided office") == [raid]
    assert found("no such thing") == []


def test_a_fact_is_shown_with_its_state_and_its_words(admin_client, letter):
    page = admin_client.get(page_of(letter))

    assert "confirmed" in page.text
    assert "Police raided</q>" in page.text


def test_a_fact_that_cites_nothing_is_said_beside_it(admin_client, letter):
    sent = form_of(letter)
    del sent["1-cites"]

    page = admin_client.post(page_of(letter), sent)

    problems = page.context["rows"][1].problems
    assert [each.stops for each in problems] == ["publishing"]


def test_two_tabs_are_told_apart(admin_client, letter):
    first = form_of(letter) | {"act": "save", "subject": "First"}
    second = form_of(letter) | {"act": "save", "subject": "Second"}
    admin_client.post(page_of(letter), first)

    answer = admin_client.post(page_of(letter), second)

    assert answer.status_code == 409
    assert "Second" in answer.text
    letter.refresh_from_db()
    assert letter.subject == "First"


def test_a_preview_between_does_not_hide_the_other_tab(admin_client, letter):
    sent = form_of(letter)
    admin_client.post(page_of(letter), sent | {"act": "save", "subject": "First"})

    page = admin_client.post(page_of(letter), sent | {"subject": "Second"})

    assert page.context["seen"] == sent["seen"]


@pytest.mark.parametrize(
    "text",
    [
        "א" * 3000,
        "🔥 " * 500,
        "<script>alert(1)</script>",
        "a" * 5000,
        "\x00\x07",
        "{{ I|We }}|}}{{",
        "{% include 'x' %}",
        "\ud800",
    ],
)
def test_whatever_is_typed_is_kept_or_refused_in_words(admin_client, letter, text):
    typed = text.encode("utf-8", "replace").decode()
    sent = form_of(letter) | {"act": "save", "0-text": typed, "subject": "S\r\nBcc: x"}

    answer = admin_client.post(page_of(letter), sent)

    assert answer.status_code in {303, 409}
    assert "<script>alert" not in answer.text
    letter.refresh_from_db()
    assert "\n" not in letter.subject


def test_a_form_of_another_letter_writes_only_this_one(admin_client, letter, case):
    other = make_campaign.model_letter(case, "Theirs.", version=7, is_published=False)
    theirs = other.paragraphs.get()
    sent = form_of(letter) | {"act": "save", "0-key": theirs.pk, "0-text": "Mine."}

    admin_client.post(page_of(letter), sent)

    assert texts(other) == ["Theirs."]
    assert texts(letter)[0] == "Mine."


def test_a_published_letter_has_nothing_to_type_and_is_not_saved(admin_client, letter):
    ModelLetter.objects.update(is_published=True)

    page = admin_client.get(page_of(letter))
    answer = admin_client.post(
        page_of(letter), form_of(letter) | {"act": "save", "subject": "Other"}
    )

    assert 'value="save"' not in page.text
    assert answer.status_code == 409
    letter.refresh_from_db()
    assert letter.subject != "Other"
