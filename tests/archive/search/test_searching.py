"""One table of searches, on both databases: what is found, in what order, and why."""

from datetime import date

import pytest

from archive import curation, search
from archive.search import collecting, lookup
from tests import make
from tests.archive.search.shelf import found, slugs

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

T, E, S, F, A, N = "TITLE", "EXACT", "SPELLING", "FORM", "ALIAS", "SIMILAR"


TABLE = [
    ("Zhanaozen", [("kazakh", T), ("embassy", E), ("janaozen", S), ("zabastovka", N)]),
    ("Жаңаөзен", [("kazakh", T), ("janaozen", S), ("embassy", S), ("zabastovka", N)]),
    ("Janaozen", [("kazakh", T), ("janaozen", E), ("embassy", S), ("zabastovka", N)]),
    ("Sokolova", [("embassy", E), ("zabastovka", S)]),
    ("Соколова", [("zabastovka", E), ("embassy", S)]),
    ("ＳＯＫＯＬＯＶＡ", [("embassy", E), ("zabastovka", S)]),
    ("Sokol\u00adova", [("embassy", E), ("zabastovka", S)]),
    ("Sokolva", [("zabastovka", N), ("embassy", N)]),
    ("worker", [("o-brien", F), ("janaozen", F), ("embassy", F)]),
    ("рабочий", [("zabastovka", F)]),
    ("Arbeitern", [("berlin", F)]),
    ("gréviste", [("paris", F)]),
    ("trabajador", [("madrid", F)]),
    ("oil workers", [("embassy", T), ("o-brien", E), ("janaozen", E)]),
    ('"oil workers"', [("embassy", T), ("o-brien", E), ("janaozen", E)]),
    ('"workers oil"', []),
    ("oil -embassy", [("o-brien", E), ("janaozen", E)]),
    ('workers -"striking workers"', [("o-brien", E), ("janaozen", E)]),
    ("strik*", [("janaozen", T), ("embassy", E)]),
    ("title:strike", [("janaozen", T)]),
    ("Huelga | Grève", [("madrid", T), ("paris", T)]),
    ("huelga OR greve", [("madrid", T), ("paris", T)]),
    ("Muller", [("berlin", S)]),
    ("Mueller", [("berlin", S)]),
    ("Savcenko", [("savchenko", S)]),
    ("Savčenko", [("savchenko", E)]),
    ("O'Brien", [("o-brien", E)]),
    ("OBrien", [("o-brien", E)]),
    ("humanité", [("paris", E)]),
    ("l'Humanité", [("paris", E)]),
    ("1500", [("janaozen", E)]),
    ("1,500", [("janaozen", E)]),
    ("11.06.2011", [("savchenko", E)]),
    ("北京", [("beijing", E)]),
    ("工人", [("beijing", T)]),
    ("京北", []),
    ("النفط", [("cairo", E)]),
    ("πετρελαίου", [("athens", E)]),
    ("ΠΕΤΡΕΛΑΙΟΥ", [("athens", S)]),
    ("company's", [("embassy", E)]),
    ("42", [("punctuation", E)]),
    ("nobodyhasthisword", []),
    ("source:nothing Huelga", [("madrid", T)]),
    ("language:ru Соколова", [("zabastovka", E)]),
    ("year:2011 Huelga", [("madrid", T)]),
    ("year:2012 Huelga", []),
    ("kind:letter Huelga", []),
]


