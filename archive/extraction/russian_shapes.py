# ruff: noqa: RUF001  Cyrillic is meant
"""Russian names told by their shape: prisons, legal forms, streets, initials.

Names in guillemets and acronyms in brackets too. Patterns are linear in the text.
"""

import re
from collections.abc import Iterator

from archive.extraction import morphology
from archive.extraction.finds import Candidate, FindKind

SOURCE = "rule:russian/1"
_SURE = 0.95
_LIKELY = 0.86
_POSSIBLE = 0.6

_PRISON = re.compile(
    r"(?<![\w-])(?:(?:СИЗО|ИВС|ИК|ФКУ ИК|ЛИУ|КП|ИЗ|ЛТП|СИ)(?:-\d{1,3}(?:/\d{1,3})?"
    r"(?: «[^»\n]{2,40}»)?| ?№ ?\d{1,3}| «[^»\n]{2,40}»)"
    r"|[А-ЯЁ]{2}-\d{2,3}/\d{1,2}(?!\d)"
    r"|(?:[Кк]олони|[Тт]юрьм|[Ии]золятор|[Сс]пецпри[её]мник)[а-яё]{0,3} (?:№ ?\d{1,3}(?:/\d{1,3})?|«[^»\n]{2,40}»))"
)
_KNOWN_PRISON = re.compile(
    r"(?<![\w-])(?:Матросск[а-яё]{2} [Тт]ишин[а-яё]{1,2}|Бутырк[а-яё]{1,2}|Володарк[а-яё]{1,2}"
    r"|Владимирск[а-яё]{2} централ[а-яё]{0,2}|Чёрн[а-яё]{2} дельфин[а-яё]{0,2}"
    r"|Полярн[а-яё]{2} сов[а-яё]{1,2})(?![\w-])"
)
# аэропорт имени Гейдара Алиева; Центральный дехканский рынок
_CALLED = re.compile(
    r"(?<![\w-])(?:(?i:аэропорт|парк|стадион|шахт|сквер|мост|площад|канал|набережн)[а-яё]{0,3}"
    r" (?:имени|им\.) (?:[А-ЯЁ]\. ?){0,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+)?"
    r"|(?!Женск|Мужск|Детск|Городск|Советск|Соседск)[А-ЯЁ][а-яё-]{2,}ск(?:ая|ой|ую)"
    r" (?:тюрьм|колони|психбольниц|площад|набережн)[а-яё]{1,3}"
    r"|(?!Нов|Стар|Эт|Наш|Друг|Кажд|Сам)[А-ЯЁ][а-яё]{3,}(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем)"
    r"(?: [а-яё]{4,}(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем))? (?:рын(?:ок|к[а-яё]{1,2})|базар[а-яё]{0,2}"
    r"|вокзал[а-яё]{0,2}|аэропорт[а-яё]{0,2}|шоссе|мост[а-яё]{0,2}|тракт[а-яё]{0,2}))(?![\w-])"
)
_POLICE = re.compile(
    r"(?<!\w)(?:[Оо]тдел[а-яё]{0,3} полиции|ОВД|УВД|ОМВД|РОВД|ОП)(?: «[^»\n]{2,40}»| № ?\d{1,3})"
)
FORM = re.compile(
    r"(?<![\w-])(?:ООО|ОАО|ЗАО|ПАО|АО|ТОО|НК|АК|ГУП|МУП|ФГУП|НАО|АОЗТ|ЧП|ОсОО|ТК|ПК|ГК"
    r"|УК|КК|НПО|ПО|РУП|КХК|ОО|РОО|МОО|АНО|НКО|УП|ОЮЛ|ОФ|ЧУ|КГП|РГП|КГУ|ГКП|ИП|ЧФ|ЧП"
    r"|МПО|ОПО|РПО|ФГБУ|ГБУ|МБУ|ГП|КП|ЧАО|ПрАО|СП|ИООО|СООО|ОДО|УО|ГУО|РУПП|РНПЦ|НПП"
    r"|НПЦ|ГБУЗ|ФГБОУ|МКП|ТРК|ТД|ОБФ|МФ) [«\"“][^»\"”\n]{2,120}[»\"”]"
)
# A body with an adjective before its quoted name is so called: Межрегиональный
# профсоюз «Рабочая ассоциация»; Профсоюз «Единство» only opens a sentence.
_QUOTED_HEAD = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?(?:ый|ий|ой|ая|яя|ое|ого|его|ому|ему|ым|им|ом|ем|ую)"
    r"(?: [а-яё]{3,25}){1,3} «[^»\n]{2,60}»"
)
_HEAD = re.compile(
    r"(?:центр|профсоюз|союз|фонд|комитет|движени|ассоциаци|организаци|федераци|"
    r"объединени|конфедераци|совет|институт|фронт|блок|обществ|инициатив|проект|агентств|университет|академи|колледж|клиник)"
    r"[а-яё]{0,4} «"
)
# Mines and fields are places; a list of them has one head word.
_SITE = re.compile(
    r"(?:[Шш]ахт|[Рр]удник|[Мм]есторождени|[Кк]арьер|[Рр]азрез)[а-яё]{0,3}"
    r"((?:(?:,| и)? «[^»\n]{2,40}»){1,6})"
)
# Doctors and reporters without borders; parliaments called in their own tongue.
_KNOWN = re.compile(
    r"(?<![\w-])(?:[А-ЯЁ][а-яё]{3,20} без границ"
    r"|[А-ЯЁ][а-яё-]{3,24}ск(?:ая|ой|ую) (?:правозащитн|экологическ|антифашистск|общественн"
    r"|гражданск|хельсинкск)(?:ая|ой|ую) групп(?:а|ы|е|у|ой)"
    r"|(?:Олий Мажлис|Жогорку Кенеш|Милли Меджлис|Меджлис|Сейм|Кнессет|Бундестаг)[а-яё]{0,2}"
    r"|Маджлиси (?:Оли|намояндагон|милли)|Верховн[а-яё]{2,3} Рад[а-яё]{1,2})(?!\w)"
)
# , передаёт «Кавказский узел»; специально для «Свободного слова»
_MEDIUM = re.compile(
    r"(?:(?:, (?:переда[её]т|сообща[её]т|пишет|пишут)|(?<!\w)специально для) "
    r"|(?<!\w)(?:газет|журнал|телеканал|портал|радиостанци|информагентств|издани"
    r"|телеграм-канал|интернет-издани)[а-яё]{0,3} )"
    r"«(?P<name>[А-ЯЁA-Z][^«»\n.!?,]{1,40})»"
)
# Idel.Реалии
_DOTTED = re.compile(
    r"(?<![\w.])[A-ZА-ЯЁ][\w-]{1,20}\.(?:Реалии|Медиа|Инфо|Онлайн|Лайф|Ньюс|Ру|Бай)(?!\w)"
)
_QUOTED = re.compile(r"«([^»\n]{2,40})»")
_STREET = re.compile(
    r"(?<![\w-])(?:ул\. ?|пр\. ?|пр-т |пер\. ?|[Уу]лиц(?:[аыуе]|ей) "
    r"|[Уу]лиц (?=[А-ЯЁ][а-яё]+ и [А-ЯЁ])"
    r"|[Пп]роспект[а-яё]{0,2} |[Пп]ереул[а-яё]{2,4} |[Бб]ульвар[а-яё]{0,2} "
    r"|[Рр]ын(?:ок|к[а-яё]{1,2}) |[Бб]азар[а-яё]{0,2} |[Нн]абережн[а-яё]{2} |[Мм]айдан[а-яё]{0,2} |[Пп]лощад[а-яё]{1,3} )"
)
_STREET_NAME = re.compile(
    r"(?:1[89]\d\d года|\d{2} лет [А-ЯЁ][а-яё]+)(?!\w)"
    r"|(?:\d{1,3}-[а-яё]{1,2} |\d{1,2} |(?:[А-ЯЁ]\. ?){1,2}"
    r"|(?:академика|генерала|маршала|героя|имени|им\.) )?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*"
    r"(?: [А-ЯЁ][а-яё]+)?(?: (?:батыр|хан|жырау|би|ата|апа|акын|баб)[а-яё]?(?!\w))?"
)
# в принадлежности к «Акрамии»; a saying goes on with a dash, a comma or a full stop
_QUOTED_NAME = re.compile(
    r"(?<=[а-яё,] )«(?P<name>[А-ЯЁ][\w-]+(?: [\w-]+){0,3})»(?! [—–-]|,? [—–-])"
)
_NO_BODY = re.compile(
    r"(?:плакат|лозунг|транспарант|надпис|хештег|хэштег|книг|роман|фильм|песн|поэм|стих|пьес|картин"
    r"|спектакл|рассказ|повест|стать|доклад|отч[её]т|расследовани|программ|закон|акци|марш|митинг|орден"
    r"|медал|премил?|теплоход|корабл|судн|крейсер|ракет|автомобил|гимн|статус|опер[аыуе]"
    r"|слов|вопрос|ответ|заголов|рубрик|тем[аыуе]|дел[аоу]|стади|станци|метро|гостиниц|отел"
    r"|кафе|ресторан|клуб|аэропорт|шахт|рудник|месторожден|карьер|разрез|колони|сизо|участ|микрорайон|посёл|санатори)"
)
# Комитет 6 мая
_DATED = re.compile(
    r"(?<![\w-])(?:Комитет|Движени|Союз|Фронт|Инициатив|Парти|Групп|Организаци)[а-яё]{0,2}"
    r" \d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября"
    r"|ноября|декабря)(?!\w)"
)
_BRACKETED = re.compile(r"\((?P<name>[А-ЯЁA-Z][А-ЯЁA-Zа-яё.-]{1,12})[),;]")
_INITIALLED = re.compile(
    r"(?<![\w.])[А-ЯЁ]\. ?(?:-?[А-ЯЁ]\. ?)?[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?![\w-])"
)


