"""Russian names that a model leaves out or takes for something else."""

import pytest

from archive.extraction import FindKind, russian, russian_mending
from archive.extraction.finds import Candidate


def by_rule(text, *known):
    """Kind and surface of what is found beside the spans of a model."""
    spans = [
        Candidate(text.index(words), text.index(words) + len(words), kind, 0.8, "m")
        for kind, words in known
    ]
    mended = list(russian_mending.mend(text, spans))
    found = [*mended, *russian.find(text, mended)]
    return {(each.kind.value, text[each.start : each.end]) for each in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("плакат «Свободу Верещагину!»", ("PERSON", "Верещагину")),
        ("Освободите Анну Верещагину!", ("PERSON", "Анну Верещагину")),
        ("На Тургайкуле снова бастуют", ("PLACE", "Тургайкуле")),
        ("КАДЖАРАН. — Горняки не вышли", ("PLACE", "КАДЖАРАН")),
        ("ЖАНАТАС, 4 октября. Горняки", ("PLACE", "ЖАНАТАС")),
        ("Кыргызстан: остановить давление", ("PLACE", "Кыргызстан")),
        ("Нефтяники Мангистау не сдаются", ("PLACE", "Мангистау")),
        ("пишет Хьюман Райтс Вотч.", ("ORG", "Хьюман Райтс Вотч")),
        ("на сайте World Socialist Web Site.", ("ORG", "World Socialist Web Site")),
        ("в офисе Репортёров без границ", ("ORG", "Репортёров без границ")),
    ],
)
def test_what_no_model_knows_is_told_by_a_word_beside_or_a_list(text, expected):
    assert expected in by_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Свободу Казахстану!",
        "Дайте свободу Слова и Дела",
        "В Понедельник утром",
        "ТАСС, 4 октября. Горняки",
        "На Рассвете мы вышли",
        "пишет Anna Lind",
        "адрес: http://Example.Org/A",
    ],
)
def test_other_capitals_there_are_left_alone(text):
    names = [name for name in by_rule(text) if name != ("PLACE", "Казахстану")]

    assert names == []


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("Самарская федерация профсоюзов", [], "Самарская федерация профсоюзов"),
        ("Московский профсоюз горняков", [], "Московский профсоюз горняков"),
        (
            "в Первый кассационный суд общей юрисдикции",
            [],
            "Первый кассационный суд общей юрисдикции",
        ),
        (
            "в 5-ю городскую больницу Запорожья",
            [("PLACE", "Запорожья")],
            "5-ю городскую больницу Запорожья",
        ),
        (
            "от Кабинета министров Украины",
            [("PLACE", "Украины")],
            "Кабинета министров Украины",
        ),
        ("в Офис генерального прокурора", [], "Офис генерального прокурора"),
        (
            "Минздрав Свердловской области молчит",
            [],
            "Минздрав Свердловской области",
        ),
        (
            "Военная коллегия Верховного суда РФ",
            [],
            "Военная коллегия Верховного суда РФ",
        ),
        (
            "Дом прав человека имени Бориса Звозскова",
            [("ORG", "Дом прав человека")],
            "Дом прав человека имени Бориса Звозскова",
        ),
        (
            "капеллан Вооружённых сил Украины",
            [("ORG", "Вооружённых сил"), ("PLACE", "Украины")],
            "Вооружённых сил Украины",
        ),
        (
            "Парламентская ассамблея Совета Европы",
            [("ORG", "Парламентская ассамблея")],
            "Парламентская ассамблея Совета Европы",
        ),
        (
            "Профсоюз металлургов, шахтёров и химиков требует",
            [],
            "Профсоюз металлургов, шахтёров и химиков",
        ),
        (
            "Постоянное представительство Беларуси при ООН",
            [("PLACE", "Беларуси")],
            "Постоянное представительство Беларуси при ООН",
        ),
        (
            "Коалиция НПО Казахстана против пыток, фонд",
            [("ORG", "Коалиция НПО Казахстана")],
            "Коалиция НПО Казахстана против пыток",
        ),
        (
            "лишила Квалификационная комиссия при Минюсте",
            [],
            "Квалификационная комиссия",
        ),
        (
            "скончался в Кутаисском референс-центре",
            [("PLACE", "Кутаисском референс-центре")],
            "Кутаисском референс-центре",
        ),
        (
            "в отдел милиции района Сино.",
            [("PLACE", "Сино")],
            "отдел милиции района Сино",
        ),
        ("Служба труда (Гоструда), ни", [("ORG", "Служба труда")], "Гоструда"),
        ("на Европейский союз", [("PLACE", "Европейский союз")], "Европейский союз"),
        ("рабочие КазГПЗ вышли", [("PERSON", "КазГПЗ")], "КазГПЗ"),
        ("журналист Укринформа", [("PERSON", "Укринформа")], "Укринформа"),
        ("слушали Радио Вайнах", [("PERSON", "Радио Вайнах")], "Радио Вайнах"),
        ("Горняки ГП «Уголь»", [("ORG", "Горняки ГП «Уголь»")], "ГП «Уголь»"),
        (
            "В Гродно суд Ленинского района решил",
            [("ORG", "Гродно суд"), ("PLACE", "Ленинского района")],
            "суд Ленинского района",
        ),
    ],
)
def test_a_body_has_the_kind_and_the_length_it_is_printed_with(text, known, expected):
    spans = [(FindKind(kind), words) for kind, words in known]

    assert ("ORG", expected) in by_rule(text, *spans)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "директор Махабат Тажибек кызы сказала",
            ["Махабат Тажибек"],
            {("PERSON", "Махабат Тажибек кызы")},
        ),
        (
            "токарь Белшины Юрий Бельский",
            ["Белшины Юрий Бельский"],
            {("ORG", "Белшины"), ("PERSON", "Юрий Бельский")},
        ),
        (
            "адвокат Валерьян Вахитов видел",
            ["Валерьян", "Вахитов"],
            {("PERSON", "Валерьян Вахитов")},
        ),
    ],
)
def test_a_person_is_made_whole_and_set_apart_from_the_employer(text, spans, expected):
    assert by_rule(text, *[(FindKind.PERSON, words) for words in spans]) == expected


