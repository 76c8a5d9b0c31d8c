import pytest

from archive.extraction import FindKind, inflection, morphology

pytestmark = pytest.mark.skipif(
    not morphology.is_known(), reason="the Russian dictionary is not installed"
)


def labels(*surfaces):
    found = inflection.labels([(FindKind.PERSON, surface) for surface in surfaces])
    return [found[FindKind.PERSON, surface] for surface in surfaces]


@pytest.mark.parametrize(
    "surfaces",
    [
        ("Наталья Соколова", "Наталью Соколову", "Натальи Соколовой", "Соколовой"),
        ("Наталья Соколова", "Н. Соколовой", "Соколова Н.", "Наталье"),
        ("Наталья Соколова", "Соколова Наталья Ивановна"),
        ("Борис Кравченко", "Б. Е. Кравченко", "Кравченко", "Борисом Кравченко"),
        ("Галым Нурпеисов", "Нурпеисова", "Нурпеисову", "Галыму Нурпеисову"),
        ("Нурсултан Назарбаев", "Назарбаеву", "Нурсултана Назарбаева"),
        ("Александр Ярошук", "Ярошука", "Александру Ярошуку"),
        ("Ирина Бут-Гусаим", "Ириной Бут-Гусаим", "Бут-Гусаим"),
        ("Эмир-Усеин Куку", "Куку"),
        ("Бузургмехра Ёрова", "Ёров"),
        ("Виктор Степанович Лагутёнок", "Лагутёнка", "Лагутёнку"),
        ("Регина Шамсутдинова", "Шамсутдинову", "Регине Шамсутдиновой"),
        ("Айчурек Токтосунова", "Токтосуновой", "Айчурек Токтосуновой"),
    ],
)
def test_a_person_has_one_name_in_every_case(surfaces):
    assert len(set(labels(*surfaces))) == 1


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("Наталью Соколову", "Наталья Соколова"),
        # of two readings the one with a given name of the list
        ("Дина Байдалинова", "Дина Байдалинова"),
        ("Нону Вартанян", "Нона Вартанян"),
        ("Манижу Олимову", "Манижа Олимова"),
        ("Ивану Кузнецову", "Иван Кузнецов"),
        ("Олегу Петровичу Зайцеву", "Олег Петрович Зайцев"),
        ("Чайка Юрий Яковлевич", "Юрий Яковлевич Чайка"),
        ("Ольге Голодец", "Ольга Голодец"),
        ("Махинур Ниязову", "Махинур Ниязова"),
        ("Юлию Седых", "Юлия Седых"),
        ("Кагарлицкому", "Кагарлицкий"),
        ("Акиньшиной", "Акиньшина"),
        ("Азамату", "Азамат"),
        ("Марина Соколова", "Марина Соколова"),
        ("Болота Темирова", "Болот Темиров"),
        ("Алмазбека Атамбаева", "Алмазбек Атамбаев"),
        ("Пол Мерфи", "Пол Мерфи"),
        ("Остапчук Анне Львовне", "Анна Львовна Остапчук"),
        ("Регина Шамсутдинова", "Регина Шамсутдинова"),
        ("Angela Merkel", "Angela Merkel"),
    ],
)
def test_a_name_is_written_in_the_nominative(surface, label):
    assert labels(surface) == [label]


def test_a_surname_that_two_bear_stays_alone():
    found = labels("Мурат Абдуллаев", "Руслан Абдуллаев", "Абдуллаев")

    assert found == ["Мурат Абдуллаев", "Руслан Абдуллаев", "Абдуллаев"]


def test_a_man_and_a_woman_of_one_surname_are_two():
    assert len(set(labels("Наталья Соколова", "Сергей Соколов", "Соколовой"))) == 2


@pytest.mark.parametrize(
    ("kind", "surface", "written"),
    [
        ("PLACE", "Жанаозене", "Жанаозен"),
        ("PLACE", "Мангистауской области", "Мангистауская область"),
        ("PLACE", "Нижнем Новгороде", "Нижний Новгород"),
        ("PLACE", "Ростове-на-Дону", "Ростов-на-Дону"),
        ("PLACE", "АКТАУ", "Актау"),
        ("PLACE", "США", "США"),
        ("PLACE", "СИЗО № 6", "СИЗО № 6"),
        ("PLACE", "улице Володарского", "улица Володарского"),
        ("ORG", "Следственного комитета России", "Следственный комитет России"),
        ("ORG", "Московском городском суде", "Московский городской суд"),
        ("ORG", "АвтоВАЗе", "АвтоВАЗ"),
        ("ORG", "АО «Озенмунайгаз»", "АО «Озенмунайгаз»"),
        ("ORG", "Human Rights Watch", "Human Rights Watch"),
    ],
)
def test_a_place_or_body_is_written_in_the_nominative(kind, surface, written):
    assert inflection.nominative(FindKind(kind), surface) == written


@pytest.mark.parametrize("surface", ["", " ", "«»", "-", "А.", "ъ", "\u0301", "1 2 3"])
def test_no_surface_is_too_strange(surface):
    assert labels(surface) == [surface]
    assert inflection.nominative(FindKind.ORG, surface) == surface
