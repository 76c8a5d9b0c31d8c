# ruff: noqa: RUF001  Cyrillic is meant
"""Russian names: a model's spans mended, and what no model knows by rule.

Courts, prisons, embassies and streets have a shape of their own; so have names
in guillemets and acronyms in brackets. Patterns are linear in the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive import lexicon
from archive.extraction import (
    morphology,
    russian_bodies,
    russian_cues,
    russian_people,
)
from archive.extraction.finds import Candidate, FindKind

SOURCE = "rule:russian/1"
_SURE = 0.95
_LIKELY = 0.86

_BRACKET_AFTER = re.compile(r"^(?P<name>.+?) ?\((?P<bracket>[^()\s]{2,14})\)$")
_PRISON = re.compile(
    r"(?<![\w-])(?:(?:СИЗО|ИВС|ИК|ФКУ ИК|ЛИУ|КП|ИЗ|ЛТП|СИ)(?:-\d{1,3}(?:/\d{1,3})?"
    r"(?: «[^»\n]{2,40}»)?| ?№ ?\d{1,3}| «[^»\n]{2,40}»)"
    r"|[А-ЯЁ]{2}-\d{2,3}/\d{1,2}(?!\d)"
    r"|(?:[Кк]олони|[Тт]юрьм|[Ии]золятор|[Сс]пецпри[её]мник)[а-яё]{0,3} (?:№ ?\d{1,3}(?:/\d{1,3})?|«[^»\n]{2,40}»))"
)
_POLICE = re.compile(
    r"(?<!\w)(?:[Оо]тдел[а-яё]{0,3} полиции|ОВД|УВД|ОМВД|РОВД|ОП)(?: «[^»\n]{2,40}»| № ?\d{1,3})"
)
_COURT_NUMBER = re.compile(r" № ?\d{1,2}(?!\d)")
_FORM = re.compile(
    r"(?<![\w-])(?:ООО|ОАО|ЗАО|ПАО|АО|ТОО|НК|АК|ГУП|МУП|ФГУП|НАО|АОЗТ|ЧП|ОсОО|ТК|ПК|ГК"
    r"|УК|КК|НПО|ПО|РУП|КХК|ОО|РОО|МОО|АНО|НКО|УП|ОЮЛ|ОФ|ЧУ|КГП|РГП|КГУ|ГКП|ИП|ЧФ|ЧП"
    r"|МПО|ОПО|РПО|ФГБУ|ГБУ|МБУ|ГП|КП|ЧАО|ПрАО|СП|ИООО|СООО|ОДО|УО|ГУО|РУПП|РНПЦ|НПП"
    r"|НПЦ|ГБУЗ|ФГБОУ|МКП|ТРК|ТД|ОБФ|МФ) [«\"“][^»\"”\n]{2,120}[»\"”]"
)
# A body with an adjective before its quoted name is so called: Межрегиональный
# профсоюз «Рабочая ассоциация»; Профсоюз «Единство» only opens a sentence.
_QUOTED_HEAD = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яё]+(?:ый|ий|ой|ая|яя|ое|ого|его|ому|ему|ым|им|ом|ем|ую)"
    r"(?: [а-яё]{3,25}){1,3} «[^»\n]{2,60}»"
)
_HEAD = re.compile(
    r"(?:центр|профсоюз|союз|фонд|комитет|движени|ассоциаци|организаци|федераци|"
    r"объединени|конфедераци|совет|институт|фронт|блок|обществ|инициатив|проект|агентств)"
    r"[а-яё]{0,4} «"
)
_POST = re.compile(
    r"(?<![\w-])(?:[Пп]осольств|[Гг]енеральн[а-яё]{2,3} консульств|[Кк]онсульств"
    r"|[Гг]енконсульств|[Пп]рокуратур)[а-яё]{0,3} (?=[А-ЯЁ])"
)
_COURT_END = re.compile(r"(?<!\w)(?:[Сс]уд|СУД)(?:а|у|ом|е)?$")
_COURT_OF = re.compile(r"(?<!\w)[Сс]уд(?:а|у|ом|е)? (?:город[а-яё]{1,2}|г\.) ?$")
_BODY_END = re.compile(
    r"(?<!\w)(?:[Пп]рокуратур|[Мм]инистерств|[Пп]равительств|[Аа]дминистраци|[Пп]арламент"
    r"|[Фф]едераци|[Кк]онфедераци|[Пп]арти|[Пп]рофсоюз|[Сс]оюз|[Кк]омитет|[Бб]анк|[Кк]онгресс)"
    r"[а-яё]{0,5}$"
)
# Mines and fields are places; a list of them has one head word.
_SITE = re.compile(
    r"(?:[Шш]ахт|[Рр]удник|[Мм]есторождени|[Кк]арьер|[Рр]азрез)[а-яё]{0,3}"
    r"((?:(?:,| и)? «[^»\n]{2,40}»){1,6})"
)
# Doctors and reporters without borders; parliaments called in their own tongue.
_KNOWN = re.compile(
    r"(?<![\w-])(?:[А-ЯЁ][а-яё]{3,20} без границ"
    r"|(?:Олий Мажлис|Жогорку Кенеш|Милли Меджлис|Меджлис|Сейм|Кнессет|Бундестаг)[а-яё]{0,2}"
    r"|Маджлиси Оли|Верховн[а-яё]{2,3} Рад[а-яё]{1,2})(?!\w)"
)
_QUOTED = re.compile(r"«([^»\n]{2,40})»")
# What goes on with the name of a body: по правам человека, в поддержку рабочих.
_CAUSE = re.compile(
    r" (?:по правам|по делам|по защите|по борьбе с|по вопросам|в поддержку|в защиту"
    r"|за права) [а-яё]{3,20}(?: человека| прав| труда)?(?!\w)| без границ(?!\w)"
    r"| (?:имени|им\.) (?:[А-ЯЁ]\. ?){0,2}[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)?(?!\w)"
)
# Taken for a place by a model: Европейский союз, Африканский союз, Лига наций.
_LEAGUE = re.compile(
    r"(?:Европейск|Африканск|Евразийск|Таможенн|Экономическ)[а-яё ]+ [Сс]оюз[а-яё]{0,2}"
    r"|Евросоюз[а-яё]{0,2}|Лиг[а-яё] [А-ЯЁ]?[а-яё]+(?: [А-ЯЁ]?[а-яё]+)?"
)
# Taken for people: Жетыбаймунайгаза, КазГПЗ.
_FIRM = re.compile(
    r"[А-ЯЁ][а-яё-]{2,}(?:мунай|газ|нефт|угол|завод|металл|пром|строй|маш|энерго|транс|информ"
    r"|банк|телеком|комбинат|уран|цинк|медиа)[а-яё]{0,2}|[А-ЯЁ][а-яё]+[А-ЯЁ]{2,}[а-яё]{0,2}"
)
# Парламентская ассамблея Совета Европы
_ABOVE = re.compile(r" (?:Совета Европы|Европейского союза|Африканского союза)(?!\w)")
_ON_AIR = re.compile(r"(?:Радио|Радыё|Радіо|Телеканал|Агентство|Фонд|Газета) ")
# Гродно | суд Ленинского района
_TOWN_AND_COURT = re.compile(r"([А-ЯЁ][а-яё-]{2,}) суд(?:а|у|ом|е)?$")
_INSTITUTE = re.compile(
    r"^[А-ЯЁ].+ (?:[а-яё]+-)?(?:центр|больниц|клиник|институт)[а-яё]{0,3}$"
)
_ALWAYS_BODIES = lexicon.listed("ЕС ООН НАТО ОБСЕ СНГ ОДКБ ЕАЭС МОТ ВОЗ ШОС БРИКС")
_INITIALS_BEFORE = re.compile(r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ]\.[- ]?){1,3}$")
# Профсоюз «Единство» opens a sentence: the name is in the quotation marks.
_GENERIC_HEAD = re.compile(
    r"(?:Движени|Профсоюз|Парти|Компани|Газет|Фонд|Организаци|Завод|Агентств|Издани"
    r"|Групп|Объединени|Союз|Центр|Комитет|Банк|Телеканал|Радиостанци|Журнал|Проект"
    r"|Фирм|Кампани)[а-яё]{0,3} «([^»\n]{2,60})»$"
)
# Свободный профсоюз металлистов
_MEMBERS = re.compile(
    r" [а-яё]{3,24}(?:ов|ев|ей)(?: и [а-яё]{3,24}(?:ов|ев|ей))?(?!\w)"
)
_LAWS = lexicon.listed("УК УПК КоАП ГК ГПК ТК КАС УИК НК ЗК")
# A kind of place or of law, of which there are many.
_NO_NAMES = lexicon.listed("СИЗО ИВС ШИЗО ПКТ ИК КПЗ УК УПК КоАП СМИ НКО НПО ИТК ЧС")
_LABELS = lexicon.listed(
    "адреса акция заявление контакты копии обращение пресс-релиз резолюция апелляция "
    "жалоба приговор ходатайство канал сайт"
)
_STREET = re.compile(
    r"(?<![\w-])(?:ул\. ?|пр\. ?|пр-т |пер\. ?|[Уу]лиц(?:[аыуе]|ей) "
    r"|[Пп]роспект[а-яё]{0,2} |[Пп]ереул[а-яё]{2,4} |[Бб]ульвар[а-яё]{0,2} "
    r"|[Рр]ын(?:ок|к[а-яё]{1,2}) |[Бб]азар[а-яё]{0,2} |[Нн]абережн[а-яё]{2} |[Пп]лощад[а-яё]{1,3} )"
)
_STREET_NAME = re.compile(
    r"(?:1[89]\d\d года|\d{2} лет [А-ЯЁ][а-яё]+)(?!\w)"
    r"|(?:\d{1,3}-[а-яё]{1,2} |\d{1,2} )?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*"
    r"(?: [А-ЯЁ][а-яё]+)?(?: (?:батыр|хан|жырау|би|ата|апа|акын|баб)[а-яё]?(?!\w))?"
)
_BRACKETED = re.compile(r"\((?P<name>[А-ЯЁA-Z][А-ЯЁA-Zа-яё.-]{1,12})[),;]")
_INITIALLED = re.compile(
    r"(?<![\w.])[А-ЯЁ]\. ?(?:-?[А-ЯЁ]\. ?)?[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?![\w-])"
)
_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
_EDGES = " \n\t,.;:—–-"


def find(text: str, known: Iterable[Candidate] = ()) -> list[Candidate]:
    """By rule; known are the spans of a model, which rules join and extend."""
    spans = list(known)
    bodies = list(russian_bodies.find(text, spans))
    return [
        *_shaped(text),
        *_posts(text, spans),
        *_bodies_of_places(text, spans),
        *_longer(text, spans),
        *_streets(text),
        *_bracketed(text, [*spans, *bodies]),
        *_initialled(text),
        *russian_cues.find(text),
        *bodies,
    ]


def mend(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """A model's spans: one line, whole quotes, acronyms apart, no label glued."""
    spans = sorted(candidates, key=lambda each: each.start)
    for candidate in russian_people.mend(text, spans):
        for part in _apart(text, candidate):
            mended = _trimmed(text, part)
            if mended and not _is_broken(text, mended):
                yield _told(text, mended)


