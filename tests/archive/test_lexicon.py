import pytest

from archive import lexicon

LISTS = sorted(
    str(path.relative_to(lexicon.FOLDER))
    for path in lexicon.FOLDER.rglob("*.txt")
    if "dates" not in path.parts
)


@pytest.mark.parametrize("path", LISTS)
def test_every_list_says_what_it_holds_and_holds_something(path):
    first, *lines = (lexicon.FOLDER / path).read_text(encoding="utf-8").splitlines()

    assert first.startswith("# ")
    assert [line for line in lines if line and not line.startswith("#")]


def test_a_list_a_language_does_not_have_is_empty():
    assert lexicon.words("suffixes", "xx") == frozenset()


def test_entries_are_folded_for_looking_up():
    assert lexicon.fold("L’Équipe\u00a0X") == "l'équipe x"


def test_a_row_of_boilerplate_has_topic_place_and_phrase():
    assert {len(row) for row in lexicon.rows("boilerplate")} == {3}
    assert {row[1] for row in lexicon.rows("boilerplate")} == {"line", "start", "has"}


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "ivory coast"), ("de", "kasachstan"), ("fr", "kazakhstan"), ("ru", "казахстан")],
)  # fmt: skip
def test_countries_are_known_by_their_names(language, name):
    assert name in lexicon.countries(language) | lexicon.words("places")


def test_an_unknown_language_has_no_countries():
    assert lexicon.countries("zz-zz") == frozenset()


@pytest.mark.parametrize(
    "code",
    ["en", "RU", "pt-BR", "zh-Hant", "zh-Hant-TW", "ckb", "es-419", "sr-Latn-RS"],
)
def test_a_bcp_47_code_is_a_language(code):
    assert lexicon.is_language(code)


@pytest.mark.parametrize(
    "code",
    ["", "xx", "zz", "english", "e", "en-", "en_GB", "en GB", "../en", "ру", "qq"],
)
def test_anything_else_is_none(code):
    assert not lexicon.is_language(code)
