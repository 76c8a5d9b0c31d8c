"""What stands between the archive and a viewer: rows as the public reads them.

They come back as copies for show, which are never saved.
"""

import copy
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from archive import protection
from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    Name,
    Passage,
    Revision,
    Source,
)
from archive.protection import Projected, Protected

Row = TypeVar("Row", bound=Model)
Printed = TypeVar("Printed", bound=Revision)
Rows = TypeVar("Rows", bound=QuerySet[Any])
People = tuple[Protected, ...]
# What the public reads of a row: words, and addresses that may hold a name.
_WORDS: Mapping[type[Model], tuple[str, ...]] = {
    Claim: ("sentence", "attributed_to", "happened_words", "disputed_reason"),
    Document: ("title", "author", "addressee", "published_words"),
    Evidence: ("note",),
    Passage: ("quote",),
    Revision: ("note",),
}
# The own names of what is not protected, and words that stand in no document:
# they are read the same on every page.
_OWN: Mapping[type[Model], tuple[str, ...]] = {
    Entity: ("label",),
    Name: ("text",),
    Source: ("name",),
}
_OF_NO_DOCUMENT: Mapping[type[Model], tuple[str, ...]] = {
    Entity: ("description",),
    Source: ("description", "rights_note"),
}
_ADDRESSES: Mapping[type[Model], tuple[str, ...]] = {
    Document: ("url", "archived_url"),
    Source: ("home",),
}
# In an address of ours, for a slug that would name somebody.
NUMBERED = re.compile(r"_([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands between the archive and one viewer.

    people: by the entity that stands for them. known: by document, whom it
    names or proves something of, as far as was asked. others: names of those
    these documents name beside them. False when nobody is protected, and then
    everything is shown as it is.
    """

    people: Mapping[int, Protected] = field(default_factory=dict)
    known: Mapping[int, frozenset[int]] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    # worked out once, when first asked for
    _pattern: list[str] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def __bool__(self) -> bool:
        return bool(self.people)

    def hides(self, entity: Entity | None) -> bool:
        return entity is not None and entity.root_id_or_own in self.people

    def has_page(self, entity: Entity) -> bool:
        """Whether it has a page: its address would name nobody."""
        return not (self.hides(entity) or self.in_slug(entity.slug))

    def shown(self, entity: Entity) -> str:
        """What is read instead of the name of an entity it hides."""
        who = self.people[entity.root_id_or_own]
        return who.shown(who.names[0])

    def of(self, *documents: int | None) -> People:
        """All of them; those a document is about by a surname alone as well."""
        here = {key for each in documents for key in self.known.get(each or 0, ())}
        return self.about(here)

    def about(self, here: Collection[int]) -> People:
        return tuple(
            replace(who, has_parts=True) if key in here else who
            for key, who in self.people.items()
        )

    def everybody(self) -> People:
        """All of them; those any of the documents is about by surname as well."""
        return self.of(*self.known)

    def projected(
        self,
        text: str,
        people: People | None = None,
        *,
        marked: Iterable[tuple[int, int, str]] = (),
        cleared: Iterable[tuple[int, int]] = (),
    ) -> Projected:
        """As protection.project(), with the full names of others cleared."""
        if not self.people or not text:
            return Projected(text)
        people = self._or_all(people)
        named = protection.full_names(self.others, people)
        theirs = [match.span() for match in named.finditer(text)] if named else []
        return protection.project(
            text, people, marked=marked, cleared=[*cleared, *theirs]
        )

    def words(self, text: str, people: People | None = None) -> str:
        return self.projected(text, people).text

    def own(self, name: str) -> str:
        """The name of somebody who is not protected, the same on every page."""
        return self.projected(name, self.about(()), cleared=[(0, len(name))]).text

    def names_in(self, text: str, people: People | None = None) -> bool:
        """Whether the public would read one of the names here."""
        return bool(self.projected(text, people).masks)

    def in_address(self, address: str) -> bool:
        """Whether a web address holds a name."""
        return bool(self.people) and protection.holds_name(address, self.everybody())

    def in_slug(self, slug: str) -> bool:
        """Whether an address of ours does; the rule of with_pages()."""
        pattern = self._slug_pattern()
        return bool(pattern and re.search(pattern, slug, re.IGNORECASE))

    def with_pages(self, rows: Rows) -> Rows:
        """Rows whose slug holds no protected name: it stands in their address."""
        pattern = self._slug_pattern()
        return rows.exclude(slug__iregex=pattern) if pattern else rows

    def _slug_pattern(self) -> str:
        if not self._pattern:
            self._pattern.append(protection.slug_pattern(self.people.values()))
        return self._pattern[0]

    def address(self, row: Model) -> str:
        """The slug under which the public knows a row: one that would name
        somebody is a number to it.
        """
        slug = str(getattr(row, "slug", ""))
        return f"_{row.pk}" if self.people and slug and self.in_slug(slug) else slug

    def addressed(self, row: Row) -> Row:
        """With that slug; a copy for show where it is another."""
        address = self.address(row)
        if not address or address == getattr(row, "slug", ""):
            return row
        shown = copy.copy(row)
        setattr(shown, "slug", address)  # noqa: B010  of any model
        return shown

    def row(self, row: Row, people: People | None = None) -> Row:
        """A copy for show, with the words the public reads; no relations."""
        if not self.people:
            return row
        shown = self.reworded(row, *_WORDS.get(type(row), ()), people=people)
        for name in _OWN.get(type(row), ()):
            setattr(shown, name, self.own(getattr(row, name)))
        for name in _OF_NO_DOCUMENT.get(type(row), ()):
            setattr(shown, name, self.words(getattr(row, name), self.about(())))
        for name in _ADDRESSES.get(type(row), ()):
            if protection.holds_name(getattr(row, name), self._or_all(people)):
                setattr(shown, name, "")
        return shown

    def reworded(self, row: Row, *names: str, people: People | None = None) -> Row:
        """A copy for show with these columns as the public reads them, and at the
        address it knows.
        """
        if not self.people:
            return row
        shown = copy.copy(self.addressed(row))
        for name in names:
            setattr(shown, name, self.words(getattr(row, name), people))
        return shown

    def rows(self, rows: Iterable[Row]) -> list[Row]:
        return [self.row(each) for each in rows]

    def source(self, source: Source | None) -> Source | None:
        """With a slug only while that names nobody: else it has no page."""
        if not self.people or source is None:
            return source
        shown = self.row(source)
        if self.in_slug(source.slug):
            shown.slug = ""
        return shown

    def document(self, document: Document, people: People | None = None) -> Document:
        """With its source and the report it stands in, when they are loaded."""
        if not self.people:
            return document
        people = people or self.of(document.pk, document.part_of_id)
        shown = self.row(document, people)
        if Document.source.is_cached(document):
            shown.source = self.source(document.source)
        if Document.part_of.is_cached(document) and document.part_of:
            shown.part_of = self.row(document.part_of, people)
        return shown

    def revision(self, revision: Printed) -> Printed:
        """With its document; the text stays what it is."""
        if not self.people:
            return revision
        document = revision.document
        people = self.of(document.pk, document.part_of_id)
        shown = self.row(revision, people)
        shown.document = self.document(document, people)
        return shown

    def passage(self, passage: Passage) -> Passage:
        """With the revision and document it was loaded with."""
        if not self.people:
            return passage
        revision = passage.revision
        document = revision.document
        people = self.of(document.pk, document.part_of_id)
        shown = self.row(passage, people)
        shown.revision = self.revision(revision)
        return shown

    def proof(self, evidence: Evidence) -> Evidence:
        """With the passage it was loaded with."""
        if not self.people:
            return evidence
        shown = self.row(evidence)
        shown.passage = self.passage(evidence.passage)
        return shown

    def claim(self, claim: Claim, people: People | None = None) -> Claim:
        """With what superseded it, when that is loaded."""
        if not self.people:
            return claim
        people = people or self.everybody()
        shown = self.row(claim, people)
        if Claim.superseded_by.is_cached(claim) and claim.superseded_by:
            shown.superseded_by = self.row(claim.superseded_by, people)
        return shown

    def _or_all(self, people: People | None) -> People:
        return self.everybody() if people is None else people