@pytest.mark.parametrize(("typed", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_typed_finds_what_it_should(reports, typed, expected):
    assert found(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "-", "*", '"', "…!?", "😀😀", "-a", '-"a b"', "\x00"]
)
def test_nothing_to_look_for_is_said(reports, typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        results = search.search(typed, viewer=None, on=make.TODAY)
    assert results.hits == ()
    assert "nothing to look for" in search.describe(results.query)[0]


HOSTILE = [
    '"unbalanced',
    "a" * 5000,
    "word " * 10_000,
    "'; DROP TABLE archive_document; --",
    "NEAR(oil workers, 2)",
    "title:oil AND exact:workers",
    "{title exact} : oil",
    "^oil + workers",
    "oil) OR (workers",
    "oil & !workers | <-> :*",
    "'oil':*A",
    "\\'oil\\",
    "%s %(x)s %d oil%",
    "\x01\x02oil\x1f",
    "\ud800oil\udfff",
    "oil\u202eworkers\u200b",
    "-" * 1000 + "oil",
    "(" * 1000 + "oil" + ")" * 1000,
    " | ".join(["oil"] * 60),
    "é" * 100,
    "ﷺ oil ½ ㎏ ①",
    "year:99999999999999999999 oil",
    "year:-1 source:' entity:\x00 kind:💥 language:; oil",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["report", "entity", "claim"])
def test_any_query_is_answered(reports, typed, kind):
    results = search.search(typed, viewer=None, on=make.TODAY, kind=kind)
    assert len(results.hits) <= 20
    search.facets(typed, viewer=None, on=make.TODAY)
    search.entities(typed, viewer=None, on=make.TODAY)
    assert all(search.describe(results.query))


@pytest.mark.parametrize(
    "after",
    ["x", "9-1", "1-", "1-zz", "2-" + "f" * 16, "-1", "1-0", "\x00", "2-1" * 99],
)
def test_a_cursor_of_nobodys_is_the_first_page(reports, after):
    first = search.search("workers", viewer=None, on=make.TODAY)
    assert search.search("workers", viewer=None, on=make.TODAY, after=after) == first


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize(
    "typed", ["Zhanaozen", "worker", "the | of | in | oil", "Sokolva"]
)
def test_pages_one_after_the_other_are_the_whole(reports, typed, size):
    whole = found(typed)
    pages, after = [], ""
    while True:
        page = search.search(typed, viewer=None, on=make.TODAY, size=size, after=after)
        pages += [(hit.object.slug, hit.tier.name) for hit in page.hits]
        assert page.is_first is (after == "")
        after = page.next
        if not after:
            break
        assert len(page.hits) == size
    assert pages == whole


def test_another_name_of_somebody_is_looked_for_and_said(reports):
    person = make.person("Natalia Sokolova", slug="natalia")
    curation.add_name(person, "Lawyer of the Oilfields")
    make.mention(reports["embassy"], "Natalia Sokolova", person)
    results = search.search("Lawyer of the Oilfields", viewer=None, on=make.TODAY)
    assert [(h.object.slug, h.tier.name) for h in results.hits] == [
        ("zabastovka", A),
        ("embassy", A),
    ]
    (alias,) = results.aliases
    assert (alias.name, alias.words) == ("Natalia Sokolova", ("natalia sokolova",))
    assert slugs("Lawyer of the Oilfields", aliases=False) == []


def test_what_is_spelled_alike_can_be_switched_off(reports):
    results = search.search("Sokolva", viewer=None, on=make.TODAY)
    assert [each.words for each in results.similar] == [("sokolova",)]
    assert slugs("Sokolva", similar=False) == []


def test_a_report_search_asks_six_questions_at_most(
    reports, django_assert_max_num_queries
):
    for typed, _expected in TABLE:
        if ":" not in typed:
            with django_assert_max_num_queries(6):
                search.search(typed, viewer=None, on=make.TODAY)


def test_words_of_most_texts_are_looked_for_in_the_newest(reports, monkeypatch):
    monkeypatch.setattr(lookup, "NEWEST", 5)
    monkeypatch.setattr(lookup, "FEW", 1)
    results = search.search("the", viewer=None, on=make.TODAY)
    assert [hit.object.slug for hit in results.hits] == [
        "nothing",
        "savchenko",
        "o-brien",
    ]
    assert results.bounded
    rare = search.search("Zhanaozen", viewer=None, on=make.TODAY)
    assert len(rare.hits) == 4
    assert not rare.bounded


def test_of_a_year_the_newest_of_that_year_are_looked_through(reports, monkeypatch):
    later = [
        make.document("The rain again.", published_on=date(2015, 1, 1 + n))
        for n in range(6)
    ]
    search.index_documents(each.pk for each in later)
    monkeypatch.setattr(lookup, "NEWEST", 4)
    monkeypatch.setattr(lookup, "FEW", 1)
    of_year = search.search("the year:2011", viewer=None, on=make.TODAY)
    assert of_year.bounded
    found = [hit.object.slug for hit in of_year.hits]
    assert found == ["nothing", "savchenko", "o-brien"]


def test_a_phrase_of_words_of_most_texts_is_looked_for_in_the_newest(
    reports, monkeypatch
):
    monkeypatch.setattr(lookup, "NEWEST_OF_PHRASES", 9)
    monkeypatch.setattr(lookup, "FEW", 0)
    phrase = search.search('"oil workers"', viewer=None, on=make.TODAY)
    assert [hit.object.slug for hit in phrase.hits] == ["o-brien"]
    assert phrase.bounded


@pytest.fixture
def reads_five(monkeypatch):
    """As in an archive of very many texts, of which five are looked through."""
    monkeypatch.setattr(lookup, "NEWEST_READ", 5)
    monkeypatch.setattr(lookup, "NEWEST_OF_PHRASES", 5)
    monkeypatch.setattr(lookup, "FEW", 0)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the*", ["nothing", "savchenko", "o-brien"]),
        ("the* -moun*", ["savchenko", "o-brien"]),
        ("wor* | rain* | jour*", ["savchenko", "nothing", "o-brien"]),
        ("title:jour*", ["savchenko"]),
        ('"the journ*"', ["savchenko"]),
        ("the* of", ["nothing", "o-brien"]),
    ],
)
def test_beginnings_of_very_many_words_are_looked_for_in_the_newest(
    reports, reads_five, typed, expected
):
    results = search.search(typed, viewer=None, on=make.TODAY)
    assert [hit.object.slug for hit in results.hits] == expected
    assert results.bounded


