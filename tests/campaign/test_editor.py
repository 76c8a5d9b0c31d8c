from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from campaign import drafting
from campaign.models import ModelLetter, Paragraph
from tests import make, make_campaign

# whole pages of the admin
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def case():
    return make_campaign.campaign()


@pytest.fixture
def raid():
    document = make.document()
    return make.claim(evidence=[make.passage(document, "Police raided")])


@pytest.fixture
def letter(case, raid):
    embassy = make_campaign.recipient(campaign=case)
    make_campaign.address(embassy, city="London")
    return make_campaign.model_letter(
        case,
        "{{ I protest|We protest }} at the arrest of the miners.",
        {"role": "fact", "text": "Police raided the union office.", "cites": [raid]},
        {"role": "demand", "text": "Release them.", "cites": [raid]},
        is_published=False,
    )


def page_of(letter, name="edit"):
    return reverse(f"admin:campaign_modelletter_{name}", args=[letter.pk])


def form_of(letter, **changes):
    """What the editor posts for a letter as it is saved."""
    sheet = drafting.sheet_of(ModelLetter.objects.with_text().get(pk=letter.pk))
    sent = {
        "seen": sheet.mark,
        "rows": len(sheet.pieces),
        "subject": sheet.subject,
        "in_force_from": sheet.in_force_from.isoformat(),
        "register": sheet.register,
        "what_changed": sheet.what_changed,
    }
    for at, piece in enumerate(sheet.pieces):
        sent |= {
            f"{at}-key": piece.key,
            f"{at}-role": piece.role,
            f"{at}-text": piece.text,
            f"{at}-locked": "on",
            f"{at}-cites": list(piece.claims),
            f"{at}-other": list(piece.alternatives),
        }
    return sent | {name.replace("_at_", "-"): value for name, value in changes.items()}


def texts(letter):
    return [each.text for each in letter.paragraphs.order_by("order")]


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

    with django_assert_max_num_queries(90):
        admin_client.post(page_of(letter), form_of(letter) | {"0-text": "Tried."})

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


def test_publishing_asks_first_and_says_what_changed(admin_client, letter):
    ModelLetter.objects.update(is_published=True)
    admin_client.post(page_of(letter, "next"))
    made = ModelLetter.objects.get(version=2)
    made.paragraphs.filter(order=3).update(text="Release all of them.")

    asked = admin_client.get(page_of(made, "publish"))
    assert "<ins>all of them</ins>" in asked.text or "<ins>all of " in asked.text
    assert not ModelLetter.objects.get(version=2).is_published

    admin_client.post(page_of(made, "publish"))
    assert ModelLetter.objects.get(version=2).is_published


def test_a_letter_with_problems_is_not_published_from_its_page(admin_client, letter):
    letter.paragraphs.get(role="fact").citations.all().delete()

    answer = admin_client.post(page_of(letter, "publish"), follow=True)

    assert "cites no claim" in answer.text
    assert not ModelLetter.objects.get().is_published


def test_taking_back_asks_first(admin_client, letter):
    ModelLetter.objects.update(is_published=True)

    assert admin_client.get(page_of(letter, "withdraw")).status_code == 200
    assert ModelLetter.objects.get().is_published
    admin_client.post(page_of(letter, "withdraw"))

    assert not ModelLetter.objects.get().is_published


def test_a_translation_is_begun_and_shows_what_it_follows(admin_client, letter):
    answer = admin_client.post(
        page_of(letter, "translate"), {"language": "de"}, follow=True
    )

    made = ModelLetter.objects.get(language="de")
    assert made.follows == letter
    assert "Paragraph 3 is not translated yet." in answer.text
    assert answer.context["followed"] == list(letter.paragraphs.all())


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("translate", {"language": "en"}),
        ("translate", {"language": "xx\r\ny"}),
        ("translate", {}),
        ("frame", {"frame": "song"}),
        ("frame", {}),
    ],
)
def test_what_cannot_be_made_is_said(admin_client, letter, act, sent):
    answer = admin_client.post(page_of(letter, act), sent, follow=True)

    assert answer.status_code == 200
    assert list(answer.context["messages"])
    assert ModelLetter.objects.count() == 1


def test_versions_are_compared_only_with_their_like(admin_client, letter, case):
    other = make_campaign.model_letter(case, "Anderes.", language="de")

    assert admin_client.get(page_of(letter, "differences")).status_code == 200
    answer = admin_client.get(page_of(letter, "differences"), {"with": other.pk})
    assert answer.status_code == 404


LETTER = """\
Dear Ambassador,

We protest at the arrest of ten miners in A Town on 3 May 2021.

On 3 May 2021 police raided the union office and beat two of those inside.

We demand that you release the ten miners at once.

Yours faithfully,
A. Sender, A Branch
"""


