# ruff: noqa: RUF001  Cyrillic is meant
"""Russian names: what no model knows by rule, and bodies joined with their place.

Courts and embassies are joined with the place they are of, bodies with what they
are for. Patterns are linear in the text.
"""

import re
from collections.abc import Iterable, Iterator

from archive.extraction import (
    morphology,
    russian_bodies,
    russian_cues,
    russian_shapes,
)
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.russian_mending import ALWAYS_BODIES, COURT_END

SOURCE = russian_shapes.SOURCE
_SURE = 0.95

_COURT_NUMBER = re.compile(r" № ?\d{1,2}(?!\d)")
_POST = re.compile(
    r"(?<![\w-])(?:[Пп]осольств|[Гг]енеральн[а-яё]{2,3} консульств|[Кк]онсульств"
    r"|[Гг]енконсульств|[Пп]рокуратур)[а-яё]{0,3} (?=[А-ЯЁ])"
)
_COURT_OF = re.compile(r"(?<!\w)[Сс]уд(?:а|у|ом|е)? (?:город[а-яё]{1,2}|г\.) ?$")
_BODY_END = re.compile(
    r"(?<!\w)(?:[Пп]рокуратур|[Мм]инистерств|[Пп]равительств|[Аа]дминистраци|[Пп]арламент"
    r"|[Фф]едераци|[Кк]онфедераци|[Пп]арти|[Пп]рофсоюз|[Сс]оюз|[Кк]омитет|[Бб]анк|[Кк]онгресс)"
    r"[а-яё]{0,5}$"
)
# What goes on with the name of a body: по правам человека, в поддержку рабочих.
_CAUSE = re.compile(
    r" (?:по правам|по делам|по защите|по борьбе с|по вопросам|в поддержку|в защиту"
    r"|за права) [а-яё]{3,20}(?: человека| прав| труда)?(?!\w)| без границ(?!\w)"
    r"| (?:имени|им\.) (?:[А-ЯЁ]\. ?){0,2}[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)?(?!\w)"
)
# Парламентская ассамблея Совета Европы
_ABOVE = re.compile(r" (?:Совета Европы|Европейского союза|Африканского союза)(?!\w)")
# Свободный профсоюз металлистов
_MEMBERS = re.compile(
    r" [а-яё]{3,24}(?:ов|ев|ей)(?: и [а-яё]{3,24}(?:ов|ев|ей))?(?!\w)"
)


def find(text: str, known: Iterable[Candidate] = ()) -> list[Candidate]:
    """By rule; known are the spans of a model, which rules join and extend."""
    spans = list(known)
    bodies = list(russian_bodies.find(text, spans))
    return [
        *russian_shapes.find(text, [*spans, *bodies]),
        *_posts(text, spans),
        *_bodies_of_places(text, spans),
        *_longer(text, spans),
        *russian_cues.find(text),
        *bodies,
    ]


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
        is_court = bool(COURT_END.search(surface))
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
        is_acronym = text[span.start : end] in ALWAYS_BODIES
        cause = None if is_acronym else _CAUSE.match(text, end)
        if cause or end > span.end:
            end = cause.end() if cause else end
            yield Candidate(span.start, end, FindKind.ORG, _SURE, SOURCE)
