"""Writing, as somebody meets it who has no script and has never been here."""

import re
from datetime import date

import pytest
from lxml.html import fromstring

from campaign.models import LetterCount, ModelLetter
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TYPED = {"from": "GB", "name": "A. Sender", "town": "Leeds"}
LOUD = "FREE THEM ALL NOW"


def page(client, path, status=200, **typed):
    answer = client.post(path, typed) if typed else client.get(path)
    assert answer.status_code == status, re.findall(
        "<li><a href=.#.*", answer.content.decode()
    )
    return answer.content.decode()


@pytest.fixture
def case():
    made = make_campaign.campaign()
    make_campaign.model_letter(
        made,
        "{{ I protest|We protest }} at the arrest of ten miners.",
        {"text": "Release the ten miners at once.", "role": "demand"},
        {"text": "We shall tell others.", "role": "solidarity", "is_locked": False},
    )
    office = make_campaign.recipient(campaign=made, accredited_to=["IE"])
    make_campaign.address(office, city="London", postcode="W1A 1AA")
    return made


def write(campaign):
    return f"{campaign.get_absolute_url()}write/"


class Form:
    """What a browser without script would send of the form that is posted."""

    def __init__(self, html):
        found = next(
            each for each in fromstring(html).forms if each.method.lower() == "post"
        )
        self.action = found.action
        self.fields = dict(found.form_values())
        self.formactions = found.xpath(".//button/@formaction")


# from the campaign to a letter


def test_a_first_visitor_has_a_pdf_after_three_loads_and_three_fields(client, case):
    found = page(client, case.get_absolute_url())  # 1
    link = re.search(r'class="button primary" href="([^"]+)"', found)[1]
    form = Form(page(client, link))  # 2
    pdf = next(each for each in form.formactions if each.endswith(".pdf"))

    answer = client.post(pdf, form.fields | TYPED)  # 3

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_no_step_asks_twice(client, case):
    form = Form(page(client, write(case)))

    again = Form(page(client, form.action, **(form.fields | TYPED)))
    back = Form(page(client, write(case), **again.fields, change="all"))

    assert {name: back.fields[name] for name in TYPED} == TYPED | {"from": "GB"}
    assert "letter.pdf" in again.action


def test_the_embassy_is_suggested_and_explained(client, case):
    html = page(client, f"{write(case)}?from=IE")

    assert "its embassy in London is accredited there" in html
    assert "1 High Street" in html


def test_the_form_has_three_parts_in_the_order_of_a_letter(client, case):
    html = page(client, write(case))

    legends = re.findall(r"<legend>(\d\. [^<]+)</legend>", html)
    assert legends == ["1. To whom", "2. What it says", "3. Who signs"]


def test_a_resolution_is_asked_for_its_day_and_vote(client, case):
    make_campaign.model_letter(
        case,
        "The branch resolved on {{ resolved_on }}, {{ vote }}.",
        frame=ModelLetter.Frame.BRANCH,
    )
    typed = TYPED | {"as": "branch", "organisation": "Branch 7"}

    html = page(client, write(case), status=422, **typed)
    made = page(
        client, write(case), **typed, resolved_on="2021-05-04", vote="unanimously"
    )

    assert 'href="#id_resolved_on"' in html
    assert "4 May 2021, unanimously." in made


def test_a_paragraph_may_have_another_wording(client, case):
    letter = case.model_letters.get()
    first = letter.paragraphs.first()
    other = first.alternatives.create(order=1, text="{{ I am|We are }} appalled.")

    form = Form(page(client, write(case)))
    made = page(
        client, write(case), **(form.fields | TYPED | {f"a{first.pk}": other.pk})
    )

    assert "I am appalled." in made
    assert "I protest at the arrest" not in made.split("<article")[1]


# advice


def test_the_model_word_for_word_is_said_to_be_so(client, case):
    html = page(client, write(case), **TYPED)

    assert "word for word" in html
    assert "One sentence of your own makes it yours" in html


