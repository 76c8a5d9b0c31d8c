"""How alike two names are, by what people, bodies and places are called."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from archive.names import (
    acronyms,
    atlas,
    certain,
    given,
    korean,
    romanising,
    surnames,
    translating,
    words,
)
from archive.names.distance import alike
from archive.names.keys import MOST_LETTERS, Kind, Tokens, key_words, without

_MOST_WORDS = 40
# Of names less alike no reading in another romanisation is tried.
_WORTH_READING = 0.35
_SHARE_OF_MEAN = 0.35
_EXTRA = {Kind.PERSON: 1.2, Kind.ORG: 1.6, Kind.PLACE: 1.0}
_INITIAL, _SISTER_FORM, _OTHER_NAME, _OTHER_GENDER = 0.8, 0.8, 0.3, 0.3
_NEIGHBOURS = 0.85
_MERGED, _SHORTENED, _ACRONYM, _KNOWN_PLACE = 0.97, 0.72, 0.8, 0.95
_PARTS_COST = 0.03
_TRANSLATED, _FURTHER = 0.95, 0.75

_PATRONYMIC = re.compile(r"(?:[oe]v[iy]?C|[oe]vna|iniCna|uli|kizi|oglu)$")
_GENDERED = re.compile(r"(?:[oe]v|in|sk(?:i|oi)?)$")
_FRENCH = re.compile(r"\w{2}(?:ian|en|el)$")  # Julien and Julienne
_FURTHER_WORDS = re.compile(r"(?:, ?|\s?\()[^,()\d]{3,}\)?$")
_DOUBLE_BARRELLED = re.compile(r"\w{3}-\w{3}\S*$")
_ATTACHED = re.compile(r"^al(?=\w{4})")
# Mangistauskaya Oblast is the Mangistau region
_OF_REGION = re.compile(r"(?<=\w{4})sk(?:aia|oi|i|oe|aga)$")


def score(a: str, b: str, *, kind: Kind) -> float:
    """How alike two spellings are, 0 to 1, in either order."""
    if max(len(a), len(b)) > MOST_LETTERS:
        return float(a == b)
    left, right = sorted((a, b))
    first, second = key_words(left, kind), key_words(right, kind)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 1.0
    if max(len(first), len(second)) > _MOST_WORDS:
        return 0.0
    found = _SCORERS[kind](left, right)
    if found >= _WORTH_READING and certain.is_one_spelling(left, right, kind):
        return 1.0
    return round(min(found, 0.99), 3)


def _person(a: str, b: str) -> float:
    if (found := korean.likeness(a, b)) is not None:
        return found
    first, second = person_words(a), person_words(b)
    if max(map(len, first)) == 1 or max(map(len, second)) == 1:
        return 0.0  # initials alone are nobody
    first, second = _levelled(first, second), _levelled(second, first)
    if _letters(first) != _letters(second) and (
        certain.are_chinese(first, second) or certain.are_vietnamese(first, second)
    ):
        return _OTHER_NAME
    free = _free_vowels(a, b)
    found = max(
        _blend(one, other, Kind.PERSON, lambda x, y: _name_alike(x, y, free))
        - (_PARTS_COST if merged else 0)
        for one, other, merged in _mergings(first, second)
    )
    if found < _SHORTENED and (
        _is_second_surname(a, b, first, second) or _is_middle_name(first, second)
    ):
        return _SHORTENED
    return found


def _letters(tokens: Tokens) -> str:
    """Lü is printed Lyu and Lu."""
    return "".join("lu" if each == "lYu" else each for each in tokens)


def person_words(text: str) -> Tokens:
    tokens = key_words(text, Kind.PERSON)
    kept = [
        token
        for at, token in enumerate(tokens)
        if not (at and token in words.PARTICLES and at < len(tokens) - 1)
    ]
    return kept if len(kept) > 1 else tokens


def _levelled(tokens: Tokens, others: Tokens) -> Tokens:
    """Without the patronymic and further initials the other does not have."""
    kept = list(tokens)
    for token in tokens[1:]:
        if len(kept) <= max(len(others), 2):
            break
        if token not in others and (_PATRONYMIC.search(token) or len(token) == 1):
            kept.remove(token)
    return kept


def _is_second_surname(a: str, b: str, first: Tokens, second: Tokens) -> bool:
    """Nicolás Maduro Moros; Anna Schmidt-Meyer: a name more at the end."""
    (short, _), (long, printed) = sorted(
        ((first, a), (second, b)), key=lambda pair: len(pair[0])
    )
    if (
        len(short) < 2
        or long[-1] in _YOUNGER
        or len(long) != len(short) + 1
        or long[: len(short)] != short
    ):
        return False
    # there a further name is the grandfather's, and another man's
    is_chain = any(map(given.is_arabic, long[1:]))
    return not is_chain or bool(_DOUBLE_BARRELLED.search(printed))


def _is_middle_name(first: Tokens, second: Tokens) -> bool:
    """Ömer Faruk Kaya is Ömer Kaya, María Fernanda Ríos Quispe is María Ríos."""
    short, long = sorted((first, second), key=len)
    if len(short) != 2 or len(long) not in {3, 4} or short[0] != long[0]:
        return False
    if long[-1] in _YOUNGER or given.families(short[1]):
        return False
    return short[1] == long[-1] or (len(long) == 4 and short[1] == long[2])


_YOUNGER = words.folded("neto filho junior jr hijo sobrinho sobrino senior sr")


def _name_alike(a: str, b: str, free_vowels: bool) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return _INITIAL if a[0] == b[0] else 0.0
    if not free_vowels and _differ_in_gender(a, b):
        return _OTHER_GENDER
    related = given.relation(a, b)
    if related is None:
        return _surname_alike(a, b, free_vowels)
    return _SISTER_FORM if related else _OTHER_NAME


def _surname_alike(a: str, b: str, free_vowels: bool) -> float:
    if surnames.are_two(a, b, free_vowels=free_vowels):
        return _OTHER_NAME
    if not free_vowels and surnames.are_neighbours(a, b):
        return _NEIGHBOURS
    if a.startswith("al") != b.startswith("al"):
        a, b = _ATTACHED.sub("", a), _ATTACHED.sub("", b)
    return alike(a, b, free_vowels=free_vowels)


def _differ_in_gender(a: str, b: str) -> bool:
    """Sokolov and Sokolova, Ainur and Ainura, Francisco and Francisca."""
    if len(a) == len(b):
        same_stem = a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "o"}
        return same_stem and not a.endswith(("ko", "ka"))
    short, long = sorted((a, b), key=len)
    if long == short + "a":
        return len(short) > 2
    if long == short + "e" and _FRENCH.search(short):
        return not given.relation(short, long)
    is_surname = bool(_GENDERED.search(short)) and long.endswith("aia")
    return is_surname and re.sub(r"o?i$", "", short) == long.removesuffix("aia")


def _place(a: str, b: str) -> float:
    known, other = atlas.codes(a), atlas.codes(b)
    if known & other:
        return _KNOWN_PLACE
    first, second = place_words(a), place_words(b)
    if atlas.contradict(known, other) or _contradict(first, second):
        return 0.2
    if _is_one_of_two(a, b, first, second):
        return 0.2
    first, second = without(first, words.DIRECTIONS), without(second, words.DIRECTIONS)
    if _is_further_described(a, b):
        return _FURTHER
    free = _free_vowels(a, b)
    return max(
        _blend(one, other, Kind.PLACE, lambda x, y: _word_alike(x, y, free))
        - (_PARTS_COST if merged else 0)
        for one, other, merged in _mergings(first, second)
    )


_PARTS_OF_PLACES = words.folded(
    "square oblast province region state street jail prison park green plaza emirate "
    "mueang jammu district city county dc el al"
)


def _is_one_of_two(a: str, b: str, first: Tokens, second: Tokens) -> bool:
    """Both in the list of places, and not one of them a square of the other."""
    if set(first) ^ set(second) <= _PARTS_OF_PLACES:
        return False
    return "".join(first) != "".join(second) and atlas.are_listed_apart(a, b)


def _is_further_described(a: str, b: str) -> bool:
    """Marikana, South Africa; Tehran Bus Company (Vahed): one says more."""
    short, long = sorted((a, b), key=len)
    head = without_further_words(long)
    if head == long or without_further_words(short) != short:
        return False
    return sorted(key_words(head, Kind.PLACE)) == sorted(key_words(short, Kind.PLACE))


def without_further_words(text: str) -> str:
    return _FURTHER_WORDS.sub("", text)


def place_words(text: str) -> Tokens:
    tokens = without(key_words(text, Kind.PLACE), words.ARTICLES)
    known = [words.SYNONYMS.get(token, token) for token in tokens]
    if {"region", "district"} & set(known):
        return [_OF_REGION.sub("", token) for token in known]
    return known


def _contradict(a: Tokens, b: Tokens) -> bool:
    """Other numbers, other points of the compass."""
    return _directions(a) != _directions(b) or _numbers(a) != _numbers(b)


def _directions(tokens: Tokens) -> set[str]:
    return {words.DIRECTIONS[token] for token in tokens if token in words.DIRECTIONS}


def _numbers(tokens: Tokens) -> Counter[str]:
    return Counter(
        token for token in tokens if token[0].isdigit() or token in _ORDINALS
    )


_ORDINALS = frozenset({"first", "second", "third"}) | words.folded(
    "fourth fifth sixth seventh eighth ninth tenth"
)


def _organisation(a: str, b: str) -> float:
    here, there = translating.in_english(a) or a, translating.in_english(b) or b
    if (here == a) == (there == b):
        return _body(a, b)
    return max(_body(a, b), _TRANSLATED * _body(here, there))


def _body(a: str, b: str) -> float:
    first, second = org_words(a), org_words(b)
    if acronyms.may_stand_for(a, b) or acronyms.may_stand_for(b, a):
        return _ACRONYM
    if _numbers(first) != _numbers(second) or (
        acronyms.is_capitals(a) and acronyms.is_capitals(b)
    ):
        return 0.15
    free = _free_vowels(a, b)
    found = max(
        _blend(one, other, Kind.ORG, lambda x, y: _org_word_alike(x, y, free))
        - (_PARTS_COST if merged else 0)
        for one, other, merged in _mergings(first, second)
    )
    if found < _SHORTENED and (
        _is_short_form(first, second) or _is_further_described(a, b) or _goes_on(a, b)
    ):
        return _SHORTENED
    return found


_AND = re.compile(r"\s(?:and|&|et|und|y|e|и|та|і)\s")  # noqa: RUF001
_LEAST_OF_LONG_NAME = 4


def _goes_on(a: str, b: str) -> bool:
    """Bureau for Human Rights of Kenya and the Rule of Law: the same begun."""
    short, long = sorted((a.casefold(), b.casefold()), key=len)
    if not long.startswith(short) or not _AND.match(long, len(short)):
        return False
    begun = key_words(short, Kind.ORG)
    return len(begun) >= _LEAST_OF_LONG_NAME and not set(begun) <= words.GENERAL


def org_words(text: str) -> Tokens:
    tokens = key_words(text, Kind.ORG)
    if words.REPUBLIC in tokens[:-1] and len(tokens) > 2:
        tokens.remove(words.REPUBLIC)
    return without(tokens, words.ARTICLES)


def _org_word_alike(a: str, b: str, free_vowels: bool) -> float:
    if words.SYNONYMS.get(a, a) == words.SYNONYMS.get(b, b):
        return 1.0
    if a + "stan" == b or b + "stan" == a:
        return 0.9
    return _word_alike(a, b, free_vowels)


def _word_alike(a: str, b: str, free_vowels: bool) -> float:
    if a != b and not free_vowels and min(len(a), len(b)) < 3:
        return 0.0
    return alike(a, b, free_vowels=free_vowels)


def _is_short_form(a: Tokens, b: Tokens) -> bool:
    """Respublika newspaper and Respublika: what is left out is what it is."""
    short, long = sorted((a, b), key=len)
    left_over = Counter(long) - Counter(short)
    if not short or Counter(short) - Counter(long):
        return False
    return set(left_over) <= words.DESCRIPTIONS and any(
        token not in words.GENERAL and not atlas.codes(token) for token in short
    )


def _free_vowels(a: str, b: str) -> bool:
    return romanising.omits_vowels(a) != romanising.omits_vowels(b)


def _mergings(a: Tokens, b: Tokens) -> Iterator[tuple[Tokens, Tokens, bool]]:
    """As they are, and with two words written as one where the other has fewer."""
    yield a, b, False
    if len(a) == len(b) or min(len(a), len(b)) > 4:
        return
    short, long = sorted((a, b), key=len)
    if len(long) != len(short) + 1:
        return
    for at in range(len(long) - 1):
        yield short, [*long[:at], long[at] + long[at + 1], *long[at + 2 :]], True


def _blend(
    a: Tokens, b: Tokens, kind: Kind, alike_words: Callable[[str, str], float]
) -> float:
    """Between the average and the worst pair, less for words left over."""
    if not a or not b:
        return 0.0
    pairs = _paired([[alike_words(one, other) for other in b] for one in a])
    spare = abs(len(a) - len(b)) / max(len(a), len(b))
    mean = sum(pairs) / len(pairs)
    found = _SHARE_OF_MEAN * mean + (1 - _SHARE_OF_MEAN) * min(pairs)
    return max(found - _EXTRA[kind] * spare, 0.0)


def _paired(likeness: list[list[float]]) -> list[float]:
    """Best pairs first, each word once."""
    cells = (
        (-value, row, column)
        for row, values in enumerate(likeness)
        for column, value in enumerate(values)
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for value, row, column in sorted(cells):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append(-value)
    return pairs


_SCORERS: dict[Kind, Callable[[str, str], float]] = {
    Kind.PERSON: _person,
    Kind.ORG: _organisation,
    Kind.PLACE: _place,
}
