"""The delegation pack: all that those who go need, and nothing about them."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from archive import claims
from archive.models import Claim, Document
from campaign import citations, packs
from campaign.models import Action, LetterCount, Paragraph, Reply
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def campaign():
    """One letter with one proved fact, to one office without an address."""
    document = make.document(title="A raid", source=make.source("A paper"))
    claim = make.claim(
        "Police raided the union office.",
        [make.passage(document, "Police raided the union office")],
    )
    made = make_campaign.campaign(slug="a-campaign")
    make_campaign.recipient(campaign=made, entrance="Ring twice at the side door.")
    fact = {"text": "The union office was raided.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(made, "{{ I protest|We protest }} at it.", fact)
    return made


def fetch(client, to="kz-gb", more=""):
    return client.get(f"/campaigns/a-campaign/pack.pdf?to={to}{more}")


def pages(response):
    reader = PdfReader(io.BytesIO(response.content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def answered(**fields):
    action = Action.objects.create(
        slug="a-picket",
        kind="picket",
        state="published",
        happened_from=make.TODAY,
        happened_until=make.TODAY,
        who="Us",
        city="London",
        **fields,
    )
    reply = Reply.objects.create(action=action, stance="denied", text="Nobody raids.")
    reply.contradicted_by.add(Claim.objects.get())


def test_golden_n8_one_pdf_holds_all_that_is_needed(client, campaign):
    answered(recipient=campaign.targets.get().recipient)

    found = pages(fetch(client))
    whole = " ".join(found)

    assert sum("The union office was raided." in page for page in found) == 2
    assert "Police raided the union office. “Police raided the union office”" in whole
    assert "A raid, A paper, 4 May 2021" in whole
    assert "Nobody raids." in whole
    assert "Ring twice at the side door." in whole
    assert "Who took the letter" in whole
    assert "We protest at it." in whole
    assert sum("Receipt: stamp, day" in page for page in found) == 1
    assert "page 1 of" in found[0]


def test_it_is_tagged_titled_and_says_its_language(client, campaign):
    reader = PdfReader(io.BytesIO(fetch(client).content))

    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert str(reader.metadata.title).endswith("Free the Mine Ten")
    assert reader.metadata.author is None


def test_nothing_of_those_who_ask_is_in_it_or_counted(client, campaign):
    answer = fetch(client, more="&name=Zyx+Qwvarian&town=Leeds")

    assert "Zyx" not in " ".join(pages(answer))
    assert "max-age=300" in answer["Cache-Control"]
    assert not answer.cookies
    assert not LetterCount.objects.exists()


def test_it_is_the_same_for_everybody_on_one_day(client, campaign):
    assert fetch(client).content == fetch(client).content


def test_what_only_those_who_go_can_say_is_left_for_their_pen(client, campaign):
    names = ("name", "role", "organisation", "town")
    said = ", ".join(f"{{{{ sender_{name} }}}}" for name in names)
    Paragraph.objects.filter(role="purpose").update(text=f"Signed by {said}.")

    whole = " ".join(pages(fetch(client)))

    assert whole.count("Signed by ____") == 2


def test_without_an_answer_it_says_so(client, campaign):
    assert "No answer of theirs is known." in " ".join(pages(fetch(client)))


def refusal(response):
    assert response["Content-Type"].startswith("text/html")
    return response.status_code, response.content.decode()


def test_without_an_office_the_offices_are_listed(client, campaign):
    status, html = refusal(client.get("/campaigns/a-campaign/pack.pdf"))

    assert status == 200
    assert '<option value="kz-gb">' in html


@pytest.mark.parametrize("to", ["nope", "fr-gb", "%00", "x" * 500, "😀"])
def test_an_office_the_campaign_does_not_write_to_has_no_pack(client, campaign, to):
    make_campaign.recipient("fr-gb", state="FR")

    status, html = refusal(fetch(client, to))

    assert status == 404
    assert "Choose one of the offices" in html


def test_a_paused_office_has_no_pack_and_the_page_says_why(client, campaign):
    campaign.targets.update(paused_because="has answered")

    status, html = refusal(fetch(client))

    assert status == 409
    assert "has answered" in html


def test_without_a_letter_that_holds_there_is_no_pack_and_the_reason_is_said(
    client, campaign
):
    claims.dispute(Claim.objects.get(), reason="A witness", by=None)

    status, html = refusal(fetch(client))

    assert status == 409
    assert "is disputed: A witness" in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": "won"}, "No more letters"),
        ({"state": "review"}, "being looked at again"),
        ({"closes_on": -1}, "No more letters"),
        ({"opens_on": 1}, "has not opened yet"),
    ],
)
def test_a_campaign_that_takes_no_letters_has_no_pack(
    client, campaign, fields, sentence
):
    today = timezone.localdate()  # noqa: TID251 (as the page does)
    for name, value in fields.items():
        is_day = isinstance(value, int)
        setattr(campaign, name, today + timedelta(value) if is_day else value)
    campaign.save()

    status, html = refusal(fetch(client))

    assert status == 409
    assert sentence in html


def test_a_draft_has_no_pack_at_all(client, campaign):
    campaign.state = "draft"
    campaign.save()

    assert fetch(client).status_code == 404


@pytest.mark.parametrize(
    "words",
    [
        "<script>x</script>",
        '#import "x": y',
        "{{ name }}",
        "W" * 400,
        "😀 \u202eright to left",
        "a\x00\x1b\u2028b",
    ],
)
def test_hostile_words_are_set_as_words(client, campaign, words):
    recipient = campaign.targets.get().recipient
    recipient.entrance = words.replace("\x00", "")
    recipient.save()
    Claim.objects.update(sentence=words.replace("\x00", ""))

    answer = fetch(client)

    assert answer.status_code == 200
    if words.isascii() and "W" not in words and "\x1b" not in words:
        assert words in " ".join(pages(answer))


@pytest.mark.parametrize("language", ["", "x", "zh-Hant", "EN", "Klingon"])
def test_a_report_in_no_known_language_is_quoted(client, campaign, language):
    Document.objects.update(language=language)

    assert fetch(client).status_code == 200


def test_a_letter_that_runs_from_right_to_left_is_set(client, campaign):
    letter = campaign.model_letters.get()
    letter.pk, letter.language = None, "ar"
    letter.save()
    letter.paragraphs.create(order=1, role="purpose", text="نحتج على ذلك.")

    assert fetch(client, more="&language=ar").status_code == 200


def test_what_is_handed_to_the_template_is_plain_data(campaign):
    assert packs._cleaned({"a": ("x\ny", ["\ud800"], 1, None)}) == {
        "a": ["x y", [" "], 1, None]
    }
    assert json.dumps(packs._words())


def test_the_cover_and_the_letter_name_the_same_day_of_checking(client, campaign):
    campaign.review_by = make.TODAY - timedelta(days=900)
    campaign.save()

    cover, *others = pages(fetch(client))

    day = re.search(r"[Ff]acts checked on (\d+ \w+ \d{4})", cover)[1]
    assert "Facts as of" not in cover
    assert sum(f"Facts checked on {day}" in page for page in others) == 2


def test_the_address_of_the_report_is_copied_as_it_is(client, campaign):
    url = f"https://example.org/actions/{'report-of-it/' * 9}?to=kz-gb"
    letter = campaign.model_letters.with_text().get()
    pack = packs.make(
        letter,
        recipient=campaign.targets.get().recipient,
        on=make.TODAY,
        screen=citations.screen_of([campaign]),
        report_url=url,
    )

    reader = PdfReader(io.BytesIO(packs.render(pack)))

    text = "".join(page.extract_text() for page in reader.pages)
    assert url in re.sub(r"\s", "", text)


def test_a_line_is_left_for_who_hands_it_in(client, campaign):
    assert "Who hands it in" in pages(fetch(client))[0]