def test_a_letter_says_how_far_it_is_ones_own(client, case):
    html = page(client, write(case), **TYPED, own_words="My father was a miner. " * 3)

    assert re.search(r"Your letter differs by \d\d % from the campaign", html)
    assert "word for word" not in html


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (LOUD, f"“{LOUD}” reads as shouting"),
        ("I lived there and saw it. " * 60, "letters of 120 to 220 are read"),
        ("I lived there and saw it. " * 100, "It no longer fits one page"),
        (
            "I demand that the president resign today.",
            "seems to ask for more than the case does",
        ),
    ],
)
def test_advice_is_given_and_blocks_nobody(client, case, own, sentence):
    html = page(client, write(case), **TYPED, own_words=own)

    assert sentence in html
    assert client.post(
        f"{case.get_absolute_url()}letter.pdf", TYPED | {"own_words": own}
    ).content.startswith(b"%PDF")


def test_advice_follows_the_tone_the_campaign_chose(client, case):
    polite = page(client, write(case))
    type(case).objects.update(tone="firm")
    firm = page(client, write(case))
    type(case).objects.update(advice="Write by hand.\n\n<b>Blue ink.</b>")
    own = page(client, write(case))

    assert "Stay polite" in polite
    assert "take sides" in firm
    assert "Write by hand." in own
    assert "&lt;b&gt;Blue ink." in own
    assert "Stay polite" not in own


def test_what_is_advised_about_is_text_and_nothing_else(client, case):
    hostile = "RELEASE <IMG SRC=X> EVERYBODY NOW"

    html = page(client, write(case), **TYPED, own_words=hostile)

    assert "<IMG" not in html


# the preview


def test_the_preview_says_what_to_do_next(client, case):
    html = page(client, write(case), **TYPED)

    for words in (
        *("By post, or by hand at the door", "By e-mail", "And then"),
        *("Nothing you typed is stored", f"/actions/report/?campaign={case.slug}"),
        f"{case.get_absolute_url()}#share",
    ):
        assert words in html


def test_a_mailbox_on_the_web_is_offered_for_a_checked_address_only(client, case):
    office = case.targets.get().recipient
    assert "mail.google.com" not in page(client, write(case), **TYPED)

    make_campaign.address(office, "embassy@example.org", medium="email")
    html = page(client, write(case), **TYPED)

    links = re.findall(r'<a href="https://(?:mail\.google|outlook|compose)[^>]*>', html)
    assert len(links) >= 3
    assert all('rel="noreferrer noopener"' in link for link in links)
    assert not any("Sender" in link for link in links)


def test_what_can_be_copied_can_be_selected_without_script(client, case):
    make_campaign.address(
        case.targets.get().recipient, "embassy@example.org", medium="email"
    )

    html = page(client, write(case), **TYPED)

    for target in ("letter-to", "letter-subject", "letter-text"):
        assert f'id="{target}"' in html
        assert f'<copy-text for="{target}"' in html


def test_the_same_form_twice_makes_the_same_letter(client, case):
    first = page(client, write(case), **TYPED)

    assert page(client, write(case), **TYPED) == first
    assert LetterCount.objects.count() == 0


def test_two_tabs_do_not_know_of_each_other(client, case):
    one = Form(page(client, write(case), **TYPED))
    other = Form(page(client, write(case), **(TYPED | {"name": "B. Sender"})))

    letters = [
        client.post(
            f"{case.get_absolute_url()}letter.txt", each.fields
        ).content.decode()
        for each in (one, other)
    ]

    assert "A. Sender" in letters[0]
    assert "A. Sender" not in letters[1]


@pytest.mark.parametrize("status", [200, 422])
def test_no_answer_to_a_writer_is_kept(client, case, status):
    typed = TYPED if status == 200 else TYPED | {"date": "never"}

    answer = client.post(write(case), typed)

    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_errors_are_said_twice_in_the_same_words_and_keep_what_was_typed(client, case):
    html = page(
        client, write(case), status=422, name="", town="Leeds\u202e", own_words="Mine."
    )

    assert re.search(r'id="errors" role="alert" tabindex="-1" autofocus', html)
    for field in ("id_name", "id_town", "id_to"):
        summary = re.search(rf'href="#{field}">[^<:]+: ([^<]+)</a>', html)[1]
        assert html.count(summary) == 2
    assert "Mine." in html
    assert "<title>To put right" in html


