"""A letter as it is being typed: in memory, so that looking writes nothing."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from archive.models import Evidence
from campaign.drafting.rewriting import Refused, astray, faults
from campaign.drafting.sheet import Piece, Sheet
from campaign.models import Alternative, Citation, ModelLetter, Paragraph


def trying(saved: ModelLetter, sheet: Sheet, *, today: date) -> ModelLetter:
    """The letter as the sheet would make it, as if loaded with_text(today).

    It is never to be saved. Raises Refused as rewrite() does. Four queries.
    """
    if reasons := [*faults(sheet), *astray(saved, sheet)]:
        raise Refused(*reasons)
    letter = copy(saved)
    letter.subject, letter.register = sheet.subject, sheet.register
    letter.in_force_from = sheet.in_force_from
    letter.what_changed = sheet.what_changed
    _check(letter)
    wanted = {key for piece in sheet.pieces for key in piece.claims}
    cited = {
        each.claim_id: each for each in Citation.objects.would_be(wanted, today=today)
    }
    _hold(
        letter,
        "paragraphs",
        [
            _paragraph(letter, piece, order, cited)
            for order, piece in enumerate(sheet.pieces, start=1)
        ],
    )
    return letter


def behind(sheet: Sheet) -> QuerySet[Evidence, int]:
    """Keys of the reports that prove what is chosen: who is in them is masked."""
    claims = {key for piece in sheet.pieces for key in piece.claims}
    proofs = Evidence.objects.filter(claim__in=claims)
    return proofs.values_list("passage__revision__document", flat=True)


def _check(letter: ModelLetter) -> None:
    """Of the letter alone: what it points to is as it was saved."""
    fields = ModelLetter._meta.concrete_fields
    links = [each.name for each in fields if isinstance(each, models.ForeignKey)]
    try:
        letter.clean_fields(exclude=links)
        letter.clean()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong


def _paragraph(
    letter: ModelLetter, piece: Piece, order: int, cited: Mapping[int, Citation]
) -> Paragraph:
    """One that has no row yet gets a key that no row has."""
    row = Paragraph(
        pk=piece.key or -order,
        model_letter=letter,
        order=order,
        role=piece.role,
        text=piece.text,
        is_locked=piece.is_locked,
        is_optional=piece.is_optional,
        adapted_from_id=piece.passage,
        follows_id=piece.follows,
    )
    others = [
        Alternative(paragraph=row, order=at, text=text)
        for at, text in enumerate(piece.alternatives, start=1)
    ]
    citations = [copy(cited[key]) for key in dict.fromkeys(piece.claims)]
    for each in citations:
        each.paragraph = row
    _hold(row, "alternatives", others)
    _hold(row, "citations", citations)
    return row


def _hold(row: models.Model, name: str, others: Sequence[models.Model]) -> None:
    """As prefetch_related() leaves them: asked for, they cost no query."""
    rows = getattr(row, name).model._default_manager.none()
    rows._result_cache, rows._prefetch_done = list(others), True
    held = row.__dict__.get("_prefetched_objects_cache", {})
    row.__dict__["_prefetched_objects_cache"] = {**held, name: rows}
