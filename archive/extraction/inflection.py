# ruff: noqa: RUF001  Cyrillic is meant
"""Russian names as one writes them: in the nominative, given name first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from anyascii import anyascii

from archive import lexicon
from archive.extraction import morphology
from archive.extraction.finds import FindKind
from archive.extraction.morphology import Reading

_CYRILLIC = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_INITIALS = re.compile(r"([А-ЯЁ])\.")
_PERSONAL = frozenset({"Name", "Patr", "Surn"})
_GIVEN = frozenset({"Name", "Patr"})
_KEPT = 4_000
_UNKNOWN = 2
_UNCHANGED = 6
# How much a surname that stands alone elsewhere speaks for a reading.
_FAVOUR = 4
Form = tuple[FindKind, str]


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the nominative: given names or initials, then the surname."""

    given: tuple[str, ...]
    surname: str
    gender: str
    rank: int

    @property
    def label(self) -> str:
        return " ".join((*self.given, self.surname))

    def may_be(self, full: "Person") -> bool:
        """Whether this may be a shorter form of a full name."""
        beyond = self.given[len(full.given) :]
        if self.surname != full.surname or not all(x.endswith(".") for x in beyond):
            return False
        return self.gender in {"", full.gender} and all(
            mine == theirs or (mine.endswith(".") and theirs.startswith(mine[0]))
            for mine, theirs in zip(self.given, full.given, strict=False)
        )


def labels(forms: Sequence[Form]) -> dict[Form, str]:
    """For each printed form of one document the name it stands for."""
    people = [form for form in forms if form[0] is FindKind.PERSON]
    others = (form for form in forms if form[0] is not FindKind.PERSON)
    return {**{form: nominative(*form) for form in others}, **_people(people)}


def _people(forms: Iterable[Form]) -> dict[Form, str]:
    read = {form: persons(form[1]) for form in forms}
    alone = {ways[0] for ways in read.values() if ways and not ways[0].given}
    full = _joined(
        _told(ways, alone) for ways in read.values() if ways and ways[0].given
    )
    found = {}
    for form, ways in read.items():
        fitting = {
            each.label: each
            for each in full
            if any(way.may_be(each) for way in ways)
            or form[1] == each.surname
            or _is_given(form[1], each)
        }
        if len(fitting) == 1:
            found[form] = next(iter(fitting))
        else:
            found[form] = _alone(form[1], ways, set(fitting))
    return found


def _alone(surface: str, ways: Sequence[Person], fitting: set[str]) -> str:
    """A name that nobody of the text, or more than one, may bear."""
    if not ways or (fitting and ways[0].label not in fitting):
        return surface
    if not fitting and " " not in surface and ways[0].label == surface:
        return _declined(surface) or surface
    return ways[0].label


def _declined(surname: str) -> str:
    """Кагарлицкому, Азамату: the one name of which it can only be a case."""
    kinds = {"Surn", "Name"} if morphology.is_word(surname.casefold()) else {"Surn"}
    read = [
        each
        for each in morphology.readings(surname.casefold())
        if each.kind in kinds and each.gender != "plur"
    ]
    names = {each.nominative for each in read}
    is_case = len(names) == 1 and all(each.case != "nomn" for each in read)
    return _written(surname, names.pop()) if is_case else ""


def _told(ways: tuple[Person, ...], alone: set[Person]) -> tuple[Person, ...]:
    """The ways to read a full name, first those whose surname stands alone."""
    known = {(person.surname, person.gender) for person in alone}
    return tuple(
        sorted(
            ways,
            key=lambda way: way.rank - _FAVOUR * ((way.surname, way.gender) in known),
        )
    )


def _joined(read: Iterable[tuple[Person, ...]]) -> list[Person]:
    """The people told of in full, without the shorter forms of a fuller name."""
    kept: list[Person] = []
    for ways in sorted(set(read), key=lambda ways: _fullness(ways[0]), reverse=True):
        fuller = {x for x in kept for way in ways if way.may_be(x)}
        if len(fuller) != 1:
            kept.append(ways[0])
    return kept


def _fullness(person: Person) -> tuple[int, int]:
    return sum(not name.endswith(".") for name in person.given), len(person.label)


