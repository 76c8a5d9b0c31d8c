"""New versions: made from a document, in another language, for another frame."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from archive.models import Document, Passage, Revision
from archive.models.authorship import Author, save_as
from campaign.drafting.rewriting import Refused, faults, rewrite
from campaign.drafting.sheet import Piece, Sheet, sheet_of
from campaign.models import Campaign, ModelLetter, Paragraph


@transaction.atomic
def next_version(model_letter: ModelLetter, *, on: date, by: Author) -> ModelLetter:
    """A copy to work on; the one there is, if it is the same and unpublished.

    It follows what its original followed.
    """
    source = _whole(model_letter)
    sheet = _begun(sheet_of(source), on=on)
    return _made(
        source.campaign,
        source.language,
        source.frame,
        sheet,
        by=by,
        adapted_from=source.adapted_from,
        follows=source.follows,
    )


@transaction.atomic
def translation_of(
    model_letter: ModelLetter, *, language: str, on: date, by: Author
) -> ModelLetter:
    """A letter in another language to be translated, with the same citations.

    What an earlier translation says of a paragraph that has not changed is
    taken over; the rest stands in the language it came in. Raises Refused.
    """
    source = _whole(model_letter)
    if language == source.language:
        raise Refused(_("The letter is written in that language."))
    known = _translated(source, language)
    sheet = sheet_of(source)
    pieces = tuple(_in_translation(piece, known) for piece in sheet.pieces)
    begun = Sheet(
        subject=known.get(sheet.subject, Piece("", sheet.subject)).text,
        register=sheet.register,
        in_force_from=max(on, sheet.in_force_from),
        pieces=pieces,
    )
    return _made(source.campaign, language, source.frame, begun, by=by, follows=source)


@transaction.atomic
def copy_to_frame(
    model_letter: ModelLetter, *, frame: str, on: date, by: Author
) -> ModelLetter:
    """The same facts for a branch or a representative, to be reworded.

    Raises Refused.
    """
    source = _whole(model_letter)
    if frame == source.frame or frame not in ModelLetter.Frame.values:
        raise Refused(_("Choose another frame than the one it has."))
    sheet = _begun(sheet_of(source), on=max(on, source.in_force_from))
    return _made(
        source.campaign,
        source.language,
        frame,
        sheet,
        by=by,
        adapted_from=source.adapted_from,
    )


@transaction.atomic
def from_document(
    document: Document,
    revision: Revision,
    sheet: Sheet,
    spans: Mapping[int, tuple[int, int]],
    *,
    campaign: Campaign,
    language: str,
    frame: str,
    by: Author,
) -> ModelLetter:
    """A letter adapted from a document, not published.

    spans: for places in sheet.pieces, from 0, where in the revision the words
    stand that the paragraph follows. Raises Refused.
    """
    if revision.document_id != document.pk:
        raise Refused(_("These words are not in that document."))
    try:
        passages = Passage.objects.at_all(revision, spans.values())
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    pieces = tuple(
        replace(
            piece, key=None, passage=passages[spans[at]].pk if at in spans else None
        )
        for at, piece in enumerate(sheet.pieces)
    )
    whole = replace(sheet, pieces=pieces)
    return _made(campaign, language, frame, whole, by=by, adapted_from=document)


def _whole(model_letter: ModelLetter) -> ModelLetter:
    return ModelLetter.objects.with_text().get(pk=model_letter.pk)


def _begun(sheet: Sheet, *, on: date) -> Sheet:
    """The same words from a day on, in rows of their own."""
    pieces = tuple(replace(piece, key=None) for piece in sheet.pieces)
    return replace(sheet, in_force_from=on, what_changed="", pieces=pieces)


def _made(
    campaign: Campaign,
    language: str,
    frame: str,
    sheet: Sheet,
    *,
    by: Author,
    adapted_from: Document | None = None,
    follows: ModelLetter | None = None,
) -> ModelLetter:
    """With the next free number, or the draft that says exactly this already."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    versions = ModelLetter.objects.filter(
        campaign=campaign, language=language, frame=frame
    )
    drafts = versions.filter(
        is_published=False, adapted_from=adapted_from, follows=follows
    )
    for draft in drafts.with_text():  # a button pressed twice makes one letter
        if sheet_of(draft).mark == sheet.mark:
            return draft
    made = ModelLetter(
        campaign=campaign,
        language=language,
        frame=frame,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        in_force_from=sheet.in_force_from,
        register=sheet.register,
        subject=sheet.subject,
        adapted_from=adapted_from,
        follows=follows,
    )
    if reasons := faults(sheet):
        raise Refused(*reasons)
    try:
        made.full_clean()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    save_as(made, by)
    rewrite(made, _astray_cut(sheet, follows), by=by)
    return made


def _astray_cut(sheet: Sheet, follows: ModelLetter | None) -> Sheet:
    """A paragraph follows one of the followed version only."""
    there = set(follows.paragraphs.values_list("pk", flat=True)) if follows else set()
    pieces = tuple(
        piece if piece.follows in there else replace(piece, follows=None)
        for piece in sheet.pieces
    )
    return replace(sheet, pieces=pieces)


def _translated(source: ModelLetter, language: str) -> dict[str, Piece]:
    """Texts of the source's language, and what has been made of them."""
    earlier = ModelLetter.objects.filter(
        campaign=source.campaign,
        frame=source.frame,
        language=language,
        follows__language=source.language,
    )
    known: dict[str, Piece] = {}
    for letter in earlier.with_text().select_related("follows").order_by("version"):
        if letter.follows is not None:
            known[letter.follows.subject] = Piece("", letter.subject)
        for each in letter.paragraphs.select_related("follows"):
            if each.follows is not None:
                texts = tuple(other.text for other in each.alternatives.all())
                known[each.follows.text] = Piece(
                    Paragraph.Role(each.role), each.text, alternatives=texts
                )
    return known


def _in_translation(piece: Piece, known: Mapping[str, Piece]) -> Piece:
    there = known.get(piece.text)
    return replace(
        piece,
        key=None,
        passage=None,
        follows=piece.key,
        text=there.text if there else piece.text,
        alternatives=there.alternatives if there else piece.alternatives,
    )
