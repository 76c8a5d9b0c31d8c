"""The letters printed in a text, each with a page of its own."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from archive.models import Document, Revision
from archive.models.authorship import Author as Viewer
from archive.reading.blocks import InnerLetter
from archive.reading.prepared import by_viewer, given
from archive.reading.screen import People, Screen


def printed_in(
    document: Document, revision: Revision, *, viewer: Viewer, on: date, screen: Screen
) -> list[InnerLetter]:
    """The letters printed in this revision; of a letter, all of it."""
    if document.kind == Document.Kind.LETTER:
        words = document.published_words
        return [InnerLetter(0, len(revision.text), written_words=words)]
    if not getattr(document, "has_parts", True):
        return []
    printed = _printed(viewer).ask(on=on, revision=revision.pk)
    return [
        InnerLetter(
            start=letter.part_of_passage.start,
            end=letter.part_of_passage.end,
            url=screen.addressed(letter).get_absolute_url(),
            author=letter.author,
            addressee=letter.addressee,
            written=letter.published,
            written_words=letter.published_words,
        )
        for letter in printed
        if letter.part_of_passage is not None
    ]


@by_viewer
def _printed(viewer: Viewer) -> QuerySet[Document]:
    shown = Document.objects.visible_to(viewer, on=given("on", date))
    here = shown.filter(part_of_passage__revision=given("revision", int))
    return here.select_related("part_of_passage")


def read(letter: InnerLetter, screen: Screen, people: People) -> InnerLetter:
    return replace(
        letter,
        author=screen.words(letter.author, people),
        addressee=screen.words(letter.addressee, people),
    )
