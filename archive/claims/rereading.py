"""Who took part and where, read again with what was decided about the names since.

Writes nothing: what a run would propose now, of a proposal that waits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from archive import passages
from archive.claims.suggesting import words_of
from archive.extraction import Find, FindKind
from archive.extraction.proposals import Proposal, propose
from archive.models import Claim, Entity, Evidence, Mention, Revision

# Code points read on each side of the words: who "she" is stands there.
_AROUND = 600
# Of what is said, the places are those it is about.
_NOWHERE = frozenset(
    {Claim.Kind.DEMAND, Claim.Kind.STATEMENT, Claim.Kind.APPEAL, Claim.Kind.REPLY}
)


@dataclass(frozen=True, slots=True)
class Reread:
    """Role and entry, or role and words for who has none; the place, if any."""

    parts: tuple[tuple[str, Entity | str], ...]
    place: Entity | None


def reread(proofs: Iterable[Evidence]) -> dict[int, Reread]:
    """By key of the claim; none for what a person has touched.

    proofs: with their claims, and the texts loaded. One query for each text.
    """
    open_ = [each for each in proofs if _is_the_machines(each.claim)]
    found: dict[int, Reread] = {}
    for revision in {each.passage.revision for each in open_}:
        here = [each for each in open_ if each.passage.revision_id == revision.pk]
        found |= _in_text(revision, here)
    return found


def _is_the_machines(claim: Claim) -> bool:
    return bool(claim.extractor) and claim.status == Claim.Status.SUGGESTED


def _in_text(revision: Revision, proofs: Sequence[Evidence]) -> dict[int, Reread]:
    low, high = _window(revision.text, proofs)
    mentions = _mentions(revision, low, high)
    # as many line breaks before it: every offset stays what it is
    proposals = propose(
        "\n" * low + revision.text[low:high],
        finds=[_find(each) for each in mentions],
        language=revision.document.language,
        published_on=revision.document.published_on,
    )
    told = {(each.start, each.end, each.kind): each for each in proposals}
    entries = {
        (each.passage.start, each.passage.end): each.entity
        for each in mentions
        if each.entity is not None
    }
    found = {}
    for proof in proofs:
        words = proof.passage
        proposal = told.get((words.start, words.end, proof.claim.kind))
        if proposal is not None:
            read = _read(proposal, revision, entries)
            found[proof.claim_id] = _somewhere(read, proof, mentions)
    return found


def _somewhere(read: Reread, proof: Evidence, mentions: Iterable[Mention]) -> Reread:
    """With the one place that the words name, when none was read as where it was."""
    if read.place is not None or proof.claim.kind in _NOWHERE:
        return read
    first, last = proof.passage.start, proof.passage.end
    named = {
        each.entity
        for each in mentions
        if each.kind == Mention.Kind.PLACE
        and each.status == Mention.Status.ACCEPTED
        and first <= each.passage.start
        and each.passage.end <= last
    }
    free = [place for place in named - {who for _role, who in read.parts} if place]
    return replace(read, place=free[0]) if len(free) == 1 else read


def _window(text: str, proofs: Sequence[Evidence]) -> tuple[int, int]:
    """Whole sentences around all the words."""
    first = min(each.passage.start for each in proofs)
    last = max(each.passage.end for each in proofs)
    low = max(first - _AROUND, 0)
    high = min(last + _AROUND, len(text))
    low, _end = passages.sentence_at(text, low, low)
    _start, high = passages.sentence_at(text, high, high)
    return min(low, first), max(high, last)


def _mentions(revision: Revision, low: int, high: int) -> list[Mention]:
    inside = Q(passage__start__gte=low, passage__end__lte=high)
    found = Mention.objects.in_revision(revision).filter(inside)
    standing = [Mention.Status.ACCEPTED, Mention.Status.SUGGESTED]
    rows = found.filter(status__in=standing).select_related("passage", "entity__root")
    return list(rows.order_by("passage__start", "passage__end", "kind"))


def _label(mention: Mention) -> str:
    """Shared by all that mean one, also of joined entries."""
    entity = mention.entity
    if entity is None:
        return mention.group or mention.passage.quote
    return (entity.root or entity).slug


def _find(mention: Mention) -> Find:
    words = mention.passage
    return Find(
        words.start,
        words.end,
        FindKind(mention.kind),
        words.quote,
        _label(mention),
        mention.value,
        mention.score or 1.0,
        mention.extractor,
    )


def _read(
    proposal: Proposal, revision: Revision, entries: Mapping[tuple[int, int], Entity]
) -> Reread:
    parts: dict[tuple[str, Entity | str], None] = {}
    for party in proposal.parties:
        entry = entries.get((party.find.start, party.find.end)) if party.find else None
        parts[party.role, entry or words_of(party, revision)] = None
    place = proposal.place
    return Reread(
        tuple(parts), entries.get((place.start, place.end)) if place else None
    )
