"""The ways in which a protected name may be written, and what stands instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from archive import lexicon
from archive.protection import words

_PARTICLES = lexicon.listed(
    "al el ul bin ibn ben bint de la del da do dos das van von der den di du zu y e "
    "und of the and for in for des le les"
)
_ACRONYM_UPTO = 6
_SHORTEST_JOINED = 5
_SHORTEST_CUT, _ENDING_UPTO = 4, 4
_SIGN = re.compile(r"[^\w\s]")
_TITLES = lexicon.listed("mr mrs ms miss dr prof sir")


class Level(StrEnum):
    """How a protected name is shown; the values of Entity.Protection."""

    INITIALS = "initials"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Protected:
    """Somebody whose name is not shown: every spelling of it, in every script.

    has_parts: the text is known to be about them, and a surname or a given
    name alone means them too. withheld: what a hidden name is replaced by.
    """

    names: tuple[str, ...]
    level: str = Level.HIDDEN
    is_person: bool = True
    has_parts: bool = False
    withheld: str = "[name withheld]"

    def shown(self, name: str) -> str:
        """What is read instead of a spelling."""
        if self.level == Level.HIDDEN:
            return self.withheld
        return initials(name, is_person=self.is_person)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Folded words in their order, and how strictly they are looked for.

    is_part: a surname or a given name alone; is_word: a name of one word;
    is_acronym: in capitals only.
    """

    words: tuple[str, ...]
    shown: str
    is_person: bool
    is_part: bool = False
    is_word: bool = False
    is_acronym: bool = False
    is_capital: bool = False


def initials(name: str, *, is_person: bool = True) -> str:
    """N. S. for Natalia Sokolova; one letter for what is not a person.

    The initials of a body are its acronym, which is one of its names.
    """
    if words.UNSPACED.search(name):
        letters = [each for each in anyascii(name) if each.isupper()]
    else:
        letters = [word[0].upper() for word in _telling(name)]
    kept = letters[:4] if is_person else letters[:1]
    return " ".join(f"{letter}." for letter in kept) or "…"


def _telling(name: str) -> list[str]:
    """The words of a name, without particles and titles when there are others."""
    found = _printed(name)
    known = _PARTICLES | _TITLES
    return [word for word in found if words.fold(word) not in known] or found


def _printed(name: str) -> list[str]:
    return [each.printed for each in words.words(name)]


def spellings(who: Protected) -> Iterator[Spelling]:
    """All that is to be found of somebody in running text."""
    for name in who.names:
        shown = who.shown(name)
        folded = tuple(filter(None, map(words.fold, _printed(name))))
        if folded and not _says_no_more(folded, who):
            yield from _whole(name, folded, shown, is_person=who.is_person)
        if who.is_person and len(folded) > 1:
            yield from _short_forms(folded, shown)
    if who.has_parts and who.is_person:
        yield from _parts(who)


def _says_no_more(folded: tuple[str, ...], who: Protected) -> bool:
    """A spelling that is initials already tells no more than they do."""
    return who.level == Level.INITIALS and all(len(word) == 1 for word in folded)


def _whole(
    name: str, folded: tuple[str, ...], shown: str, *, is_person: bool
) -> Iterator[Spelling]:
    is_acronym = _is_acronym(name) and not is_person
    is_capital = name[:1].isupper() and (not is_person or len(folded) == 1)
    orders = {folded, (words.fold("".join(_printed(name))),)}
    if is_person and len(folded) > 1:
        orders |= {(folded[-1], *folded[:-1]), (*folded[1:], folded[0])}
        orders |= {(words.fold("".join(each)),) for each in list(orders)}
    if is_acronym and len(folded) == 1:
        orders.add(tuple(folded[0]))
    if words.UNSPACED.search(name):
        orders |= set(_romanised(name))
    for order in sorted(orders, key=len, reverse=True):
        yield Spelling(
            order,
            shown,
            is_person,
            is_word=is_person and len(folded) == 1,
            is_acronym=is_acronym,
            is_capital=is_capital,
        )