def _is_given(surface: str, person: Person) -> bool:
    """Whether one word is the given name of somebody, in any case."""
    if " " in surface:
        return False
    forms = {
        _written(surface, reading.nominative)
        for reading in morphology.readings(surface.casefold())
        if reading.kind == "Name"
    }
    return bool(person.given) and person.given[0] in (forms or {surface})


@lru_cache(maxsize=_KEPT)
def persons(surface: str) -> tuple[Person, ...]:
    """The ways to read a person's name, the likeliest first."""
    words = surface.split()
    if not 0 < len(words) <= 5 or not all(_is_name(word) for word in words):
        return ()
    ways = sorted(_agreeing(words), key=lambda person: person.rank)
    return tuple(dict.fromkeys(ways))


def _is_name(word: str) -> bool:
    return bool(_CYRILLIC.fullmatch(word) or _INITIALS.fullmatch(word))


def _agreeing(words: list[str]) -> Iterator[Person]:
    """Readings in which all words have one case and one gender."""
    last = len(words) - 1
    options = [
        _personal(word, is_last=True)
        if at == last
        else _listed_first(word.casefold(), _personal(word, is_last=False))
        for at, word in enumerate(words)
    ]
    # one word alone is rather printed in the nominative
    weight = 2 if len(words) > 1 else 0
    for gender in morphology.GENDERS:
        for at, case in enumerate(morphology.CASES):
            chosen = [_fitting(readings, case, gender) for readings in options]
            if all(one is not None for one in chosen):
                rank = at + weight * sum(one.rank for one in chosen if one)
                yield _person(words, [one for one in chosen if one], gender, rank)


def _personal(word: str, *, is_last: bool) -> list[Reading]:
    """As a name; a surname also as one unknown, and as one that stays."""
    fixed = Reading("", "", word.casefold(), "", _UNCHANGED)
    if _INITIALS.fullmatch(word):
        return [replace(fixed, rank=0)]
    found = morphology.readings(word.casefold())
    personal = [each for each in found if each.kind in _PERSONAL]
    is_given = any(each.kind in _GIVEN for each in personal)
    if is_given and not is_last:
        stays = [replace(fixed, gender="femn", rank=_UNKNOWN + 1)]
        is_fixed = _may_stay(word.casefold()) and any(
            each.case == "nomn" for each in personal
        )
        return [*_given_first(word.casefold(), personal), *(stays if is_fixed else ())]
    if personal and not is_given:
        return [*personal, fixed]
    by_ending = morphology.unknown_names(word.casefold(), _UNKNOWN)
    # few names end in -u: rather a dative
    rank = _UNKNOWN + 2 * (word[-1] in "ую")
    if not is_last and _may_stay(word.casefold()):
        # Айчурек Токтосунову: a man's name would have an ending there
        woman = replace(fixed, gender="femn", rank=rank)
        return [*personal, *by_ending, woman, replace(fixed, rank=_UNCHANGED)]
    return [*personal, *by_ending, replace(fixed, rank=rank)]


def _listed_first(word: str, options: list[Reading]) -> list[Reading]:
    """Манижу Олимову: a given name of the list before one that nobody bears."""
    nouns = [
        replace(each, kind="Name", rank=0)
        for each in morphology.readings(word)
        if each.kind == "NOUN" and _is_listed(each.nominative)
    ]
    everything = [*options, *nouns]
    listed = {x.nominative for x in everything if _is_listed(x.nominative)}
    names = [x for x in options if x.kind == "Name"]
    is_printed = any(x.nominative == word and x.gender != "plur" for x in names)
    if not listed or (names and not (is_printed and word in listed)):
        return options
    ordered = sorted(everything, key=lambda each: each.nominative not in listed)
    return [
        replace(x, rank=x.rank + (0 if x.nominative in listed else _FAVOUR))
        for x in ordered
    ]


@lru_cache(maxsize=_KEPT)
def _is_listed(given: str) -> bool:
    return lexicon.fold(anyascii(given)) in lexicon.words("given-names")


def _may_stay(given: str) -> bool:
    """Whether a woman so called has the same name in every case: Айчурек."""
    return morphology.ends_in_consonant(given) and not given.endswith(("ом", "ем"))


