import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from archive.extraction import (
    FindKind,
    Gazetteer,
    extract,
    load_model,
    russian,
    russian_alone,
    russian_mending,
)
from archive.extraction.finds import Candidate
from tests.growth import LINEAR, growth_of

_MARK = re.compile(r"\[\[(PERSON|ORG|PLACE|DATE):([^\]|]+?)(?:\|([^\]]*))?\]\]")
DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Report:
    text: str
    published_on: date
    gold: dict[tuple[int, int, str], str]


def _read(path):
    head, _, marked = path.read_text(encoding="utf-8").partition("\n\n")
    text, gold, at = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        gold[len(text), len(text) + len(match[2]), match[1]] = match[3] or ""
        text += match[2]
        at = match.end()
    on = date.fromisoformat(head.removeprefix("published: ").strip())
    return Report(text + marked[at:], on, gold)


@pytest.fixture(scope="module")
def reports():
    folder = Path(__file__).parent / "reports_ru"
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


@pytest.fixture(scope="module")
def natasha():
    model = load_model("natasha")
    if model is None:
        pytest.skip("natasha is not installed")
    return model


def finds(report, model):
    found = extract(
        report.text,
        language="ru",
        published_on=report.published_on,
        gazetteer=Gazetteer.build([]),
        model=model,
    )
    kinds = {FindKind.PERSON, FindKind.ORG, FindKind.PLACE, FindKind.DATE}
    return {(x.start, x.end, x.kind.value): x for x in found if x.kind in kinds}


def f1(reports, model):
    """Strict F1 of span and kind over all reports."""
    right = wrong = 0
    for report in reports:
        found = finds(report, model).keys()
        right += 2 * len(found & report.gold.keys())
        wrong += len(found ^ report.gold.keys())
    return right / (right + wrong)


@pytest.mark.slow
def test_the_rules_alone_read_russian_reports(reports):
    assert f1(reports, model=None) >= 0.82


@pytest.mark.slow
def test_rules_and_model_read_russian_reports(reports, natasha):
    assert f1(reports, model=natasha) >= 0.985


@pytest.mark.slow
def test_a_person_in_every_case_has_one_name(reports, natasha):
    wrong = {
        (find.surface, find.canonical)
        for report in reports
        for key, find in finds(report, natasha).items()
        if find.kind is FindKind.PERSON
        and report.gold.get(key) not in {None, "", find.canonical}
    }

    assert wrong <= {
        ("Денису Шмыгалю", "Денис Шмыгалю"),
        ("Шмыгаль", "Шмыгаль"),
        ("Абдуллаева", "Абдуллаева"),
        ("Искакова", "Искакова"),
        # two people of one surname, and words that are a man's or a woman's
        ("Аскарбекова", "Аскарбекова"),
        ("Назаров", "Назаров"),
        ("Ажибеков", "Ажибеков"),
        ("Хадичу Аскарбекову", "Хадич Аскарбеков"),
        ("Мавджуду Назарову", "Мавджуд Назаров"),
        ("Сенцова", "Людмила Сенцова"),
        ("Абдуллаева", "Катрин Абдуллаева"),
        ("С. А. Протасени", "С. А. Протасени"),
        ("Чубинидзе", "Чубинидзе"),
        ("Михаилу Орде", "Михаил Орде"),
        ("Жансауле Карабалаевой", "Жансауля Карабалаева"),
        # several of one surname or family, a leader named by his surname alone,
        # and names whose every form has two readings
        ("Хамхоев", "Хамхоев"),
        ("Байтурсынов", "Байтурсынов"),
        ("Камолова", "Зарина Камолова"),
        ("Шайхутдинову", "Гульсина Шайхутдинова"),
        ("Шайхутдиновой", "Гульсина Шайхутдинова"),
        ("Шайхутдиновой Лейсан Ринатовны", "Шайхутдинова Лейсан Ринатовна"),
        ("Атабергена", "Атабергена"),
        ("И. Кандыбы", "И. Кандыбы"),
        ("Л. И. Плюща", "Л. И. Плюща"),
        ("Алесю", "Алесю"),
        ("Хомякова Волга", "Хомяков Волг"),
        ("Ленину", "Ленину"),
    }


