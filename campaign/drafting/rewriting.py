"""Saving a sheet: only what differs is written, and history names the author."""

from collections.abc import Iterator, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from archive.models import Claim
from archive.models.authorship import Author, delete_as, save_as
from campaign import placeholders
from campaign.drafting.sheet import (
    LONGEST_TEXT,
    MOST_ALTERNATIVES,
    MOST_PARAGRAPHS,
    Piece,
    Sheet,
    sheet_of,
)
from campaign.models import Alternative, Citation, ModelLetter, Paragraph

# out of the way of every place there is, while places are exchanged
_ASIDE = 10_000


class Refused(ValueError):
    """Nothing was written; the reasons are sentences for the page."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Stale(Refused):
    """Somebody else saved the letter after the page was shown."""


@transaction.atomic
def rewrite(
    model_letter: ModelLetter, sheet: Sheet, *, by: Author, seen: str | None = None
) -> None:
    """The letter becomes what the sheet says, or nothing is written.

    seen: the mark of the sheet the editing began with. Raises Refused for a
    published letter and for what cannot be kept, Stale when it has changed.
    """
    row = ModelLetter.objects.select_for_update().get(pk=model_letter.pk)
    now = sheet_of(ModelLetter.objects.with_text().get(pk=row.pk))
    if row.is_published:
        raise Refused(_("A published letter is not rewritten: make the next version."))
    if seen is not None and now.mark not in {seen, sheet.mark}:
        raise Stale(
            _(
                "This letter was changed after you opened it. "
                "Nothing of yours was saved; it still stands below."
            )
        )
    if reasons := [*faults(sheet), *astray(row, sheet)]:
        raise Refused(*reasons)
    _write_head(row, sheet, by)
    _write_pieces(row, sheet.pieces, by)


def faults(sheet: Sheet) -> list[str]:
    """Why a sheet cannot be kept, in sentences. One query when it cites.

    A half-written letter can: what else it lacks is said by drafting.problems.
    """
    found: list[str] = []
    if not sheet.subject.strip():
        found.append(_("The letter needs a subject."))
    if len(sheet.subject) > 200:
        found.append(_("The subject is longer than 200 characters."))
    if len(sheet.what_changed) > 300:
        found.append(_("What changed is longer than 300 characters."))
    if len(sheet.pieces) > MOST_PARAGRAPHS:
        found.append(
            _("A letter has at most %(n)s paragraphs.") % {"n": MOST_PARAGRAPHS}
        )
    found += [
        f"{_('Subject')}: {each}" for each in placeholders.problems(sheet.subject)
    ]
    for number, piece in enumerate(sheet.pieces, start=1):
        where = _("Paragraph %(n)s") % {"n": number}
        found += [f"{where}: {each}" for each in _faults(piece)]
    return found + _unknown(sheet)


def _faults(piece: Piece) -> Iterator[str]:
    if piece.role not in Paragraph.Role.values:
        yield _("choose what it is for.")
    if not piece.text.strip():
        yield _("it is empty. Write something, or take it out.")
    if max(len(each) for each in (piece.text, *piece.alternatives)) > LONGEST_TEXT:
        yield _("it is longer than %(n)s characters.") % {"n": LONGEST_TEXT}
    if len(piece.alternatives) > MOST_ALTERNATIVES:
        yield _("it has more than %(n)s other wordings.") % {"n": MOST_ALTERNATIVES}
    if any("\x00" in each for each in (piece.text, *piece.alternatives)):
        yield _("it holds a character that no text has.")
    yield from placeholders.problems(piece.text)
    for order, text in enumerate(piece.alternatives, start=1):
        for each in placeholders.problems(text):
            yield _("Other wording %(n)s: %(problem)s") % {"n": order, "problem": each}


def _unknown(sheet: Sheet) -> list[str]:
    wanted = {key for piece in sheet.pieces for key in piece.claims}
    if not wanted:
        return []
    known = set(Claim.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted <= known:
        return []
    return [_("A fact that was chosen is not in the archive any more.")]


def astray(row: ModelLetter, sheet: Sheet) -> list[str]:
    """A paragraph translates one of the followed version, or none. Two queries."""
    named = {piece.follows for piece in sheet.pieces if piece.follows is not None}
    if not named:
        return []
    theirs = Paragraph.objects.filter(model_letter=row.follows_id, pk__in=named)
    kept = row.paragraphs.filter(follows__in=named).only("follows")
    known = {*theirs.values_list("pk", flat=True)}
    known |= {each.follows_id for each in kept if each.follows_id is not None}
    if named <= known:
        return []
    return [_("A paragraph translated here is not in the version this one follows.")]


def _write_head(row: ModelLetter, sheet: Sheet, by: Author) -> None:
    said = {
        "subject": sheet.subject,
        "register": sheet.register,
        "in_force_from": sheet.in_force_from,
        "what_changed": sheet.what_changed,
    }
    if _set(row, said):
        try:
            row.full_clean()
        except ValidationError as wrong:
            raise Refused(*wrong.messages) from wrong
        save_as(row, by)


def _write_pieces(row: ModelLetter, pieces: Sequence[Piece], by: Author) -> None:
    there = {
        each.pk: each
        for each in row.paragraphs.prefetch_related("alternatives", "citations")
    }
    kept = {piece.key for piece in pieces}
    for key, paragraph in there.items():
        if key not in kept:
            delete_as(paragraph, by)
    _clear_places(row, there, pieces)
    for order, piece in enumerate(pieces, start=1):
        paragraph = there.get(piece.key or 0) or Paragraph(
            model_letter=row,
            adapted_from_id=piece.passage,
        )
        _write_piece(paragraph, piece, order, by)


def _clear_places(
    row: ModelLetter, there: Mapping[int, Paragraph], pieces: Sequence[Piece]
) -> None:
    """No two are ever at one place: those that move step aside first."""
    moving = [
        piece.key
        for order, piece in enumerate(pieces, start=1)
        if piece.key is not None
        and piece.key in there
        and there[piece.key].order != order
    ]
    if moving:
        moved = row.paragraphs.filter(pk__in=moving)
        moved.update(order=F("order") + _ASIDE)


def _write_piece(paragraph: Paragraph, piece: Piece, order: int, by: Author) -> None:
    said = {
        "order": order,
        "role": piece.role,
        "text": piece.text,
        "is_locked": piece.is_locked,
        "is_optional": piece.is_optional,
        "follows_id": piece.follows,
    }
    if _set(paragraph, said) or paragraph.pk is None:
        save_as(paragraph, by)
    _write_alternatives(paragraph, piece.alternatives, by)
    _write_citations(paragraph, piece.claims, by)


def _write_alternatives(paragraph: Paragraph, texts: Sequence[str], by: Author) -> None:
    there = list(paragraph.alternatives.all())
    for each in there[len(texts) :]:
        delete_as(each, by)
    for order, text in enumerate(texts, start=1):
        row = there[order - 1] if order <= len(there) else None
        row = row or Alternative(paragraph=paragraph)
        if _set(row, {"order": order, "text": text}) or row.pk is None:
            save_as(row, by)


def _write_citations(paragraph: Paragraph, claims: Sequence[int], by: Author) -> None:
    there = {each.claim_id: each for each in paragraph.citations.all()}
    for key, row in there.items():
        if key not in claims:
            delete_as(row, by)
    for key in dict.fromkeys(claims):
        if key not in there:
            save_as(Citation(paragraph=paragraph, claim_id=key), by)


def _set(
    row: ModelLetter | Paragraph | Alternative, said: Mapping[str, object]
) -> bool:
    """Whether anything differed."""
    changed = {
        name: value for name, value in said.items() if getattr(row, name) != value
    }
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)
