"""The tables of data/lexicon that tell how a language speaks of events."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive import lexicon
from archive.extraction.proposals import russian_forms

STEM = 3
_LONGEST = 9
_FARTHEST_REST = 5
_SHORTEST_REST = 5
MARKS = frozenset(',;:.()«»„“"–—-')
_OR = re.compile(r"\|(?![^(]*\))")
_FORMS = ("do", "does", "did", "done", "doing")
# A participle alone is passive in Russian; elsewhere it wants its auxiliary.
_BARE_PASSIVE = frozenset({"ru"})
# Auxiliary and participle stand far apart.
_WIDE = frozenset({"de"})


class Phrases:
    """Phrases found by their first words; "*" ends a word that may go on."""

    __slots__ = ("_longer", "_single", "_stems")

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._single: set[str] = set()
        self._longer: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._stems: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(set(phrases), key=len, reverse=True):
            first = phrase[0]
            if first.endswith("*"):
                self._stems.setdefault(first[:STEM], []).append(phrase)
            elif len(phrase) > 1:
                second = "" if phrase[1].endswith("*") else phrase[1]
                seconds = self._longer.setdefault(first, {})
                seconds.setdefault(second, []).append(phrase)
            else:
                self._single.add(first)

    def __bool__(self) -> bool:
        return bool(self._single or self._longer or self._stems)

    def at(self, folded: Sequence[str], index: int) -> int:
        """Words of the longest phrase that begins at index; 0 for none."""
        word = folded[index]
        longest = 1 if word in self._single else 0
        if (seconds := self._longer.get(word)) and index + 1 < len(folded):
            for second in (folded[index + 1], ""):
                if listed := seconds.get(second):
                    longest = max(longest, _longest(listed, folded, index))
        if self._stems and (listed := self._stems.get(word[:STEM])):
            longest = max(longest, _longest(listed, folded, index))
        return longest

    def begin_at(self, folded: Sequence[str], index: int) -> bool:
        word = folded[index]
        if word in self._single:
            return True
        is_first = word in self._longer or (self._stems and word[:STEM] in self._stems)
        return bool(is_first) and self.at(folded, index) > 0

    def goes_on(self, word: str) -> bool:
        """Whether a longer phrase begins with a word, spelled out."""
        return word in self._longer

    def all_at(self, folded: Sequence[str], index: int) -> Iterator[tuple[str, ...]]:
        word = folded[index]
        if (seconds := self._longer.get(word)) and index + 1 < len(folded):
            for second in (folded[index + 1], ""):
                for phrase in seconds.get(second, ()):
                    if _fits(phrase, folded, index):
                        yield phrase
        if word in self._single:
            yield (word,)
        for phrase in self._stems.get(word[:STEM], ()):
            if _fits(phrase, folded, index):
                yield phrase

    def ends_at(self, folded: Sequence[str], last: int) -> int:
        """Words of a phrase of at most three that ends before last; 0 for none."""
        for size in (3, 2, 1):
            if last >= size and self.at(folded, last - size) == size:
                return size
        return 0

    def has(self, folded: Sequence[str], first: int, last: int) -> bool:
        """Whether a phrase begins between first and last, last excluded."""
        single, longer, stems = self._single, self._longer, self._stems
        for at in _inside(folded, first, last):
            word = folded[at]
            if word in single:
                return True
            may_begin = word in longer or (stems and word[:STEM] in stems)
            if may_begin and self.at(folded, at):
                return True
        return False

    def spans(
        self, folded: Sequence[str], first: int, last: int
    ) -> Iterator[tuple[int, int]]:
        for at in _inside(folded, first, last):
            if length := self.at(folded, at):
                yield at, at + length


_NOTHING = Phrases(())


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb in one written form, or a noun, that tells of an event.

    near: phrases one of which must follow it; "" as modality means reported.
    rest: what must follow a few words behind it: вышли вчера | на площадь.
    """

    words: tuple[str, ...]
    kind: str
    modality: str
    frame: str
    forms: frozenset[str]
    needs: frozenset[str]
    near: Phrases
    rest: tuple[str, ...] = ()


def _inside(folded: Sequence[str], first: int, last: int) -> range:
    return range(max(first, 0), min(last, len(folded)))


def _longest(
    phrases: Sequence[tuple[str, ...]], folded: Sequence[str], index: int
) -> int:
    """Words of the first phrase that fits; the longest are listed first."""
    for phrase in phrases:
        if _fits(phrase, folded, index):
            return len(phrase)
    return 0


def end_of_rest(entry: Entry, folded: Sequence[str], last: int) -> int:
    """Behind the rest of a verb that ends at last; 0 where it does not follow."""
    for at in range(last + 1, min(last + _FARTHEST_REST, len(folded))):
        if _fits(entry.rest, folded, at):
            return at + len(entry.rest)
        if folded[at] in MARKS:
            return 0
    return 0


