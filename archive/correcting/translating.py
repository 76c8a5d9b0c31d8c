"""A text of a document in another language, beside the one that readers see."""

from datetime import datetime

from archive import cleaning, ingest, lexicon, passages, readers, search
from archive.models import Batch, Document, Revision, Segment, recording
from archive.models.authorship import Author, account
from archive.models.batch import create_recorded
from archive.models.revision import sha256_of


class CannotTranslate(ValueError):
    """Why a text is not taken as a translation, in words for the curator."""


def translate(
    document: Document,
    text: str,
    *,
    language: str,
    by: Author,
    at: datetime,
    note: str,
) -> Revision:
    """Keep a text as what a document says in another language (BCP 47).

    Never the current text, and nothing is anchored in it. In a language in which
    there is one it is the newest from now on; taken back, as acts are, it is shown
    nowhere and the one before is again. note: who translated it, for readers.
    Raises CannotTranslate with a sentence. Eighteen queries.
    """
    language = _written(language)
    text = _checked(text, language, note)
    summary = f"{document.title}: translation ({language}). {note}"
    with recording(Batch.Verb.INGEST, by=by, summary=summary, document=document):
        original = _refuse_known(document, text, language)
        made = ingest.add_translation(
            document, text, made_at=at, made_by=account(by), note=note.strip()
        )
        parts = _parts(made, original)
        for each in parts:
            each.revision, each.language = made, language
        create_recorded(parts, by=by)
        search.index_kind("translation", [made.pk])
    return made


def article(found: readers.Readout) -> str:
    """What a file says, without what its page sets around it."""
    at, kept = 0, []
    for start, end in sorted(found.aside):
        kept.append(found.text[at:start].strip())
        at = max(at, end)
    kept.append(found.text[at:].strip())
    return "\n\n".join(filter(None, kept))


def _checked(text: str, language: str, note: str) -> str:
    try:
        text = passages.normalise(text)
        ingest.refuse_size(len(text.encode()))
    except ValueError as error:
        raise CannotTranslate(str(error)) from error
    if not text.strip():
        raise CannotTranslate("There is no text to keep as a translation.")
    if not lexicon.is_language(language):
        raise CannotTranslate("Say which language it is: write de, ru, pt-BR.")
    if not note.strip():
        raise CannotTranslate("Say who translated it, or which program.")
    return text


def _refuse_known(document: Document, text: str, language: str) -> Revision:
    """What is translated. A second curator waits, and is told of the first one's."""
    Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    document.refresh_from_db()
    if document.current_revision is None:
        raise CannotTranslate("There is no text that this could be a translation of.")
    if language.casefold() == document.language.casefold():
        raise CannotTranslate(
            f"The document itself is in this language ({document.language}): correct "
            "its text instead."
        )
    for known in document.revisions.standing().defer("text"):
        if known.sha256 != sha256_of(text):
            continue
        if known.kind == Revision.Kind.TRANSLATION:
            raise CannotTranslate(f"This is kept already, as text {known.number}.")
        raise CannotTranslate("This is the text of the document itself, untranslated.")
    return document.current_revision


def _parts(revision: Revision, original: Revision) -> list[Segment]:
    """The title, where the original has one, and the rest as what that is.

    The rules of a source are for its own pages: nothing is left out here.
    """
    kinds = set(original.segments.values_list("kind", flat=True))
    has_title = Segment.Kind.TITLE in kinds
    kind = Segment.Kind.BODY
    if kinds - {Segment.Kind.TITLE} == {Segment.Kind.LETTER}:
        kind = Segment.Kind.LETTER
    size = len(revision.text.rstrip())
    first = next(iter(cleaning.clean(revision.text).segments)) if has_title else None
    if first is None or first.kind is not cleaning.SegmentKind.TITLE:
        return [Segment(start=0, end=size, kind=kind)]
    title = Segment(start=first.start, end=first.end, kind=Segment.Kind.TITLE)
    rest = Segment(start=first.end, end=size, kind=kind)
    return [title, rest] if rest.start < rest.end else [title]


def _written(code: str) -> str:
    """One language, one way to write it: pt-BR, zh-Hant."""
    first, *rest = code.strip().split("-")
    sized = {2: str.upper, 4: str.title}
    return "-".join(
        [first.lower(), *(sized.get(len(each), str.lower)(each) for each in rest)]
    )