def find(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    """By shape alone; known are the bodies behind which brackets may stand."""
    yield from _shaped(text)
    yield from _quoted(text)
    yield from _streets(text, known)
    yield from _quoted_bodies(text)
    yield from _bracketed(text, known)
    yield from _initialled(text)


def _shaped(text: str) -> Iterator[Candidate]:
    for pattern, kind in (
        (_PRISON, FindKind.PLACE),
        (_KNOWN_PRISON, FindKind.PLACE),
        (_CALLED, FindKind.PLACE),
        (_POLICE, FindKind.ORG),
        (FORM, FindKind.ORG),
        (_DOTTED, FindKind.ORG),
        (_KNOWN, FindKind.ORG),
        (_DATED, FindKind.ORG),
    ):
        for match in pattern.finditer(text):
            yield Candidate(*match.span(), kind, _SURE, SOURCE)
    for match in _QUOTED_HEAD.finditer(text):
        if _HEAD.search(match.group()):
            yield Candidate(*match.span(), FindKind.ORG, _LIKELY, SOURCE)


def _quoted(text: str) -> Iterator[Candidate]:
    """Mines in guillemets, which are places, and media told as such."""
    for match in _MEDIUM.finditer(text):
        yield Candidate(*match.span("name"), FindKind.ORG, _SURE, SOURCE)
    for sites in _SITE.finditer(text):
        for match in _QUOTED.finditer(text, *sites.span(1)):
            yield Candidate(*match.span(1), FindKind.PLACE, _SURE, SOURCE)


def _initialled(text: str) -> Iterator[Candidate]:
    """Initials and a surname, also at the head of a line."""
    for match in _INITIALLED.finditer(text):
        yield Candidate(*match.span(), FindKind.PERSON, _LIKELY, SOURCE)


def _streets(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    """Not with somebody who is named after: улицы Абая | Нурлан Сагимбаев."""
    people = {span.start: span.end for span in known if span.kind is FindKind.PERSON}
    for match in _STREET.finditer(text):
        name = _STREET_NAME.match(text, match.end())
        if name:
            last = text.rfind(" ", name.start(), name.end()) + 1
            is_other = people.get(last, 0) > name.end()
            end = last - 1 if is_other else name.end()
            yield Candidate(match.start(), end, FindKind.PLACE, _SURE, SOURCE)


def _quoted_bodies(text: str) -> Iterator[Candidate]:
    """A name in guillemets within a sentence, which is no work and no saying."""
    for match in _QUOTED_NAME.finditer(text):
        before = text[max(match.start() - 40, 0) : match.start()].rstrip(" «")
        word = before.rpartition(" ")[2].casefold()
        if not _NO_BODY.match(word):
            yield Candidate(*match.span("name"), FindKind.ORG, _POSSIBLE, SOURCE)


def _bracketed(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    """An acronym, or one short name, in brackets after a body."""
    ends = {span.end for span in known if span.kind is FindKind.ORG}
    places = {span.start for span in known if span.kind is FindKind.PLACE}
    for match in _BRACKETED.finditer(text):
        before = match.start() - (text[match.start() - 1 : match.start()] == " ")
        if before not in ends or match.start("name") in places:
            continue
        if match["name"][1:].isupper() or not morphology.is_word(
            match["name"].casefold()
        ):
            yield Candidate(*match.span("name"), FindKind.ORG, _SURE, SOURCE)
