"""The campaign's pages, on the rows of the demonstration."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest

from archive import claims
from archive.models import Claim, Document
from campaign.models import LetterCount
from tests import make, make_campaign

# pages of the whole demonstration: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DEMO = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/"
TYPED = {"from": "IE", "name": "A. Sender", "town": "Cork"}
FILES = {
    "txt": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument",
    "eml": "message/rfc822",
}


def page(client, path, status=200, **typed):
    answer = client.post(path, typed) if typed else client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_front_page_is_one_demand_and_one_button(client, demo):
    html = page(client, "/")

    (demand,) = re.findall(r'<h1 class="demand"[^>]*>([^<]*)</h1>', html)
    assert (
        demand
        == "End all repression and harassment of the striking workers and their families."
    )
    assert html.count("button primary") == 1
    assert f'href="{DEMO}write/"' in html


def test_the_front_page_lists_the_latest_reports_with_date_and_source(client, demo):
    html = page(client, "/")

    assert "28 September 2011" in html
    assert "socialistworld.net" in html
    assert html.index("28 September 2011") < html.index("22 June 2011")


def test_superseded_claims_are_shown_as_such(client, demo):
    html = page(client, DEMO)

    assert "faces up to seven years" in html
    assert "superseded" in html
    assert "on 28 September 2011" in html


def test_each_number_leads_to_its_passage(client, demo):
    links = re.findall(
        r'<a href="(/reports/[^"]+/r/\d+/#p-\d+-\d+)"', page(client, DEMO)
    )

    assert len(links) >= 10


def test_an_unpublished_report_proves_nothing_in_public(client, demo):
    Document.objects.update(visibility=Document.Visibility.DRAFT)

    assert "/reports/kazakhstan" not in page(client, DEMO)
    evidence = page(client, f"{DEMO}evidence/")
    assert "/reports/kazakhstan" not in evidence
    assert "Its passages cannot be shown." in evidence


def test_a_changed_fact_stops_the_letter_and_says_which(client, demo):
    old = Claim.objects.get(slug="heavy-sentence-of-natalia-sokolova")
    new = Claim.objects.get(slug="riot-police-attack-of-11-june-2011")
    claims.supersede(old, new, on=date(2012, 3, 8), by=None)

    for path in (DEMO, f"{DEMO}write/"):
        html = page(client, path)
        assert "given a heavy prison sentence" in html
        assert "no longer holds" in html
        assert "button primary" not in html
        assert "<form" not in html
    refused = page(client, f"{DEMO}letter.txt", status=422, **TYPED)
    assert "no longer holds" in refused


def test_the_letter_of_a_past_day_can_still_be_made(client, demo):
    made = page(client, f"{DEMO}letter.txt", **TYPED, date="2011-06-16", language="en")

    assert "will face up to seven years in prison" in made
    assert "33 Thurloe Square" in made


def test_the_form_shows_who_serves_a_country(client, demo):
    html = page(client, f"{DEMO}write/?from=IE")

    assert "its embassy in London is accredited there." in html
    assert "125 Pall Mall" in html
    assert "verified" in html


def test_no_embassy_is_guessed(client, demo):
    html = page(client, f"{DEMO}write/", status=422, **(TYPED | {"from": "TO"}))

    assert "We know of no embassy of Kazakhstan that serves Tonga." in html


def test_a_link_fills_in_no_persons_data(client, demo):
    html = page(client, f"{DEMO}write/?to=kz-de&name=Mallory&own_words=Gotcha")

    assert "Mallory" not in html
    assert "Gotcha" not in html
    assert 'lang="de"' in html


def test_changing_something_keeps_everything(client, demo):
    words = {"own_words": "I was there.", "as": "organisation", "to": "kz-de"}

    html = page(client, f"{DEMO}write/", **TYPED, **words, language="de", change="all")

    assert 'value="A. Sender"' in html
    assert 'value="Cork"' in html
    assert "I was there." in html
    assert '<option value="kz-de" selected>' in html
    assert '<option value="de" selected>' in html
    assert "Wir fordern" in html
    assert 'aria-invalid="true"' not in html


def test_a_faulty_form_keeps_what_was_typed(client, demo):
    html = page(client, f"{DEMO}write/", status=422, **(TYPED | {"town": "a\nb"}))

    assert 'href="#id_town"' in html
    assert 'value="A. Sender"' in html
    assert 'aria-invalid="true"' in html


HOSTILE = "\"><script>alert(1)</script>{{ name }}{% now 'Y' %}&amp;"


@pytest.mark.parametrize("field", ["name", "town", "role", "organisation", "own_words"])
def test_what_is_typed_is_text_and_nothing_else(client, demo, field):
    typed = TYPED | {field: HOSTILE}

    shown = page(client, f"{DEMO}write/", **typed)
    kept = page(client, f"{DEMO}write/", status=422, **(typed | {"date": "never"}))

    for html in (shown, kept):
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ name }}" in html


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("0001-01-01", "the first version is of 16"),
        ("2011-06-15", "the first version is of 16"),
        ("9999-12-31", "more than a year ahead"),
        ("10000-01-01", "Write the day as year-month-day"),
        ("yesterday", "Write the day as year-month-day"),
        ("2011-06-16\n", "33 Thurloe Square"),
    ],
)
def test_an_impossible_day_is_answered_in_words(client, demo, day, sentence):
    status = 200 if "Thurloe" in sentence else 422

    html = page(client, f"{DEMO}write/", status=status, **TYPED, date=day)

    assert sentence in html


@pytest.mark.parametrize(
    "typed",
    [
        {"to": "kz-gb\x00"},
        {"from": "I" * 10_000},
        {"language": "../../etc"},
        {"skip": "9" * 5000},
        {"p1": "x", "p99999999999999999999": "y", "px": "z"},
        {"as": "\ud83d"},
        {"date": "٢٠١١-٠٦-١٦"},
    ],
)
def test_nothing_typed_breaks_the_page(client, demo, typed):
    body = urlencode(TYPED | typed, errors="surrogatepass")
    form = "application/x-www-form-urlencoded"

    answer = client.post(f"{DEMO}write/", body, content_type=form)

    assert answer.status_code in {200, 422}


def test_an_unverified_address_leaves_a_ruled_line_and_says_why(client, demo):
    html = page(client, f"{DEMO}write/", **TYPED, to="kz-ch", language="en")

    assert "______" in html
    assert "no postal address of this office has been compared" in html
    assert "imported, not checked" in html


def test_an_unverified_mailbox_is_shown_but_not_written_to(client, demo):
    html = page(client, f"{DEMO}write/", **TYPED)

    assert "london@mfa.kz" in html
    assert re.search(r'href="mailto:\?subject=', html)
    assert "london@mfa.kz" not in page(client, f"{DEMO}letter.eml", **TYPED)


@pytest.mark.parametrize(("extension", "media_type"), FILES.items())
def test_each_format_is_a_file_of_its_own(client, demo, extension, media_type):
    answer = client.post(f"{DEMO}letter.{extension}", TYPED)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(media_type)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Disposition"].endswith(f'.{extension}"')
    assert "Ann" not in answer["Content-Disposition"]


@pytest.mark.parametrize("extension", ["exe", "pdf2", "PDF"])
def test_another_format_is_not_there(client, demo, extension):
    page(client, f"{DEMO}letter.{extension}", status=404, **TYPED)


def test_a_file_is_counted_once_and_a_preview_never(client, demo):
    page(client, f"{DEMO}write/", **TYPED)
    assert LetterCount.objects.count() == 0

    for extension in ("txt", "txt", "eml"):
        client.post(f"{DEMO}letter.{extension}", TYPED)
    client.post(f"{DEMO}letter.txt", TYPED | {"name": ""})

    counted = LetterCount.objects.values_list("format", "country", "count")
    assert set(counted) == {("txt", "GB", 2), ("eml", "GB", 1)}


def test_a_letter_is_posted_never_fetched(client, demo):
    assert client.get(f"{DEMO}letter.pdf").status_code == 405


def test_the_finder_answers_in_a_sentence(client, demo):
    html = page(client, "/embassies/?of=KZ&from=IE")

    assert "Kazakhstan has no embassy in Ireland that we know of" in html
    assert 'href="/embassies/kz-gb/"' in html


@pytest.mark.parametrize("query", ["of=KZ&from=XX", "of=ZZ", "of='--", "from=%00"])
def test_an_unknown_country_is_said_to_be_unknown(client, demo, query):
    make_campaign.recipient("us-gb", state="US")

    assert "Choose a country from the list." in page(client, f"/embassies/?{query}")


def test_an_office_shows_each_address_with_grade_and_source(client, demo):
    html = page(client, "/embassies/kz-gb/")

    assert "125 Pall Mall" in html
    assert html.index("125 Pall Mall") < html.index("Former addresses")
    assert html.index("Former addresses") < html.index("33 Thurloe Square")
    assert 'rel="noreferrer noopener"' in html
    assert "Ireland" in html


def test_pages_cost_a_fixed_number_of_queries(
    client, demo, django_assert_max_num_queries
):
    for path, limit in {
        "/": 4,
        "/campaigns/": 2,
        DEMO: 20,
        f"{DEMO}evidence/": 9,
        "/embassies/?of=KZ&from=IE": 4,
        "/embassies/kz-gb/": 6,
    }.items():
        with django_assert_max_num_queries(limit):
            client.get(path)


def test_a_letter_costs_a_fixed_number_of_queries(
    client, demo, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        client.get(f"{DEMO}write/")
    with django_assert_max_num_queries(11):
        client.post(f"{DEMO}write/", TYPED)
    with django_assert_max_num_queries(10):
        client.post(f"{DEMO}write/", TYPED | {"to": "kz-gb"})
    with django_assert_max_num_queries(15):  # five of them count it
        client.post(f"{DEMO}letter.pdf", TYPED | {"to": "kz-gb"})


@pytest.mark.parametrize("path", ["", "write/", "evidence/"])
def test_public_pages_set_no_cookie(client, demo, path):
    answer = client.get(DEMO + path)

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_an_old_version_cannot_be_asked_for_on_the_site(client, demo):
    made = page(client, f"{DEMO}letter.txt", **TYPED, language="en", version="1")

    assert "heavy prison sentence" in made
    assert "up to seven years" not in made


def test_a_claim_that_nothing_public_proves_is_not_shown_as_proved(client, demo):
    claim = Claim.objects.get(slug="heavy-sentence-of-natalia-sokolova")
    hidden = make.document("She was sentenced.", visibility="draft")
    claim.evidence.create(passage=make.passage(hidden, "sentenced"))
    claim.evidence.exclude(passage__revision__document=hidden).update(
        stance="contradicts"
    )

    facts = page(client, DEMO).split('id="facts"')[1]

    assert claim.sentence not in facts
    assert "Its passages cannot be shown." in page(client, f"{DEMO}evidence/")


def test_a_claim_is_not_tagged_superseded_before_its_day(client, demo):
    old = Claim.objects.get(slug="heavy-sentence-of-natalia-sokolova")
    new = Claim.objects.get(slug="riot-police-attack-of-11-june-2011")
    Claim.objects.update(superseded_by=None, superseded_on=None)
    claims.supersede(old, new, on=date(2999, 1, 1), by=None)

    for path in (DEMO, f"{DEMO}evidence/"):
        assert "superseded" not in page(client, path)


def test_no_revisions_text_is_loaded_for_its_passages(
    client, demo, django_assert_max_num_queries
):
    for path in (DEMO, f"{DEMO}evidence/"):
        with django_assert_max_num_queries(20) as asked:
            client.get(path)
        sql = " ".join(each["sql"] for each in asked.captured_queries)
        assert '"archive_revision"."text"' not in sql


@pytest.mark.parametrize(
    "path",
    [
        "/campaigns/",
        DEMO,
        *(f"{DEMO}{name}" for name in ("write/", "evidence/", "letters/", "pack.pdf")),
        *("/embassies/", "/embassies/?of=KZ&from=IE", "/embassies/kz-gb/"),
        *("/embassies/kz-gb/report/", "/actions/", "/actions/report/"),
    ],
)
def test_a_tab_begins_with_the_words_of_its_heading(client, demo, path):
    html = page(client, path)
    (title,) = re.findall(r"<title>([^<]*)</title>", html)
    (heading,) = re.findall(r"<h1[^>]*>([^<]*)</h1>", html)

    assert title.startswith(heading)