def _fits(phrase: tuple[str, ...], folded: Sequence[str], index: int) -> bool:
    for at, want in enumerate(phrase, start=index):
        if at == len(folded):
            return False
        have = folded[at]
        if have != want and not (want[-1] == "*" and have.startswith(want[:-1])):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Grammar:
    language: str
    entries: dict[tuple[str, ...], tuple[Entry, ...]]
    triggers: Phrases
    classes: dict[str, Phrases]
    groups: dict[tuple[str, ...], str]
    group_words: Phrases
    asking: Phrases
    """What asks for something, where no word tells of an event."""
    people_endings: tuple[str, ...]
    oblique_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    actor_words: frozenset[str]
    """First words of groups, pronouns and numbers."""
    actor_stems: frozenset[str]
    """How groups begin of which only the beginning is listed."""
    is_wide: bool
    has_bare_passive: bool
    token: re.Pattern[str]

    def words(self, name: str) -> Phrases:
        return self.classes.get(name, _NOTHING)

    def is_in(self, name: str, folded: Sequence[str], index: int) -> bool:
        words = self.classes.get(name)
        if words is None or not 0 <= index < len(folded):
            return False
        return words.begin_at(folded, index)

    def is_adverb(self, folded: Sequence[str], index: int) -> bool:
        """Formally, sexually: by its ending; a family is none."""
        is_one = index >= 0 and folded[index].endswith(self.adverb_endings)
        return is_one and not self.is_in("no-adverb", folded, index)

    def tells_at(self, folded: Sequence[str], index: int) -> bool:
        """Whether a word or phrase that may tell of something begins there."""
        is_event = self.triggers.begin_at(folded, index)
        is_event = is_event or self.asking.begin_at(folded, index)
        return is_event or any(True for _ in self.parted_at(folded, index))

    def parted_at(self, folded: Sequence[str], index: int) -> Iterator[tuple[str, ...]]:
        """Took her away, beat them to death: whom it was done to stands inside."""
        is_first = self.triggers.goes_on(folded[index])
        if is_first and self.is_in("inside", folded, index + 1):
            closed = [folded[index], *folded[index + 2 : index + _LONGEST]]
            yield from (x for x in self.triggers.all_at(closed, 0) if len(x) > 1)

    def group_at(self, folded: Sequence[str], index: int) -> tuple[int, str]:
        """Words of a group of people, and what they are; 0 for none."""
        if not self.group_words.at(folded, index):
            return 0, ""
        phrase = max(self.group_words.all_at(folded, index), key=len)
        return len(phrase), self.groups[phrase]


@cache
def of(language: str) -> Grammar:
    """The grammar of a language; without tables nothing is ever proposed."""
    entries = [*_verbs(language), *_nouns(language)]
    by_words: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for entry in entries:
        known = by_words.get(entry.words, ())
        if entry not in known:
            by_words[entry.words] = (*known, entry)
    groups = {
        phrase: row[0]
        for row in lexicon.rows("claim-groups", language)
        for phrase in _phrases(row[1])
    }
    return Grammar(
        language=language,
        entries=by_words,
        triggers=Phrases(by_words),
        classes=_table("claim-words", language),
        groups=groups,
        group_words=Phrases(groups),
        asking=Phrases([*_listed("must", language), *_listed("imperative", language)]),
        people_endings=tuple(x[0] for x in _listed("people-endings", language)),
        oblique_endings=tuple(x[0] for x in _listed("oblique-endings", language)),
        adverb_endings=tuple(x[0] for x in _listed("adverb-endings", language)),
        actor_words=frozenset(
            phrase[0]
            for name in ("pronoun", "we", "number", "some", "those", "alone")
            for phrase in _listed(name, language)
        )
        | {phrase[0] for phrase in groups},
        actor_stems=frozenset(x[0][:STEM] for x in groups if x[0].endswith("*")),
        is_wide=language in _WIDE,
        has_bare_passive=language in _BARE_PASSIVE,
        token=_token(language),
    )


def _token(language: str) -> re.Pattern[str]:
    # French elides: l'usine, n'a, d'Iran are two words each; the English 's is
    # a word of its own, so that the union's office names the union.
    elided = r"\w{1,4}['\u2019](?=\w)|" if language == "fr" else ""
    inner = r"-" if language == "fr" else r"-'\u2019"
    owned = r"(?![-'\u2019]s\b)" if language == "en" else ""
    return re.compile(
        rf"{elided}\d+(?:[.,]\d+)*|\w+(?:{owned}[{inner}]\w+)*|['\u2019]s\b|[^\w\s]"
    )