def _told(text: str, part: Candidate) -> Candidate:
    """With its initials; without a general word; of the right kind."""
    surface = text[part.start : part.end]
    court = _TOWN_AND_COURT.match(surface)
    if court and _is_town(court[1]):
        return replace(part, end=part.start + court.end(1), kind=FindKind.PLACE)
    if _is_body(surface, part.kind):
        return replace(part, kind=FindKind.ORG)
    if part.kind is FindKind.PERSON:
        initials = _INITIALS_BEFORE.search(text, max(part.start - 9, 0), part.start)
        return replace(part, start=initials.start()) if initials else part
    return _told_body(surface, part) if part.kind is FindKind.ORG else part


def _told_body(surface: str, part: Candidate) -> Candidate:
    form = _FORM.search(surface)
    if form and form.end() == len(surface) and " " not in surface[: form.start()][:-1]:
        return replace(part, start=part.start + form.start())
    inner = _GENERIC_HEAD.match(surface)
    if inner is None:
        return part
    start, end = inner.span(1)
    return replace(part, start=part.start + start, end=part.start + end)


def _is_body(surface: str, kind: FindKind) -> bool:
    """Whether a span is a body, whatever kind the model gave it."""
    if surface in _ALWAYS_BODIES or _COURT_END.search(surface):
        return True
    if kind is FindKind.PLACE:
        return bool(_LEAGUE.fullmatch(surface) or _INSTITUTE.search(surface))
    is_firm = _FIRM.fullmatch(surface) or _ON_AIR.match(surface)
    return kind is FindKind.PERSON and bool(is_firm)