def by_rule(text, *known):
    """What the rules find beside the spans of a model, given as words."""
    spans = [
        Candidate(text.index(words), text.index(words) + len(words), kind, 0.8, "m")
        for kind, words in known
    ]
    found = russian.find(text, list(russian_mending.mend(text, spans)))
    return {(each.kind.value, text[each.start : each.end]) for each in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("держат в СИЗО-1 Москвы", ("PLACE", "СИЗО-1")),
        ("в СИЗО № 6 города", ("PLACE", "СИЗО № 6")),
        ("в СИЗО «Матросская тишина»", ("PLACE", "СИЗО «Матросская тишина»")),
        ("отправлен в ИК-2, где", ("PLACE", "ИК-2")),
        ("срок в колонии № 47.", ("PLACE", "колонии № 47")),
        ("доставлены в ОВД «Тверской»", ("ORG", "ОВД «Тверской»")),
        ("в отдел полиции № 5", ("ORG", "отдел полиции № 5")),
        ("рабочие АО «Озенмунайгаз»", ("ORG", "АО «Озенмунайгаз»")),
        ("Независимый профсоюз «Жанарту»", ("ORG", "Независимый профсоюз «Жанарту»")),
        ("на шахтах «Родина» и «Заря»", ("PLACE", "Заря")),
        ("на улице Володарского,", ("PLACE", "улице Володарского")),
        ("ул. Большая Дмитровка, 15", ("PLACE", "ул. Большая Дмитровка")),
        ("в колонию ЛА-155/14 у", ("PLACE", "ЛА-155/14")),
        ("в колонии № 3/5.", ("PLACE", "колонии № 3/5")),
        ("в СИЗО-4 «Медведь» он", ("PLACE", "СИЗО-4 «Медведь»")),
        ("на площади 1905 года.", ("PLACE", "площади 1905 года")),
        ("на проспекте Абая батыра.", ("PLACE", "проспекте Абая батыра")),
        ("пишут Репортёры без границ.", ("ORG", "Репортёры без границ")),
        ("депутат Олий Мажлиса.", ("ORG", "Олий Мажлиса")),
        ("врач городской больницы № 7 ушёл", ("ORG", "городской больницы № 7")),
        ("М. Сенсебаев, Уральск", ("PERSON", "М. Сенсебаев")),
        ("в 28-й отдел полиции.", ("ORG", "28-й отдел полиции")),
        (
            "Совету ООН по правам человека пора",
            ("ORG", "Совету ООН по правам человека"),
        ),
        ("в Комитет ООН против пыток.", ("ORG", "Комитет ООН против пыток")),
        (
            "Министерство труда и социальной защиты населения обещает",
            ("ORG", "Министерство труда и социальной защиты населения"),
        ),
        ("сообщила о МВД по Ошской области,", ("ORG", "МВД по Ошской области")),
        (
            "Согдийский областной суд по уголовным делам решил",
            ("ORG", "Согдийский областной суд по уголовным делам"),
        ),
    ],
)
def test_what_has_a_shape_of_its_own_is_found_by_rule(text, expected):
    assert expected in by_rule(text)


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (
            "у посольства Беларуси в Риге",
            [("PLACE", "Беларуси")],
            ("ORG", "посольства Беларуси"),
        ),
        (
            "Тверской районный суд Москвы продлил",
            [("ORG", "Тверской районный суд"), ("PLACE", "Москвы")],
            ("ORG", "Тверской районный суд Москвы"),
        ),
        (
            "Актауский городской суд № 2 решил",
            [("ORG", "Актауский городской суд")],
            ("ORG", "Актауский городской суд № 2"),
        ),
        (
            "Департамент полиции Алматы сообщил",
            [("ORG", "Департамент полиции"), ("PLACE", "Алматы")],
            ("ORG", "Департамент полиции Алматы"),
        ),
        (
            "суд Партизанского района Минска приговорил",
            [("PLACE", "Партизанского района"), ("PLACE", "Минска")],
            ("ORG", "суд Партизанского района Минска"),
        ),
        (
            "в ГУВД Бишкека и УФСИН по Москве",
            [("PLACE", "Бишкека"), ("PLACE", "Москве")],
            ("ORG", "УФСИН по Москве"),
        ),
        (
            "Государственной инспекции труда в Санкт-Петербурге",
            [("PLACE", "Санкт-Петербурге")],
            ("ORG", "Государственной инспекции труда в Санкт-Петербурге"),
        ),
        (
            "в суде города Астаны",
            [("PLACE", "Астаны")],
            ("ORG", "суде города Астаны"),
        ),
        (
            "Свободный профсоюз металлистов провёл",
            [("ORG", "Свободный профсоюз")],
            ("ORG", "Свободный профсоюз металлистов"),
        ),
    ],
)
def test_a_body_is_made_whole(text, known, expected):
    spans = [(FindKind(kind), words) for kind, words in known]

    assert expected in by_rule(text, *spans)


