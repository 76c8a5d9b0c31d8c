"""The words of a name that must be equal for a machine to join two spellings."""

import re
from collections.abc import Container, Sequence
from enum import StrEnum

from archive.names import acronyms, atlas, folding, words


class Kind(StrEnum):
    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"


# A longer text is no name: it is the same only when it is the same.
MOST_LETTERS = 400
Tokens = list[str]

_SERVANT = re.compile(r"^abd(?:[aeuio]?l|[aeuo])?$")
_SERVANT_OF = re.compile(r"^abd[aeuio]?l(?=[bcdfghjklmnpqrstvzCSJT]\w\w|a[zkh]\w{2})")
_RUSSIAN_END = re.compile(r"(?:[oei]v|in)a?$")
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_CO = re.compile(r"(?<=\w )Co\.?$")
_COMPOUND = re.compile(r"(?i)(?<=\w{4})workers?\b")
_THE_FIRST = re.compile(r"(?<=\w )I$")
_HAN = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff]{1,2})")
_ONE_PARTICLE = {"el": "al", "ibn": "bin", "ben": "bin", "bn": "bin"}


def key_words(text: str, kind: Kind) -> Tokens:
    if kind is Kind.PERSON:
        return without_titles(with_servants(folding.tokens(parted(text))))
    text = _THE_FIRST.sub("1", text)
    if kind is Kind.ORG:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
        text = words.LEGAL_PHRASES.sub(" ", acronyms.without_own(text))
        text = _CO.sub("Company", _COMPOUND.sub(r" \g<0>", text))
    tokens = [
        words.SYNONYMS.get(t, t) if t in _EXACT else t for t in folding.tokens(text)
    ]
    if kind is Kind.PLACE:
        return _without_number_words(_points_alike(without(tokens, _SMALL_IN_PLACES)))
    kept = without(tokens, words.SMALL | words.LEGAL_FORMS)
    return _without_number_words(_without_republic(kept))


# spelled otherwise by rule, not by taste: these take part in the key
_EXACT = frozenset(
    spelling
    for spelling, name in words.SYNONYMS.items()
    if name in words.SPELLED_OTHERWISE
)


# Lagos is not Los Lagos.
_SMALL_IN_PLACES = words.folded("of the and de del du der et y va")


def without(tokens: Tokens, unwanted: Container[str]) -> Tokens:
    """All but these words; all when nothing would be left."""
    return [token for token in tokens if token not in unwanted] or tokens


_RUSSIAN = dict.fromkeys(words.folded("oblast oblasty oblys oblysy voblast"), "region")
_RUSSIAN |= dict.fromkeys(words.folded("raion rayon audan audany"), "district")


def _points_alike(tokens: Tokens) -> Tokens:
    """Western Kazakhstan is West Kazakhstan; an oblast is a region."""
    if len(tokens) == 1:
        return tokens
    tokens = [_RUSSIAN.get(token, token) for token in tokens]
    return [words.DIRECTIONS[t] if t in words.POINTS else t for t in tokens]


# Two states each call themselves republic of these.
_TWO_REPUBLICS = words.folded("china korea kongo congo ireland cyprus sudan")


def _without_republic(tokens: Tokens) -> Tokens:
    """The Embassy of the Republic of Kazakhstan is that of Kazakhstan."""
    if words.REPUBLIC not in tokens[:-1]:
        return tokens
    at = tokens.index(words.REPUBLIC)
    country = tokens[at + 1]
    is_described = bool(at and tokens[at - 1] in _KINDS_OF_REPUBLIC)
    if is_described or country in _TWO_REPUBLICS:
        return tokens
    codes = atlas.codes(folding.printed(country))
    is_country = bool(codes) and all(kind == "country" for kind, _code in codes)
    return tokens[:at] + tokens[at + 1 :] if is_country else tokens


_KINDS_OF_REPUBLIC = words.folded(
    "democratic peoples islamic socialist soviet federal federative united bolivarian "
    "first second third fourth fifth autonomous"
)


def _without_number_words(tokens: Tokens) -> Tokens:
    following = [*tokens[1:], ""]
    return [
        word
        for word, after in zip(tokens, following, strict=False)
        if word != "number" or not after.isdigit()
    ]


def parted(text: str) -> str:
    """A Chinese name in its own script: surname, given name."""
    found = _HAN.fullmatch(text.strip())
    return f"{found[1]} {found[2]}" if found else text


def without_titles(tokens: Tokens) -> Tokens:
    """Dr. Chidi Okonkwo is Chidi Okonkwo; but at least two names remain."""
    at = 0
    while len(tokens) - at > 2 and tokens[at] in words.TITLES:
        at += 1
    return tokens[at:]


def with_servants(tokens: Sequence[str]) -> Tokens:
    """Abd al-Karim, Abdel Karim and Abdulkarim, all as abd karim."""
    found: Tokens = []
    for token in tokens:
        if found and found[-1] == "abd" and token in words.ARTICLES:
            continue
        servant = _SERVANT_OF.search(token)
        if servant and not _RUSSIAN_END.search(token):
            found += ["abd", token[servant.end() :]]
        elif _SERVANT.search(token):
            found.append("abd")
        else:
            found.append(_ONE_PARTICLE.get(token, token) if found else token)
    return found
