"""Sentences told in idioms, and sentences with the same words that tell of nothing."""

from collections import Counter

import pytest

from archive.extraction.proposals import propose
from tests.archive.extraction import marked
from tests.archive.extraction.marked import proposed
from tests.growth import LINEAR, growth_of

LANGUAGES = ("en", "ru")


def told(text, language="en"):
    return {(x.kind, x.modality) for x in proposed(text, language)}


def counted(name):
    counts: Counter[str] = Counter()
    for case in marked.read(name):
        found = marked.read_of(case, language=name.partition("-")[0])
        have = Counter((x.kind, x.modality) for x in found)
        want = Counter((x.kind, x.modality) for x in case.expected)
        counts["right"] += (have & want).total()
        counts["wrong"] += (have - want).total()
        counts["missed"] += (want - have).total()
    return counts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("which", "missed"), [("idioms", 0.1), ("idioms-later", 0.4)])
def test_idioms_are_found_and_what_looks_like_them_is_not(language, which, missed):
    about, nothing = which, which.replace("idioms", "idioms-not")
    counts = counted(f"{language}-{about}") + counted(f"{language}-{nothing}")

    assert counts["wrong"] <= 0.13 * counts["right"]
    assert counts["missed"] <= missed * counts["right"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_plainly_is_found(language):
    counts = counted(f"{language}-plain")

    assert counts["wrong"] <= 0.06 * counts["right"]
    assert counts["missed"] <= 0.17 * counts["right"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("[Ana Paz] was remanded in custody until 20 July.", "en"),
        ("Арест [Анны Лис] продлён до 20 июля.", "ru"),
    ],
)
def test_what_lasts_until_a_day_did_not_happen_on_it(text, language):
    (found,) = proposed(text, language)

    assert (found.kind, found.modality, found.happened) == ("arrest", "reported", "")


def test_she_before_a_verb_is_its_subject_after_and():
    assert told("The judge wept and she left prison.") == {("release", "reported")}


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("[Ana Paz] got a two-year term.", "en", "sentence"),
        ("[Тимуру Беку] сломали два ребра.", "ru", "injury"),
        ("Блогера этапировали в колонию.", "ru", "arrest"),
        ("Учительнице вменяют разжигание розни.", "ru", "charge"),
        ("Тело [Бориса Лаптева] нашли в реке.", "ru", "killing"),
        ("«Мы разберёмся», — ответил консул.", "ru", "reply"),
        ("Рабочие пивзавода бастуют с понедельника.", "ru", "strike"),
    ],
)
def test_order_and_case_do_not_hide_an_event(text, language, kind):
    assert kind in {x.kind for x in proposed(text, language)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Should she be jailed, her children would be alone.", "en"),
        ("The doctors decided not to strike.", "en"),
        ("It is not known whether he was arrested.", "en"),
        ("The committee sentenced itself to long evenings.", "en"),
        ("Забастовка не состоялась.", "ru"),
        ("Его осудили бы и в древнем Риме.", "ru"),
        ("Рабочих отпустили в отпуск.", "ru"),
    ],
)
def test_what_was_only_thought_of_is_not_told(text, language):
    assert told(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("POLICE ARRESTED TRADE UNIONISTS IN LIMA AND HELD THEM. ", "en"),
        (
            "they took her yesterday from home no lawyer police say she is fine lol ",
            "en",
        ),
        ("The po-\nlice arres-\nted the lea-\nder of the Mi-\nners' Union. ", "en"),
        ("Pолиция arrested Ивана 在北京 被捕 محمد رضا. ", "en"),
        ("| Name | Arrested | Court |\n|---|---|---|\n| Ana | 3 May | Lima |\n", "en"),
        ("should he be jailed had they should were ", "en"),
        ("ПОЛИЦИЯ ЗАДЕРЖАЛА ПРЕДСЕДАТЕЛЯ ПРОФСОЮЗА. ", "ru"),
        ("вчера забрали сашу из дома говорят в ровд сидит ", "ru"),
        ("Politsiya zaderzhala Ivana v Moskve, on v SIZO-1. ", "ru"),
    ],
)
def test_odd_text_takes_time_that_grows_with_it(text, language):
    def run(size):
        whole = text * (size // len(text))
        return propose(whole, finds=[], language=language, published_on=None)

    assert growth_of(run, 4_000) < LINEAR
