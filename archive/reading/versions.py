"""The texts of a document: as it came, as it was corrected, and translated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.models import Document, Revision
from archive.reading.load import Opened
from archive.reading.screen import Screen
from archive.reading.translations import spoken

# Nobody reads more of them; each stays at its address.
UPTO = 100


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a document, of which the words are not loaded.

    before: the number of the text it corrected, 0 when it corrected none;
    language: of a translation; is_newest: the last one into that language.
    """

    revision: Revision
    language: str
    before: int
    is_current: bool
    is_newest: bool = False

    @property
    def is_translation(self) -> bool:
        return self.revision.kind == Revision.Kind.TRANSLATION


def versions(opened: Opened) -> tuple[Version, ...]:
    """The newest first; none when there is one text only. One query, or none."""
    if opened.newest < 2:
        return ()
    document, screen = opened.document, opened.screen
    rows = document.revisions.standing()
    rows = rows.defer("text", "signature", "page_starts", "aside")
    found = list(rows.annotate(spoken=spoken("pk")).order_by("-number")[: UPTO + 1])
    for each in found:
        each.document = document  # known: its address costs no query
    # one was taken back: nothing is left to choose from
    made = _versions(found, document, screen) if len(found) > 1 else ()
    return tuple(made)[:UPTO]


def also_in(found: Iterable[Version], opened: Opened) -> tuple[Version, ...]:
    """The newest translation into each language but that of the text shown."""
    others = (each for each in found if each.language != opened.language)
    made = (each for each in others if each.is_newest)
    return tuple(sorted(made, key=lambda each: each.language))


def _versions(
    found: Iterable[Revision], document: Document, screen: Screen
) -> Iterator[Version]:
    rows = list(found)
    told: set[str] = set()
    for at, each in enumerate(rows):
        is_written = each.kind != Revision.Kind.TRANSLATION
        older = (row for row in rows[at + 1 :] if row.kind != Revision.Kind.TRANSLATION)
        before = next(older, None) if is_written else None
        language = "" if is_written else getattr(each, "spoken", "") or ""
        yield Version(
            revision=screen.reworded(each, "note"),
            language=language,
            before=before.number if before else 0,
            is_current=each.pk == document.current_revision_id,
            is_newest=bool(language) and language not in told,
        )
        told.add(language)
