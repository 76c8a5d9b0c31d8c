"""The index of a copy: folded as the archive folds, and safe in any script."""

import json

import pytest

from archive import names
from campaign.mirror.finding import Entry, folded, index

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 \u2029 \\ \" ' `${x}`"


def read(*entries):
    made = index(entries)
    assert made.startswith("const COPY = ")
    return json.loads(made.removeprefix("const COPY = ").rstrip().removesuffix(";"))


def entry(text="", **fields):
    return Entry(
        fields.pop("file", "a.html"), "report", fields.pop("title", ""), text, **fields
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Жаңаөзен", "Zhanaozen"),
        ("Zhanaozen", "Janaozen"),
        ("Соколова", "Sokolova"),
        ("Чайковский", "Tchaikovsky"),
        ("Müller", "Mueller"),
        ("Ақтау", "Aktau"),
        ("Żółć", "Zolc"),
        ("Παπαδοπουλος", "Papadopoulos"),
    ],
)
def test_spellings_meet_though_only_one_is_in_print(one, other):
    letters = read(entry(one))["letters"]
    listed = read(entry(one))["words"]

    printed = listed.get(one.lower(), folded(one, letters))
    assert printed == folded(other, letters)


def test_a_word_in_print_is_folded_as_the_archive_folds_it():
    words = "Наталья Нурсултан Назарбаев Alexander O'Brien l'usine Éric Łódź Çelik"
    made = read(entry(words))

    for word in words.lower().split():
        ours = names.fold(word).replace(" ", "")
        assert made["words"].get(word, folded(word, made["letters"])) == ours


def test_what_a_text_says_ends_no_script():
    made = index([entry(HOSTILE, title=HOSTILE)])

    assert "<" not in made
    assert "\u2028" not in made
    assert read(entry(HOSTILE))["pages"][0][-1] == HOSTILE


def test_the_order_in_which_pages_were_found_is_not_seen():
    one, other = entry("x", file="a.html"), entry("y", file="b.html")

    assert index([one, other]) == index([other, one])


def test_an_empty_copy_has_an_index():
    assert read()["pages"] == []
