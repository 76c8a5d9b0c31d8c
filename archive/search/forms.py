# ruff: noqa: RUF001  letters of several scripts are meant
"""Forms of a word that its endings alone do not lead to. Pure.

A stemmer takes endings off. It does not know that struck is strike, that забастовок
is забастовка, gestreikt streiken, or a grève what grévistes do; nor that who types
organisation may be answered by a text with a z. A rule may make a word that nobody
writes: none is found by it then.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from archive import lexicon
from archive.search import words

_SHORTEST = 4
_LATIN, _CYRILLIC = ("en", "de", "fr", "es"), ("ru",)
_ISE = re.compile(r"([iy])([sz])(?=(?:e[ds]?|ers?|ing|ations?|ational)$)")
_OUR = re.compile(r"(?<=[a-z]{2})ou?r(?=(?:s|e[dr]s?|ing|able)?$)")
_FLEETING = re.compile(r"(.{2,})[оеё]([кнмлц])")
_PARTED = re.compile(r"(.*[бвгджзклмнпрстфхцчшщь])([кнмлц])")
# арестовали, арест; журналистка; задержаны, задержали, задержание
_MADE_OF = {
    "ова": "",
    "истк": "ист",
    "ист": "истка",
    "ан": "аны",
    "а": "ание",
    "к": "к",
    "": "овать",
}
_IERT = re.compile(r"(.{3,})ier(?:en|t|te|ten|ung)")
_DOING = re.compile(r"(.{4,})end(?:e[nmrs]?)?")
_DONE = re.compile(r"(?:ge(.{3,})|(.{4,}))t")
_WOMAN = re.compile(r"(.{3,}(?:ist|ent|ant|or|eur))in(?:nen)?")


@lru_cache(maxsize=20_000)
def stems(token: str) -> tuple[str, ...]:
    """The stems a word may have, of itself and of its other forms, in each language
    of its script that gives one.
    """
    found = (
        words.stemmed(each, language)
        for language in _languages(token)
        for each in _forms(token, language)
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _languages(token: str) -> tuple[str, ...]:
    """Those that have an ending for it; without one it is found as it is typed."""
    name = unicodedata.name(token[0], "")
    if name.startswith("LATIN"):
        return _LATIN
    return _CYRILLIC if name.startswith("CYRILLIC") else ()


def _forms(token: str, language: str) -> Iterator[str]:
    yield token
    stem = words.stemmed(token, language)
    yield from _told(language).get(stem, ())
    if len(token) >= _SHORTEST:
        yield from _RULES[language](token, stem[1:])


@lru_cache(maxsize=len(words.STEMMED))
def _told(language: str) -> Mapping[str, Collection[str]]:
    """By the stem of each word of a list the words of its line."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lexicon.entries("word-forms", language):
        for each in line.split():
            found[words.stemmed(each, language)] |= dict.fromkeys(line.split())
    return found


def _english(token: str, _stem: str) -> Iterator[str]:
    """British and American spellings."""
    if found := _ISE.search(token):
        other = "z" if found[2] == "s" else "s"
        yield token[: found.start(2)] + other + token[found.end(2) :]
    if found := _OUR.search(token):
        other = "or" if found[0] == "our" else "our"
        yield token[: found.start()] + other + token[found.end() :]


def _russian(token: str, stem: str) -> Iterator[str]:
    """Vowels that come and go (тюрьма, тюрем), and what verbs make of nouns."""
    if found := _FLEETING.fullmatch(token):
        yield from (f"{found[1]}{found[2]}а", f"{found[1]}ь{found[2]}а")
    if found := _PARTED.fullmatch(stem):
        whole = found[1].removesuffix("ь")
        yield from (f"{whole}о{found[2]}", f"{whole}е{found[2]}")
    ending = next(each for each in _MADE_OF if stem.endswith(each))
    yield stem.removesuffix(ending) + _MADE_OF[ending]


def _german(token: str, stem: str) -> Iterator[str]:
    """Participles, verbs of foreign nouns, women."""
    if found := _IERT.fullmatch(token):
        noun = found[1]
        yield noun
    else:
        noun = re.sub("e[ns]?$", "", token)
    yield from (f"{noun}ieren", f"{noun}iert")
    if found := _WOMAN.fullmatch(token):
        yield found[1]
        return
    if _WOMAN.fullmatch(f"{stem}in"):
        yield from (f"{stem}in", f"{stem}innen")
    done = _DOING.fullmatch(token) or _DONE.fullmatch(token)
    verb = next(filter(None, done.groups()), stem) if done else stem
    yield from (f"{verb}en", f"{verb}t", f"ge{verb}t", f"{verb}ende")


def _french(token: str, stem: str) -> Iterator[str]:
    """Who does it, man and woman, one and many."""
    yield token[:-1] if token.endswith("s") else f"{token}s"
    if found := re.fullmatch(r"(.{3,})(eurs?|euses?)", token):
        yield f"{found[1]}{'euse' if 'r' in found[2] else 'eur'}"
    yield stem.removesuffix("ist") if stem.endswith("ist") else f"{stem}iste"


def _spanish(token: str, stem: str) -> Iterator[str]:
    """Who does it, one and many; a c for a z, and an accent that was not typed."""
    if token.endswith("ces"):
        yield f"{token[:-3]}z"
    elif token.endswith("z"):
        yield f"{token[:-1]}ces"
    if token.endswith("s"):
        yield from (token[:-1], token.removesuffix("es"))
    else:
        yield from (f"{token}s", f"{token}es")
    if token.endswith(("cion", "sion")):
        yield f"{token[:-2]}ón"
    if stem.endswith("ist"):
        yield stem[:-3].removesuffix("u") + "a"
    else:
        yield f"{stem}uista" if stem.endswith("g") else f"{stem}ista"


_RULES: Mapping[str, Callable[[str, str], Iterator[str]]] = {
    "en": _english,
    "ru": _russian,
    "de": _german,
    "fr": _french,
    "es": _spanish,
}
