"""A campaign's own page: its days, lists, updates, outcome, history and pictures."""

import re
from datetime import date
from html import unescape

import pytest

from campaign import citations
from campaign.citations import shown
from campaign.models import LetterCount, Target, Update
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOSTILE = "<script>alert(1)</script>\"'& \u202eevil {{ name }}"


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def case(*paragraphs, **fields):
    made = make_campaign.campaign(**fields)
    make_campaign.model_letter(made, *paragraphs)
    return made


def proved(sentence="Ten miners were arrested.", **fields):
    report = make.document(f"{sentence} So it was.", visibility="public")
    return make.claim(sentence, evidence=[make.passage(report, sentence)], **fields)


# the lists


def test_the_three_lists_are_kept_apart(client):
    made = case()
    for slug, role in (("kz-gb", "protest"), ("kz-de", "copy"), ("kz-fr", "support")):
        make_campaign.recipient(slug, campaign=made, role=role, city=slug.upper())

    html = page(client, made.get_absolute_url())

    order = [
        html.index(words)
        for words in (
            *("A protest goes to", "KZ-GB", "A copy goes to", "KZ-DE"),
            *("Messages of support go to", "KZ-FR"),
        )
    ]
    assert order == sorted(order)


def test_a_paused_office_is_shown_with_its_sentence_and_not_asked_for(client):
    made = case()
    office = make_campaign.recipient(campaign=made, city="Pausetown")
    Target.objects.update(paused_because="Has answered: they promise to look at it.")

    html = page(client, made.get_absolute_url())

    assert "Nobody for now." in html
    assert html.count("Pausetown") == 1
    assert "Not written to for now" in html.split("Pausetown")[0]
    assert "Has answered: they promise to look at it." in html
    assert office.slug in html


def test_without_a_list_every_mission_of_the_state_is_written_to(client):
    assert "Every mission of the state protested to." in page(
        client, case().get_absolute_url()
    )


# its days


def test_a_campaign_says_when_it_opens_is_looked_at_and_closes(client):
    made = case(
        opens_on=date(2011, 6, 16),
        review_by=date(2011, 9, 1),
        closes_on=date(2999, 12, 31),
    )

    html = page(client, made.get_absolute_url())

    for words in ("16 June 2011", "1 September 2011", "31 December 2999"):
        assert words in html
    assert "to be checked again" in html
    assert "Closes" in html


def test_facts_are_as_fresh_as_the_youngest_claim_of_the_letter(client):
    claim = proved(known_from=date(2021, 5, 4))

    html = page(
        client,
        case(
            {"text": "It is so.", "role": "fact", "cites": [claim]}
        ).get_absolute_url(),
    )

    assert re.search(r"Facts checked on</dt><dd><time[^>]*>4 May 2021", html)


def test_updates_are_numbered_and_the_newest_is_first(client):
    made = case()
    for n in (1, 2):
        Update.objects.create(
            campaign=made,
            number=n,
            published_on=date(2011, 6, n),
            title=f"News {n} {HOSTILE}",
            text="One.\n\nTwo.",
        )

    html = page(client, made.get_absolute_url())

    assert html.index("Update 2:") < html.index("Update 1:")
    assert "<script>alert" not in html
    assert 'id="update-2"' in html


# won, closed, gone on


def test_a_won_campaign_shows_what_changed_with_its_proof(client):
    claim = proved("All ten miners have been freed.")
    made = case(state="won", outcome="All ten are free.")
    made.outcome_claims.add(claim)

    html = page(client, made.get_absolute_url())

    assert "This campaign has been won" in html
    assert "All ten are free." in html
    assert claim.evidence.get().passage.get_absolute_url() in html
    assert "Write to the embassy" not in html


def test_an_outcome_is_proved_by_public_words_only(client):
    claim = proved("All ten miners have been freed.")
    claim.evidence.get().passage.revision.document.__class__.objects.update(
        visibility="draft"
    )
    made = case(state="won", outcome="All ten are free.")
    made.outcome_claims.add(claim)

    assert claim.sentence not in page(client, made.get_absolute_url())