@pytest.mark.parametrize(
    "text",
    [
        "Новый профсоюз решил бастовать.",
        "Районный суд признал его виновным.",
        "Комитет по словам адвоката бездействует.",
        "отдел Восточной Европы",
        "управление по инспекции труда",
        "граждане Российской Федерации",
    ],
)
def test_a_head_word_alone_names_no_body(text):
    assert not [found for found in by_rule(text) if found[0] == "ORG"]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "Вдова Оразбаева Асель Нургалиева",
            ["Оразбаева Асель Нургалиева"],
            ["Оразбаева", "Асель Нургалиева"],
        ),
        (
            "Остапчук Анне Львовне отказали",
            ["Остапчук", "Анне Львовне"],
            ["Остапчук Анне Львовне"],
        ),
        (
            "Сергея Абрамовича Климова",
            ["Сергея Абрамовича", "Климова"],
            ["Сергея Абрамовича Климова"],
        ),
        ("Мария Гольдфарб", ["Мария Гольдфарб"], ["Мария Гольдфарб"]),
        ("Климов Ремизов", ["Климов", "Ремизов"], ["Климов", "Ремизов"]),
    ],
)
def test_people_torn_apart_are_joined_and_two_run_together_parted(
    text, spans, expected
):
    known = [
        Candidate(text.index(x), text.index(x) + len(x), FindKind.PERSON, 0.8, "m")
        for x in spans
    ]

    assert [
        text[x.start : x.end] for x in russian_mending.mend(text, known)
    ] == expected


def test_a_town_taken_for_a_person_is_a_place():
    (mended,) = russian_mending.mend(
        "Гомель", [Candidate(0, 6, FindKind.PERSON, 0.8, "m")]
    )

    assert mended.kind is FindKind.PLACE


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("ИК-15 (Могилёв)", "ИК-15 (Могилёв)", ["ИК-15", "Могилёв"]),
        ("СИЗО", "СИЗО", []),
        ("по статье 5 УК РФ", "РФ", []),
        ("Конгресс труда (КТ)", "Конгресс труда (КТ)", ["Конгресс труда", "КТ"]),
        ("ООО «Заря»", "ООО «Заря", ["ООО «Заря»"]),
        ("Движение «Заря»", "Движение «Заря»", ["Заря"]),
        ("Пресс-релиз\nСоюз труда", "Пресс-релиз\nСоюз труда", ["Союз труда"]),
        ("СИЗО «", "СИЗО «", []),
    ],
)
def test_the_spans_of_a_model_are_mended(text, span, expected):
    start = text.index(span)
    candidate = Candidate(start, start + len(span), FindKind.ORG, 0.8, "model")

    mended = [text[x.start : x.end] for x in russian_mending.mend(text, [candidate])]

    assert mended == expected


@pytest.mark.parametrize("language", ["uk", "be", "kk", "sr", "mk"])
@pytest.mark.parametrize(
    "text",
    [
        "Страйк гірників у Кривому Розі. Профспілка вимагає звільнити заарештованих.",
        "Мұнайшылар ереуілі Жаңаөзенде. Кәсіподақ талап етеді.",
        "Забастоўка ў Салігорску. Прафсаюз патрабуе вызваліць арыштаваных.",
    ],
)
def test_cyrillic_of_another_language_is_not_read_as_russian(text, language):
    found = extract(
        text,
        language=language,
        published_on=DAY,
        gazetteer=Gazetteer.build([]),
        model=None,
    )

    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "scrap",
    [
        "Аа ",
        "«",
        "СИЗО № ",
        "А. ",
        "суд ",
        "ул. А ",
        "Аб-",
        "ЗАО «а ",
        "Комитет ",
        "Комитет труда и ",
        "Суд по ",
        "отдел полиции ",
        "Новый новый ",
        "Коалиция НПО против ",
        "Свободу Аа ",
        "Aa of ",
    ],
)
def test_a_hostile_russian_text_costs_linear_time(scrap):
    def read(size):
        return russian_alone.find(scrap * (size // len(scrap)))

    read(1_000)  # loads the dictionary

    assert growth_of(read, 10_000) < LINEAR
