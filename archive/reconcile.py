"""A run of the extractors set against what people decided.

The only writer of machine suggestions. It reads decided rows, and rows marked
by hand, and never writes one: no status, no entity, no boundary.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache, lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet, Subquery
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from archive import claims, extraction, names, resolution
from archive.extraction import Find, Gazetteer
from archive.extraction.proposals import Proposal, propose
from archive.models import (
    Document,
    Entity,
    Judgement,
    LostPassage,
    Mention,
    Name,
    Passage,
    Revision,
    Segment,
    StopRule,
)

# Names and dates never overlap one another; facts (a demand, an action) may
# hold names and each other.
CORE = frozenset({"PERSON", "ORG", "PLACE", "DATE"})
NAMED = frozenset(Entity.Kind.values)
# A person who marks the very words of a new suggestion in that moment, or another
# worker on the text, is in the way of it once; then what they wrote is seen.
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """What one run of the extractors did to the suggestions of a revision."""

    new: int = 0
    confirmed: int = 0  # a person had decided or marked this very span
    kept: int = 0  # suggested before, and seen again
    suppressed: int = 0  # lies on a decision, or a stop rule forbids it
    superseded: int = 0  # suggested before, not seen now
    lost: int = 0  # decided words that a correction changed: they wait for a person
    facts: int = 0  # claims proposed that nobody has decided about

    def as_dict(self) -> dict[str, int]:
        return asdict(self)

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True, slots=True)
class Read:
    """What the extractors read in a text."""

    finds: Sequence[Find]
    proposals: Sequence[Proposal]


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
    Some twenty queries, however much is found; on SQLite each INSERT takes 50
    rows.
    """
    if revision.document.part_of_id is not None:
        return Counts()
    read = _read(revision, pipelines)
    finds = read.finds
    if is_rehearsal:
        proposed = _suggest(revision, read, is_rehearsal=True)
        return replace(_plan(revision, finds).counts, facts=proposed)
    for _attempt in range(_ATTEMPTS - 1):
        try:
            return _reconcile(revision, read, at=at)
        except IntegrityError:
            continue
    return _reconcile(revision, read, at=at)


def _reconcile(revision: Revision, read: Read, *, at: datetime) -> Counts:
    """Plan and write; what is planned on is locked until it is written.

    A text that was corrected while it was read is left as it was.
    """
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True, of=("self",))
        document = row.get(pk=revision.document_id)
        if document.current_revision_id != revision.pk:
            return Counts()
        plan = _plan(revision, read.finds, is_locked=True)
        _write(revision, plan, at)
        return replace(plan.counts, facts=_suggest(revision, read))


def _suggest(revision: Revision, read: Read, *, is_rehearsal: bool = False) -> int:
    """How many claims the text proposes that no decision stands against."""
    done = claims.suggest(
        revision,
        read.proposals,
        entities=_entities(read.finds),
        is_rehearsal=is_rehearsal,
    )
    return done.new + done.kept


def _plan(
    revision: Revision, finds: Sequence[Find], *, is_locked: bool = False
) -> "Plan":
    plan = set_against(
        finds,
        mentions_of(revision, is_locked=is_locked),
        rules=stop_rules(revision),
    )
    lost = revision.lost_passages.filter(status=LostPassage.Status.WAITING).count()
    return replace(plan, counts=replace(plan.counts, lost=lost))


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language of a text, and the stretches that are not read in it."""

    language: str
    skip: Sequence[tuple[int, int]]


def _read(revision: Revision, pipelines: Mapping[str, str]) -> Read:
    """Names, dates and facts, each part of the text by the rules of its language."""
    found: list[Find] = []
    proposals: list[Proposal] = []
    spoken = _tongues(revision)
    for tongue in spoken:
        found += _found(revision, tongue, pipelines)
    found.sort(key=lambda each: (each.start, each.end, each.kind))
    finds = resolution.linked(found)
    for tongue in spoken:
        proposals += _facts(revision, finds, tongue)
    return Read(finds, proposals)


def _tongues(revision: Revision) -> list[_Tongue]:
    """The language of the document first. Furniture is not read. One query."""
    # in the order asked for: the model's own asks three tables more
    parts = revision.segments.order_by("start")
    own = revision.document.language
    aside: list[tuple[int, int]] = []
    others: dict[str, list[tuple[int, int]]] = {}
    for start, end, kind, language in parts.values_list(
        "start", "end", "kind", "language"
    ):
        if kind == Segment.Kind.BOILERPLATE:
            aside.append((start, end))
        elif language not in {"", own}:
            others.setdefault(language, []).append((start, end))
    elsewhere = [span for spans in others.values() for span in spans]
    return [
        _Tongue(own, sorted([*aside, *elsewhere])),
        *(
            _Tongue(language, _around(spans, len(revision.text)))
            for language, spans in others.items()
        ),
    ]


def _around(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What lies before, between and after stretches in their order."""
    edges = [0, *(edge for span in spans for edge in span), length]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(low, high) for low, high in pairs if low < high]


def _facts(
    revision: Revision, finds: Sequence[Find], tongue: _Tongue
) -> list[Proposal]:
    """What the text says happened, as far as the tables of its language go."""
    return propose(
        revision.text,
        finds=finds,
        language=tongue.language,
        published_on=revision.document.published_on,
        skip=tongue.skip,
    )