def test_a_given_name_is_no_place_unless_something_is_there():
    said = by_rule("племяннику Азамату жгли", (FindKind.PLACE, "Азамату"))
    lived = by_rule("в Азамату жили", (FindKind.PLACE, "Азамату"))

    assert said == {("PERSON", "Азамату")}
    assert lived == {("PLACE", "Азамату")}


def test_the_last_letter_of_a_body_is_no_initial():
    text = "обком КПРФ. Авачева просит"

    assert ("PERSON", "Авачева") in by_rule(text, (FindKind.PERSON, "Авачева"))


def test_the_streets_of_a_town_are_no_street():
    text = "погибли на улицах Алматы"

    assert by_rule(text, (FindKind.PLACE, "Алматы")) == {("PLACE", "Алматы")}


@pytest.mark.parametrize("noun", ["Апелляцию", "Телеграм-канал", "Приговор"])
def test_a_noun_that_opens_a_line_is_no_body(noun):
    assert by_rule(f"{noun} рассмотрят", (FindKind.ORG, noun)) == set()


def test_a_code_of_law_is_no_body():
    assert by_rule("по статье 81 ТК РФ.", (FindKind.ORG, "ТК РФ")) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В кишлаке Вамар стреляли.", ("PLACE", "Вамар")),
        ("Прощаются в махалле УПД.", ("PLACE", "УПД")),
        ("Отставки председателя ГБАО требуют.", ("PLACE", "ГБАО")),
        ("На Кашагане стоит NCOC.", ("ORG", "NCOC")),
        ("пишет OpenDemocracy.", ("ORG", "OpenDemocracy")),
    ],
)
def test_a_settlement_or_an_acronym_is_told_by_what_it_is(text, expected):
    assert expected in by_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Напомним, 11 февраля был суд.",
        "Жители посёлка Сидоров и Петров пришли.",
        "Съезд XXII века и COVID.",
    ],
)
def test_an_adverb_a_surname_or_a_number_there_is_none(text):
    assert by_rule(text) == set()


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("координатора штаба Навального О. Степанова",
         ("PERSON", "Навального О. Степанова"),
         {("PERSON", "Навального"), ("PERSON", "О. Степанова")}),
        ("Помним Жамбыла Каримова.", ("PERSON", "Помним Жамбыла Каримова"),
         {("PERSON", "Жамбыла Каримова")}),
        ("Предатели из Ассоциации перевозчиков молчат.",
         ("ORG", "Ассоциации перевозчиков молчат"),
         {("ORG", "Ассоциации перевозчиков")}),
        ("Мародёры разгромили рынок.", ("PLACE", "Мародёры"), set()),
    ],
)  # fmt: skip
def test_a_model_s_span_loses_what_is_no_name(text, known, expected):
    assert by_rule(text, (FindKind[known[0]], known[1])) == expected
