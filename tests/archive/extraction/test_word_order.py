"""Russian events in any order of words, and people told of by a quantity."""

import pytest

from tests.archive.extraction.marked import proposed


def kinds(text, language="ru"):
    return {x.kind for x in proposed(text, language)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrest", "Под стражу взяли троих."),
        ("arrest", "Взяли вчера под стражу троих рабочих."),
        ("arrest", "Взяли [Ивана Бека] под стражу."),
        ("injury", "В больницу попали трое."),
        ("reply", "Директор завода от комментариев отказался."),
        ("reply", "В полиции от комментариев отказались."),
        ("charge", "Следователи возбудили против него дело."),
        ("charge", "Против [Ивана Бека] возбудили уголовное дело."),
        ("charge", "[Ивана Бека] подозревают в организации забастовки."),
        ("trial", "Суд над рабочими начался в мае."),
        ("dismissal", "Ректорат отчислил обеих."),
        ("release", "Вечером всех отпустили."),
        ("sentence", "Каждый получил по пять лет."),
        ("threat", "Руководство пригрозило увольнением каждому."),
    ],
)
def test_a_russian_event_is_found_in_any_order(kind, text):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Полицейские забрали телефоны.",
        "Рабочие получили под новый год премию.",
        "Каждый получил по экземпляру газеты.",
        "Комиссия провела в школе беседу с родителями.",
        "Все рабочие завода получили зарплату.",
        "Учителя вышли вчера из отпуска.",
    ],
)
def test_the_same_words_of_other_things_tell_of_nothing(text):
    assert kinds(text) == set()


def test_who_takes_things_away_is_not_taken_away():
    assert kinds("Неизвестные забрали телефоны.") == set()
    assert "arrest" in kinds("Рабочего забрали.")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrest", "The rest remain in custody."),
        ("killing", "Another was shot dead."),
        ("dismissal", "The company dismissed several."),
    ],
)
def test_people_are_told_of_by_a_quantity_alone(kind, text):
    assert kind in kinds(text, "en")


def test_a_quantity_of_things_is_nobody():
    assert "dismissal" not in kinds("The company dismissed several claims.", "en")