def find(revision: Revision, *, pipelines: Mapping[str, str]) -> list[Find]:
    """The finds in a revision outside its boilerplate, the certain ones linked.

    Three queries; one more when a name has changed since the last text.
    """
    return list(_read(revision, pipelines).finds)


def _found(
    revision: Revision, tongue: _Tongue, pipelines: Mapping[str, str]
) -> list[Find]:
    primary = tongue.language.partition("-")[0]
    return extraction.extract(
        revision.text,
        language=tongue.language,
        published_on=revision.document.published_on,
        gazetteer=gazetteer(),
        model=extraction.load_model(pipelines.get(primary, "")),
        skip=tongue.skip,
    )


def gazetteer() -> Gazetteer:
    """The names as they are now; built anew only when one has changed.

    One query, and one more when built.
    """
    return _gazetteer(_newest_states().first() or ())


@cache
def _newest_states() -> "QuerySet[Name, tuple[object, ...]]":
    """What changes when a name does; not built for every text that is read."""
    # a merge gives names to another entity; the moment tells a number that was
    # given twice, after a transaction that failed
    newest = [
        Subquery(model.history.order_by("-history_id").values(column)[:1])
        for model in (Name, Judgement)
        for column in ("history_id", "history_date")
    ]
    return Name.objects.order_by("-pk").values_list("pk", *newest)


@lru_cache(maxsize=1)
def _gazetteer(_state: tuple[object, ...]) -> Gazetteer:
    return Gazetteer.build(Name.objects.gazetteer())


def mentions_of(revision: Revision, *, is_locked: bool = False) -> list[Mention]:
    every = Mention.objects.in_revision(revision).select_related("passage")
    rows = every.order_by("passage__start", "pk")
    return list(rows.select_for_update(of=("self",)) if is_locked else rows)


def stop_rules(revision: Revision) -> frozenset[tuple[str, str]]:
    """Folded surface and kind ("" = any) of the rules that reach a revision."""
    document = revision.document
    reaching = StopRule.objects.filter(
        Q(scope=StopRule.Scope.EVERYWHERE)
        | Q(document=document)
        | Q(source__isnull=False, source=document.source_id)
    ).order_by()
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
    # the same words are one suggestion of a kind, whoever found them
    for span, found in {(f.start, f.end, f.kind.value): f for f in finds}.items():
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
    """Decided, set aside, or marked by hand and taken back: it waits for a person."""
    if mention.decided_at is not None or mention.set_aside_at is not None:
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
    _create(revision, plan.new, entities, at)
    for mention in plan.superseded:
        mention.status = Mention.Status.SUPERSEDED
    changed = [m for m, found in plan.kept if _take_on(m, _columns(found, entities))]
    _rewrite([*plan.superseded, *changed], at)
    Revision.objects.filter(pk=revision.pk).update(extracted_at=at)


def _create(
    revision: Revision,
    finds: Sequence[Find],
    entities: Mapping[str, Entity],
    at: datetime,
) -> None:
    if not finds:
        return
    places = _passages(revision, finds)
    bulk_create_with_history(
        [
            Mention(passage=places[each.start, each.end], **_columns(each, entities))
            for each in finds
        ],
        Mention,
        default_date=at,
    )


def _passages(
    revision: Revision, finds: Sequence[Find]
) -> dict[tuple[int, int], Passage]:
    """The passages of the finds, made where they are not there. Two queries."""
    places = {(each.start, each.end) for each in finds}
    Passage.objects.bulk_create(
        (
            Passage(
                revision=revision,
                start=start,
                end=end,
                quote=revision.quote(start, end),
            )
            for start, end in sorted(places)
        ),
        ignore_conflicts=True,
    )
    there = revision.passages.order_by()
    return {(each.start, each.end): each for each in there}


def _take_on(mention: Mention, columns: Mapping[str, object]) -> bool:
    """Whether a suggestion became another by what was found now."""
    changed = False
    for name, value in columns.items():
        if getattr(mention, name) != value:
            setattr(mention, name, value)
            changed = True
    return changed


def _rewrite(mentions: Sequence[Mention], at: datetime) -> None:
    # locked since they were read: nobody has decided meanwhile
    if mentions:
        bulk_update_with_history(
            mentions,
            Mention,
            ["entity", "status", "value", "group", "extractor", "score"],
            default_date=at,
        )


def _columns(found: Find, entities: Mapping[str, Entity]) -> dict[str, object]:
    entity = entities.get(found.canonical)
    return {
        "kind": found.kind.value,
        "entity_id": entity.pk if entity else None,
        "status": Mention.Status.SUGGESTED,
        "value": found.value,
        "group": found.canonical[:200],
        "extractor": found.source,
        "score": found.score,
    }


def _entities(finds: Iterable[Find]) -> dict[str, Entity]:
    """Candidates by the label a find carries: the gazetteer's slug. One query."""
    slugs = {found.canonical for found in finds if found.kind.value in CORE}
    found = Entity.objects.filter(slug__in=slugs).order_by()
    return {entity.slug: entity for entity in found}
