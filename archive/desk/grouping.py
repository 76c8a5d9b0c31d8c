"""Finds that are one decision: of one kind, linked together or spelt alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive import curation, names
from archive.extraction import FindKind, says_who
from archive.models import Document, Entity, Mention

# A document has this many finds on a page; the rest follows as these go.
MOST = 1000
# What is decided in one go, by what one asks for it with.
AT_ONCE: Mapping[str, frozenset[str]] = {
    "names": curation.NAMED,
    "dates": frozenset({Mention.Kind.DATE}),
    "facts": frozenset(
        {
            Mention.Kind.CHARGE,
            Mention.Kind.SENTENCE,
            Mention.Kind.DEMAND,
            Mention.Kind.ACTION,
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Finds in the order of the text, their passages loaded."""

    mentions: tuple[Mention, ...]

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    @property
    def kind(self) -> str:
        return self.first.kind

    @property
    def kind_label(self) -> str:
        return self.first.get_kind_display()

    @property
    def is_named(self) -> bool:
        """Whether it needs an entry: a person, an organisation, a place."""
        return self.kind in curation.NAMED

    @property
    def says_who(self) -> bool:
        """Whether any of its spellings means one alone: no bare "High Commission"."""
        kind = FindKind(self.kind)
        return any(says_who(words, kind) for words, _n in self.spellings)

    @property
    def spellings(self) -> list[tuple[str, int]]:
        """Each with how often it stands there, the most frequent first."""
        return Counter(one_line(m.passage.quote) for m in self.mentions).most_common()

    @property
    def fullest(self) -> str:
        """The longest spelling: what a new entry would be called."""
        return max((words for words, _n in self.spellings), key=len)

    @property
    def value(self) -> str:
        return next((m.value for m in self.mentions if m.value), "")

    @property
    def entity(self) -> Entity | None:
        """Whom the machine takes it to be, as the entry that stands for it."""
        found = next((m.entity for m in self.mentions if m.entity), None)
        return (found.root or found) if found is not None else None


def open_in(document: Document) -> list[Mention]:
    """What waits in the text of today. One query."""
    return list(
        Mention.objects.filter(
            status=Mention.Status.SUGGESTED,
            decided_at=None,
            set_aside_at=None,
            passage__revision=document.current_revision_id,
        )
        .select_related("passage", "entity__root")
        .order_by("passage__start", "pk")[:MOST]
    )


def grouped(mentions: Iterable[Mention]) -> list[Group]:
    """The groups by their first place; a lone surname goes with its full name.

    What a run linked together is together. A surname it could not tell stays
    alone, even where two people of that name are in the text.
    """
    together: dict[tuple[str, object], list[Mention]] = {}
    for mention in mentions:
        together.setdefault((mention.kind, _what(mention)), []).append(mention)
    return [Group(tuple(found)) for found in together.values()]


@dataclass(frozen=True, slots=True)
class Alike:
    """Finds of one spelling anywhere, by their keys."""

    kind: str
    words: str
    mentions: list[int]


def alike(rows: Iterable[tuple[int, str, str]]) -> list[Alike]:
    """Finds across documents by kind and folded spelling, the most frequent first.

    rows: key, kind, words.
    """
    together: dict[tuple[str, str], Alike] = {}
    folded: dict[str, str] = {}
    for pk, kind, words in rows:
        if words not in folded:
            folded[words] = names.fold(words) or words
        label = str(Mention.Kind(kind).label)
        found = together.setdefault(
            (kind, folded[words]), Alike(label, one_line(words), [])
        )
        found.mentions.append(pk)
    return sorted(
        together.values(), key=lambda each: (-len(each.mentions), each.mentions[0])
    )


def one_line(words: str) -> str:
    return " ".join(words.split())


def position(groups: Sequence[Group], mention: int) -> int | None:
    """Which of the groups holds a find, by its key."""
    for at, group in enumerate(groups):
        if any(each.pk == mention for each in group.mentions):
            return at
    return None


def _what(mention: Mention) -> object:
    if mention.entity is not None:
        return mention.entity.root_id_or_own
    if mention.kind == Mention.Kind.DATE and mention.value:
        return mention.value
    words = mention.group or mention.passage.quote
    return names.fold(words) or words
