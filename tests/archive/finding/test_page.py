"""What a page of a search holds, and what it costs."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import claims, correcting, curation, finding, search
from archive.models import Claim
from archive.search import lookup
from tests import make
from tests.archive.search import shelf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def find(q, without=(), **given):
    asked = finding.asked({"q": q, **given}, without, finding.kinds())
    return finding.find(asked, viewer=AnonymousUser(), on=make.TODAY)


def slugs(found):
    return [line.hit.object.slug for line in found.main.lines]


def proven(document, words, sentence, **fields):
    made = make.claim(sentence, [make.passage(document, words)], **fields)
    search.index_claims([made.pk])
    return made


def called(document, label, **fields):
    person = make.person(label, **fields)
    make.mention(document, label, person)
    search.index_entities([person.pk])
    return person


def text(pieces):
    return "".join(f"[{p.text}]" if p.is_marked else p.text for p in pieces)


def test_everywhere_people_come_first_then_reports_then_facts():
    shelf.fill()
    report = make.document("Natalia Sokolova is free.", slug="free")
    search.index_documents([report.pk])
    person = called(report, "Natalia Sokolova")
    proven(report, "is free", "Natalia Sokolova was released.")

    found = find("Sokolova")

    assert [card.entity for card in found.cards] == [person]
    assert slugs(found) == ["free", "embassy", "zabastovka"]
    (facts,) = found.sections
    assert (facts.kind, text(facts.lines[0].snippet)) == (
        "claim",
        "Natalia [Sokolova] was released.",
    )
    assert facts.lines[0].url == "/reports/free/r/1/#p-17-24"


def test_a_report_opens_at_the_words_that_were_looked_for():
    shelf.fill()
    (line,) = find("lawyers").main.lines
    assert line.url == "/reports/embassy/?q=lawyers#hit"


def test_what_is_spelled_alike_is_marked_where_it_opens():
    shelf.fill()
    found = find("Zhanaozn", type="report")
    assert found.similar
    assert all("janaozen" in line.url for line in found.main.lines)


def test_a_similar_spelling_is_switched_off_and_on_by_a_link():
    shelf.fill()
    (beside,) = find("Zhanaozn").similar
    assert beside.switch == "?q=Zhanaozn&without=similar"
    assert beside.alone == ("?q=janaozen",)
    off = find("Zhanaozn", without=["similar"])
    assert off.is_nothing
    assert [choice.url for choice in off.off] == ["?q=Zhanaozn"]


def test_facets_are_links_with_counts_and_leave_out_what_says_nothing():
    shelf.fill()
    found = find("strike | strikers | streiken", type="report")
    counted = {each.name: each for each in found.narrowings}
    assert "kind" not in counted
    first, second = counted["language"].choices
    assert {(each.value, each.count) for each in (first, second)} == {
        ("en", 2),
        ("de", 1),
    }
    assert first.url.endswith(f"&type=report&language={first.value}")


def test_a_filter_is_a_chip_that_leads_back():
    shelf.fill()
    found = find("oil", language="en", year="2011")
    assert [(chip.label, chip.url) for chip in found.chips] == [
        ("language: en", "?q=oil&year=2011"),
        ("year: 2011", "?q=oil&language=en"),
    ]


def test_a_filter_that_means_nothing_is_named_and_repeated_nowhere():
    shelf.fill()
    found = find("oil", source="natalia-sokolova")
    assert found.narrowed.ignored == ("source",)
    assert "natalia" not in found.asked.address


def test_older_results_follow_where_the_page_ends():
    for day in range(1, 28):
        made = make.document(
            "Strike.", slug=f"s-{day}", published_on=date(2020, 1, day)
        )
        search.index_documents([made.pk])
    first = find("strike")
    assert slugs(first)[0] == "s-27"
    assert first.next.startswith("?q=strike&type=report&after=")
    after = first.next.rpartition("=")[2]
    second = find("strike", type="report", after=after)
    assert slugs(second)[0] == "s-17"
    assert not second.is_first


def test_of_nothing_it_says_which_word_stands_nowhere_and_leads_on():
    shelf.fill()
    found = find("oil qwertzuiop")
    assert found.is_nothing
    assert found.nowhere == ("qwertzuiop",)
    assert found.fewer == "?q=oil"


@pytest.mark.parametrize(
    "typed", ['"strike workers"', "strike-workers", "strike.workers"]
)
def test_a_phrase_that_stands_nowhere_leads_to_its_words(typed):
    shelf.fill()
    found = find(typed)
    assert found.is_nothing
    words = found.alone.removeprefix("?q=").replace("+", " ")
    assert words == " ".join(re.findall("[a-z]+", typed))
    assert not find(words).is_nothing


def test_words_that_stand_somewhere_but_not_together_are_told_so():
    shelf.fill()
    found = find("Müller ouvriers", type="report")
    assert found.is_nothing
    assert (found.nowhere, found.fewer) == ((), "")


def test_an_empty_search_asks_nothing():
    with CaptureQueriesContext(connection) as queries:
        found = find("  ")
    assert len(queries) == 0
    assert found.main is None


@pytest.mark.parametrize(
    ("given", "most"),
    [
        ({}, 20),
        ({"type": "report"}, 11),
        ({"type": "entity"}, 9),
        ({"type": "claim"}, 7),
        ({"type": "report", "language": "en", "year": "2011"}, 11),
    ],
)
@pytest.mark.parametrize("q", ["Sokolova", "Sokolva", "Sokolova oil"])
def test_what_a_page_costs(q, given, most):
    made = shelf.fill()
    called(made["embassy"], "Natalia Sokolova")
    proven(made["embassy"], "said nothing", "The oil company of Sokolova struck.")
    with CaptureQueriesContext(connection) as queries:
        found = find(q, **given)
    assert len(queries) <= most + 3 * len(found.nowhere)


def test_what_a_page_costs_that_has_nothing():
    """Each of five words is looked for alone, in three queries at most."""
    shelf.fill()
    with CaptureQueriesContext(connection) as queries:
        find("oil qwertz uiopue asdfgh yxcvbnm nmlkj", type="report")
    assert len(queries) <= 11 + 5 * 3


def test_a_fact_of_which_nothing_public_is_left_is_not_found():
    report = make.document("Natalia Sokolova is free.", slug="free")
    proven(report, "is free", "Somebody was released.")
    assert find("released", type="claim").main.lines
    curation.withdraw([report], by=None)
    assert find("released", type="claim").is_nothing


def test_a_disputed_fact_is_found_and_says_so():
    report = make.document("Natalia Sokolova is free.", slug="free")
    made = proven(report, "is free", "Somebody was released.")
    claims.dispute(made, reason="Denied by the court.", by=None)
    (line,) = find("released", type="claim").main.lines
    assert line.hit.object.status == Claim.Status.DISPUTED


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Sokolva", ""),
        ("Sokolova", ""),
        ("Sokolava", "as Natalia Sokolava"),
        ("Соколва", "as Наталья Соколова"),
    ],
)
def test_a_card_tells_the_spelling_nearest_to_what_was_typed(typed, why):
    report = make.document("Natalia Sokolova is free.", slug="free")
    person = called(report, "Natalia Sokolova")
    for text in ("Natalia Sokolava", "Natalya Sokolova", "Наталья Соколова"):
        curation.add_name(person, text)

    assert [card.why for card in find(typed).cards] == [why]


def test_translations_are_offered_where_some_were_found():
    report = make.document("Oil workers strike.", slug="strike")
    search.index_documents([report.pk])
    assert "translation" not in {each.value for each in find("strike").kinds}
    assert "translation" in {
        each.value for each in find("strike", type="translation").kinds
    }
    assert "campaign" in {each.value for each in find("strike").kinds}

    words = "Забастовка (strike) нефтяников."
    correcting.translate(
        report, words, language="ru", by=None, at=make.NOW, note="By a reader."
    )

    assert "translation" in {each.value for each in find("strike").kinds}


def test_of_the_beginning_of_very_many_words_the_newest_facts_are_shown(monkeypatch):
    reports = shelf.fill()
    for number, name in enumerate(("embassy", "janaozen", "o-brien")):
        said = f"The workers were there, {number}."
        proven(reports[name], "workers", said, happened_from=date(2011, 6, 1 + number))
    monkeypatch.setattr(lookup, "NEWEST_READ", 2)
    monkeypatch.setattr(lookup, "NEWEST_OF_PHRASES", 2)
    monkeypatch.setattr(lookup, "FEW", 0)
    (facts,) = find("the*").sections
    shown = [text(line.snippet) for line in facts.lines]
    assert shown == [
        "[The] workers were [there], 2.",
        "[The] workers were [there], 1.",
    ]
    (facts,) = find("the* striking").sections or (None,)
    assert facts is None
