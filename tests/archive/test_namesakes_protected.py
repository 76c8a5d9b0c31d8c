"""Somebody hidden beside others who bear a part of the name: one rule everywhere."""

import html
import re

import pytest

from archive import curation, merging
from archive.models import Document
from archive.reading import protecting
from archive.reading.changes import changes
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = (
    "Beatrice Phiri was arrested. Bea Phiri saw it and Phiri wept.\n\n"
    "Bea Phiri, a nurse, asked where she was. Phiri did not answer."
)
OTHERS = ("Bea Phiri", "Phiri")


@pytest.fixture
def report():
    return make.document(TEXT, slug="night", title="Bea Phiri on the arrest")


@pytest.fixture
def bea(report):
    made = make.person("Bea Phiri", description="Nurse; no kin of Beatrice Phiri")
    make.mention(report, "Bea Phiri", made)
    claim = make.claim("Bea Phiri saw it.", [make.passage(report, "saw it")])
    claim.participants.create(entity=made, role="subject")
    return made


@pytest.fixture
def lone(report):
    made = make.person("Phiri")
    make.mention(report, "Phiri wept", made)
    return made


@pytest.fixture
def hidden(report, bea, lone):
    made = make.person("Beatrice Phiri")
    make.mention(report, "Beatrice Phiri", made)
    curation.protect(made, "hidden", by=None)
    return made


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = re.sub(
        r"<(head|style|script)\b.*?</\1>", "", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


PAGES = ("/people/", "/people/bea-phiri/", "/reports/", "/reports/night/",
         "/reports/night/?show=original", "/reports/night.txt", "/reports/night/r/1/",
         "/reports/?entity=bea-phiri")  # fmt: skip


@pytest.mark.slow
def test_the_full_name_of_another_is_read_whole_on_every_page(client, hidden):
    for address in PAGES:
        words = read(client, address)
        assert "Bea Phiri" in words, address
        assert "Bea [name" not in words, address
        assert "Beatrice" not in words, address


def test_one_who_has_but_the_surname_keeps_an_own_name(client, hidden):
    assert "Phiri" in read(client, "/people/")
    page = client.get("/people/phiri/").content.decode()

    assert re.search(r"<h1[^>]*>\s*(<[^>]*>\s*)*Phiri\b", page)
    assert "Beatrice" not in page


def test_the_surname_alone_is_masked_where_nobody_said_whose_it_is(client, hidden):
    words = read(client, "/reports/night/")

    assert "[name withheld] did not answer" in words
    assert "Phiri wept" in words


def test_the_surname_alone_is_masked_in_a_sentence_about_her(client, hidden, report):
    claim = make.claim("Phiri was taken.", [make.passage(report, "was arrested")])
    claim.participants.create(entity=hidden, role="victim")

    assert "[name withheld] was taken." in read(client, "/reports/night/")


@pytest.mark.slow
def test_one_called_exactly_so_is_masked_everywhere(client, hidden, report):
    namesake = make.person("Beatrice Phiri", slug="another")
    revision = report.current_revision
    make.revision(report, revision.text + "\n\nBeatrice Phiri, a miner, sang.")
    make.mention(report, "Beatrice Phiri, a miner", namesake)

    for address in ("/people/", "/people/another/", "/reports/night/"):
        words = read(client, address)
        assert "Beatrice" not in words, address
        assert "[name withheld]" in words, address


def test_one_whose_address_holds_the_name_has_neither_page_nor_link(
    client, hidden, report
):
    aunt = make.person("Beatrice Phiri Mwale")
    make.revision(report, "Beatrice Phiri Mwale sang.")
    make.mention(report, "Beatrice Phiri Mwale", aunt)

    assert "Mwale" not in read(client, "/people/")
    assert client.get(f"/people/{aunt.slug}/").status_code == 404
    page = client.get("/reports/night/").content.decode()
    assert "[name withheld] Mwale" in page
    assert aunt.slug not in page


@pytest.mark.parametrize("level", ["hidden", "initials"])
def test_a_one_word_spelling_is_left_inside_of_anothers_name_only(
    client, hidden, level
):
    curation.add_name(hidden, "Phiri")
    curation.protect(hidden, level, by=None)
    screen = protecting.screen_for(None)

    assert screen.own("Bea Phiri") == "Bea Phiri"
    assert "Phiri" not in screen.own("Phiri")
    assert "Phiri" not in screen.words("They met Phiri.")


@pytest.mark.slow
def test_what_was_joined_to_her_is_no_longer_anothers_name(client, hidden, bea):
    merging.same(bea, hidden, by=None, at=make.NOW)

    for address in ("/people/", "/reports/night/", "/reports/"):
        words = read(client, address)
        assert "Bea Phiri" not in words, address
        assert "Beatrice" not in words, address


@pytest.mark.parametrize(
    ("slug", "has_page"),
    [("bea-phiri", True), ("phiri", True), ("beatrice-phiri-fund", False),
     ("phiri-beatrice", False), ("beatrices-phiri", False), ("b-phiri", False)],
)  # fmt: skip
def test_list_link_and_page_agree_on_who_has_a_page(hidden, slug, has_page):
    other = make.organisation("The Nurses", slug="nurses")
    type(other).objects.filter(slug=slug).update(slug="moved")
    type(other).objects.filter(pk=other.pk).update(slug=slug)
    other.refresh_from_db()
    screen = protecting.screen_for(None, documents=[make.document().pk])

    listed = screen.with_pages(type(other).objects.filter(pk=other.pk)).exists()

    assert screen.has_page(other) == listed == has_page


def test_others_are_read_in_the_same_queries(hidden, report, django_assert_num_queries):
    with django_assert_num_queries(2):
        screen = protecting.screen_for(None, documents=[report.pk])

    assert set(OTHERS) <= set(screen.others)
    assert screen.words("Bea  Phiri and Phiri", screen.of(report.pk)) == (
        "Bea  Phiri and [name withheld]"
    )


def test_a_correction_is_read_as_the_text_is(client, hidden, report):
    """What somebody marked as her is masked, whatever it says; another is not."""
    old = report.current_revision.text
    new = make.revision(report, old.replace("asked", "and the Nightingale asked"))
    marked = make.mention(report, "the Nightingale", hidden)
    hidden.names.exclude(text="Beatrice Phiri").delete()
    assert marked.passage.revision == new

    words = read(client, "/reports/night/r/2/changes/")

    assert "Nightingale" not in words
    assert "Bea Phiri, a nurse" in words
    assert "Beatrice" not in words


def test_a_correction_costs_three_queries_more_while_a_name_is_protected(
    hidden, report, django_assert_num_queries
):
    make.revision(report, "Bea Phiri sang.")

    with django_assert_num_queries(6):
        changes("night", 2, viewer=None, on=make.TODAY)


@pytest.mark.parametrize("beside", [0, 2, 13, 61])
def test_the_same_is_told_of_one_report_and_of_a_shelf_of_them(
    report, bea, hidden, beside
):
    shelf = [report.pk, *range(10_000, 10_000 + beside)]

    screen = protecting.screen_for(None, documents=shelf)

    rows = Document.objects.filter(pk=report.pk)
    assert screen == protecting.screen_for(None, documents=rows)
    assert screen.known == {report.pk: {hidden.pk}}
    assert set(screen.others) >= {"Bea Phiri"}
