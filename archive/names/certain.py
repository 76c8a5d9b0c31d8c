"""Whether two spellings are surely one: what a machine may join without asking."""

import re
from itertools import product

from archive.names import (
    abjads,
    atlas,
    given,
    readings,
    romanising,
    sounds,
    translating,
    words,
)
from archive.names.keys import MOST_LETTERS, Kind, Tokens, key_words

_SURNAME = re.compile(
    r"(?:[oe]va?|ina?|sk(?:i|oi|aia)|enk[oa]|uk|ian|dze|Svili|zade|oglu|pulos|idis)$"
)
_V_OR_W = re.compile(r"[vw](?=\w)")
_GERMAN = re.compile(r"sch|\w[aeo]w")
_LEAST_RUN_TOGETHER = 6
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}(?:[-'’][^\W\d_a-z]+)*")


def may_be_joined(a: str, b: str, kind: Kind) -> bool:
    """One spelling, no disguise; for a person two names, in an order that is sure."""
    if max(len(a), len(b)) > MOST_LETTERS:
        return False
    if romanising.mixed_scripts(a) or romanising.mixed_scripts(b):
        return False
    found = _one_spelling(a, b, kind)
    if found is None or not any(len(token) > 1 for token in found[0]):
        return False
    if kind is Kind.PLACE:
        return atlas.are_one(a, b) or not _are_two_places(a, b)
    return kind is Kind.ORG or _are_one_person(a, b, *found)


def _are_two_places(a: str, b: str) -> bool:
    """Vigan and Wigan: one sound and two places; but German prints W for a v."""
    may_be_german = _GERMAN.search(a) or _GERMAN.search(b)
    if a.isascii() and b.isascii() and not may_be_german:
        sounds = (_V_OR_W.findall(text.lower()) for text in (a, b))
        if next(sounds) != next(sounds):
            return True
    return atlas.contradict(atlas.codes(a), atlas.codes(b))


def is_one_spelling(a: str, b: str, kind: Kind) -> bool:
    """Equal keys in one of the romanisations the two may be printed in."""
    return _one_spelling(a, b, kind) is not None


def _one_spelling(a: str, b: str, kind: Kind) -> tuple[Tokens, Tokens] | None:
    """The words in which the two are equal, whatever their order."""
    if kind is Kind.PLACE and atlas.are_one(a, b):
        return [a], [a]
    if romanising.omits_vowels(a) != romanising.omits_vowels(b):
        return _in_arabic(a, b, kind)
    for one, other in product(_all_words(a, kind), _all_words(b, kind)):
        if sorted(one) == sorted(other) or _are_run_together(one, other, kind):
            return one, other
    heard = list(sounds.heard(a)), list(sounds.heard(b))
    if _are_run_together(*heard, kind):
        return heard
    if kind is Kind.ORG and translating.is_translated(a, b):
        return [a], [a]
    return None


def _in_arabic(a: str, b: str, kind: Kind) -> tuple[Tokens, Tokens] | None:
    latin, arabic = (b, a) if romanising.omits_vowels(a) else (a, b)
    if kind is Kind.PLACE and (atlas.codes(latin) or atlas.codes(arabic)):
        return None
    tokens = key_words(latin, kind)
    return (tokens, tokens) if abjads.is_spelt(latin, arabic, kind) else None


def _all_words(text: str, kind: Kind) -> list[Tokens]:
    return [
        _with_articles(key_words(reading, kind)) for reading in readings.readings(text)
    ]


def _with_articles(tokens: Tokens) -> Tokens:
    """Al-Tajer, as Altajer; the l may sound as the letter that follows."""
    found: Tokens = []
    is_article = False
    for token in tokens:
        if is_article:
            found[-1] = "al" + token
            is_article = False
        else:
            found.append(token)
            is_article = token in words.ARTICLES
    return found


def _are_run_together(one: Tokens, other: Tokens, kind: Kind) -> bool:
    """ArcelorMittal and Arcelor Mittal, Jong Un and Jong-un: the spaces differ."""
    letters = "".join(one)
    if len(one) == len(other) or letters != "".join(other) or not letters.isalpha():
        return False
    if kind is Kind.PLACE:
        return False
    if kind is Kind.ORG:
        return len(letters) >= _LEAST_RUN_TOGETHER
    return min(len(one), len(other)) > 1 and (
        one[0] == other[0] or one[-1] == other[-1]
    )


def _are_one_person(a: str, b: str, one: Tokens, other: Tokens) -> bool:
    names = _names(one)
    if len(names) < 2 or len(_names(other)) < 2:
        return False
    if len(one) != len(other) or one == other:
        return True
    return _in_order(a, one) == _in_order(b, other) or _has_one_surname(names)


def _names(tokens: Tokens) -> Tokens:
    return [token for token in tokens if len(token) > 1 and not token[0].isdigit()]


def _in_order(text: str, tokens: Tokens) -> Tokens:
    """Surname last, where print says which it is: NDLOVU Sipho; Ndlovu, Sipho."""
    printed = text.replace(",", " ").split()
    if len(printed) != len(tokens):
        return tokens
    surname, comma, _rest = text.partition(",")
    first = len(surname.split()) if comma else _capitals_at_start(printed)
    return [*tokens[first:], *tokens[:first]]


def _capitals_at_start(printed: list[str]) -> int:
    """How many; none where all are, or others further on."""
    capitals = [bool(_CAPITALS.fullmatch(word)) for word in printed]
    first = capitals.index(False) if False in capitals else 0
    return 0 if any(capitals[first:]) else first


def _has_one_surname(names: Tokens) -> bool:
    """Ali Hassan and Hassan Ali are two men; Kurmanov Ainur is one."""
    if any(map(_SURNAME.search, names)) or are_chinese(names):
        return True
    if any(map(given.is_arabic, names)):
        return False
    return sum(not given.families(name) for name in names) == 1


# Syllables of Chinese names, where another vowel is another name.
_CHINESE = re.compile(
    r"(?:(?:lY|ks|[bpmfdtnlgkhrzsJCSTiv])?[aeiou]{1,3}(?:n|ng|r)?){1,2}"
)
_CHINESE_SURNAMES = words.folded(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo "
    "zheng liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai "
    "jiang yu du ye cheng wei su lu ding ren yao shen lü zhong cui tan fan wan jin mao xi"
)


def are_chinese(*names: Tokens) -> bool:
    return all(
        1 < len(tokens) < 4
        and {tokens[0], tokens[-1]} & _CHINESE_SURNAMES
        and all(map(_CHINESE.fullmatch, tokens))
        for tokens in names
    )


_SYLLABLE = re.compile(
    r"[bcdfghklmnpqrstvzSCJTY]*[aeiou]{1,3}[bcdfghklmnprstvzSCT]{0,2}"
)
_VIETNAMESE_SURNAMES = words.folded(
    "le ly mai dao nguyen tran pham huynh phan vo dang bui ngo duong dinh truong trinh hoang vu luong "
    "nguyễn trần phạm huỳnh võ đặng bùi ngô dương đinh trương trịnh hoàng vũ lương"
)


def are_vietnamese(*names: Tokens) -> bool:
    """Two syllables to four each, as Nguyen Thi Lan and Nguyen Thi Loan."""
    return len({len(tokens) for tokens in names}) == 1 and all(
        1 < len(tokens) < 5
        and {tokens[0], tokens[-1]} & _VIETNAMESE_SURNAMES
        and all(map(_SYLLABLE.fullmatch, tokens))
        for tokens in names
    )