def test_a_closed_campaign_leads_to_the_one_that_goes_on(client):
    goes_on = make_campaign.campaign("Free the other five")
    made = case(state="closed", successor=goes_on)

    for path in ("", "write/"):
        html = page(client, made.get_absolute_url() + path)
        assert f'<a href="{goes_on.get_absolute_url()}">Free the other five</a>' in html


def test_a_successor_that_is_a_draft_is_not_named(client):
    draft = make_campaign.campaign("Secret plan", state="draft")
    made = case(state="closed", successor=draft)

    assert "Secret plan" not in page(client, made.get_absolute_url())


@pytest.mark.parametrize("state", ["open", "won", "closed"])
def test_letters_are_read_as_history_with_the_facts_of_their_day(client, state):
    old = proved("They face ten years.", known_from=date(2020, 1, 1))
    made = case({"text": "They face ten years.", "role": "fact", "cites": [old]})
    new = proved("They were freed.", known_from=date(2022, 1, 1))
    old.superseded_by, old.superseded_on = new, date(2022, 1, 1)
    old.save()
    type(made).objects.update(state=state)

    html = page(client, f"{made.get_absolute_url()}letters/")

    assert "In English, version 1" in html
    assert html.count("They face ten years.") >= 2
    assert "superseded on 1 January 2022" in html
    assert "<form" not in html


def test_a_letter_with_a_protected_name_is_no_history(client):
    make.person("Natalia Hidden", protection="hidden")
    made = case("Free Natalia Hidden at once.", state="closed")

    html = page(client, f"{made.get_absolute_url()}letters/")

    assert "Hidden" not in html


@pytest.mark.parametrize("path", ["letters/", "card.png", "button.svg"])
def test_a_draft_has_no_history_and_no_picture(client, path):
    made = case(state="draft")

    page(client, made.get_absolute_url() + path, status=404)