def test_a_folded_field_with_an_error_is_unfolded(client, case):
    html = page(client, write(case), status=422, **TYPED, date="never")

    assert re.search(r"<details open>\s*<summary>Another date", html)


@pytest.mark.parametrize(
    "name",
    [
        "N" * 5000,
        "عبد الرحمن بن محمد",
        "😀 A. Sender 👩‍🏭",
        "A. Sender\r\nBcc: x@example.org",
        "<script>alert(1)</script>",
        "\u202eredneS .A",
        "{{ name }} {% now 'Y' %}",
        "=cmd()",
    ],
)
def test_any_name_is_printed_literally_or_refused_in_words(client, case, name):
    answer = client.post(write(case), TYPED | {"name": name})
    html = answer.content.decode()

    assert answer.status_code in {200, 422}
    assert "<script>alert" not in html
    if answer.status_code == 422:
        assert 'href="#id_name"' in html
    else:
        assert "<article" in html


def test_an_office_of_another_campaign_is_refused(client, case):
    make_campaign.recipient("fr-gb", state="FR")

    html = page(client, write(case), status=422, **(TYPED | {"to": "fr-gb"}))

    assert "does not write to that address" in html


def test_what_the_pdf_cannot_print_is_said(client, case):
    plain = page(client, write(case), **TYPED)
    html = page(client, write(case), **TYPED, own_words="Grüße 😀 ")
    many = "".join(map(chr, range(0x4E00, 0x4E40)))
    cut = page(client, write(case), **TYPED, own_words=many)

    assert "The PDF cannot print" not in plain
    assert "The PDF cannot print: 😀; the text, the Word file and the mail can." in html
    assert re.search(r"The PDF cannot print: (\S ){20}…;", cut)


def test_words_kept_for_another_letter_are_said_not_to_be_in_this_one(client, case):
    german = make_campaign.model_letter(case, "ich protestiere.", language="de")
    free = case.model_letters.get(language="en").paragraphs.get(is_locked=False)
    typed = TYPED | {"language": german.language, f"p{free.pk}": "I shall cook."}
    sentence = "A paragraph you had reworded is not in this letter."

    told = page(client, write(case), status=422, **typed)
    made = page(client, write(case), **Form(told).fields)

    assert sentence in told
    assert sentence in made
    assert f'name="aside{free.pk}"' in made


def test_links_to_a_mail_program_end_their_sentence(client, case):
    html = page(client, write(case), **TYPED)

    assert "Open the letter in your mail program</a>. No checked" in html


def test_no_help_stands_above_a_tick_that_it_follows_from(client, case):
    html = page(client, write(case))

    assert 'id="id_sign_by_hand_helptext"' not in html
    assert "the name may then stay empty" in html


# the live preview


def test_the_live_letter_is_offered_as_an_extra_and_posted_to_the_same_form(
    client, case
):
    html = page(client, write(case))

    assert '<letter-preview for="letter"' in html
    assert '<form method="post" id="letter"' in html
    made = page(client, write(case), **(TYPED | {"name": "", "sign_by_hand": "on"}))
    assert '<article class="sheet"' in made
    assert 'class="beside"' in made


def test_a_form_that_is_not_ready_is_a_fault_of_nobody_who_still_types(client, case):
    half = TYPED | {"to": "", "from": ""}
    live = client.post(write(case), half, headers={"Live-Preview": "1"})
    pressed = client.post(write(case), half)

    assert (live.status_code, pressed.status_code) == (200, 422)
    assert live["Cache-Control"] == "no-store"
    assert 'class="sheet"' not in live.content.decode()


# what it costs


def test_writing_costs_a_fixed_number_of_queries(
    client, case, django_assert_max_num_queries
):
    report = make.document("Ten miners were arrested.", visibility="public")
    claim = make.claim(evidence=[make.passage(report, "Ten miners were arrested.")])
    make_campaign.model_letter(
        case,
        {"text": "So.", "role": "fact", "cites": [claim]},
        version=2,
        in_force_from=date(2021, 6, 1),
    )
    with django_assert_max_num_queries(9):
        client.get(write(case))
    with django_assert_max_num_queries(12):
        client.post(write(case), TYPED)
