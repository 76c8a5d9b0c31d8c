"""Short forms in capitals: which names they may stand for."""

import re
from collections import defaultdict
from functools import cache

from archive import lexicon
from archive.names import romanising, words

_IN_BRACKETS = re.compile(r"\(([^()]{2,12})\)\s*$")
_HUMPS = re.compile(r"[A-Z](?=[a-z])|(?<=[a-z])[A-Z]")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,6}")


def is_capitals(text: str) -> bool:
    return bool(_CAPITALS.fullmatch(text.strip())) and text.isupper()


def without_own(text: str) -> str:
    found = _IN_BRACKETS.search(text)
    name = text[: found.start()] if found else text
    return name if found and is_acronym(found[1], name) else text


def is_acronym(short: str, long: str) -> bool:
    return len(short.split()) == 1 and letters(short) in initials(long)


def may_stand_for(short: str, long: str) -> bool:
    """By its initials, or known for those of its name in another language."""
    return is_acronym(short, long) or bool(known_for(short) & known_for(long))


def known_for(text: str) -> frozenset[int]:
    """Of which rows of the list of acronyms it is a spelling."""
    return _known().get(_plain(text), frozenset())


@cache
def _known() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for at, row in enumerate(lexicon.rows("acronyms-abroad")):
        for spelling in row:
            found[_plain(spelling)].add(at)
    return {spelling: frozenset(rows) for spelling, rows in found.items()}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", romanising.romanise(text).casefold()))


def letters(text: str) -> str:
    return re.sub(r"\W", "", romanising.romanise(text)).lower()


def initials(text: str) -> set[str]:
    """What a name of several words or humps may be shortened to."""
    plain = romanising.romanise(text)
    found = {"".join(_HUMPS.findall(plain)).lower()}
    for spelling in {plain, plain.replace("-", "")}:
        every = re.findall(r"[a-z]+", spelling.lower().replace("'", ""))
        main = [word for word in every if word not in words.SMALL]
        if len(main) > 1:
            found |= {"".join(word[0] for word in some) for some in (every, main)}
    return {short for short in found if 2 <= len(short) <= 8}
