"""Korean names, syllable by syllable: Im Seong-jun is Lim Sung-jun.

Print has a dozen romanisations, and most people one of their own. So a written
syllable stands for a few sounds, and two are alike where they have one in common.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from archive import lexicon

SAME, OTHER = 0.9, 0.3
_LONGEST = 24


def _in_order(sounds: str) -> list[str]:
    return sounds.split()


_VOWELS = {
    "yeo": "yeo", "yeu": "yeo", "yae": "yae ye", "yoo": "yu", "you": "yeo yu", "wae": "wae oe",
    "weo": "wo", "woo": "u", "wee": "wi", "eui": "ui", "ae": "ae e", "ai": "ae",
    "ah": "a", "ay": "ae", "ya": "ya", "ye": "ye yeo", "yo": "yo yeo", "yu": "yu yeo",
    "yi": "i ui", "eo": "eo", "eu": "eu", "oo": "u", "ou": "u eo", "oe": "oe", "oi": "oe",
    "oh": "o", "wa": "wa", "wo": "wo", "we": "we oe wae", "wi": "wi ui", "wu": "u",
    "ui": "ui wi", "ee": "i ui", "a": "a", "e": "e ae", "i": "i ui", "o": "o eo",
    "u": "u eo eu",
}  # fmt: skip
_INITIALS = {
    "ch": "j c", "sh": "s", "kk": "g", "tt": "d", "pp": "b", "ss": "s", "jj": "j",
    "g": "g", "k": "g k", "d": "d", "t": "d t", "b": "b", "p": "b p", "j": "j", "s": "s",
    "n": "n l", "m": "m", "h": "h", "l": "l", "r": "l", "": "-",
}  # fmt: skip
_FINALS = {
    "ng": "ng", "ck": "k", "n": "n", "m": "m", "k": "k", "g": "k", "t": "t", "d": "t",
    "s": "t", "l": "l", "r": "l", "p": "p", "b": "p", "": "-",
}  # fmt: skip
_SYLLABLE = re.compile(
    "({})({})({})".format(*("|".join(parts) for parts in (_INITIALS, _VOWELS, _FINALS)))
)
_HANGUL_INITIALS = tuple("ggnddlmbbss-jjcktph")
_HANGUL_VOWELS = _in_order(
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
)
_HANGUL_FINALS = _in_order("- k k k n n n t l k m p l l p l m p p t t ng t t k t p t")
_FIRST_HANGUL = 0xAC00
_HANGUL = re.compile("[\uac00-\ud7a3]{2,4}")
_LATIN = re.compile(r"[a-z]+(?:-[a-z]+)?(?: [a-z]+(?:-[a-z]+)?){1,2}")
_BREVES = str.maketrans({"ŏ": "eo", "ŭ": "eu", "'": None, "’": None})
# Wherever these stand first, the name is no Chinese one.
_ONLY_KOREAN = lexicon.listed(
    "kim gim lee rhee park pak choi choe jung jeong cho jo yoon lim rim oh seo suh shin "
    "kwon ahn ryu yoo jeon moon baek paek heo hur noh roh bae kwak gwak hyun"
)

_Sounds = tuple[frozenset[str], frozenset[str], frozenset[str]]
_Given = tuple[_Sounds, _Sounds]


@dataclass(frozen=True, slots=True)
class _Name:
    surname: frozenset[int]
    given: tuple[_Given, ...]
    is_sure: bool


def likeness(a: str, b: str) -> float | None:
    """How alike two Korean names are; None unless both are, and one surely."""
    first, second = _read(a), _read(b)
    if not (first and second and (first.is_sure or second.is_sure)):
        return None
    is_same = first.surname & second.surname and any(
        all(map(_share, one, other))
        for one, other in product(first.given, second.given)
    )
    return SAME if is_same else OTHER


def blocks(text: str) -> frozenset[str]:
    """The family, and with what sounds the syllables of the given name may begin."""
    name = _read(text)
    if not name:
        return frozenset()
    return frozenset(
        f"K{family}{''.join(sounds)}"
        for family in name.surname
        for one, other in name.given
        for sounds in product(sorted(one[0]), sorted(other[0]))
    )


def _share(one: _Sounds, other: _Sounds) -> bool:
    return all(a & b for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=20_000)
def _read(text: str) -> _Name | None:
    """A family name and two syllables, in either order where a hyphen tells it."""
    text = unicodedata.normalize("NFC", text).strip()
    if _HANGUL.fullmatch(text.replace(" ", "")):
        return _in_hangul(text.replace(" ", ""))
    plain = text.casefold().translate(_BREVES)
    if len(plain) > _LONGEST or not _LATIN.fullmatch(plain):
        return None
    words = plain.split()
    if len(words) == 2 and "-" in words[0] and "-" not in words[1]:
        words.reverse()
    return _named(words[0], words[1:])


def _in_hangul(text: str) -> _Name | None:
    surname, given = text[:-2], text[-2:]
    family = _families().get(surname, frozenset())
    if not family:
        return None
    return _Name(family, ((_sounds(given[0]), _sounds(given[1])),), is_sure=True)


def _sounds(syllable: str) -> _Sounds:
    at = ord(syllable) - _FIRST_HANGUL
    rest, final = divmod(at, len(_HANGUL_FINALS))
    initial, vowel = divmod(rest, len(_HANGUL_VOWELS))
    return (
        frozenset([_HANGUL_INITIALS[initial]]),
        frozenset([_HANGUL_VOWELS[vowel]]),
        frozenset([_HANGUL_FINALS[final]]),
    )


def _named(surname: str, given: list[str]) -> _Name | None:
    family = _families().get(surname, frozenset())
    syllables = _syllables("-".join(given)) if family else ()
    if not syllables:
        return None
    is_hyphened = len(given) == 1 and "-" in given[0]
    return _Name(family, syllables, is_sure=is_hyphened and surname in _ONLY_KOREAN)


def _syllables(given: str) -> tuple[_Given, ...]:
    """Every way to part it in two, or the one its hyphen shows."""
    one, hyphen, other = given.partition("-")
    parted = (
        [(one, other)]
        if hyphen
        else [(given[:at], given[at:]) for at in range(1, len(given))]
    )
    read = ((_written(one), _written(other)) for one, other in parted)
    return tuple((one, other) for one, other in read if one and other)


@cache
def _written(syllable: str) -> _Sounds | None:
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return None
    initial, vowel, final = found.groups()
    return (
        frozenset(_INITIALS[initial].split()),
        frozenset(_VOWELS[vowel].split()),
        frozenset(_FINALS[final].split()),
    )


@cache
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, line in enumerate(lexicon.entries("korean-surnames")):
        for spelling in line.split():
            found.setdefault(spelling, set()).add(at)
    return {spelling: frozenset(lines) for spelling, lines in found.items()}
