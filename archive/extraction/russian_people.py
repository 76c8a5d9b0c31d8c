# ruff: noqa: RUF001  Cyrillic is meant
"""A model's Russian people mended: names torn apart, two people run together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.extraction import morphology
from archive.extraction.finds import Candidate, FindKind

_DESCENT = re.compile(r" (?:кызы|гызы|кизи|уулу|улы|угли|оглы|оглу)(?!\w)")
_FATHER = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]вич|[оеё]вн)(?:а|у|ем|е|ы|ой)?(?![\w-])")
# штаба Навального | Ю. Степанов
_INITIALS_OF_ANOTHER = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? (?:[А-ЯЁ]\. ?){1,2}[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?"
)
_KIN = re.compile(
    r"(?<!\w)(?:сестр|мат|брат|оте?ц|жен|муж|вдов|доч|сын|супруг|тёщ|свекров|тёт|дяд|внук|внучк)"
    r"[а-яё]{0,5} $",
    re.IGNORECASE,
)
_WHERE = frozenset({"в", "во", "из", "на", "под", "до", "селе"})
_PERSONAL = frozenset({"Name", "Patr", "Surn"})


def mend(text: str, spans: Sequence[Candidate]) -> Iterator[Candidate]:
    """The spans in their order, people whole and apart; others unchanged."""
    waiting: Candidate | None = None
    for span in _whole(text, spans):
        if waiting and _is_one(text, waiting, span):
            waiting = replace(waiting, end=span.end)
            continue
        if waiting:
            yield from _apart(text, waiting)
        waiting = span if span.kind is FindKind.PERSON else None
        if waiting is None:
            yield span
    if waiting:
        yield from _apart(text, waiting)


def _is_one(text: str, first: Candidate, second: Candidate) -> bool:
    """Остапчук | Анне Львовне; Сергея Абрамовича | Климова; Валерьян | Вахитов."""
    if second.kind is not FindKind.PERSON or text[first.end : second.start] != " ":
        return False
    before = [_kinds(word) for word in text[first.start : first.end].split(" ")]
    after = [_kinds(word) for word in text[second.start : second.end].split(" ")]
    if len(before) == 1 and _FATHER.match(text, second.start):
        return len(after) < 3 and not _FATHER.match(text, first.start)
    if len(before) == 1 and len(after) == 2:
        return "Name" not in before[0] and "Name" in after[0] and "Patr" in after[1]
    if len(before) == len(after) == 1:
        is_given = _is_given(text[first.start : first.end])
        is_other = _is_given(text[second.start : second.end])
        return is_given and "Surn" in after[0] and not is_other
    is_lone = len(after) == 1 and not after[0] & {"Name", "Patr"}
    return len(before) == 2 and "Patr" in before[1] and is_lone


def _apart(text: str, span: Candidate) -> Iterator[Candidate]:
    """Вдова | Оразбаева | Асель Нургалиева: a surname, then somebody else."""
    words = text[span.start : span.end].split(" ")
    kinds = [_kinds(word) for word in words]
    if "Geox" in kinds[-1] and not kinds[-1] & _PERSONAL:
        yield from _town(span, words, kinds)
        return
    are_two = (
        len(words) == 3
        and "Name" in kinds[1]
        and not any("Patr" in of_word for of_word in kinds)
        and "Name" not in kinds[0]
        and "Surn" in kinds[0]
        and "Surn" in kinds[2]
    )
    middle = span.start + len(words[0])
    if _INITIALS_OF_ANOTHER.fullmatch(text, span.start, span.end):
        are_two = True
    if _is_employer(words, kinds):
        yield replace(span, end=middle, kind=FindKind.ORG)
        yield replace(span, start=middle + 1)
        return
    are_two = are_two or _is_relative(text, span, words, kinds)
    if not are_two:
        yield span
        return
    yield replace(span, end=middle)
    yield replace(span, start=middle + 1)


def _is_relative(
    text: str, span: Candidate, words: list[str], kinds: list[set[str]]
) -> bool:
    """Сестра | Абишева | Рысты: whose sister, and her name; Абишев is in the text."""
    if len(words) != 2 or "Surn" not in kinds[0] or "Surn" in kinds[1]:
        return False
    if not _KIN.search(text, max(span.start - 12, 0), span.start):
        return False
    his = {
        each.nominative.capitalize()
        for each in morphology.readings(words[0].casefold())
        if each.kind == "Surn" and (each.case, each.gender) == ("gent", "masc")
    }
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in his)


def _is_employer(words: list[str], kinds: list[set[str]]) -> bool:
    """токарь | Белшины | Юрий Бельский: a body, then who works there."""
    if len(words) != 3 or kinds[0] != {"NOUN"} or not kinds[2] & {"Surn", "ADJF"}:
        return False
    given = [x for x in morphology.readings(words[1].casefold()) if x.kind == "Name"]
    is_named = any(each.case == "nomn" for each in given)
    cases = {each.case for each in morphology.readings(words[0].casefold())}
    return is_named and "nomn" not in cases


def _whole(text: str, spans: Sequence[Candidate]) -> Iterator[Candidate]:
    """With what belongs to the name; a given name is a person's, no place's."""
    for span in spans:
        if span.kind is FindKind.PLACE and _is_first_name(text, span):
            yield replace(span, kind=FindKind.PERSON)
        else:
            yield _with_descent(text, span)


def _is_first_name(text: str, span: Candidate) -> bool:
    surface = text[span.start : span.end]
    before = text[max(span.start - 5, 0) : span.start].split()
    if " " in surface or (before and before[-1] in _WHERE):
        return False
    kinds = _kinds(surface)
    return morphology.is_word(surface.casefold()) and kinds in ({"Name"}, {"Patr"})


def _with_descent(text: str, span: Candidate) -> Candidate:
    """Махабат Тажибек | кызы: whose child one is."""
    child = _DESCENT.match(text, span.end) if span.kind is FindKind.PERSON else None
    return replace(span, end=child.end()) if child else span


def _town(
    span: Candidate, words: list[str], kinds: list[set[str]]
) -> Iterator[Candidate]:
    """Гомель alone, Шахтёры Гомеля: a place taken for a surname."""
    is_of_people = len(words) == 2 and kinds[0] == {"NOUN"}
    if len(words) == 1 or is_of_people:
        start = span.end - len(words[-1])
        yield replace(span, start=start, kind=FindKind.PLACE)
    else:
        yield span


def _is_given(word: str) -> bool:
    """Whether it is a given name of one person, no patronymic."""
    read = morphology.readings(word.casefold())
    one = {each.kind for each in read if each.gender != "plur"}
    return "Name" in one and "Patr" not in one


def _kinds(word: str) -> set[str]:
    return {reading.kind for reading in morphology.readings(word.casefold())}
