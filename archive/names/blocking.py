"""Short strings that two spellings of a name share, to look candidates up by.

A block is made of the consonants of a name, near ones as one. Names without a
common block are never compared, so a block errs on the side of sharing.
"""

import re
from collections.abc import Iterable, Iterator

from archive.names import (
    acronyms,
    atlas,
    given,
    korean,
    readings,
    scoring,
    translating,
    words,
)
from archive.names.keys import MOST_LETTERS, Kind

LONGEST = 40
_MOST_WORDS = 8
# A long name may go on after so many words.
_BEGUN = 4
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("aeiouvhY", ""),
        **dict.fromkeys("bpf", "p"),
        **dict.fromkeys("kg", "k"),
        **dict.fromkeys("td", "t"),
        **dict.fromkeys("szSCJT", "s"),
    }
)
# The same where a romanisation takes ch for h, h for g, j for a vowel.
_OTHERWISE = str.maketrans({"C": "k", "h": "k", "J": ""})


def blocks(text: str, kind: Kind) -> frozenset[str]:
    """What a name is looked up by, each at most 40 characters; none for no name."""
    if len(text) > MOST_LETTERS:
        return frozenset()
    return frozenset(
        block[:LONGEST]
        for reading in (*readings.readings(text), *_shorter(text, kind))
        for block in _of(reading, kind)
        if block
    )


def _shorter(text: str, kind: Kind) -> Iterator[str]:
    """In English; without what is said further of a place or a body."""
    if kind is not Kind.PERSON:
        yield scoring.without_further_words(text)
    if kind is Kind.ORG:
        yield translating.in_english(text)


def _of(text: str, kind: Kind) -> Iterator[str]:
    yield from _of_person(text) if kind is Kind.PERSON else _of_name(text, kind)


def _of_person(text: str) -> Iterator[str]:
    yield from korean.blocks(text)
    tokens = scoring.person_words(text)
    if len(tokens) > 3:
        tokens = [token for token in tokens if len(token) > 1] or tokens
    if len(tokens) == 1:
        yield from _single(tokens[0], is_short=True)
    if len(tokens) == 4:  # the third may be the first of two surnames
        yield from _of_pair(tokens[0], tokens[2])
        yield from _of_pair(tokens[2], tokens[0])
    tokens = tokens if len(tokens) < 4 else [*tokens[:2], tokens[-1]]
    for at, head in enumerate(tokens):
        for other in (*tokens[:at], *tokens[at + 1 :]):
            yield from _of_pair(head, other)


def _of_pair(head: str, other: str) -> Iterator[str]:
    """One name whole, of the other its beginning or its end."""
    if len(head) == 1:
        return
    is_given = given.relation(head, head)
    for whole in _headed(head):
        for part in _skeletons(other):
            if not is_given or len(other) == 1:
                yield f"{whole[:5]}.{_first(other)}"
            if len(other) > 1:
                yield f"{whole[:5]}+{part[:2]}"
                yield f"{whole[:5]}~{part[-2:]}"


def _of_name(text: str, kind: Kind) -> Iterator[str]:
    tokens = scoring.org_words(text) if kind is Kind.ORG else scoring.place_words(text)
    yield "".join(_skeleton(token) for token in tokens[:_MOST_WORDS])
    tokens = [words.SYNONYMS.get(token, token) for token in tokens[:_MOST_WORDS]]
    yield from _of_words(tokens, kind)
    core = [token for token in tokens if token not in _COMMON]
    if len(core) < len(tokens):
        yield from _of_words(core, kind)
    if kind is Kind.ORG:
        yield from _acronyms(text)
        if len(tokens) >= _BEGUN:
            yield "^" + " ".join(map(_short, tokens[:_BEGUN]))
    else:
        yield from (f"@{code}" for _kind, code in atlas.codes(text))


# Too many names share these to find one by.
_COMMON = words.GENERAL | set(words.DIRECTIONS) | set(words.SYNONYMS.values())


def _short(token: str) -> str:
    return _skeleton(token)[:4]


def _of_words(tokens: list[str], kind: Kind) -> Iterator[str]:
    if len(tokens) == 1:
        yield from _single(tokens[0], is_short=kind is Kind.PLACE)
        return
    whole = sorted(map(_short, tokens))
    yield " ".join(whole)
    if len(tokens) == 2:
        for head, other in (tokens, tokens[::-1]):
            if head not in words.GENERAL:
                yield f"{_skeleton(head)}+{_skeleton(other)[:1]}"
        return
    for at in range(len(tokens)):
        rest = tokens[:at] + tokens[at + 1 :]
        if set(rest) - _COMMON:
            yield " ".join(sorted(map(_short, rest)))


def _single(token: str, *, is_short: bool) -> Iterator[str]:
    """The consonants, and them with any one left out; of short names too."""
    for bones in _skeletons(token):
        yield from _begun(bones, token)
        if len(bones) > 3 or (is_short and len(bones) == 3):
            for at in range(len(bones)):
                yield from _begun(bones[:at] + bones[at + 1 :], token)


def _begun(bones: str, token: str) -> Iterator[str]:
    """A short skeleton with the kinds of sound its word may begin with."""
    if len(bones) > 2:
        yield bones
    else:
        yield from (f"{bones}-{start}" for start in _STARTS.get(token[0], token[0]))


# vowels; the lips; the throat; the teeth
_STARTS = (
    dict.fromkeys("aeioY", "a")
    | dict.fromkeys("bpfvmu", "v")
    | dict.fromkeys("gkh", "k")
    | dict.fromkeys("szSTJ", "s")
    | {"C": "ks"}
)


def _acronyms(text: str) -> Iterator[str]:
    plain = acronyms.letters(text)
    if 2 <= len(plain) <= 8 and len(text.split()) == 1:
        yield f"={plain}"
    yield from (f"={letters}" for letters in acronyms.initials(text))
    yield from (f"={row}" for row in acronyms.known_for(text))


def _headed(token: str) -> Iterator[str]:
    """Its skeletons, a short one with the kind of its first vowel."""
    for bones in _skeletons(token):
        if len(bones) > 2 or given.families(token):
            yield bones
        else:
            yield from (bones + vowel for vowel in _first_vowel(token))


def _first_vowel(token: str) -> str:
    """Every kind where a script may have left it out."""
    found = _VOWEL.search(token)
    return _VOWEL_KINDS[found[0]] if found else "aiu"


_VOWEL = re.compile(r"(?<=.)[aeiou]")
_VOWEL_KINDS = {"a": "a", "e": "i", "i": "i", "o": "u", "u": "u"}


def _skeletons(token: str) -> Iterable[str]:
    """Of the word, or of each name that a given name is a form of."""
    families = given.families(token) or (token,)
    return {
        bones
        for name in families
        for bones in (_skeleton(name), _skeleton(name.translate(_OTHERWISE)))
    }


def _first(token: str) -> str:
    """The kind of sound it begins with, of a given name in its usual form."""
    first = min(given.families(token) or (token,))[0]
    return {**dict.fromkeys("aeioJ", "a"), "u": "v"}.get(first, first)


def _skeleton(token: str) -> str:
    """Its consonants, near ones as one; a number or a vowel stays itself."""
    bones = token.translate(_SOUNDS)[:8]
    return bones or token[:1].replace("e", "a").replace("o", "u")