# Classes looked up together: words that no noun phrase goes on past, and those
# that stand between a subject and its verb.
_TOGETHER = {
    "function": (
        *("preposition", "boundary", "and", "say", "relative", "passive", "perfect"),
        *("must", "modal", "pronoun", "negation", "stop"),
    ),
    "edge": ("boundary", "relative"),
    "auxiliary": ("passive", "perfect", "follow", "modal", "must", "negation", "to"),
}


def _table(name: str, language: str) -> dict[str, Phrases]:
    rows = [row for row in lexicon.rows(name, language) if len(row) > 1]
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        table.setdefault(row[0], []).extend(_phrases(row[1]))
    for union, parts in _TOGETHER.items():
        table[union] = [phrase for part in parts for phrase in table.get(part, ())]
    return {kind: Phrases(phrases) for kind, phrases in table.items()}


@cache
def _listed(name: str, language: str) -> list[tuple[str, ...]]:
    rows = lexicon.rows("claim-words", language)
    return [phrase for row in rows if row[0] == name for phrase in _phrases(row[1])]


def _phrases(cell: str) -> list[tuple[str, ...]]:
    """Parted by |; "from (his|her) bed" stands for two."""
    spelled = (x for part in _OR.split(cell) for x in _spelled(part))
    return [tuple(x.split()) for x in spelled if x.strip()]


def _spelled(part: str) -> list[str]:
    head, _, rest = part.partition("(")
    if not rest:
        return [head]
    inside, _, tail = rest.partition(")")
    return [f"{head}{x}{y}" for x in inside.split("|") for y in _spelled(tail)]


def _nouns(language: str) -> Iterator[Entry]:
    forms, needs = frozenset({"noun"}), frozenset[str]()
    for kind, frame, nouns in lexicon.rows("claim-nouns", language):
        base, _, modality = kind.partition("-")
        for words in _phrases(nouns):
            yield Entry(words, base, modality, frame, forms, needs, _NOTHING)


def _verbs(language: str) -> Iterator[Entry]:
    for row in lexicon.rows("claim-verbs", language):
        kind, _, modality = row[0].partition("-")
        needs, near = _needs(row[2])
        irregular = _irregular(language)
        for words, forms in _written(row[3:], irregular).items():
            others = _others(words, forms, language)
            for each in [words, *others]:
                entry = Entry(
                    each, kind, modality, row[1], frozenset(forms), needs, near
                )
                yield from (entry, *_in_other_order(entry, language))
                if language == "ru" and (told := russian_forms.gerund(each[0])):
                    doing = frozenset({"doing"})
                    yield replace(entry, words=(told, *each[1:]), forms=doing)


def _in_other_order(entry: Entry, language: str) -> Iterator[Entry]:
    """Под стражу взяли; взяли вчера под стражу: Russian puts words where it likes."""
    verb, *rest = entry.words
    if language != "ru" or not rest or verb in russian_forms.BEFORE:
        return
    yield replace(entry, words=(*rest, verb))
    if not entry.near and len(" ".join(rest)) >= _SHORTEST_REST:
        yield replace(entry, words=(verb,), rest=tuple(rest))


def _others(
    words: tuple[str, ...], forms: set[str], language: str
) -> set[tuple[str, ...]]:
    """The genders and numbers that a table leaves out."""
    if language != "ru":
        return set()
    return {x for form in forms for x in russian_forms.forms(words, form)} - {words}


def _needs(cell: str) -> tuple[frozenset[str], Phrases]:
    plain, _, near = cell.partition("~")
    return frozenset(plain.replace("-", "").split()), Phrases(_phrases(near))


@cache
def _irregular(language: str) -> Mapping[str, tuple[str, ...]]:
    """The five forms of verbs that follow no rule, by the plain one."""
    return {forms[0]: forms for forms in _listed("irregular", language)}


def _written(
    cells: Sequence[str], irregular: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, ...], set[str]]:
    """The forms in which each spelling of a verb stands."""
    written: dict[tuple[str, ...], set[str]] = {}
    if len(cells) == 1:
        for verb, *rest in _phrases(cells[0]):
            forms = irregular.get(verb) or _regular(verb)
            for form, word in zip(_FORMS, forms, strict=True):
                written.setdefault((word, *rest), set()).add(form)
        return written
    for form, cell in zip(_FORMS, cells, strict=False):
        for words in _phrases(cell.strip("-")):
            written.setdefault(words, set()).add(form)
    return written


def _regular(verb: str) -> tuple[str, ...]:
    """English forms that follow the rule: arrests, arrested, arresting."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        stem = verb.removesuffix("y")
        return verb, f"{stem}ies", f"{stem}ied", f"{stem}ied", f"{verb}ing"
    stem = verb.removesuffix("e")
    past = f"{stem}ed"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return verb, f"{verb}{ending}", past, past, f"{stem}ing"
