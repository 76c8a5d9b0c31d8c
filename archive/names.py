# ruff: noqa: RUF001  Greek, Cyrillic and Arabic letters are meant
"""Spellings of names: fold, romanise, compare, score.

Equal keys may be joined by a machine; any score below that is only a
suggestion. Translations and renamings (Uzen, Zhanaozen) are aliases, not ours.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

# Letters whose usual romanisation is not the table's: Arabic long vowels stand
# for vowels, Greek pairs for one sound.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("اآأإٱع", "a"),
        **dict.fromkeys("ضظذ", "z"),
        **dict.fromkeys("ىیيئ", "i"),
        **dict.fromkeys("وؤ", "u"),
        **dict.fromkeys("ةه", "h"),
        **dict.fromkeys("’ʼ‘`´'ʹʻ", ""),
        "χ": "kh",
    }
)
_SILENT = str.maketrans("", "", "'`")
_JOINERS = re.compile("[\u200b-\u200f\u2060\u064b-\u0655\u0670]")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3})")
_GREEK_PAIRS = {
    "ου": "u", "ού": "u", "μπ": "b", "ντ": "nt", "γγ": "ng", "γκ": "g",
    "ευ": "ev", "εύ": "ev", "αυ": "av", "αύ": "av", "τζ": "tz",
}  # fmt: skip
_ABJADS = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")

# One sound, one spelling, in this order. The left sides are what English,
# French, German, Turkish and Kazakh romanisations make of the same letter.
_FOLDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch|stsch", "S"),
        (r"tsch|tch|ch", "C"),
        (r"dsch|dzh|dj|zh|\bj", "J"),
        (r"sch|sh", "S"),
        (r"j", "i"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"tz", "ts"),
        (r"gu(?=[ei])", "g"),
        (r"(?<=a)w\b", "u"),
        (r"w", "v"),
        (r"(?<=[oe])ff\b", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=[bcdfghklmnprstvzCSJ])([ou])e(?=[bcdfghklmnprstvz])", r"\1"),
        (r"[yi]+", "i"),
        (r"\bi(?=e)|(?<=[aeou])i(?=e)", ""),
        (r"(?<=[ae])h\b", ""),
        (r"z\b", "s"),
        (r"([a-zCSJ])\1+", r"\1"),
    )
]
_TOKEN = re.compile(r"[a-zA-Z0-9]+")

_PATRONYMIC = re.compile(r"(?:[oe]viC|[oe]vna|iniCna|uli|kizi|oglu)$")
_GENDERED = re.compile(r"(?:[oe]v|in|sk(?:i|oi)?)$")
# Ali Hassan and Hassan Ali are two men; Kurmanov Ainur is one.
_SURNAME = re.compile(
    r"(?:[oe]va?|ina?|sk(?:i|oi|aia)|enk[oa]|uk|ian|dze|Svili|zade|oglu|pulos|idis)$"
)
_MOST_WORDS = 40
# Tuned together on 151 pairs of reports and 185 of our own: suggestions at
# precision .99 and recall 1.0, and .92 and .97.
_VOWEL_GAP, _FREE_VOWEL_GAP, _UNWRITTEN = 0.5, 0.05, 0.15
_STEEPNESS, _LENGTH_GIVEN = 2.4, 2
_OTHER_START, _SHARE_OF_MEAN = 0.3, 0.35
_VOWELS = frozenset("aeiou")
_NEAR_VOWELS = {
    frozenset("ae"): 0.25, frozenset("ei"): 0.3, frozenset("ou"): 0.2,
    frozenset("ao"): 0.45, frozenset("ia"): 0.7,
}  # fmt: skip
_NEAR = "sz sS kh gh td vf JC Jz Jg Ji gk vu sC CS SJ zd"
_NEAR_SOUNDS = {frozenset(pair): 0.35 for pair in _NEAR.split()}


class Kind(StrEnum):
    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"


# From here two spellings are shown to a curator as a possible pair.
SUGGEST = {Kind.PERSON: 0.62, Kind.ORG: 0.70, Kind.PLACE: 0.62}


@dataclass(frozen=True, slots=True)
class Comparison:
    """auto: a machine may join the two; suggest: a person should be asked."""

    score: float
    auto: bool
    suggest: bool


def romanise(text: str) -> str:
    """In Latin letters, as near to print as a table comes; not folded."""
    text = _JOINERS.sub("", unicodedata.normalize("NFKC", text))
    text = _ARABIC_ARTICLE.sub("", text)
    for pair, letters in _GREEK_PAIRS.items():
        text = text.replace(pair, letters)
    return anyascii(text.translate(_LETTERS)).translate(_SILENT)


def fold(text: str) -> str:
    """Words in their order, romanised, one spelling for one sound."""
    return " ".join(_printable(token) for token in _tokens(text))


def key(text: str) -> str:
    """The folded words in alphabetical order, each as often as it stands."""
    return " ".join(sorted(fold(text).split()))


def mixed_scripts(text: str) -> bool:
    """Whether one word mixes Latin, Greek and Cyrillic letters: a disguise."""
    return any(
        len({_script(letter) for letter in word} - {""}) > 1
        for word in re.findall(r"[^\W\d_]+", text)
    )


def score(a: str, b: str, *, kind: Kind) -> float:
    """How alike two spellings are, 0 to 1, in either order."""
    left, right = sorted((a, b))
    first, second = _words(left, kind), _words(right, kind)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 1.0
    if max(len(first), len(second)) > _MOST_WORDS:
        return 0.0
    free_vowels = bool(_ABJADS.search(left)) != bool(_ABJADS.search(right))
    scorer = {Kind.PERSON: _person, Kind.ORG: _organisation, Kind.PLACE: _place}[kind]
    found = scorer(first, second, free_vowels=free_vowels)
    if "".join(first) == "".join(second):
        found = max(found, 0.97)
    if kind is Kind.ORG and (_is_acronym(a, b) or _is_acronym(b, a)):
        found = max(found, 0.8)
    return round(min(found, 0.99), 3)


def compare(a: str, b: str, *, kind: Kind) -> Comparison:
    found = score(a, b, kind=kind)
    return Comparison(found, _is_certain(a, b, kind), found >= SUGGEST[kind])


def _is_certain(a: str, b: str, kind: Kind) -> bool:
    """Equal keys; for a person two names, in one order or with a surname."""
    first, second = _words(a, kind), _words(b, kind)
    if sorted(first) != sorted(second) or not any(len(token) > 1 for token in first):
        return False
    if kind is not Kind.PERSON:
        return True
    is_ordered = first == second or any(map(_SURNAME.search, first))
    return is_ordered and sum(len(token) > 1 for token in first) > 1


@lru_cache(maxsize=20_000)
def _tokens(text: str) -> tuple[str, ...]:
    plain = romanise(text.casefold()).lower()
    for pattern, sound in _FOLDS:
        plain = pattern.sub(sound, plain)
    return tuple(_TOKEN.findall(plain))


def _folded(spellings: str) -> frozenset[str]:
    return frozenset(token for word in spellings.split() for token in _tokens(word))


_SMALL_WORDS = _folded(
    "of the and for in a an de la del des der die das und et y du do da le los i"
)
_LEGAL_FORMS = _folded(
    "llp llc ltd limited plc inc corp jsc ojsc cjsc too ao zao oao ooo pao gmbh ag "
    "sa sarl spa bv nv co tov pte srl kgaa ab тоо ао зао оао ооо пао жшс ақ"
)
# A place in the east is not the one in the west, however alike the rest.
_DIRECTIONS = {
    token: name
    for name, spellings in (
        ("north", "north northern nord norte severnyi severnaya"),
        ("south", "south southern sud sur yuzhnyi yuzhnaya"),
        ("east", "east eastern ost este vostochnyi vostochnaya"),
        ("west", "west western oeste ouest zapadnyi zapadnaya"),
        ("upper", "upper haut verkhnii"),
        ("lower", "lower bas nizhnii"),
        ("new", "new nova novo novyi"),
    )
    for token in _folded(spellings)
}
# Words of organisations that reporters and translators exchange freely.
_SYNONYMS = {
    token: name
    for name, spellings in (
        ("oil", "oil petroleum petrol"),
        ("united", "united unitary unified"),
        ("union", "union unions"),
        ("labour", "labour labor"),
        ("worker", "worker workers"),
        ("trade", "trade trades"),
    )
    for token in _folded(spellings)
}


def _printable(token: str) -> str:
    return token.replace("S", "sh").replace("C", "ch").replace("J", "j")


def _words(text: str, kind: Kind) -> list[str]:
    """The tokens that count: no legal form, no article in an organisation."""
    tokens = list(_tokens(text))
    if kind is Kind.PERSON:
        return tokens
    unwanted = _SMALL_WORDS | _LEGAL_FORMS if kind is Kind.ORG else _SMALL_WORDS
    return [token for token in tokens if token not in unwanted] or tokens


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in {"LATIN", "GREEK", "CYRILLIC"} else ""


def _person(a: Sequence[str], b: Sequence[str], *, free_vowels: bool) -> float:
    a, b = _without_patronymics(a, b), _without_patronymics(b, a)
    likeness = [
        [_name_alike(one, other, free_vowels=free_vowels) for other in b] for one in a
    ]
    return _blend(likeness, extra_cost=1.2)


def _without_patronymics(tokens: Sequence[str], others: Sequence[str]) -> list[str]:
    """A patronymic is left out where the other spelling has fewer words."""
    kept = list(tokens)
    for token in tokens[1:]:
        if len(kept) > max(len(others), 2) and _PATRONYMIC.search(token):
            kept.remove(token)
    return kept


def _name_alike(a: str, b: str, *, free_vowels: bool) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[0] == b[0] else 0.0
    if _differ_in_gender(a, b):
        return 0.3
    return _alike(a, b, free_vowels=free_vowels)


def _differ_in_gender(a: str, b: str) -> bool:
    """Sokolov and Sokolova, Ainur and Ainura, Francisco and Francisca."""
    if len(a) == len(b):
        same_stem = a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "o"}
        return same_stem and not a.endswith(("nko", "nka"))
    short, long = sorted((a, b), key=len)
    if long == short + "a":
        return len(short) > 2
    is_surname = bool(_GENDERED.search(short)) and long.endswith("aia")
    return is_surname and re.sub(r"o?i$", "", short) == long.removesuffix("aia")


def _place(a: Sequence[str], b: Sequence[str], *, free_vowels: bool) -> float:
    if {_DIRECTIONS[t] for t in a if t in _DIRECTIONS} != {
        _DIRECTIONS[t] for t in b if t in _DIRECTIONS
    }:
        return 0.2
    a = [token for token in a if token not in _DIRECTIONS] or list(a)
    b = [token for token in b if token not in _DIRECTIONS] or list(b)
    likeness = [[_alike(x, y, free_vowels=free_vowels) for y in b] for x in a]
    return _blend(likeness, extra_cost=1.0)


def _organisation(a: Sequence[str], b: Sequence[str], *, free_vowels: bool) -> float:
    likeness = [
        [_org_alike(one, other, free_vowels=free_vowels) for other in b] for one in a
    ]
    return _blend(likeness, extra_cost=1.6)


def _org_alike(a: str, b: str, *, free_vowels: bool) -> float:
    if _SYNONYMS.get(a, a) == _SYNONYMS.get(b, b):
        return 0.95
    return _alike(a, b, free_vowels=free_vowels)


def _is_acronym(short: str, long: str) -> bool:
    letters = re.sub(r"\W", "", romanise(short)).lower()
    if not 2 <= len(letters) <= 8 or len(short.split()) > 1:
        return False
    every = re.findall(r"[a-z]+", romanise(long).lower())
    main = [word for word in every if word not in _SMALL_WORDS]
    initials = {"".join(word[0] for word in words) for words in (every, main)}
    return len(main) > 1 and letters in initials


def _blend(likeness: list[list[float]], *, extra_cost: float) -> float:
    """Between the average and the worst pair, less for words left over."""
    pairs = _paired(likeness)
    rows, columns = len(likeness), len(likeness[0])
    spare = abs(rows - columns) / max(rows, columns)
    mean = sum(pairs) / len(pairs)
    return max(
        _SHARE_OF_MEAN * mean + (1 - _SHARE_OF_MEAN) * min(pairs) - extra_cost * spare,
        0.0,
    )


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


@lru_cache(maxsize=20_000)
def _alike(a: str, b: str, *, free_vowels: bool) -> float:
    """1 less the cost of turning one word into the other, by its length."""
    if a == b:
        return 1.0
    if any(letter.isdigit() for letter in a + b):
        return 0.0
    if abs(len(a) - len(b)) > 8 or max(len(a), len(b)) > 60:
        return 0.0
    cost = _cost(a, b, _FREE_VOWEL_GAP if free_vowels else _VOWEL_GAP) + _start_cost(
        a, b, free_vowels
    )
    return max(1 - _STEEPNESS * cost / (_LENGTH_GIVEN + min(len(a), len(b))), 0.0)


def _start_cost(a: str, b: str, free_vowels: bool) -> float:
    """Names that begin with another sound are seldom the same."""
    if free_vowels or a[0] == b[0]:
        return 0.0
    swap = _swap(a[0], b[0], _VOWEL_GAP)
    return _OTHER_START if swap > 0.4 or {a[0], b[0]} == {"a", "e"} else 0.0


def _cost(a: str, b: str, vowel: float) -> float:
    """Edit distance with swaps, where near sounds cost less."""
    previous: list[float] = []
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _gap(letter, vowel))
    for at, one in enumerate(a):
        before, previous, row = previous, row, [row[0] + _gap(one, vowel)]
        for place, other in enumerate(b):
            best = min(
                previous[place] + _swap(one, other, vowel),
                previous[place + 1] + _gap(one, vowel),
                row[place] + _gap(other, vowel),
            )
            if at and place and one == b[place - 1] and other == a[at - 1] != one:
                best = min(best, before[place - 1] + 0.6)
            row.append(best)
    return row[-1]


def _gap(letter: str, vowel: float) -> float:
    if letter in _VOWELS:
        return vowel
    return 0.6 if letter in "hniu" else 1.0


def _swap(a: str, b: str, vowel: float) -> float:
    if a == b:
        return 0.0
    pair = frozenset((a, b))
    if a in _VOWELS and b in _VOWELS:
        return _NEAR_VOWELS.get(pair, 0.6) if vowel == _VOWEL_GAP else _UNWRITTEN
    return _NEAR_SOUNDS.get(pair, 1.1)