@pytest.mark.parametrize(
    "typed",
    ["Zhanao*", "wor* Zhanaozen", "Zhanaozen wor* oil*", '"the striking wor*"', "wor*"],
)
def test_a_rare_word_decides_what_is_looked_through_for_beginnings(
    reports, request, typed
):
    everywhere = found(typed)
    request.getfixturevalue("reads_five")
    results = search.search(typed, viewer=None, on=make.TODAY)
    assert results.bounded is (typed == "wor*")
    if not results.bounded:
        assert everywhere
        assert found(typed) == everywhere


def test_pages_of_what_was_looked_through_are_the_whole(reports, reads_five):
    typed, pages, after = "the* | wor* | rain", [], ""
    whole = found(typed)
    assert len(whole) == 3
    while True:
        page = search.search(typed, viewer=None, on=make.TODAY, size=1, after=after)
        pages += [(hit.object.slug, hit.tier.name) for hit in page.hits]
        after = page.next
        if not after:
            break
    assert pages == whole


def test_of_many_words_the_rare_ones_decide(reports, reads_five):
    often = "the of and in mountains again rain weather a"
    bounded = search.search(f"{often} | weather", viewer=None, on=make.TODAY)
    assert [hit.object.slug for hit in bounded.hits] == ["nothing"]
    assert bounded.bounded
    many = "oil workers embassy striking company nothing said spoke lawyers natalia"
    rare = search.search(many, viewer=None, on=make.TODAY)
    assert [hit.object.slug for hit in rare.hits] == ["embassy"]
    assert not rare.bounded


def test_a_source_and_an_entity_narrow(reports):
    source = make.source("A paper", slug="paper")
    person = make.person("Natalia Sokolova", slug="natalia")
    make.mention(reports["embassy"], "Natalia Sokolova", person)
    reports["janaozen"].source = source
    reports["janaozen"].save()
    assert slugs("workers source:paper") == ["janaozen"]
    assert slugs("workers", filters={"source": "paper"}) == ["janaozen"]
    assert slugs("workers entity:natalia") == ["embassy"]
    ignored = search.search("workers source:none", viewer=None, on=make.TODAY)
    assert ignored.narrowed.ignored == ("source",)


def test_facets_count_what_is_found(reports):
    counts = search.facets("Zhanaozen", viewer=None, on=make.TODAY)
    assert counts.is_complete
    assert {each.value: each.count for each in counts.language} == {"en": 2, "kk": 1}
    assert [(each.value, each.count) for each in counts.year] == [("2011", 3)]


def test_a_long_text_is_one_hit_wherever_the_words_stand(monkeypatch):
    monkeypatch.setattr("archive.search.layers.MOST", 120)
    text = "Aktau at first. " + "word " * 400 + "Kashagan at last. Kashagan."
    made = make.document(text, slug="long")
    search.index_documents([made.pk])
    for size in (1, 20):
        assert slugs("Kashagan", size=size) == ["long"]
    assert slugs("word", size=1) == ["long"]
    assert search.search("word", viewer=None, on=make.TODAY, size=1).next == ""
    assert not list(search.out_of_step())


def test_a_kind_nobody_named_is_refused():
    with pytest.raises(ValueError, match="pencil"):
        search.search("oil", viewer=None, on=make.TODAY, kind="pencil")


def test_what_another_room_puts_in_is_found_among_its_rows():
    one, other = make.source("One"), make.source("Other")
    search.put("action", one.pk, title="Free the strikers", day=make.TODAY)
    search.put("action", other.pk, title="Free the strikers too")
    rows = type(one).objects.all()
    results = search.search(
        "striker", viewer=None, on=make.TODAY, kind="action", among=rows
    )
    assert [hit.object for hit in results.hits] == [one, other]
    search.drop("action", [one.pk])
    results = search.search(
        "striker", viewer=None, on=make.TODAY, kind="action", among=rows
    )
    assert [hit.object for hit in results.hits] == [other]


def test_where_it_is_careful_pages_go_on_as_well(reports, monkeypatch):
    hidden = make.person("Oil Worker", slug="somebody")
    curation.protect(hidden, "hidden", by=None)
    monkeypatch.setattr(collecting, "CHECKED", 10)
    whole = slugs("workers")
    first = search.search("workers", viewer=None, on=make.TODAY, size=1)
    second = search.search(
        "workers", viewer=None, on=make.TODAY, size=1, after=first.next
    )
    assert [h.object.slug for h in (*first.hits, *second.hits)] == whole[:2]
