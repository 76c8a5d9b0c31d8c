"""What the address of a search asks for, and addresses of searches like it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from archive.search import FIELDS, Query, Term, parse

# What is looked for beside the words typed, and may be switched off.
BESIDE = ("aliases", "similar")
REPORT = "report"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was understood.

    kind: where is looked, empty for everywhere. filters: given beside the words.
    without: of BESIDE what is switched off.
    """

    query: Query = field(default_factory=Query)
    kind: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    without: frozenset[str] = frozenset()

    @property
    def narrowing(self) -> Mapping[str, str]:
        """All filters; those given hold where one was typed too."""
        return {**dict(self.query.filters), **self.filters}

    @property
    def is_everywhere(self) -> bool:
        return not (self.kind or self.narrowing or self.after)

    @property
    def address(self) -> str:
        """From the "?" on; of the first page without a cursor."""
        return "?" + urlencode([pair for pair in self._pairs() if pair[1]])

    @property
    def rest(self) -> tuple[tuple[str, str], ...]:
        """What a form keeps when other words are typed."""
        return tuple(pair for pair in self._pairs() if pair[1] and pair[0] != "q")

    def _pairs(self) -> Iterator[tuple[str, str]]:
        yield "q", self.query.typed
        yield "type", self.kind
        for name in FIELDS:
            yield name, self.filters.get(name, "")
        for name in sorted(self.without):
            yield "without", name
        yield "after", self.after

    @property
    def first(self) -> "Asked":
        return replace(self, after="")

    def among(self, kind: str) -> "Asked":
        """The same words, looked for elsewhere."""
        return replace(self, kind=kind, after="", filters={})

    def by(self, name: str, value: str) -> "Asked":
        """Narrowed to reports; a filter that was typed gives way to it."""
        filters = {**self.filters, name: value}
        return replace(self, kind=REPORT, after="", filters=filters)

    def leaving(self, name: str) -> "Asked":
        """Without a filter, wherever it was given."""
        filters = {each: v for each, v in self.filters.items() if each != name}
        kept = tuple(each for each in self.query.filters if each[0] != name)
        query = self.query
        if kept != query.filters:
            query = written(replace(query, filters=kept))
        return replace(self, query=query, after="", filters=filters)

    def only(self, names: Collection[str]) -> "Asked":
        """With these filters alone of those given beside the words."""
        filters = {name: v for name, v in self.filters.items() if name in names}
        return replace(self, filters=filters)

    def switched(self, name: str) -> "Asked":
        """Without what was looked for, or with it again."""
        return replace(self, after="", without=self.without ^ {name})

    def saying(self, query: Query) -> "Asked":
        return replace(self, query=written(query), after="")


def asked(
    given: Mapping[str, str], without: Iterable[str], kinds: Iterable[str]
) -> Asked:
    """Whatever was given, as far as it means something. Never raises."""
    kind = given.get("type", "")
    filters = {name: given.get(name, "").strip() for name in FIELDS}
    return Asked(
        query=parse(given.get("q", "")),
        kind=kind if kind in kinds else "",
        filters={name: value for name, value in filters.items() if value},
        after=given.get("after", ""),
        without=frozenset(without) & frozenset(BESIDE),
    )


def written(query: Query) -> Query:
    """With `typed` as it would be typed."""
    groups = [" | ".join(map(str, group)) for group in query.wanted]
    unwanted = [f"-{term}" for term in query.unwanted]
    filters = [f'{name}:"{value}"' for name, value in query.filters]
    return replace(query, typed=" ".join([*groups, *unwanted, *filters]))


def also(query: Query, others: Iterable[Iterable[str]]) -> str:
    """What to type to find these other words as well: for marking a page."""
    terms = (Term(tuple(each)) for each in others)
    plain = written(replace(query, filters=()))
    return " | ".join([plain.typed, *map(str, terms)])