def adapt_form(document, case):
    text = document.current_revision.text
    start = text.index("On 3 May")
    return {
        "campaign": case.pk,
        "revision": document.current_revision.pk,
        "rows": 2,
        "subject": "Arrests",
        "language": "en",
        "frame": "letter",
        "in_force_from": "2026-03-01",
        "0-role": "purpose",
        "0-text": "We protest.",
        "0-start": 0,
        "0-end": 5,
        "1-keep": "on",
        "1-role": "fact",
        "1-text": "Police raided the union office.",
        "1-start": start,
        "1-end": text.index("\n\nWe demand"),
    }


def test_a_document_is_adapted_by_a_person_who_chooses(admin_client, case, raid):
    document = make.document(LETTER, kind="letter")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    proposal = admin_client.get(address, {"campaign": case.pk})
    answer = admin_client.post(
        address, adapt_form(document, case) | {"1-cites": [raid.pk]}
    )

    assert len(proposal.context["parts"]) == 3
    assert not any(row.row.cited for row in proposal.context["parts"])
    made = ModelLetter.objects.get()
    assert answer.url == page_of(made)
    assert texts(made) == ["Police raided the union office."]
    assert made.paragraphs.get().adapted_from.quote.startswith("On 3 May 2021 police")
    assert made.paragraphs.get().citations.get().claim == raid
    assert (made.in_force_from, made.is_published) == (date(2026, 3, 1), False)


def test_the_same_adapted_twice_is_one_draft(admin_client, case):
    document = make.document(LETTER, kind="letter")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    for _press in range(2):
        admin_client.post(address, adapt_form(document, case))

    assert ModelLetter.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"1-text": "{{ misson }}"}, "Did you mean"),
        ({"1-end": "999999"}, "No words stand"),
        ({"revision": "999999"}, "not there any more"),
        ({"language": "tlh"}, "No letter can be written"),
        ({"frame": "song"}, "not a valid choice"),
        ({"subject": ""}, "needs a subject"),
        ({"1-keep": None}, "Keep at least one"),
    ],
)
def test_a_wrong_choice_keeps_what_was_typed(admin_client, case, changes, why):
    document = make.document(LETTER, kind="letter")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])
    sent = adapt_form(document, case) | {"0-text": "My own words."} | changes

    page = admin_client.post(address, {k: v for k, v in sent.items() if v is not None})

    assert page.status_code == 400
    assert why in page.text.replace("&quot;", '"').replace("&#x27;", "'")
    assert "My own words." in page.text
    assert not ModelLetter.objects.exists()


def test_a_document_without_a_letter_or_a_campaign_says_so(admin_client):
    document = make.document("x")
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    page = admin_client.get(address)

    assert page.status_code == 200
    assert "There is no campaign yet." in page.text


def test_the_document_and_the_campaign_lead_there(admin_client, case):
    document = make.document(LETTER, kind="letter")
    case.documents.add(document)
    address = reverse("admin:campaign_modelletter_adapt", args=[document.pk])

    for name, row in (("archive_document", document), ("campaign_campaign", case)):
        page = admin_client.get(reverse(f"admin:{name}_change", args=[row.pk]))
        assert address in page.text


@pytest.fixture
def signed_in(browser_page, emptied, letter, live_server):
    """Opens the editor of the letter as a curator."""
    client = Client()
    client.force_login(User.objects.create_superuser("nadia"))
    cookie = client.cookies["sessionid"].value

    def open_editor(**options):
        page = browser_page("/admin/login/", **options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": f"{live_server.url}/admin/"}]
        )
        page.goto(page_of(letter))
        return page

    return open_editor


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_preview_follows_what_is_typed(signed_in, letter):
    page = signed_in()

    page.fill("#text-0", "Typed, and not saved.")
    page.wait_for_selector("#beside .sheet :text('Typed, and not saved.')")

    assert texts(letter)[0] != "Typed, and not saved."


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_preview_can_be_scrolled_to(signed_in):
    page = signed_in(viewport={"width": 1280, "height": 600})

    assert page.evaluate("beside.scrollHeight <= beside.clientHeight + 2")
    page.locator("#beside .signature").scroll_into_view_if_needed()
    assert page.evaluate(
        "document.querySelector('#beside .signature').getBoundingClientRect().bottom"
        " <= innerHeight"
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_buttons_do_the_same(signed_in, letter):
    page = signed_in(java_script_enabled=False)

    page.fill("#text-0", "Typed and saved.")
    page.click("[value=down-0]")
    page.click("[value=save]")

    assert texts(letter)[1] == "Typed and saved."


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_can_be_used_by_all(signed_in, axe, scheme):
    page = signed_in(color_scheme=scheme, viewport={"width": 360, "height": 800})

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
