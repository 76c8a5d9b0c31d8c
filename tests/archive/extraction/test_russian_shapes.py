"""Russian names told by their shape, by a model's span mended, or by a list."""

import pytest

from archive.extraction import FindKind, russian, russian_mending
from archive.extraction.finds import Candidate
from tests.growth import LINEAR, growth_of

PERSON, ORG, PLACE = FindKind.PERSON, FindKind.ORG, FindKind.PLACE


def span(text, surface, kind):
    start = text.index(surface)
    return Candidate(start, start + len(surface), kind, 0.8, "model")


def by_rule(text, *known):
    spans = list(russian_mending.mend(text, [span(text, *each) for each in known]))
    return {
        (text[x.start : x.end], x.kind) for x in [*spans, *russian.find(text, spans)]
    }


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ранее писали, передаёт «Северный узел», о суде.", "Северный узел"),
        ("Анна Лис, специально для «Вольного слова»", "Вольного слова"),
        ("О пытках писал Kama.Реалии.", "Kama.Реалии"),
        ("Депутат Маджлиси намояндагон промолчал.", "Маджлиси намояндагон"),
        (
            "По версии ГСУ СКР по Томской области, дело ясное.",
            "ГСУ СКР по Томской области",
        ),
        ("Приговор отменил Омскоблсуд.", "Омскоблсуд"),
        ("Её уволили из гимназии имени Куратова.", "гимназии имени Куратова"),
        ("Деньги собирает Альянс учителей.", "Альянс учителей"),
        (
            "Письмо в Президиум Верховного Совета СССР.",
            "Президиум Верховного Совета СССР",
        ),
        (
            "Помощь от Глобального союза Workers United.",
            "Глобального союза Workers United",
        ),
        (
            "Помещён в Днепровскую специальную больницу.",
            "Днепровскую специальную больницу",
        ),
    ],
)
def test_a_body_is_told_by_its_shape(text, surface):
    assert (surface, ORG) in by_rule(text)


@pytest.mark.parametrize(
    ("text", "known", "surface"),
    [
        (
            "Дело ведёт Генпрокуратура Узбекистана.",
            "Узбекистана",
            "Генпрокуратура Узбекистана",
        ),
        (
            "Депутат Госсовета Республики Коми ушёл.",
            "Республики Коми",
            "Госсовета Республики Коми",
        ),
        (
            "Жалоба в Следственное управление СК России по Республике Коми.",
            "России",
            "Следственное управление СК России по Республике Коми",
        ),
    ],
)
def test_a_territory_belongs_to_a_state_organ_written_short(text, known, surface):
    assert (surface, ORG) in by_rule(text, (known, PLACE))


def test_one_person_after_and_is_no_field_of_a_body():
    text = "Наблюдателей из Коалиции НПО против пыток и дипломата не пустили."

    assert ("Коалиции НПО против пыток", ORG) in by_rule(text)


def test_several_unions_are_no_body():
    assert not any(kind is ORG for _, kind in by_rule("Профсоюзы Казахстана молчат."))


@pytest.mark.parametrize(
    "street", ["пр. А. Сино", "улице академика Сахарова", "улице маршала Жукова"]
)
def test_a_street_is_called_after_somebody_with_initials_or_a_rank(street):
    assert (street, PLACE) in by_rule(f"Офис на {street}, 12.")


def test_a_given_name_and_a_patronymic_torn_apart_are_one_person():
    text = "судьба адвоката Шухрата Давлатовича Камолова"

    found = by_rule(text, ("Шухрата", PERSON), ("Давлатовича Камолова", PERSON))

    assert ("Шухрата Давлатовича Камолова", PERSON) in found


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Абишев невиновен.", {"Абишева", "Рысты"}),
        ("Суд прошёл.", {"Абишева Рысты"}),
    ],
)
def test_a_sister_named_after_whose_she_is_stands_apart(rest, expected):
    text = f"Сестра Абишева Рысты плачет. {rest}"

    found = by_rule(text, ("Абишева Рысты", PERSON))

    assert {name for name, kind in found if kind is PERSON} >= expected


@pytest.mark.parametrize(
    ("text", "surface", "kind", "expected"),
    [
        ("рассказала корреспонденту Азаттыха", "Азаттыха", PERSON, ORG),
        ("рассказала корреспонденту Петровой", "Петровой", PERSON, PERSON),
        ("рабочие Каражанбасмуная", "Каражанбасмуная", PLACE, ORG),
        ("рабочие Петрозаводска", "Петрозаводска", PLACE, PLACE),
    ],
)
def test_an_employer_is_told_by_case_or_ending(text, surface, kind, expected):
    assert (surface, expected) in by_rule(text, (surface, kind))


@pytest.mark.parametrize("word", ["СРОЧНО", "Справка", "Пресс-служба судов"])
def test_a_label_is_no_name(word):
    assert list(russian_mending.mend(f"{word}: суд", [span(word, word, ORG)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Шухрата Давлатовича ",
        "Сестра Абишева Рысты Абишев ",
        ", передаёт «А газета «",
        "пр. А. А. ",
    ],
)
def test_odd_text_takes_time_that_grows_with_it(text):
    def run(size):
        whole = text * (size // len(text))
        return list(russian.find(whole, russian_mending.mend(whole, [])))

    assert growth_of(run, 3_000) < LINEAR


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Комитет 6 мая зовёт на пикет.", "Комитет 6 мая", ORG),
        ("Его судят за принадлежность к «Назармии».", "Назармии", ORG),
        ("Студент Тувинско-Алтайского университета «Ак-Суу».",
         "Тувинско-Алтайского университета «Ак-Суу»", ORG),
        ("На перекрёстке улиц Абая и Гоголя.", "улиц Абая", PLACE),
        ("Забрали в аэропорту имени Гейдара Алиева.",
         "аэропорту имени Гейдара Алиева", PLACE),
        ("Собрались у Центрального дехканского рынка.",
         "Центрального дехканского рынка", PLACE),
        ("В Жодинской тюрьме нет книг.", "Жодинской тюрьме", PLACE),
        ("Вернули в «Матросскую тишину».", "Матросскую тишину", PLACE),
        ("Дежурный ОП № 3 УМВД по Томской области.", "ОП № 3 УМВД по Томской области",
         ORG),
        ("Жалоба ушла в департамент Агентства по противодействию коррупции.",
         "департамент Агентства по противодействию коррупции", ORG),
        ("Звонили из комиссии по делам несовершеннолетних Приморского района.",
         "комиссии по делам несовершеннолетних Приморского района", ORG),
    ],
)  # fmt: skip
def test_a_name_is_whole_whatever_it_is_of(text, surface, kind):
    assert (surface, kind) in by_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Он вышел с плакатом «Долой войну» и молчал.",
        "Читайте наш доклад «Хлопок и страх» на сайте.",
        "«Хватит терпеть», — сказал он.",
        "Она ответила: «Никогда».",
    ],
)
def test_what_is_said_or_written_in_guillemets_is_no_body(text):
    assert ORG not in {kind for _, kind in by_rule(text)}


def test_who_is_named_after_a_street_is_no_part_of_it():
    text = "Житель улицы Мурзалиевой Махаматжан Турсунбаев видел всё."

    found = by_rule(text, ("Махаматжан Турсунбаев", PERSON))

    assert ("улицы Мурзалиевой", PLACE) in found
    assert ("Махаматжан Турсунбаев", PERSON) in found
