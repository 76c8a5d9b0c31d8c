"""A run of the extractors set against what people decided.

The only writer of machine suggestions. It reads decided rows, and rows marked
by hand, and never writes one: no status, no entity, no boundary.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from archive import extraction, names
from archive.extraction import Find, Gazetteer
from archive.models import Entity, Mention, Name, Passage, Revision, Segment, StopRule

# Names and dates never overlap one another; facts (a demand, an action) may
# hold names and each other.
CORE = frozenset({"PERSON", "ORG", "PLACE", "DATE"})


@dataclass(frozen=True, slots=True)
class Counts:
    """What one run of the extractors did to the suggestions of a revision."""

    new: int = 0
    confirmed: int = 0  # a person had decided or marked this very span
    kept: int = 0  # suggested before, and seen again
    suppressed: int = 0  # lies on a decision, or a stop rule forbids it
    superseded: int = 0  # suggested before, not seen now

    def as_dict(self) -> dict[str, int]:
        return asdict(self)

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would write, worked out before anything is written."""

    new: Sequence[Find]
    kept: Sequence[tuple[Mention, Find]]
    superseded: Sequence[Mention]
    counts: Counts


def run(
    revision: Revision,
    *,
    pipelines: Mapping[str, str],
    at: datetime,
    is_rehearsal: bool = False,
) -> Counts:
    """Extract from a revision and reconcile; a rehearsal writes nothing.

    A letter inside a report is read in the report: nothing is done for it.
    About ten queries, and one more for each new suggestion.
    """
    document = revision.document
    if document.part_of_id is not None:
        return Counts()
    finds = find(revision, pipelines=pipelines)
    with transaction.atomic():
        plan = set_against(finds, mentions_of(revision), rules=stop_rules(revision))
        if not is_rehearsal:
            _write(revision, plan, at)
    return plan.counts


def find(revision: Revision, *, pipelines: Mapping[str, str]) -> list[Find]:
    """The finds in a revision outside its boilerplate. Two queries."""
    document = revision.document
    return extraction.extract(
        revision.text,
        language=document.language,
        published_on=document.published_on,
        gazetteer=Gazetteer.build(Name.objects.gazetteer()),
        model=extraction.load_model(pipelines.get(document.language, "")),
        skip=list(
            revision.segments.filter(kind=Segment.Kind.BOILERPLATE).values_list(
                "start", "end"
            )
        ),
    )


def mentions_of(revision: Revision) -> list[Mention]:
    return list(Mention.objects.in_revision(revision).select_related("passage"))


def stop_rules(revision: Revision) -> frozenset[tuple[str, str]]:
    """Folded surface and kind ("" = any) of the rules that reach a revision."""
    document = revision.document
    reaching = StopRule.objects.filter(
        Q(scope=StopRule.Scope.EVERYWHERE)
        | Q(document=document)
        | Q(source__isnull=False, source=document.source)
    )
    return frozenset((names.fold(rule.surface), rule.kind) for rule in reaching)


def set_against(
    finds: Iterable[Find],
    mentions: Sequence[Mention],
    *,
    rules: frozenset[tuple[str, str]],
) -> Plan:
    """What to write so that the finds are suggested and no decision is touched."""
    decided = [mention for mention in mentions if _is_a_persons(mention)]
    waiting = {_span(m): m for m in mentions if not _is_a_persons(m)}
    decided_spans = {_span(mention) for mention in decided}
    new, kept = [], []
    confirmed = suppressed = 0
    for found in finds:
        span = (found.start, found.end, found.kind.value)
        if span in decided_spans:
            confirmed += 1
        elif _is_stopped(found, rules) or any(_clash(found, each) for each in decided):
            suppressed += 1
        elif span in waiting:
            kept.append((waiting.pop(span), found))
        else:
            new.append(found)
    gone = [m for m in waiting.values() if m.status != Mention.Status.SUPERSEDED]
    counts = Counts(len(new), confirmed, len(kept), suppressed, len(gone))
    return Plan(new, kept, gone, counts)


def _is_a_persons(mention: Mention) -> bool:
    """Decided, or marked by hand and taken back: it waits for a person still."""
    if mention.decided_at is not None:
        return True
    return not mention.extractor and mention.status == Mention.Status.SUGGESTED


def _span(mention: Mention) -> tuple[int, int, str]:
    return mention.passage.start, mention.passage.end, mention.kind


def _is_stopped(found: Find, rules: frozenset[tuple[str, str]]) -> bool:
    surface = names.fold(found.surface)
    return (surface, "") in rules or (surface, found.kind.value) in rules


def _clash(found: Find, decided: Mention) -> bool:
    """The find lies on words about which a person has decided otherwise."""
    passage = decided.passage
    if found.start >= passage.end or passage.start >= found.end:
        return False
    if decided.status == Mention.Status.REJECTED:
        # a rejection holds for its kind and span, not for longer names around it
        return found.kind.value == decided.kind and (
            passage.start <= found.start and found.end <= passage.end
        )
    return found.kind.value == decided.kind or (
        found.kind.value in CORE and decided.kind in CORE
    )


def _write(revision: Revision, plan: Plan, at: datetime) -> None:
    entities = _entities([*plan.new, *(found for _, found in plan.kept)])
    for found in plan.new:
        passage = Passage.objects.at(revision, found.start, found.end)
        Mention.objects.create(passage=passage, **_columns(found, entities))
    for mention, found in plan.kept:
        _rewrite(mention, _columns(found, entities))
    for mention in plan.superseded:
        _rewrite(mention, {"status": Mention.Status.SUPERSEDED})
    Revision.objects.filter(pk=revision.pk).update(extracted_at=at)


def _rewrite(mention: Mention, columns: Mapping[str, object]) -> None:
    # Asked again in the same statement: somebody may have decided meanwhile.
    Mention.objects.undecided().filter(pk=mention.pk).update(**columns)


def _columns(found: Find, entities: Mapping[str, Entity]) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "entity": entities.get(found.canonical),
        "status": Mention.Status.SUGGESTED,
        "value": found.value,
        "group": found.canonical[:200],
        "extractor": found.source,
        "score": found.score,
    }


def _entities(finds: Iterable[Find]) -> dict[str, Entity]:
    """Candidates by the label a find carries: the gazetteer's slug. One query."""
    slugs = {found.canonical for found in finds if found.kind.value in CORE}
    return {entity.slug: entity for entity in Entity.objects.filter(slug__in=slugs)}