def test_letters_stopped_by_the_same_fact_are_named_together(client):
    claim = make.claim("It is said.")
    made = make_campaign.campaign()
    fact = {"text": "It is said.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(made, fact)
    make_campaign.model_letter(made, fact, language="de")
    make_campaign.model_letter(made, fact, frame="branch")

    html = page(client, made.get_absolute_url())

    assert "3 letters are under review" in html
    assert html.count("Nothing public proves a fact") == 1


# the evidence


def test_evidence_has_every_language_and_frame(client):
    made = make_campaign.campaign()
    for language, frame in (
        *(("en", "letter"), ("de", "letter"), ("en", "branch")),
        ("de", "representative"),
    ):
        make_campaign.model_letter(made, language=language, frame=frame)

    for language, frame in (("en", "branch"), ("de", "representative")):
        html = page(client, f"{made.get_absolute_url()}evidence/?language={language}")
        for anchor in (language, f"{language}-{frame}"):
            assert f'id="letter-{anchor}"' in html
            assert f'href="#letter-{anchor}"' in html


def test_another_wording_stands_beside_the_same_evidence(client):
    made = case()
    paragraph = made.model_letters.get().paragraphs.get()
    paragraph.alternatives.create(order=1, text="We are appalled.")

    assert "We are appalled." in page(client, f"{made.get_absolute_url()}evidence/")


def test_a_printed_number_leads_to_the_evidence(client):
    made = case(number="UA-12")

    for typed in ("UA-12", "ua-12"):
        answer = client.get(f"/e/{typed}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"{made.get_absolute_url()}evidence/"


@pytest.mark.parametrize("number", ["UA-13", "%00", "x" * 300, "𓀀"])
def test_an_unknown_number_is_not_found(client, number):
    case(number="UA-13", state="draft")

    assert client.get(f"/e/{number}/").status_code == 404


# counted


def counted(campaign, country, n, kind="pdf"):
    LetterCount.objects.create(
        day=date(2024, 1, 1), campaign=campaign, country=country, format=kind, count=n
    )


def test_counters_are_labelled_and_small_numbers_not_split_by_place(client):
    made = case()
    counted(made, "GB", 40)
    counted(made, "DE", 9)
    counted(made, "FR", 12)

    html = page(client, made.get_absolute_url())

    assert "Letters prepared" in html
    assert "<dd>61" in html
    assert "Germany" not in html.split('id="counts"')[1]
    assert "France" not in html.split('id="counts"')[1]  # 9 could be worked out


def test_a_delegation_pack_is_no_letter(client):
    made = case()
    counted(made, "GB", 40, kind="pack")

    assert "<dt>Letters prepared</dt><dd>0" in page(client, made.get_absolute_url())


# what a link and a button show


def test_a_link_brings_its_title_summary_and_picture(client, settings):
    settings.SITE_URL = "https://site.example"
    made = case(summary='Ten "miners" <b>& more</b>.')

    html = page(client, made.get_absolute_url())
    tags = dict(
        re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html)
    )

    address = f"https://site.example{made.get_absolute_url()}"
    assert tags["og:title"] == made.title
    assert unescape(tags["og:description"]) == made.summary
    assert tags["og:url"] == address
    assert tags["og:image"] == f"{address}card.png"
    assert tags["twitter:card"] == "summary_large_image"


def test_the_button_is_plain_html_that_other_sites_may_copy(client, settings):
    settings.SITE_URL = "https://site.example"
    made = case(title='Free "the" <Ten> & more')

    html = page(client, made.get_absolute_url())
    code = unescape(re.search(r'id="button-code"[^>]*>([^<]*)<', html)[1])

    address = f"https://site.example{made.get_absolute_url()}"
    assert code == (
        f'<a href="{address}"><img src="{address}button.svg" '
        'alt="Free &quot;the&quot; &lt;Ten&gt; &amp; more" width="320" height="100"></a>'
    )


@pytest.mark.parametrize(
    ("name", "kind", "magic"),
    [
        ("card.png", "image/png", b"\x89PNG"),
        ("button.svg", "image/svg+xml", b"<svg "),
    ],
)
def test_a_picture_may_be_shown_elsewhere_and_is_fetched_once(
    client, name, kind, magic
):
    made = case()

    answer = client.get(made.get_absolute_url() + name)
    again = client.get(
        made.get_absolute_url() + name, headers={"If-None-Match": answer["ETag"]}
    )

    assert answer["Content-Type"] == kind
    assert answer.content.startswith(magic)
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    assert again.status_code == 304


def test_only_pictures_are_shared_with_other_sites(client):
    answer = client.get(case().get_absolute_url())

    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_protected_name_is_in_no_picture_and_no_meta(client):
    make.person("Natalia Hidden", protection="hidden")
    made = case(title="Free Natalia Hidden", summary="Natalia Hidden is in prison.")

    html = page(client, made.get_absolute_url())
    drawn = client.get(f"{made.get_absolute_url()}card.png").content
    read = shown.campaign(made, citations.screen_of([made]))
    type(made).objects.update(title=read.title, summary=read.summary)

    assert "Natalia Hidden" not in html
    assert "Hidden" not in read.title + read.summary
    assert client.get(f"{made.get_absolute_url()}card.png").content == drawn


# what it costs


def test_a_case_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    claim = proved()
    made = make_campaign.campaign(state="won")
    for language in ("en", "de", "fr"):
        for frame in ("letter", "branch"):
            fact = {"text": "So.", "role": "fact", "cites": [claim]}
            make_campaign.model_letter(made, fact, language=language, frame=frame)
    made.outcome_claims.add(claim)
    for path, limit in {
        "": 19,
        "evidence/": 9,
        "letters/": 8,
        "card.png": 3,
        "button.svg": 3,
    }.items():
        with django_assert_max_num_queries(limit):
            client.get(made.get_absolute_url() + path)