def _romanised(name: str) -> Iterator[tuple[str, ...]]:
    """By syllable, by word, and in one: as it is printed in Latin letters."""
    syllables = re.findall("[A-Z][a-z']*", anyascii(name))
    folded = tuple(filter(None, map(words.fold, syllables)))
    if folded:
        yield folded
        yield (folded[0], "".join(folded[1:])) if len(folded) > 2 else folded
        yield ("".join(folded),)


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= _ACRONYM_UPTO and " " not in name


def _short_forms(folded: tuple[str, ...], shown: str) -> Iterator[Spelling]:
    """First and last name; initials with a surname, before or after it."""
    for given, last in ((folded[:-1], folded[-1]), (folded[1:], folded[0])):
        if len(last) < 3:
            continue
        letters = tuple(each[0] for each in given)
        for order in {letters, letters[:1]}:
            yield Spelling((*order, last), shown, is_person=True, is_capital=True)
            yield Spelling((last, *order), shown, is_person=True, is_capital=True)
    if len(folded) > 2:
        yield Spelling((folded[0], folded[-1]), shown, is_person=True)


def _parts(who: Protected) -> Iterator[Spelling]:
    """Each word of a name of two or more, where it begins with a capital."""
    for name in who.names:
        printed = _telling(name)
        if len(printed) < 2:
            continue
        for word in printed:
            folded = words.fold(word)
            if len(folded) > 1 and not word.islower():
                shown = who.shown(name)
                is_capital = word[:1].isupper()
                yield Spelling(
                    (folded,),
                    shown,
                    is_person=True,
                    is_part=True,
                    is_capital=is_capital,
                )


def unspaced(who: Protected) -> Iterator[tuple[str, str]]:
    """Names of scripts without spaces, with what stands instead of each."""
    for name in who.names:
        if not words.UNSPACED.search(name):
            continue
        shown = who.shown(name)
        yield "".join(_printed(name)), shown
        if who.has_parts:
            yield from ((w, shown) for w in _printed(name) if len(w) > 1)


def verbatim(who: Protected) -> Iterator[tuple[str, str]]:
    """Names of bodies with a sign inside, at which a name in words would end."""
    for name in () if who.is_person else who.names:
        if _SIGN.search(name):
            yield from ((way, who.shown(name)) for way in {name, name.upper()})


def joined(who: Protected) -> Iterator[str]:
    """The names in one word, as addresses and hashtags have them."""
    for each in spellings(who):
        word = "".join(each.words)
        if not each.is_acronym and len(word) >= _SHORTEST_JOINED:
            yield word


def slug_pattern(people: Iterable[Protected]) -> str:
    """A regular expression for addresses that hold one of the names.

    Empty when there is none. Lone surnames do not count.
    """
    found = {
        "[-_]".join(_inflected(each.words))
        for who in people
        for each in spellings(who)
        if not each.is_part and all(word.isascii() for word in each.words)
    }
    return rf"(^|[-_])({'|'.join(sorted(found))})($|[-_])" if found else ""


def _inflected(name: tuple[str, ...]) -> Iterator[str]:
    """Of two words or more each may end as words do in languages with cases."""
    for word in name:
        *_, base = words.bases(word)
        stem = base.removesuffix(words.INFLECTED)
        is_cut = len(name) > 1 and len(stem) >= _SHORTEST_CUT
        yield f"{re.escape(stem)}[a-z]{{0,{_ENDING_UPTO}}}" if is_cut else word


@lru_cache(maxsize=64)
def full_names(
    others: tuple[str, ...], people: tuple[Protected, ...]
) -> re.Pattern[str] | None:
    """Where names of others stand that hold a word of a protected one.

    Names of two words or more: who is called by one word is not told from it.
    None when there are none.
    """
    shared = {
        words.fold(word)
        for who in people
        for name in who.names
        for word in _telling(name)
    }
    found = {
        r"\s+".join(map(re.escape, name.split()))
        for name in others
        if len(telling := _telling(name)) > 1
        and not shared.isdisjoint(map(words.fold, telling))
    }
    ways = sorted(found, key=len, reverse=True)
    if not ways:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
