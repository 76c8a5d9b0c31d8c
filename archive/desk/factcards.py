"""What a card of facts shows: the words, who is in them, and what is known already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import (
    Exists,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from rapidfuzz import fuzz

from archive import claims, passages
from archive.desk import stages
from archive.desk.wording import Wording
from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    LostPassage,
    Participant,
    Revision,
)

# Facts that are known already: so many are compared, and so many are shown.
COMPARED, SHOWN = 60, 3
# Of 100: below it two sentences are hardly about one thing.
LEAST_ALIKE = 45
# Facts of one sentence on a card.
BESIDE = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """A passage that supports or contradicts, in its sentence."""

    evidence: Evidence
    context: passages.Context

    @property
    def is_live(self) -> bool:
        """Whether its text is the document's of today."""
        revision = self.evidence.passage.revision
        return bool(revision.document.current_revision_id == revision.pk)

    @property
    def supports(self) -> bool:
        return self.is_live and self.evidence.stance == Evidence.Stance.SUPPORTS

    @property
    def seen(self) -> str:
        """What a form says it has seen of it."""
        words = self.evidence.passage
        return f"{self.evidence.pk}.{words.start}.{words.end}"


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another proposal of the same sentence, as it would be confirmed unread."""

    wording: Wording
    seen: str

    @property
    def claim(self) -> Claim:
        return self.wording.claim

    @property
    def parts(self) -> list[dict[str, str]]:
        """Who, and their role in words."""
        return [
            {"role": str(Participant.Role(role).label), "who": str(who)}
            for role, who in self.wording.who
        ]


@dataclass(frozen=True, slots=True)
class Known:
    """A confirmed fact that may be this one; is_same: kind, day and somebody agree."""

    claim: Claim
    is_same: bool


def proofs(pk: int) -> list[Proof]:
    """Of a claim by its key. One query; claim and texts are loaded with it."""
    rows = list(
        Evidence.objects.filter(claim=pk).select_related(
            "claim__place", "claim__superseded_by", "passage__revision__document"
        )
    )
    for row in rows:
        row.claim = rows[0].claim
    return [Proof(row, _context(row)) for row in rows]


def _context(proof: Evidence) -> passages.Context:
    words = proof.passage
    return passages.context(words.revision.text, words.start, words.end)


def chosen(shown: Sequence[Proof], asked: int | None) -> Proof | None:
    """The proof whose words can be set anew: the one asked for, or the first."""
    live = [each for each in shown if each.supports]
    return next((each for each in live if each.evidence.pk == asked), None) or next(
        iter(live), None
    )


def lost_words(shown: Sequence[Proof]) -> LostPassage | None:
    """Words of it that a correction changed, and that wait to be placed. One query."""
    gone = [each.evidence.passage_id for each in shown if not each.is_live]
    waiting = stages.lost_passages().filter(passage__in=gone)
    return waiting.first() if gone else None


def text_of(shown: Sequence[Proof]) -> Revision | None:
    """The text of today in which words that prove it are looked for."""
    for each in shown:
        document: Document = each.evidence.passage.revision.document
        return document.current_revision
    return None


def beside(claim: Claim, proof: Proof | None) -> list[Evidence]:
    """The other proposals that wait of the sentence, each by its words there.

    One query.
    """
    if proof is None or claim.status != Claim.Status.SUGGESTED:
        return []
    words = proof.evidence.passage
    low, high = passages.sentence_at(words.revision.text, words.start, words.end)
    rows = (
        Evidence.objects.filter(
            passage__revision=words.revision_id,
            passage__start__lt=high,
            passage__end__gt=low,
            stance=Evidence.Stance.SUPPORTS,
            claim__in=stages.open_claims().order_by(),
        )
        .exclude(claim=claim)
        .select_related("claim__place", "passage")
        .order_by("claim")
    )
    found = {row.claim_id: row for row in rows[:BESIDE]}
    for row in found.values():
        row.passage.revision = words.revision
    return list(found.values())


def worded(
    rows: Iterable[Evidence], read: dict[int, claims.Reread], seen: dict[int, str]
) -> list[Sibling]:
    return [
        Sibling(
            Wording(row.claim, read=read.get(row.claim_id), is_looked_up=False),
            seen.get(row.claim_id, ""),
        )
        for row in rows
    ]


def with_parts(claims: Sequence[Claim]) -> None:
    """Load who takes part in each. One query."""
    parts = Participant.objects.select_related("entity")
    prefetch_related_objects(claims, Prefetch("participants", parts))


def versions(keys: Iterable[int]) -> dict[int, str]:
    """What shell.version() says of each claim. One query."""
    states = Claim.history.filter(id__in=list(keys)).order_by().values_list("id")
    return {pk: str(newest) for pk, newest in states.annotate(Max("history_id"))}


def known(wording: Wording) -> tuple[list[Known], list[Claim]]:
    """Confirmed facts that may say the same, the likeliest first; and all compared.

    First those of one kind, of overlapping days, with somebody in both. Two queries.
    """
    claim = wording.claim
    others = Claim.objects.confirmed().exclude(pk=claim.pk).order_by("-pk")
    if claim.status == Claim.Status.CONFIRMED:
        return [], list(others[:COMPARED])
    shared = Exists(_with_somebody_of(wording))
    alike = others.filter(_overlapping(claim), shared, kind=claim.kind)
    same = list(alike[:COMPARED]) if claim.happened else []
    about = others.filter(Q(kind=claim.kind) | shared)
    further = list(about.exclude(pk__in=[each.pk for each in same])[:COMPARED])
    found = [
        *(Known(each, is_same=True) for each in _by_likeness(claim, same, least=0)),
        *(
            Known(each, is_same=False)
            for each in _by_likeness(claim, further, least=LEAST_ALIKE)
        ),
    ]
    return found[:SHOWN], [*same, *further]


def _by_likeness(claim: Claim, rows: Iterable[Claim], *, least: int) -> list[Claim]:
    """Those whose sentences are like it, the likest first. least: of 100."""
    weighed = [(_alike(row.sentence, claim.sentence), row) for row in rows]
    likely = sorted(weighed, key=lambda pair: (-pair[0], pair[1].pk))
    return [row for score, row in likely if score >= least]


def _alike(one: str, other: str) -> float:
    return fuzz.token_set_ratio(one.casefold(), other.casefold())


def _with_somebody_of(wording: Wording) -> QuerySet[Participant]:
    """Parts of another claim in which somebody of this one takes part."""
    entries = [
        who.root_id_or_own for _role, who in wording.who if isinstance(who, Entity)
    ]
    words = [who for _role, who in wording.who if isinstance(who, str)]
    of = Q(entity__in=entries) | Q(entity__root__in=entries) | Q(words__in=words)
    return Participant.objects.filter(of, claim=OuterRef("pk"))


def _overlapping(claim: Claim) -> Q:
    """Known to have happened on a day of the same span; never without a day."""
    span = claim.happened
    if span is None:
        return Q(pk=None)
    from_, until = Q(happened_until__gte=span.start), Q(happened_until=None)
    begun = (
        Q(happened_from__lte=span.end) if span.end else Q(happened_from__isnull=False)
    )
    return begun & (from_ | until)
