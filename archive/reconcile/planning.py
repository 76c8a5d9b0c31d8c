"""What a run would write, so that no decision of a person is touched."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache

from django.db.models import Q

from archive import names
from archive.extraction import Find
from archive.models import LostPassage, Mention, Revision, StopRule
from archive.reading.prepared import Prepared, given

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
    lost: int = 0  # decided words that a correction changed: they wait for a person
    facts: int = 0  # claims proposed that nobody has decided about

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


def planned(
    revision: Revision, finds: Sequence[Find], *, is_locked: bool = False
) -> Plan:
    plan = set_against(
        finds,
        mentions_of(revision, is_locked=is_locked),
        rules=stop_rules(revision),
    )
    lost = len(_lost().ask(revision=revision.pk))
    return replace(plan, counts=replace(plan.counts, lost=lost))


@cache
def _lost() -> Prepared[int]:
    waiting = LostPassage.objects.filter(
        revision=given("revision", int), status=LostPassage.Status.WAITING
    )
    return Prepared(waiting.order_by().values_list("pk", flat=True))


def mentions_of(revision: Revision, *, is_locked: bool = False) -> list[Mention]:
    """is_locked: until the transaction that asks is over."""
    return _mentions(is_locked).ask(revision=revision.pk)


@cache
def _mentions(is_locked: bool, /) -> Prepared[Mention]:
    every = Mention.objects.filter(passage__revision=given("revision", int))
    rows = every.select_related("passage").order_by("passage__start", "pk")
    return Prepared(rows.select_for_update(of=("self",)) if is_locked else rows)


def stop_rules(revision: Revision) -> frozenset[tuple[str, str]]:
    """Folded surface and kind ("" = any) of the rules that reach a revision."""
    document = revision.document
    # a document of no source asks for one that is not there
    reaching = _stop_rules().ask(document=document.pk, source=document.source_id or 0)
    return frozenset((names.fold(surface), kind) for surface, kind in reaching)


@cache
def _stop_rules() -> Prepared[tuple[str, str]]:
    reaching = StopRule.objects.filter(
        Q(scope=StopRule.Scope.EVERYWHERE)
        | Q(document=given("document", int))
        | Q(source=given("source", int))
    )
    return Prepared(reaching.order_by().values_list("surface", "kind"))


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
