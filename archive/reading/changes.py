"""What a correction changed, as readers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive import differences
from archive.models import Document, Mention, Revision
from archive.models.authorship import Author as Viewer
from archive.reading import protecting
from archive.reading.load import text_read
from archive.reading.screen import People, Screen


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, were taken out or were put in."""

    kind: str  # same, removed, added
    words: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """folded: so many unchanged paragraphs are not shown here; 0 = this is one."""

    runs: tuple[Run, ...] = ()
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """The step from one revision to the next, paragraph by paragraph."""

    document: Document
    before: Revision
    after: Revision
    paragraphs: tuple[ChangedParagraph, ...]


def changes(slug: str, number: int, *, viewer: Viewer, on: date) -> Changes | None:
    """What a revision changed in the one before; None for the first, or unseen.

    Three queries; one more while a name is protected.
    """
    seen = Document.objects.visible_to(viewer, on=on)
    document = protecting.at(seen.select_related("source"), slug, viewer=viewer)
    if document is None:
        return None
    # a translation changes nothing in the text it was made of
    upto = document.revisions.written().filter(number__lte=number)
    pair = list(upto.order_by("-number")[:2])[::-1]
    if len(pair) < 2 or pair[-1].number != number:
        return None
    screen = protecting.screen_for(viewer, documents=[document.pk])
    people = screen.of(document.pk)
    old, new = _texts(pair, screen, people)
    before, after = (screen.revision(each) for each in pair)
    return Changes(screen.document(document), before, after, paragraphs(old, new))


def _texts(pair: Sequence[Revision], screen: Screen, people: People) -> list[str]:
    if not screen:
        return [each.text for each in pair]
    found = Mention.objects.accepted().filter(passage__revision__in=pair)
    marked: dict[int, list[Mention]] = {each.pk: [] for each in pair}
    for mention in found.select_related("passage", "entity"):
        marked[mention.passage.revision_id].append(mention)
    return [
        text_read(
            each.text, marked[each.pk], {each.pk: 0}, screen=screen, people=people
        ).text
        for each in pair
    ]


def paragraphs(old: str, new: str) -> tuple[ChangedParagraph, ...]:
    """Both texts in one, the long unchanged stretches folded."""
    steps = differences.folded(differences.differences(old, new))
    return tuple(
        ChangedParagraph(folded=len(step.changes))
        if isinstance(step, differences.Folded)
        else ChangedParagraph(_runs(step, old, new))
        for step in steps
    )


def _runs(change: differences.Change, old: str, new: str) -> tuple[Run, ...]:
    return tuple(
        Run(
            part.kind,
            new[part.new_start : part.new_end]
            if part.kind == "added"
            else old[part.old_start : part.old_end],
        )
        for part in change.runs or (change,)
    )
