"""What somebody typed reaches the letter as they meant it, or they are told."""

import email
import email.policy
import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from campaign import letters
from campaign.formats import docx as word
from campaign.formats import eml, html, mailto, pdf, text
from campaign.models import ModelLetter, Paragraph
from tests import make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 3, 1)
LINES = "We are four sisters:\nAnna in Łódź,\r\n \n\n  Bora   here.\n \t\nA <b>last</b> one."


@pytest.fixture
def campaign():
    made = make_campaign.campaign(slug="a-case")
    make_campaign.recipient("kz-gb", city="London", campaign=made)
    copied = {"role": "copy", "campaign": made, "stands_in": "DE"}
    make_campaign.recipient("kz-de", city="Berlin", **copied)
    make_campaign.recipient("in-rome", name="Ufficio di Roma", city="Roma", **copied)
    make_campaign.recipient("no-town", city="", **copied)
    make_campaign.model_letter(made)
    return made


def composed(campaign, sender=None, language="en", **choices):
    found = ModelLetter.objects.with_text().get(campaign=campaign, language=language)
    targets = found.campaign.targets.select_related("recipient")
    (to,) = [each.recipient for each in targets if each.role == "protest"]
    return letters.compose(
        found,
        recipient=to,
        sender=sender or letters.Sender(name="A. Sender"),
        written_on=DAY,
        choices=letters.Choices(**choices),
    )


def test_line_ends_in_own_words_stay_and_empty_lines_part_paragraphs(campaign):
    letter = composed(campaign, own_words=LINES.replace("\r\n", "\n"))

    assert letter.paragraphs[1:] == (
        "We are four sisters:\nAnna in Łódź,",
        "Bora here.",
        "A <b>last</b> one.",
    )


def test_a_reworded_paragraph_keeps_its_lines_too(campaign):
    Paragraph.objects.update(is_locked=False)
    (paragraph,) = Paragraph.objects.all()

    letter = composed(campaign, wording={paragraph.pk: "First:\n- one\n- two\n\nThen."})

    assert letter.paragraphs == ("First:\n- one\n- two", "Then.")


def test_a_line_end_in_the_campaigns_own_text_is_a_space(campaign):
    Paragraph.objects.update(text="I protest\nat this.")

    assert composed(campaign).paragraphs == ("I protest at this.",)


def test_every_format_breaks_the_line_where_the_writer_did(campaign):
    letter = composed(campaign, own_words="Our shop:\nthe <east> quay\nof A Town.")

    plain = "\n\nOur shop:\nthe <east> quay\nof A Town.\n\n"
    assert plain in text.render(letter).decode()
    mail = email.message_from_bytes(eml.render(letter), policy=email.policy.default)
    assert plain in mail.get_content().replace("\r\n", "\n")
    assert "shop%3A%0D%0Athe%20%3Ceast%3E" in mailto.link(letter).href
    page = html.render(letter).decode()
    assert "<p>Our shop:<br>the &lt;east&gt; quay<br>of A Town.</p>" in page
    document = docx.Document(io.BytesIO(word.render(letter)))
    bodies = [each.text for each in document.paragraphs]
    assert "Our shop:\nthe <east> quay\nof A Town." in bodies
    (sheet,) = PdfReader(io.BytesIO(pdf.render(letter))).pages
    lines = [each.strip() for each in sheet.extract_text().splitlines()]
    assert {"Our shop:", "the <east> quay", "of A Town."} <= set(lines)


def test_control_characters_in_a_paragraph_are_still_spaces(campaign):
    letter = replace(composed(campaign), paragraphs=("a\x0bb\x1b\u2028c\r\nd",))

    assert "\n\na b c \nd\n\n" in text.render(letter).decode()


@pytest.mark.parametrize(
    ("sender", "head"),
    [
        ({"town": "Dublin", "country": "IE"}, ("A. Sender", "Dublin", "IRELAND")),
        ({"country": "IE"}, ("A. Sender", "IRELAND")),
        ({"town": "Leeds", "country": "GB"}, ("A. Sender", "Leeds")),
        ({"town": "Leeds"}, ("A. Sender", "Leeds")),
    ],
)
def test_a_letter_abroad_says_from_which_country_it_comes(campaign, sender, head):
    assert composed(campaign, letters.Sender(name="A. Sender", **sender)).sender == head


def test_the_country_is_named_in_the_language_of_the_letter(campaign):
    make_campaign.model_letter(campaign, language="de")
    sender = letters.Sender(name="A. Sender", town="Köln", country="DE")

    assert composed(campaign, sender, language="de").sender[-1] == "DEUTSCHLAND"


def test_a_head_without_a_word_is_not_a_country_alone(campaign):
    sender = letters.Sender(country="IE")

    assert composed(campaign, sender, signs_by_hand=True).sender == ()


def test_copies_name_the_town_unless_the_name_says_it(campaign):
    assert set(composed(campaign).copies) == {
        "Embassy of the Republic of Kazakhstan, Berlin",
        "Ufficio di Roma",
        "Embassy of the Republic of Kazakhstan",
    }


@pytest.mark.parametrize("typed", [{"vote": "21 to 3"}, {"resolved_on": "2026-02-01"}])
def test_a_vote_typed_by_a_person_is_said_to_be_left_out_and_kept(
    client, campaign, typed
):
    letter = {"from": "GB", "name": "A. Sender", "as": "person", **typed}

    html = client.post("/campaigns/a-case/write/", letter).content.decode()

    (name, value), *_rest = typed.items()
    assert "resolution of a branch only" in html
    assert f'name="{name}" value="{value}"' in html
    again = client.post("/campaigns/a-case/write/", letter | {"change": "all"})
    assert "resolution of a branch only" in again.content.decode()
    assert f'value="{value}"' in again.content.decode()


def test_who_typed_no_vote_is_told_nothing_of_it(client, campaign):
    letter = {"from": "GB", "name": "A. Sender", "vote": "  "}

    html = client.post("/campaigns/a-case/write/", letter).content.decode()

    assert "resolution of a branch only" not in html


def test_the_letter_begins_with_the_way_back_that_loses_nothing(client, campaign):
    typed = {"from": "GB", "name": "A. Sender", "own_words": "One.\nTwo."}

    html = client.post("/campaigns/a-case/write/", typed).content.decode()

    button = html.index('form="take"')
    assert button < html.index('class="sheet"')
    assert html.count('id="take"') == 1
    assert "the browser’s own “Back” may not" in html
    again = client.post("/campaigns/a-case/write/", typed | {"change": "all"})
    assert "One.\nTwo.</textarea>" in again.content.decode()
