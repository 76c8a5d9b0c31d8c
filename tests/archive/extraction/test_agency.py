"""What agencies, courts and urgent actions say in plain words, and its grammar."""

from collections import Counter

import pytest

from archive.extraction.proposals import russian_forms
from tests.archive.extraction import marked
from tests.archive.extraction.marked import proposed


def told(text, language="en"):
    return {(x.kind, x.modality) for x in proposed(text, language)}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_plain_words_are_read(language):
    counts: Counter[str] = Counter()
    for case in marked.read(f"{language}-agency"):
        found = marked.read_of(case, language=language)
        have = Counter((x.kind, x.modality) for x in found)
        want = Counter((x.kind, x.modality) for x in case.expected)
        counts["wrong"] += (have - want).total()
        counts["missed"] += (want - have).total()

    assert counts["wrong"] <= 1
    assert counts["missed"] <= 4


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("[Ana Paz] leads the union. Soldiers beat her.", "Ana Paz"),
        ("Soldiers beat her family.", "her family"),
        ("[Bo Lund] leads the union. Guards beat him to death.", "Bo Lund"),
        ("They remanded the other seven in custody.", "the other seven"),
        ("Most were arrested at dawn.", "Most"),
        ("[Ana Paz] vanished after being arrested by soldiers.", "Ana Paz"),
        ("Two miners – [Ana Paz] and [Bo Lund] – have been arrested.", "Two miners"),
        ("Among those detained is [Ana Paz].", "Ana Paz"),
        ("Miners arrested in May are still ill.", "Miners"),
    ],
)
def test_who_it_was_done_to_is_found(text, victim):
    case = marked.marked(text)
    named = {
        party.find.surface if party.find else case.text[party.start : party.end]
        for proposal in proposed(text)
        for party in proposal.parties
        if party.role == "victim"
    }

    assert victim in named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ana Paz] was sexually assaulted.", {("injury", "reported")}),
        ("[Ana Paz] got a 12-year term.", {("sentence", "reported")}),
        ("He was held after a week-long strike.", {("arrest", "reported")}),
        ("The teachers voted against a strike.", set()),
        ("A ministry spokesman denied the allegations.", {("reply", "reported")}),
        ("None of the guards who came has been charged.", set()),
        ("Workers are demanding higher wages.", {("demand", "demanded")}),
        (
            "The court upheld the conviction of [Ana Paz] and increased her sentence.",
            {("appeal", "reported"), ("sentence", "reported")},
        ),
    ],
)
def test_the_grammar_around_plain_words_counts(text, expected):
    assert told(text) >= expected
    assert bool(told(text)) is bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Арестован на пятнадцать суток [Тимур Бек].", {("arrest", "reported")}),
        (
            "Её увезли и отпустили утром.",
            {("arrest", "reported"), ("release", "reported")},
        ),
        ("Родные утверждают, что его избили.", {("injury", "alleged")}),
        ("Адвокат заявил, что подаст апелляцию.", {("appeal", "threatened")}),
        (
            "Во время мирной акции его избили.",
            {("protest", "reported"), ("injury", "reported")},
        ),
        ("Неизвестно, задержан ли он.", set()),
        ("Они требуют выплатить зарплату за три месяца.", {("demand", "demanded")}),
        ("Дело против двух активистов прекращено.", set()),
    ],
)
def test_russian_order_and_tense_count(text, expected):
    assert told(text, "ru") == expected


@pytest.mark.parametrize(
    ("words", "form", "other"),
    [
        (("задержал",), "did", ("задержали",)),
        (("лишился", "работы"), "did", ("лишилась", "работы")),
        (("не", "вышли"), "did", ("не", "вышла")),
        (("увезли",), "did", ("увезла",)),
        (("заключён", "под", "стражу"), "done", ("заключена", "под", "стражу")),
        (("взят",), "done", ("взяты",)),
        (("угрожает",), "does", ("угрожают",)),
        (("просит",), "does", ("просят",)),
        (("арестован",), "doing", None),
    ],
)
def test_a_russian_verb_is_known_in_all_its_genders(words, form, other):
    found = set(russian_forms.forms(words, form))

    assert (other in found) if other else not found
