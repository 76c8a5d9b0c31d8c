"""What the extractors read in a text, each part by the rules of its language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import Subquery

from archive import extraction, resolution
from archive.extraction import Find, Gazetteer
from archive.extraction.proposals import Proposal, propose
from archive.models import Judgement, Name, Revision, Segment
from archive.reading.prepared import Prepared, given


@dataclass(frozen=True, slots=True)
class Read:
    """What the extractors read in a text."""

    finds: Sequence[Find]
    proposals: Sequence[Proposal]


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language of a text, and the stretches that are not read in it."""

    language: str
    skip: Sequence[tuple[int, int]]


def read(revision: Revision, pipelines: Mapping[str, str]) -> Read:
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
    own = revision.document.language
    aside: list[tuple[int, int]] = []
    others: dict[str, list[tuple[int, int]]] = {}
    for start, end, kind, language in _segments().ask(revision=revision.pk):
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


@cache
def _segments() -> Prepared[tuple[int, int, str, str]]:
    # in the order asked for: the model's own asks three tables more
    parts = Segment.objects.filter(revision=given("revision", int)).order_by("start")
    return Prepared(parts.values_list("start", "end", "kind", "language"))


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
    return list(read(revision, pipelines).finds)


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
    return _gazetteer(next(iter(_newest_states().ask()), ()))


@cache
def _newest_states() -> Prepared[tuple[object, ...]]:
    """What changes when a name does."""
    # a merge gives names to another entity; the moment tells a number that was
    # given twice, after a transaction that failed
    newest = [
        Subquery(model.history.order_by("-history_id").values(column)[:1])
        for model in (Name, Judgement)
        for column in ("history_id", "history_date")
    ]
    return Prepared(Name.objects.order_by("-pk").values_list("pk", *newest)[:1])


@lru_cache(maxsize=1)
def _gazetteer(_state: tuple[object, ...]) -> Gazetteer:
    return Gazetteer.build(Name.objects.gazetteer())
