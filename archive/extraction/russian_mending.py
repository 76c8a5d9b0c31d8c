# ruff: noqa: RUF001  Cyrillic is meant
"""A model's Russian spans mended: whole quotes, acronyms apart, the right kind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive import lexicon
from archive.extraction import morphology, russian_people
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.russian_shapes import FORM

_LIKELY = 0.86

_BRACKET_AFTER = re.compile(r"^(?P<name>.+?) ?\((?P<bracket>[^()\s]{2,14})\)$")
COURT_END = re.compile(r"(?<!\w)(?:[Сс]уд|СУД)(?:а|у|ом|е)?$")
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
# Taken for a place: Каражанбасмуная.
_WORKS = re.compile(
    r"[А-ЯЁ][а-яё-]{2,}(?:муна[йяюе]|мунайгаз|нефтегаз|облгаз|металл|комбинат|энерго"
    r"|телеком|мунайсервис)[а-яё]{0,2}"
)
# рассказала корреспонденту | Азаттыка: no case that a person could be in
_REPORTER_OF = re.compile(
    r"(?<!\w)(?:корреспондент|журналист|репорт[её]р|редактор|обозревател)(?:у|ом|ю|ем) $"
)
_ON_AIR = re.compile(r"(?:Радио|Радыё|Радіо|Телеканал|Агентство|Фонд|Газета) ")
# Гродно | суд Ленинского района
_TOWN_AND_COURT = re.compile(r"([А-ЯЁ][а-яё-]{2,}) суд(?:а|у|ом|е)?$")
_INSTITUTE = re.compile(
    r"^[А-ЯЁ].+ (?:[а-яё]+-)?(?:центр|больниц|клиник|институт)[а-яё]{0,3}$"
)
ALWAYS_BODIES = lexicon.listed("ЕС ООН НАТО ОБСЕ СНГ ОДКБ ЕАЭС МОТ ВОЗ ШОС БРИКС")
_INITIALS_BEFORE = re.compile(r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ]\.[- ]?){1,3}$")
# Профсоюз «Единство» opens a sentence: the name is in the quotation marks.
_GENERIC_HEAD = re.compile(
    r"(?:Движени|Профсоюз|Парти|Компани|Газет|Фонд|Организаци|Завод|Агентств|Издани"
    r"|Групп|Объединени|Союз|Центр|Комитет|Банк|Телеканал|Радиостанци|Журнал|Проект"
    r"|Фирм|Кампани)[а-яё]{0,3} «([^»\n]{2,60})»$"
)
_LAWS = lexicon.listed("УК УПК КоАП ГК ГПК ТК КАС УИК НК ЗК")
# A kind of place or of law, of which there are many.
_NO_NAMES = lexicon.listed("СИЗО ИВС ШИЗО ПКТ ИК КПЗ УК УПК КоАП СМИ НКО НПО ИТК ЧС")
_LABELS = lexicon.listed(
    "срочно внимание справка реакция подробности хроника адреса акция заявление контакты копии обращение пресс-релиз резолюция апелляция "
    "жалоба приговор ходатайство канал сайт"
)
_PRESS = re.compile(r"[Пп]ресс-(?:служб|центр|секретар)[а-яё]*(?: [а-яё]+)*")
_PEOPLE = (
    r"(?:докер|шахт[её]р|горняк|нефтяник|металлург|рабоч|учител|врач|медик|водител|пенсионер"
    r"|студент|жител|активист|полицейск|силовик|журналист|бастующ|протестующ|женщин"
    r"|родител|родственник|работник|сотрудник|машинист|фермер|торговц)(?:и|ы|е|ие)"
)
# в Находке | докеры; Докеры | Петербурга: a town and its people
_TOWN_AND_PEOPLE = re.compile(
    rf"(?P<town>[А-ЯЁ][а-яё-]{{2,}}) {_PEOPLE}|(?i:{_PEOPLE}) (?P<town_>[А-ЯЁ][а-яё-]{{2,}})"
)
_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
_EDGES = " \n\t,.;:—–-"


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
    people = _TOWN_AND_PEOPLE.fullmatch(surface)
    group = people.lastgroup if people else None
    if people and group and _is_town(people[group]):
        start, end = (part.start + at for at in people.span(group))
        return replace(part, start=start, end=end, kind=FindKind.PLACE)
    if _is_body(surface, part.kind):
        return replace(part, kind=FindKind.ORG)
    if _is_employer(text, part):
        return replace(part, kind=FindKind.ORG)
    if part.kind is FindKind.PERSON:
        initials = _INITIALS_BEFORE.search(text, max(part.start - 9, 0), part.start)
        return replace(part, start=initials.start()) if initials else part
    return _told_body(surface, part) if part.kind is FindKind.ORG else part


def _is_employer(text: str, part: Candidate) -> bool:
    surface = text[part.start : part.end]
    is_genitive = surface[-1:] in {"а", "я"} and " " not in surface
    before = max(part.start - 20, 0)
    return is_genitive and bool(_REPORTER_OF.search(text, before, part.start))


def _told_body(surface: str, part: Candidate) -> Candidate:
    form = FORM.search(surface)
    if form and form.end() == len(surface) and " " not in surface[: form.start()][:-1]:
        return replace(part, start=part.start + form.start())
    inner = _GENERIC_HEAD.match(surface)
    if inner is None:
        return part
    start, end = inner.span(1)
    return replace(part, start=part.start + start, end=part.start + end)


def _is_body(surface: str, kind: FindKind) -> bool:
    """Whether a span is a body, whatever kind the model gave it."""
    if surface in ALWAYS_BODIES or COURT_END.search(surface):
        return True
    if kind is FindKind.PLACE:
        is_known = _LEAGUE.fullmatch(surface) or _INSTITUTE.search(surface)
        return bool(is_known or _WORKS.fullmatch(surface))
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
    if part.kind is FindKind.ORG:
        end = _without_verb(text, start, end)
    elif part.kind is FindKind.PERSON:
        start = _behind_verb(text, start, end)
    return replace(part, start=start, end=end) if start < end else None


def _without_verb(text: str, start: int, end: int) -> int:
    """Ассоциация перевозчиков | молчит: no word that has a case ends a name."""
    last = text[start:end].rpartition(" ")[2]
    is_small = last.isalpha() and last.islower() and len(last) < end - start
    return end - len(last) - 1 if is_small and _has_no_case(last) else end


def _behind_verb(text: str, start: int, end: int) -> int:
    """Помним | Жамбыла Каримова."""
    first = text[start:end].partition(" ")[0]
    is_verb = len(first) < end - start and _has_no_case(first.casefold())
    return start + len(first) + 1 if is_verb and first.isalpha() else start


def _has_no_case(word: str) -> bool:
    """Whether the dictionary knows a word, and for nothing that has a case."""
    return (
        morphology.is_known()
        and morphology.is_word(word)
        and not morphology.readings(word)
    )


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
    if surface in _NO_NAMES or _is_of_a_law(text, part) or _PRESS.fullmatch(surface):
        return True
    if part.kind is FindKind.ORG:
        return False
    if _opens(text, part.start) and _is_plain_noun(surface.casefold()):
        return True
    return part.kind is FindKind.PERSON and surface[0].islower()


def _opens(text: str, start: int) -> bool:
    return text[max(start - 2, 0) : start].strip(" ") in {"", ".", "\n", "!", "?"}


def _is_plain_noun(word: str) -> bool:
    """Мародёры: people of every day that open a sentence."""
    if not morphology.is_known() or not morphology.is_word(word):
        return False
    return {(x.kind, x.gender) for x in morphology.readings(word)} == {("NOUN", "plur")}


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