def _given_first(word: str, personal: list[Reading]) -> list[Reading]:
    """Before a surname a word is rather a given name, and one that declines."""
    same = [each for each in personal if each.nominative == word]
    is_fixed = word.endswith("е") and 2 < len(same) < len(personal)
    ordered = sorted(
        personal,
        key=lambda each: (is_fixed and each in same, each.kind not in _GIVEN),
    )
    # Марина is rather a woman here than Марин of somebody
    is_told = ordered[0].case == "nomn" and morphology.is_word(word)
    return [
        replace(
            each,
            rank=at
            + (is_told and each.nominative != word)
            + (_UNCHANGED if is_fixed and each in same else 0)
            + (0 if each.kind in _GIVEN else _UNKNOWN),
        )
        for at, each in enumerate(ordered)
    ]


def _fitting(options: list[Reading], case: str, gender: str) -> Reading | None:
    return next(
        (
            each
            for each in options
            if each.case in {"", case} and each.gender in {"", gender}
        ),
        None,
    )


def _person(words: list[str], chosen: list[Reading], gender: str, rank: int) -> Person:
    written = [
        _written(word, one.nominative) for word, one in zip(words, chosen, strict=True)
    ]
    if len(words) > 1 and _has_surname_first(words, [one.kind for one in chosen]):
        written = [*written[1:], written[0]]
    return Person(tuple(written[:-1]), written[-1], gender, rank)


def _has_surname_first(words: list[str], kinds: list[str]) -> bool:
    """The surname, then given names or initials."""
    if _INITIALS.fullmatch(words[-1]):
        return not _INITIALS.fullmatch(words[0])
    if len(words) == 2:
        return kinds == ["Surn", "Name"]
    return kinds[-1] in _GIVEN and kinds[0] not in _GIVEN and kinds[1] in _GIVEN


def surnames(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(label.split()[-1] for label in labels if " " in label)


def is_form_of(word: str, names: frozenset[str]) -> bool:
    """Whether a word is one of these surnames in any case."""
    return any(way.surname in names for way in persons(word))


# Places and bodies


@lru_cache(maxsize=_KEPT)
def nominative(kind: FindKind, surface: str) -> str:
    """A place or body with its first noun, and what agrees, in the nominative."""
    words = surface.split(" ")
    is_shouted = (
        kind is FindKind.PLACE
        and surface.isupper()
        and len(surface) > 3
        and surface.replace("-", "").replace(" ", "").isalpha()
    )
    is_acronym = len(words[0]) > 1 and words[0].isupper() and not is_shouted
    if not _CYRILLIC.fullmatch(words[0]) or is_acronym:
        return surface
    head = _head(words)
    written = [
        _written(word, one.nominative) for word, one in zip(words, head, strict=False)
    ]
    return " ".join([*written, *words[len(head) :]])


def _head(words: list[str]) -> list[Reading]:
    """Adjectives and the noun they belong to, in one case: the likeliest."""
    ways = [
        (at + 6 * sum(one.rank for one in chosen), chosen)
        for at, case in enumerate(morphology.CASES)
        for gender in ("masc", "femn", "neut", "plur")
        if (chosen := _phrase(words[:4], case, gender))
    ]
    # "Мангистауской" alone might be a noun: what agrees with more words is it
    longest = max((len(chosen) for _, chosen in ways), default=0)
    fitting = [way for way in ways if len(way[1]) == longest]
    return min(fitting, key=lambda way: way[0])[1] if fitting else []


def _phrase(words: list[str], case: str, gender: str) -> list[Reading]:
    if not words or not _CYRILLIC.fullmatch(words[0]):
        return []
    options = [
        each
        for each in morphology.readings(words[0].casefold())
        if each.case == case and each.gender in {"", gender}
    ]
    adjective = next((each for each in options if each.kind == "ADJF"), None)
    rest = _phrase(words[1:], case, gender) if adjective else []
    if adjective and rest:
        return [adjective, *rest]
    noun = next((each for each in options if each.kind not in {"ADJF", "Surn"}), None)
    return [noun] if noun else []


def _written(surface: str, nominative_form: str) -> str:
    """With the capitals of the printed word, part by part."""
    parts, forms = surface.split("-"), nominative_form.split("-")
    if len(parts) != len(forms):
        return nominative_form.capitalize()
    return "-".join(map(_cased, parts, forms))


def _cased(surface: str, form: str) -> str:
    if surface.isupper() and len(surface) > 3:
        return form.capitalize()
    return "".join(
        letter.upper() if at < len(surface) and surface[at].isupper() else letter
        for at, letter in enumerate(form)
    )
