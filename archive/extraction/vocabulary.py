"""The word lists that the rules of one language need, gathered once."""

from dataclasses import dataclass
from functools import cache

from archive import lexicon

# Tokens a phrase of a list may have; a longer one is never looked up.
LONGEST_PHRASE = 7


def _as_read(phrase: str) -> list[str]:
    """The words of a phrase as a page has them: without possessive, without "!".

    A name of one word keeps its possessive: McDonald is not McDonald's.
    """
    parts = phrase.rstrip("!").split()
    if len(parts) < 2:
        return parts
    return [part.removesuffix("'s").rstrip("'").rstrip(",") for part in parts]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, longest first."""

    by_first: dict[str, list[list[str]]]

    @classmethod
    def build(cls, phrases: frozenset[str]) -> "Phrases":
        by_first: dict[str, list[list[str]]] = {}
        for phrase in phrases:
            parts = _as_read(phrase)
            if 0 < len(parts) <= LONGEST_PHRASE:
                by_first.setdefault(parts[0], []).append(parts)
        for found in by_first.values():
            found.sort(key=len, reverse=True)
        return cls(by_first)

    def length_at(self, folded: list[str], index: int) -> int:
        """Words of the longest phrase that begins at index; 0 for none."""
        known = self.by_first.get(folded[index])
        if known is None:
            return 0
        for parts in known:
            length = len(parts)
            if length == 1 or folded[index : index + length] == parts:
                return length
        return 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    language: str
    heads: frozenset[str]
    weak_heads: frozenset[str]
    generic: frozenset[str]
    nouns: frozenset[str]
    member_nouns: frozenset[str]
    areas: frozenset[str]
    known_people: frozenset[str]
    roles: frozenset[str]
    themes: frozenset[str]
    foreign_heads: frozenset[str]
    head_ends: tuple[str, ...]
    head_starts: tuple[str, ...]
    tails: frozenset[str]
    organs: frozenset[str]
    possessors: frozenset[str]
    titles: frozenset[str]
    title_ends: tuple[str, ...]
    """What ends a title written in one word: Oppositionsführerin."""
    title_names: Phrases
    modifiers: frozenset[str]
    suffixes: frozenset[str]
    ordinary: frozenset[str]
    no_person: frozenset[str]
    firm_words: frozenset[str]
    demonyms: frozenset[str]
    given_names: frozenset[str]
    family_names: frozenset[str]
    """Family names of one syllable that stand first, as in Viet Nam."""
    place_heads: frozenset[str]
    place_phrases: frozenset[str]
    place_phrase_ends: frozenset[str]
    place_starts: frozenset[str]
    place_cues: frozenset[str]
    person_verbs: Phrases
    person_cues: frozenset[str]
    say_verbs: frozenset[str]
    stop_acronyms: frozenset[str]
    countries: Phrases
    places: Phrases
    regions: Phrases
    organisations: Phrases
    single_bodies: frozenset[str]
    small_names: frozenset[str]
    """Bodies that write their name without a capital."""
    loud_names: frozenset[str]
    """Bodies whose name ends with "!", folded and without it."""
    short_acronyms: frozenset[str]
    """Bodies of two or three letters, all capital: the UN is no French "un"."""
    small_ends: frozenset[str]
    """Known names whose last word is written small: Conseil constitutionnel."""

    def is_head(self, word: str) -> bool:
        """Whether a folded word can head the name of a body."""
        if word in self.heads:
            return True
        if self.head_ends and len(word) > 8 and word.endswith(self.head_ends):
            return True
        return bool(self.head_starts) and word.startswith(self.head_starts)

    def is_written_small(self, folded: list[str]) -> bool:
        """Whether the last word of a known name may be small."""
        return " ".join(folded) in self.small_ends

    def ends_in_surname(self, folded: list[str]) -> bool:
        """Carlos Mesa: heads come first in Romance languages, so this is a surname."""
        is_romance = self.language in {"es", "fr", "it", "pt"}
        return (
            is_romance
            and len(folded) == 2
            and folded[0] in self.given_names
            and folded[0] not in self.heads
        )

    def is_given(self, word: str) -> bool:
        """A given name, or two with a hyphen: Per-Åke, Jean-Robert."""
        if word in self.given_names:
            return True
        left, hyphen, right = word.partition("-")
        known = left in self.given_names or right in self.given_names
        return bool(hyphen) and min(len(left), len(right)) > 1 and known

    def is_office(self, word: str) -> bool:
        """A title by itself, without what goes before one."""
        if word in self.titles:
            return True
        return (
            bool(self.title_ends) and len(word) > 8 and word.endswith(self.title_ends)
        )

    def is_title(self, word: str) -> bool:
        if self.is_office(word) or word in self.modifiers:
            return True
        if "-" not in word:
            return False
        left, hyphen, right = word.partition("-")
        if not hyphen or not (left in self.titles or right in self.titles):
            return False
        return (left in self.titles or left in self.modifiers) and (
            right in self.titles or right in self.modifiers
        )


def _title_ends(language: str) -> tuple[str, ...]:
    """German puts a title at the end of a compound; trades of women end in -in."""
    if language != "de":
        return ()
    titles = lexicon.words("titles", language)
    long = (word for word in titles if len(word) > 5 and not word.endswith("."))
    return (*long, "erin", "istin", "entin", "ologin", "urgin")


def _foreign_heads(language: str) -> frozenset[str]:
    """First words of bodies in other languages: Partido, Serikat, Grupo."""
    others = (other for other in ("de", "es", "fr") if other != language)
    heads = (lexicon.words("organisation-heads", other) for other in others)
    written = frozenset(head for words in heads for head in words if len(head) > 4)
    return written | lexicon.words("organisation-heads-abroad")


@cache
def of(language: str) -> Vocabulary:
    """The vocabulary of a language; lists it does not have are empty."""
    heads = lexicon.words("organisation-heads", language)
    bodies = lexicon.words("known-organisations")
    place_phrases = lexicon.words("place-phrases", language)
    countries = lexicon.countries(language) - bodies
    places = (
        lexicon.words("places")
        | (lexicon.countries("en") - bodies)
        | countries
        | lexicon.words("place-acronyms", "en")
        | (lexicon.cities(language) - bodies)
    )
    return Vocabulary(
        language=language,
        heads=heads,
        weak_heads=lexicon.words("organisation-weak", language),
        generic=lexicon.words("organisation-generic", language),
        nouns=lexicon.words("organisation-nouns", language),
        member_nouns=lexicon.words("organisation-of", language),
        areas=lexicon.words("areas", language),
        known_people=lexicon.words("known-people"),
        roles=lexicon.words("organisation-roles", language),
        themes=lexicon.words("themes", language),
        foreign_heads=_foreign_heads(language) - heads,
        head_ends=tuple(heads) if language == "de" else (),
        head_starts=tuple(heads) if language == "ru" else (),
        tails=lexicon.words("organisation-tails", "en"),
        organs=lexicon.words("organs", language),
        possessors=lexicon.words("possessors", language),
        titles=lexicon.words("titles", language),
        title_ends=_title_ends(language),
        title_names=Phrases.build(lexicon.words("title-names", language)),
        modifiers=lexicon.words("title-modifiers", language),
        suffixes=lexicon.words("suffixes", "en"),
        ordinary=lexicon.words("ordinary", language),
        no_person=lexicon.words("no-person", language),
        firm_words=lexicon.words("firm-words", language),
        demonyms=lexicon.words("demonyms", language),
        given_names=lexicon.words("given-names"),
        family_names=lexicon.words("family-names-first"),
        place_heads=lexicon.words("place-heads", language),
        place_phrases=place_phrases,
        place_phrase_ends=frozenset(phrase.split()[-1] for phrase in place_phrases),
        place_starts=lexicon.words("place-starts"),
        place_cues=lexicon.words("place-cues", language),
        person_verbs=Phrases.build(lexicon.words("person-verbs", language)),
        person_cues=lexicon.words("person-cues", language),
        say_verbs=lexicon.words("say-verbs", language),
        stop_acronyms=lexicon.words("stop-acronyms", "en"),
        countries=Phrases.build(countries),
        places=Phrases.build(places),
        regions=Phrases.build(lexicon.regions() - places),
        organisations=Phrases.build(bodies),
        single_bodies=frozenset(body for body in bodies if " " not in body),
        small_names=frozenset(
            name
            for name in lexicon.entries("known-organisations")
            if name.islower() and " " not in name
        ),
        loud_names=frozenset(body[:-1] for body in bodies if body.endswith("!")),
        short_acronyms=frozenset(
            lexicon.fold(name)
            for name in lexicon.entries("known-organisations")
            if len(name) < 4 and name.isupper()
        ),
        small_ends=frozenset(
            lexicon.fold(name)
            for list_name in ("known-organisations", "places")
            for name in lexicon.entries(list_name)
            if " " in name and name.split()[-1][0].islower()
        ),
    )