def _is_town(word: str) -> bool:
    kinds = {each.kind for each in morphology.readings(word.casefold())}
    return "Geox" in kinds and "ADJF" not in kinds


def _apart(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """A span that holds two lines, or a name with its acronym or town in brackets."""
    surface = text[candidate.start : candidate.end]
    start = candidate.start
    for line in surface.split("\n"):
        part = replace(candidate, start=start, end=start + len(line))
        match = _BRACKET_AFTER.match(line)
        if match and candidate.kind is FindKind.ORG:
            for group in ("name", "bracket"):
                low, high = match.span(group)
                is_town = group == "bracket" and match[group][1:].islower()
                kind = FindKind.PLACE if is_town else FindKind.ORG
                found = replace(part, start=start + low, end=start + high)
                yield replace(found, kind=kind, score=_LIKELY)
        else:
            yield part
        start += len(line) + 1


def _trimmed(text: str, part: Candidate) -> Candidate | None:
    start, end = part.start, part.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in " \n\t,;:—–":
        end -= 1
    surface = text[start:end]
    if part.kind is FindKind.PLACE and " (" in surface:
        end = start + surface.index(" (")
    start, end = _quoted_whole(text, start, end)
    return replace(part, start=start, end=end) if start < end else None


def _quoted_whole(text: str, start: int, end: int) -> tuple[int, int]:
    """With the quotation mark that is missing, or without the one too much."""
    surface = text[start:end]
    for opening, closing in _QUOTES.items():
        if surface.count(opening) == surface.count(closing):
            continue
        if opening in surface and text[end : end + 1] == closing:
            end += 1
        elif surface.startswith(opening):
            start += 1
        elif surface.endswith(closing) and opening not in surface:
            end -= 1
    return start, end


def _is_broken(text: str, part: Candidate) -> bool:
    surface = text[part.start : part.end]
    if not any(letter.isalnum() for letter in surface):
        return True
    if surface.count("«") != surface.count("»") or _is_label(surface):
        return True
    if surface in _NO_NAMES or _is_of_a_law(text, part):
        return True
    return part.kind is FindKind.PERSON and surface[0].islower()


def _is_label(surface: str) -> bool:
    """Апелляцию, Телеграм-канал: a noun that opens a line, in any case."""
    word = surface.casefold()
    if " " in word or word in _LABELS:
        return word in _LABELS
    last = word.rpartition("-")[2]
    return any(each.nominative in _LABELS for each in morphology.readings(last))


def _is_of_a_law(text: str, part: Candidate) -> bool:
    """The country behind the name of a code."""
    before = text[max(part.start - 8, 0) : part.start].split()
    surface = text[part.start : part.end]
    if not before or not surface.isupper():
        return False
    is_article = before[-1].isdigit() and surface.split()[0] in _LAWS
    return is_article or before[-1] in _LAWS


def _shaped(text: str) -> Iterator[Candidate]:
    for pattern, kind in (
        (_PRISON, FindKind.PLACE),
        (_POLICE, FindKind.ORG),
        (_FORM, FindKind.ORG),
    ):
        for match in pattern.finditer(text):
            yield Candidate(*match.span(), kind, _SURE, SOURCE)
    for match in _KNOWN.finditer(text):
        yield Candidate(*match.span(), FindKind.ORG, _SURE, SOURCE)
    for sites in _SITE.finditer(text):
        for match in _QUOTED.finditer(text, *sites.span(1)):
            yield Candidate(*match.span(1), FindKind.PLACE, _SURE, SOURCE)
    for match in _QUOTED_HEAD.finditer(text):
        if _HEAD.search(match.group()):
            yield Candidate(*match.span(), FindKind.ORG, _LIKELY, SOURCE)


def _posts(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    """Посольство Казахстана: with the country, whose name is no place there."""
    by_start = {span.start: span for span in known if span.kind is FindKind.PLACE}
    for match in _POST.finditer(text):
        country = by_start.get(match.end())
        if country:
            yield Candidate(match.start(), country.end, FindKind.ORG, _SURE, SOURCE)


def _bodies_of_places(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    """Тверской районный суд Москвы; Актауский городской суд № 2."""
    by_start = {span.start: span for span in known if span.kind is FindKind.PLACE}
    for span in known:
        if span.kind is not FindKind.ORG:
            continue
        surface = text[span.start : span.end]
        is_court = bool(_COURT_END.search(surface))
        number = _COURT_NUMBER.match(text, span.end) if is_court else None
        end = number.end() if number else span.end
        place = by_start.get(end + 1) if text[end : end + 1] == " " else None
        is_body = bool(_BODY_END.search(surface)) or _is_told_of(text, span, place)
        if place and (is_court or is_body):
            end = place.end
        elif is_body and (members := _MEMBERS.match(text, end)):
            end = members.end()
        if end > span.end:
            yield Candidate(span.start, end, FindKind.ORG, _SURE, SOURCE)
    for start, place in by_start.items():
        match = _COURT_OF.search(text, max(start - 20, 0), start)
        if match:
            yield Candidate(match.start(), place.end, FindKind.ORG, _SURE, SOURCE)


def _is_told_of(text: str, body: Candidate, place: Candidate | None) -> bool:
    """Вооружённых сил | Украины: several words, and a place in the genitive."""
    words = text[body.start : body.end].split(" ")
    if place is None or len(words) < 2 or not words[-1].islower():
        return False
    last = text[place.start : place.end].rpartition(" ")[2]
    cases = {each.case for each in morphology.readings(last.casefold())}
    return "gent" in cases


def _goes_on(body: str, beside: str) -> bool:
    """Whether a span is the rest of a body: an acronym; Киевского патриархата."""
    if beside.isupper():
        return True
    first = beside.partition(" ")[0].casefold()
    is_of = any(
        each.kind == "ADJF" and each.case == "gent"
        for each in morphology.readings(first)
    )
    return is_of and " " in body and " " in beside and body[-1].islower()


def _longer(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    """A body with the one it is part of, and with what it stands for."""
    bodies = [span for span in known if span.kind is FindKind.ORG]
    by_start = {span.start: span.end for span in bodies}
    for span in bodies:
        end = span.end
        beside = by_start.get(end + 1) if text[end : end + 1] == " " else None
        if beside and _goes_on(text[span.start : end], text[end + 1 : beside]):
            end = beside
        above = _ABOVE.match(text, end)
        if above and above.group() not in text[span.start : end]:
            end = above.end()
        is_acronym = text[span.start : end] in _ALWAYS_BODIES
        cause = None if is_acronym else _CAUSE.match(text, end)
        if cause or end > span.end:
            end = cause.end() if cause else end
            yield Candidate(span.start, end, FindKind.ORG, _SURE, SOURCE)


def _initialled(text: str) -> Iterator[Candidate]:
    """Initials and a surname, also at the head of a line."""
    for match in _INITIALLED.finditer(text):
        yield Candidate(*match.span(), FindKind.PERSON, _LIKELY, SOURCE)


def _streets(text: str) -> Iterator[Candidate]:
    for match in _STREET.finditer(text):
        name = _STREET_NAME.match(text, match.end())
        if name:
            yield Candidate(match.start(), name.end(), FindKind.PLACE, _SURE, SOURCE)


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
