# ruff: noqa: RUF001  words and marks of other scripts are meant
"""How a letter greets and how it takes leave, line by line."""

import re
from dataclasses import dataclass

from campaign.adapting import phrases, sentences
from campaign.adapting.lines import Kind, Line

_MARK = re.compile(r"[,،，:：;!！]+")
_REST = " .…_\"”»*'’"
_JOINED = re.compile(r"(?:and|und|et|y|e|и|та|і|en|ve|och|og|a|i|oraz|sowie)\s+")
_LONGEST = 220
_TAIL = 600
_LONGEST_LEAVE = 320
_COURTESY = re.compile(
    r"salut|salud|salué|grüß|gruß|consid|assur|expres|respe[ct]|hochacht|estima|szacun"
    r"|wyraz|уваж|sentiments|cumprimento|regard|yours|faithful|sincer|particular"
    r"|despid|remain|subscre|groet|distint|agréer|yours"
)
_TITLED = re.compile(
    r"(?:mr|mrs|ms|dr|prof|herr|frau|herrn|monsieur|madame|señor|señora|sr|sra|г-н|г-жа"
    r"|господин|госпожа|пан|пані|pan|pani|panie|senhor|senhora|heer|mevrouw|sayın|herr"
    r"|fru|signor|signora|members|members of|friends|colleagues)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Greeting:
    """end is where it ends in the line's text; is_sure: no address looks so."""

    end: int
    is_sure: bool
    is_closed: bool


def greeting(line: Line) -> Greeting | None:
    """The greeting a line begins with. Whether a letter follows is not asked."""
    if line.kind not in {Kind.TEXT, Kind.LETTER}:
        return None
    if line.text[line.lead : line.lead + 1].islower():
        return None
    is_sure = bool(phrases.among("openings", "strong").match(line.folded))
    if not is_sure and not phrases.among("openings", "weak").match(line.folded):
        return None
    end = _greeted(line.text, line.lead, is_sure=is_sure)
    if not end:
        return None
    closed = line.text[:end].rstrip("_\"”»*'’ ")[-1:] in {*",،，:：;!！."}
    return Greeting(end, is_sure, closed)


def _greeted(text: str, at: int, *, is_sure: bool) -> int:
    """Where the greeting ends; 0 when the line is none."""
    mark = _MARK.search(text, at, at + _LONGEST)
    if mark is None:
        return len(text) if _is_bare(text, at, most=12 if is_sure else 4) else 0
    count = len(text[at : mark.start()].split())
    goes_on = text[mark.end() :].strip(_REST)
    if count > (14 if is_sure else 6 if goes_on else 10):
        return 0
    end = mark.end()
    while text[end:].strip(_REST):
        following = _another(text, end)
        if not following:
            return _rest_of_name(text, end)
        end = following
    return len(text)


def _is_bare(text: str, at: int, *, most: int) -> bool:
    words = text[at:].split()
    is_open = text.endswith(("...", "…", "__", "]", ")"))
    is_sentence = text.endswith("?") or (text.endswith(".") and len(words) * 2 > most)
    return len(text) <= 110 and len(words) <= most and (is_open or not is_sentence)


def _rest_of_name(text: str, end: int) -> int:
    """A name with a comma in it: Dear President X, Y Z,"""
    rest = text[end:].strip()
    ends = (",", ":", "!") if len(rest.split()) <= 2 else (",", ":")
    is_name = rest.endswith(ends) and len(rest.split()) <= 4
    return len(text) if is_name and len(text) <= 110 else end


def _another(text: str, at: int) -> int:
    """Where a second greeting behind the first ends: …, dear Minister Y,"""
    mark = _MARK.search(text, at, at + _LONGEST)
    end = mark.start() if mark else len(text)
    if end - at > 120 or len(text[at:end].split()) > 10:
        return 0
    folded = phrases.fold(text[at:end]).strip()
    joined = _JOINED.match(folded)
    folded = folded[joined.end() :] if joined else folded
    is_one = any(
        pattern.match(folded)
        for pattern in (
            phrases.among("openings", "strong"),
            phrases.among("openings", "weak"),
            phrases.among("offices"),
            _TITLED,
        )
    )
    if not is_one or (mark is None and text.endswith((".", "?"))):
        return 0
    return mark.end() if mark else len(text)


@dataclass(frozen=True, slots=True)
class Farewell:
    """Bounds in the line's text. goes_on: the sentence may run into the next line."""

    start: int
    end: int
    goes_on: bool


def farewell(line: Line) -> Farewell | None:
    """The words of leave a line is, begins with or ends with."""
    if line.kind in {Kind.SKIPPED, Kind.ENDING}:
        return None
    return _at_head(line) or _at_end(line)


def _at_head(line: Line) -> Farewell | None:
    folded = line.folded
    whole = phrases.among("closings", "sentence").match(folded)
    if whole and _COURTESY.search(folded):
        return Farewell(line.lead, len(line.text), not line.ends_sentence)
    found = phrases.among("closings", "line").match(folded)
    if found is None:
        return None
    end = _phrase_end(line, found.group())
    return _short(line.text, line.lead, end)


def _phrase_end(line: Line, phrase: str) -> int:
    at = line.lead
    for _ in phrase.split():
        found = re.compile(r"\s*\S+").match(line.text, at)
        at = found.end() if found else at
    return at


def _short(text: str, start: int, end: int) -> Farewell | None:
    """A phrase of leave with little behind it: a name, "from all of us"."""
    before = text[:end].rstrip()
    rest = text[end:].strip()
    if not rest.strip(' ,.!:;»”"_'):
        return Farewell(start, len(text), goes_on=False)
    if before.endswith((",", "!", ".", ":")):
        is_name = len(rest) <= 120 and not rest[0].islower()
        return Farewell(start, len(before), goes_on=False) if is_name else None
    if len(rest.split()) > 6 or len(text) - start > 90 or text.endswith(("?", ":")):
        return None
    comma = text.find(",", end)
    if 0 < comma < len(text) - 1:
        behind = text[comma + 1 :].strip()
        if behind and behind[0].islower():
            return None
        return Farewell(start, comma + 1, goes_on=False)
    return Farewell(start, len(text), goes_on=False)


def _is_led_up_to(folded: str) -> bool:
    """Awaiting your answer, please accept our regards."""
    if len(folded) > _LONGEST_LEAVE:
        return False
    found = phrases.among("closings", "sentence").search(folded)
    if found is None or not folded[: found.start()].rstrip().endswith(","):
        return False
    return bool(_COURTESY.search(folded, found.start()))


def _at_end(line: Line) -> Farewell | None:
    """The last sentence of a paragraph, or the last but one before a name."""
    text = line.text
    low = max(0, len(text) - _TAIL)
    pieces = list(sentences.split(text, low, len(text)))[-2:]
    for start, end in pieces:
        folded = phrases.fold(text[start:end])
        if phrases.among("closings", "within").search(folded) or _is_led_up_to(folded):
            return Farewell(start, end, not line.ends_sentence and end == len(text))
        if start == low:
            continue
        found = phrases.among("closings", "line").match(folded)
        if found is not None:
            length = sum(1 for _ in found.group())
            found_here = _short(text, start, min(start + length, len(text)))
            if found_here:
                return found_here
        if phrases.among("closings", "sentence").match(folded) and _COURTESY.search(
            folded
        ):
            return Farewell(start, len(text), not line.ends_sentence)
    return None
