# ruff: noqa: RUF001, RUF002  Cyrillic is meant
"""Russian bodies that are a phrase: a head word, its field, its territory.

Департамент полиции Карагандинской области; Комитет ООН против пыток. The words
of the field are told by their case. Every phrase is bounded, the time linear.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from archive import lexicon
from archive.extraction import morphology
from archive.extraction.finds import Candidate, FindKind

SOURCE = "rule:russian-bodies/1"
_SURE = 0.95
_LONGEST_FIELD = 9

_ADJECTIVE = r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ей)"
# Heads that have a field: министерство труда, комитет по правам человека.
_WITH_FIELD = (
    "министерств департамент управлени комитет комисси служб инспекци агентств "
    "профсоюз союз федераци ассоциаци конфедераци парти движени центр институт "
    "отделени отдел палат бюро лиг организаци объединени конгресс форум коалици "
    "академи обществ аппарат мисси представительств совет фонд корпус "
    "больниц госпитал диспансер университет училищ колледж альянс клуб гильди "
    "коллеги корпораци ассамбле"
)
# Heads that have only a territory, and that no capital need open.
_LOCAL = "администраци прокуратур суд акимат мэри собрани дум курултай хурал парламент"
_SMALL_TOO = frozenset(
    [
        "департамент",
        "управлени",
        "прокуратур",
        "суд",
        "отдел",
        "отделени",
        "министерств",
        "акимат",
        "инспекци",
        "администраци",
        "комисси",
    ]
)
# Профсоюзы, союзы: more than one, and none of them named.
_MANY = re.compile(
    r"(?:департамент|комитет|профсоюз|союз|центр|институт|отдел|конгресс|форум|аппарат"
    r"|совет|фонд|корпус|суд|акимат|парламент|университет|альянс|клуб)ы"
)
_FIELDED = frozenset(_WITH_FIELD.split())
_WITH_BRANCHES = _SMALL_TOO | frozenset(["комитет", "служб", "центр", "агентств"])
_OF_JUSTICE = frozenset(
    ["суд", "прокуратур", "отдел", "отделени", "управлени", "департамент"]
)
_STEMS = sorted((_WITH_FIELD + " " + _LOCAL).split(), key=len, reverse=True)
# Adverbs and nouns that end like an adjective and open a sentence.
_NO_ADJECTIVE = r"(?:Ранее|Позднее|Далее|Более|Весной|Зимой|Порой|Поводом|Итогом) "
_HEAD = re.compile(
    rf"(?<![\w«-])(?!{_NO_ADJECTIVE})(?:(?P<adjective>\d{{1,2}}-(?:й|м|го|му|ом|я|ю|ой) |[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*{_ADJECTIVE} )"
    rf"(?:[А-ЯЁа-яё][а-яё-]{{1,20}}{_ADJECTIVE} ){{0,3}}"
    r"|(?P<rank>(?:городск|областн|районн|межрайонн|специализированн|военн|окружн"
    rf"|транспортн|апелляционн|линейн){_ADJECTIVE} ){{1,2}})?"
    rf"(?P<head>(?P<stem>(?i:{'|'.join(_STEMS)}))(?:а|у|ом|е|я|ю|ем|и|ей|ы|ой|о|ь|ью)?)"
    r"(?![\w-])"
)
# What opens a sentence and names nothing: Новый профсоюз, Районный суд.
_NO_NAME = re.compile(
    r"(?:Местн|Нов|Друг|Кажд|Наш|Так|Сам|Эт|Городск|Районн|Областн|Последн|Будущ|"
    r"Прежн|Первичн|Сво|Мо|Ваш|Данн|Указанн|Бывш|Крупнейш|Отдельн|Собственн|Цел|Как|Котор)"
    r"[а-яё]{0,3}(?![а-яё-])"
)
_STATE_NAME = re.compile(r"Российск[а-яё]+ Федераци|Советск[а-яё]+ Союз")
_WORD = re.compile(r" ([а-яё]{3,24})(?!\w)")
_AND = re.compile(r" и(?= [а-яё]{3})")
_BY = re.compile(r" по(?= [а-яё]{3})")
_BY_PLACE = re.compile(r" (?:по|в) (?:району |городу |г\. ?)?(?=[А-ЯЁ])")
_CASES = re.compile(
    r" (?:по (?:уголовн|гражданск|административн|экономическ)ым делам"
    r"|общей юрисдикции)(?!\w)"
)
_AGAINST = re.compile(r" (?:против|с)(?= [а-яё]{3})")
_ACRONYM = re.compile(
    r" (?!РФ|РК|РБ|КР|РТ|США)[А-ЯЁ]{2,6}(?![\w-])| Совета (?:Европы|Федерации|министров)"
)
_STATE = re.compile(r" (?:РФ|РК|РБ|КР|РТ)(?![\w-])")
# и фонда «Имена», и профсоюза: another body
_OTHER_HEAD = re.compile(
    r"(?:фонд|профсоюз|союз|федераци|ассоциаци|парти|движени|газет|телеканал|радио"
    r"|агентств|компани|завод|комитет|министерств|конфедераци|председател|директор"
    r"|руководител|представител|президент|начальник|заместител|секретар|адвокат)"
)
# и дипломата: one person, no trade
_SOMEBODY = re.compile(
    r"(?:дипломат|посл|консул|сотрудник|журналист|активист|депутат|член|юрист|прокурор"
    r"|следовател|лидер|эксперт|наблюдател|корреспондент|редактор|правозащитник|министр"
    r"|врач|докладчик|омбудсмен|судь|глав|посольств)(?:а|у|ом|я|ю|ем|и|е|ей|ой|ы|ств[ауо])?"
)
# Глобального союза IndustriALL
_LATIN = re.compile(r" [A-Z][\w-]+(?: [A-Z][\w-]+){0,2}(?![\w-])")
# металлургов, шахтёров и химиков
_TRADES = re.compile(
    r"(?:, [а-яё]{4,24}(?:ов|ев|ей|иц)){1,3} и [а-яё]{4,24}(?:ов|ев|ей|иц)(?!\w)"
)
_CAPITAL = re.compile(r"[А-ЯЁ][а-яё]{3,}(?![\w-])")
_AT = re.compile(r" при (?:ООН|ОБСЕ|ЕС|НАТО|Совете Европы)(?!\w)")
_NUMBER = re.compile(r" ?№ ?\d{1,3}(?!\d)")
_TOWN = re.compile(r" (?:города|района|г\.|гор\.) ?(?=[А-ЯЁ])")
_REGION = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:ого|его|ому|ему|ой|ей) "
    r"(?:области|края|краю|района|району|республики|Республики|Республике|округа)(?!\w)"
    r"|Республик[аие] [А-ЯЁ][а-яё]+"
)
_PLACE_AFTER_IN = frozenset({"инспекци"})
# по словам адвоката, по делу: goes on with the sentence, not with the name
_NO_FIELD = lexicon.words("no-fields", "ru")
# Organs whose short name has a territory: УВД Ошской области, УФСБ по Москве.
_LOCAL_ORGAN = re.compile(
    r"(?<![\w-])(?:ГСУ|СУ|ГУ|СО|УСБ|ГУВМ|УВМ|ГУ МВД|ГСУ СК|СУ СК|ГУ ФСИН|ГУФСИН|УФСИН|УФСБ|УФССП|ГУВД|УВД|УМВД"
    r"|ДВД|ДП|ДКНБ|УКНБ|ДЧС|РУВД|РОВД|ОВД|ОМВД|ДУИС|УИС|ЦПЭ|УВДТ|ЛОВД|ГОВД|ГОМ|ДЭР"
    r"|ДАП|УСК)(?: (?:МВД|КНБ|СК|СКР|ФСБ|ФСИН|РФ|РК|России|Казахстана))*(?![\w-])"
)
# ОП № 3 УМВД по Твери
_STATION = re.compile(
    r"(?<![\w-])(?:[Оо]тдел(?:ени)?[а-яё]{0,2} полиции|ОП|ОМ|ГОМ) (?:№ ?\d{1,3} )?$"
)
# The same of a whole country, when a territory is named: МВД по Дагестану.
_BRANCH = re.compile(
    r"(?<![\w-])(?:МВД|СК|СКР|ФСБ|ФСИН|МЧС|КНБ|ФССП)(?: РФ| России)?(?= по [А-ЯЁ])"
)
_NUMBERED_HEAD = (
    r"(?i:больниц|поликлиник|школ|гимнази|лице|роддом|прокуратур|госпитал|поссов"
    r"|колледж|училищ|библиотек|детсад)"
    r"[а-яё]{0,3}"
)
# городской больницы № 7, 5-ю городскую больницу Запорожья
_NUMBERED = re.compile(
    rf"(?<![\w-])(?!{_SOMEBODY.pattern} |учителей |жителей |родителей )"
    rf"(?:(?:[А-ЯЁа-яё]{{3,20}}{_ADJECTIVE} ){{0,2}}{_NUMBERED_HEAD}"
    r" № ?\d{1,4}(?!\d)"
    rf"|\d{{1,4}}-(?:я|й|ю|ей|ой) (?:[а-яё]{{3,20}}{_ADJECTIVE} ){{0,2}}{_NUMBERED_HEAD}"
    r"(?!\w)"
    rf"|{_NUMBERED_HEAD} (?:имени|им\.) (?:[А-ЯЁ]\. ?){{0,2}}[А-ЯЁ][а-яё]+(?![\w-]))"
)
# Of a whole state, small or not: кабинета министров Украины.
_GOVERNMENT = re.compile(
    r"(?<![\w-])(?:[Кк]абинет|[Сс]овет)[а-яё]{0,2} [Мм]инистров(?!\w)"
    r"|(?<![\w-])(?:[Аа]дминистраци|[Аа]ппарат|[Кк]анцеляри)[а-яё]{0,2}"
    r" (?:[Пп]резидента|[Пп]равительства|[Пп]ремьер-министра|[Гг]убернатора)(?!\w)"
    r"|(?<![\w-])[Оо]фис[а-яё]{0,2} (?:[Пп]резидента|[Гг]енерального прокурора)(?!\w)"
    r"|(?<![\w-])[Рр]абоч[а-яё]{2} групп[а-яё]{1,2} ООН по [а-яё]{4,20}(?: [а-яё]{4,20})?"
    r"(?=[\s.,;)]|$)"
)
# военная коллегия Верховного суда
_PANEL = re.compile(
    r"(?<![\w-])(?:[А-ЯЁа-яё]{4,20}(?:ая|ой|ую) (?:коллеги|палат)[а-яё]{1,2}"
    r"|Президиум[а-яё]{0,2})(?: по [а-яё]{4,20} делам)? $"
)
# департамент Агентства по противодействию коррупции
_OFFICE_OF = re.compile(
    rf"(?<![\w-])(?:[А-ЯЁ][а-яё]+{_ADJECTIVE} )?(?:[а-яё]{{4,20}}{_ADJECTIVE} )?"
    r"(?i:департамент|управлени|отделени|отдел|инспекци)[а-яё]{0,2} $"
)
# по делам несовершеннолетних: adjectives that stand for people
_AS_NOUNS = re.compile(
    r"(?:несовершеннолетн|верующ|пострадавш|репрессированн|безработн|военнослужащ|служащ"
    r"|заключённ|заключенн|осуждённ|осужденн|потерпевш|многодетн|глух|слеп|ветеран|больн"
    r"|пленн|военнопленн|малоимущ|трудящ|учащ)(?:их|ых|им|ым|ими|ыми)"
)
# Генпрокуратура Узбекистана, Госсовет Республики Коми
_CLIPPED = re.compile(
    r"(?<![\w-])(?:Генпрокуратур|Горпрокуратур|Облпрокуратур|Госсовет|Госсобрани|Заксобрани"
    r"|Облдум|Гордум|Горсовет|Облсовет|Облсуд|Горсуд|Райсуд)[а-яё]{0,3}(?= [А-ЯЁ])"
)
# Мингорсуд, Мособлсуд
_CLIPPED_COURT = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яё]{2,}(?:гор|обл|рай|край|окр|вой)суд(?:а|у|ом|е)?(?![\w-])"
)
# Минздрав Свердловской области
_SHORT = re.compile(r"(?<![\w-])Мин[а-яё]{3,12} ")


def find(text: str, known: Iterable[Candidate]) -> Iterator[Candidate]:
    """Known are spans already found, of which the places count."""
    ends = {each.start: each.end for each in known if each.kind is FindKind.PLACE}
    for match in _HEAD.finditer(text):
        end = _end(text, match, ends)
        if end:
            start = _panel(text, match)
            yield Candidate(start, end, FindKind.ORG, _SURE, SOURCE)
    yield from _organs(text, ends)
    yield from _clipped(text, ends)
    for pattern in (_NUMBERED, _GOVERNMENT):
        for match in pattern.finditer(text):
            end = _territory(text, match.end(), ends, is_chain=False)
            yield Candidate(match.start(), end, FindKind.ORG, _SURE, SOURCE)


def _organs(text: str, ends: Mapping[int, int]) -> Iterator[Candidate]:
    """Organs called by an acronym, with the territory that is theirs."""
    for match in _SHORT.finditer(text):
        if region := _REGION.match(text, match.end()):
            yield Candidate(match.start(), region.end(), FindKind.ORG, _SURE, SOURCE)
    for match in _LOCAL_ORGAN.finditer(text):
        end = _territory(text, match.end(), ends, is_by=True)
        station = _STATION.search(text, max(match.start() - 30, 0), match.start())
        if end > match.end() or station or " " in match.group():
            start = station.start() if station else match.start()
            yield Candidate(start, end, FindKind.ORG, _SURE, SOURCE)
    for match in _BRANCH.finditer(text):
        end = _territory(text, match.end(), ends, is_by=True)
        if end > match.end():
            yield Candidate(match.start(), end, FindKind.ORG, _SURE, SOURCE)


def _clipped(text: str, ends: Mapping[int, int]) -> Iterator[Candidate]:
    """Мингорсуд; Генпрокуратура with its country."""
    for match in _CLIPPED_COURT.finditer(text):
        yield Candidate(*match.span(), FindKind.ORG, _SURE, SOURCE)
    for match in _CLIPPED.finditer(text):
        end = _territory(text, match.end(), ends, is_chain=False)
        if end > match.end():
            yield Candidate(match.start(), end, FindKind.ORG, _SURE, SOURCE)


def _end(text: str, match: re.Match[str], ends: Mapping[int, int]) -> int:
    """Where the name ends; nought when the head word names nothing."""
    stem = match["stem"].casefold()
    end = _field_of(text, _number(text, match.end()), stem)
    placed = _territory(
        text,
        end,
        ends,
        is_by=stem in _WITH_BRANCHES,
        is_in=stem in _PLACE_AFTER_IN,
        is_chain=stem in _OF_JUSTICE,
    )
    is_named = _is_named(match)
    is_told = stem not in _FIELDED or stem in _PLACE_AFTER_IN or end > match.end()
    if placed > end and (is_named or (is_told and stem in _SMALL_TOO)):
        at = _AT.match(text, placed)
        return at.end() if at else _aim(text, placed)
    if end > match.end() and (is_named or _has_acronym(text, match.end(), end, stem)):
        return end
    if not (is_named and match["adjective"]):
        return 0
    if latin := _LATIN.match(text, end):
        return latin.end()
    is_sure = stem == "суд" or match.group().count(" ") > 1
    return end if is_sure or not _opens(text, match.start()) else 0


def _panel(text: str, match: re.Match[str]) -> int:
    """Where the name begins with the part of a court or a body that is told."""
    office = _OFFICE_OF.search(text, max(match.start() - 60, 0), match.start())
    if office and match.start() == match.start("head"):
        return office.start()
    if match["stem"].casefold() not in {"суд", "совет"}:
        return match.start()
    panel = _PANEL.search(text, max(match.start() - 60, 0), match.start())
    return panel.start() if panel else match.start()


def _opens(text: str, start: int) -> bool:
    """Whether any word would have a capital here."""
    before = text[max(start - 3, 0) : start].rstrip(" «—–-")
    return not before or before[-1] in ".!?:\n•*)"


def _field_of(text: str, at: int, stem: str) -> int:
    """Past what the body is for: a field, or the cases a court hears."""
    if stem in _FIELDED:
        return _field(text, at)
    cases = _CASES.match(text, at) if stem == "суд" else None
    return cases.end() if cases else at


def _is_named(match: re.Match[str]) -> bool:
    opening = match["adjective"] or match["head"]
    if _STATE_NAME.match(match.group()):
        return False
    is_title = opening[0].isupper() or opening[0].isdigit()
    if _MANY.fullmatch(match["head"].casefold()):
        return False
    return is_title and not _NO_NAME.match(opening)


def _has_acronym(text: str, start: int, end: int, stem: str) -> bool:
    """Департаменте КНБ: small, but of a body with a name."""
    return stem in _SMALL_TOO and bool(_ACRONYM.search(text, start, end))


def _number(text: str, at: int) -> int:
    number = _NUMBER.match(text, at)
    return number.end() if number else at


def _field(text: str, at: int) -> int:
    """Past труда и занятости, МВД, по правам человека, против пыток."""
    end = _phrase(text, at, "gent")
    while acronym := _ACRONYM.match(text, end):
        end = acronym.end()
        end = _phrase(text, end, "gent")
    if end > at and (trades := _TRADES.match(text, end)):
        end = trades.end()
    by = _BY.match(text, end)
    if by:
        last = _phrase(text, by.end(), "datv")
        end = last if last > by.end() else end
    return _aim(text, end) if end > at else end


def _aim(text: str, end: int) -> int:
    """Past what a body is against or joined with: против пыток, с инвалидами."""
    against = _AGAINST.match(text, end)
    if against is None:
        return end
    case = "gent" if "против" in against.group() else "ablt"
    last = _phrase(text, against.end(), case)
    return last if last > against.end() else end


def _phrase(text: str, at: int, case: str) -> int:
    """Past a noun of this case with its adjectives, and genitives after it."""
    end, wanted = at, {case}
    for _ in range(_LONGEST_FIELD):
        # "and" joins only what stands after a whole noun
        joint = _AND.match(text, at) if at == end and wanted == {"gent"} else None
        word = _WORD.match(text, joint.end() if joint else at)
        if word is None:
            break
        if joint and (_OTHER_HEAD.match(word[1]) or _SOMEBODY.fullmatch(word[1])):
            break
        kind = _kind(word[1], wanted | ({case} if joint else set()))
        if not kind:
            break
        at = word.end()
        if kind == "noun":
            end, wanted = at, {"gent"}
    return end


def _kind(word: str, cases: set[str]) -> str:
    """Whether a word can be a noun or an adjective in one of these cases."""
    if word in _NO_FIELD:
        return ""
    kinds = {each.kind for each in morphology.readings(word) if each.case in cases}
    if "NOUN" in kinds or (_AS_NOUNS.fullmatch(word) and kinds):
        return "noun"
    return "adjective" if "ADJF" in kinds else ""


def _territory(
    text: str,
    at: int,
    ends: Mapping[int, int],
    *,
    is_by: bool = False,
    is_in: bool = False,
    is_chain: bool = True,
) -> int:
    """Past a place or two that tell of which town or country it is."""
    state = _STATE.match(text, at)
    at = state.end() if state else at
    by = _BY_PLACE.match(text, at)
    if by and (is_in if " в " in by.group() else is_by):
        at = _place(text, by.end(), ends) or at
    for _ in range(2 if is_chain else 1):
        town = _TOWN.match(text, at)
        start = town.end() if town else at + 1
        has_gap = town is not None or text[at : at + 1] == " "
        at = (_place(text, start, ends) if has_gap else 0) or at
    by = _BY_PLACE.match(text, at) if is_by and not by else None
    return (_place(text, by.end(), ends) if by else 0) or at


def _place(text: str, start: int, ends: Mapping[int, int]) -> int:
    """The end of a place that begins here, nought without."""
    region = _REGION.match(text, start)
    if region or start in ends:
        return max(ends.get(start, 0), region.end() if region else 0)
    word = _CAPITAL.match(text, start)
    return word.end() if word and _is_country(word.group()) else 0


def _is_country(word: str) -> bool:
    """In the genitive, and by the dictionary nothing but a place."""
    read = morphology.readings(word.casefold())
    return morphology.is_word(word.casefold()) and {
        (each.kind, each.case) for each in read
    } == {("Geox", "gent")}
