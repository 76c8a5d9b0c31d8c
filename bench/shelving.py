"""Reports to be searched, from a seed number, written straight into their tables.

Words are as frequent as in a real language: a few are in every text, most in few.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from json import dumps
from random import Random

from django.db import connection, transaction
from django.db.models import F, Model

from archive.models import Document, Revision, SearchText, SearchWord, Source
from archive.models.revision import sha256_of
from archive.search import index, keys, words
from archive.search.expressions import BREAK
from bench import inventing

# The most frequent first; those of the subject stand among them.
FREQUENT = (
    "the of and in to a for was on that by with workers is at from strike have their "
    "as police not union were oil be they this has which company who it court after "
    "an he or been had said people are trial but all more new government one two "
    "arrested against prison rights than when protest leader wages about between"
)
# Beside each other in every tenth text; in as many texts of a thousand the others.
PHRASES = (("oil", "workers"), ("free", "press"), ("work", "contract"))
SEASONING = {
    "Zhanaozen": 30,
    "Janaozen": 8,
    "Жаңаөзен": 8,
    "Sokolova": 6,
    "Соколова": 2,
    "hunger": 20,
    "embassy": 40,
    "journalist": 25,
    "torture": 10,
    "Kazajistán": 4,
}
VOCABULARY, PEOPLE, TITLE = 30_000, 3_000, 8
CHUNK = 2_000
SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "on", "ur"))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = date(1996, 1, 1)
DAYS = 10_000


@dataclass(frozen=True, slots=True)
class Text:
    """Words as printed; a full stop is no word."""

    title: Sequence[str]
    body: Sequence[str]

    @property
    def printed(self) -> str:
        parts = (self.body[at : at + 17] for at in range(0, len(self.body), 17))
        return " ".join(" ".join(part) + "." for part in parts)


class Writer:
    """Texts of so many words, the same of the same seed."""

    def __init__(self, *, seed: int, size: int) -> None:
        self._random = Random(seed)  # noqa: S311 (no secret)
        self._size = size
        rare = self._rare(VOCABULARY)
        self.vocabulary = [*FREQUENT.split(), *rare]
        self._weights = list(
            accumulate(1 / (rank + 3) for rank in range(len(self.vocabulary)))
        )
        cast = inventing.cast(PEOPLE * 2, seed=seed)
        self.people = [each.label.split() for each in cast if each.kind == "PERSON"]

    def _rare(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            parts = self._random.choices(SYLLABLES, k=self._random.randint(2, 4))
            found["".join(parts)] = None
        return list(found)

    def _words(self, count: int) -> list[str]:
        return self._random.choices(self.vocabulary, cum_weights=self._weights, k=count)

    def text(self) -> Text:
        body = self._words(self._size)
        for _named in range(2):
            self._put(body, self._random.choice(self.people))
        for phrase in PHRASES:
            if self._random.random() < 0.1:
                self._put(body, phrase)
        for word, share in SEASONING.items():
            if self._random.random() * 1000 < share:
                self._put(body, (word,))
        return Text(self._words(TITLE), body)

    def _put(self, body: list[str], what: Sequence[str]) -> None:
        at = self._random.randrange(len(body) - len(what))
        body[at : at + len(what)] = what


class Shelf:
    """The tables of a search, filled without the long way through the writers."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._layers: dict[str, tuple[str, str, str]] = {}
        self._known: set[str] = set()
        self._count = 0
        self.source = Source.objects.create(slug="paper", name="A paper")

    def fill(self, count: int) -> None:
        """Until there are so many reports."""
        while self._count < count:
            self._chunk(min(CHUNK, count - self._count))

    def copied(self, times: int) -> None:
        """So many times as many, by the database: the same words, other reports."""
        for number in range(1, times):
            by = number * self._count
            with transaction.atomic():
                for model, own in _OWN.items():
                    _copy(model, own, by=by, upto=self._count)
        self._count *= times

    def _chunk(self, size: int) -> None:
        texts = [self._writer.text() for _number in range(size)]
        numbers = range(self._count + 1, self._count + 1 + size)
        Document.objects.bulk_create(
            self._document(number, text)
            for number, text in zip(numbers, texts, strict=True)
        )
        Revision.objects.bulk_create(
            _revision(number, text.printed)
            for number, text in zip(numbers, texts, strict=True)
        )
        Document.objects.filter(pk__in=numbers).update(current_revision=F("pk"))
        SearchText.objects.bulk_create(
            self._row(number, text) for number, text in zip(numbers, texts, strict=True)
        )
        self._remember()
        self._count += size

    def _document(self, number: int, text: Text) -> Document:
        return Document(
            pk=number,
            slug=f"report-{number}",
            title=" ".join(text.title),
            source=self.source,
            visibility=Document.Visibility.PUBLIC,
            published_on=day_of(number),
        )

    def _row(self, number: int, text: Text) -> SearchText:
        title = list(self._all(text.title))
        body = [*title, (BREAK,) * 3, *self._all(text.body)]
        printed, folded, stems = zip(*body, strict=True)
        return SearchText(
            key=keys.key("report", day_of(number), number),
            kind=keys.code("report"),
            object_id=number,
            stretches=dumps([[0, len(text.printed), "en"]]),
            title=f" {' '.join(each[1] for each in title)} ",
            exact=f" {' '.join(printed)} ",
            folded=f" {' '.join(folded)} ",
            stem=f" {' '.join(stems)} ",
        )

    def _all(self, printed: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        for each in printed:
            found = self._layers.get(each)
            if found is None:
                (exact,) = words.tokens(each)
                found = (exact, words.folded(exact), words.stemmed(exact, "en"))
                self._layers[each] = found
            yield found

    def _remember(self) -> None:
        folded = {found[1] for found in self._layers.values()} - self._known
        self._known |= folded
        SearchWord.objects.bulk_create(
            SearchWord(word=each, head=each[:3], tail=each[-3:], length=len(each))
            for each in sorted(folded)
            if len(each) >= index.SHORTEST_SIMILAR and each.isalpha()
        )


# Of a copy, the columns that are its own, and what they are.
_OWN: Mapping[type[Model], Mapping[str, str]] = {
    Document: {"id": "id", "slug": "slug", "current_revision_id": "id"},
    Revision: {"id": "id", "document_id": "id"},
    SearchText: {"key": "key", "object_id": "id"},
}


def _copy(model: type[Model], own: Mapping[str, str], *, by: int, upto: int) -> None:
    added = {
        "id": f"%s + {by}",
        "key": f"%s + {by * keys.BESIDE}",
        "slug": f"'copy-{by}-' || %s",
    }
    columns = [str(field.column) for field in model._meta.concrete_fields]
    taken = [added[own[c]] % c if c in own else c for c in columns]
    which = "object_id" if model is SearchText else "id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608
            f"SELECT {', '.join(taken)} FROM {model._meta.db_table} "
            f"WHERE {which} <= {upto}"
        )


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number * 7919 % DAYS)


def _revision(number: int, text: str) -> Revision:
    return Revision(
        pk=number,
        document_id=number,
        number=1,
        text=text,
        sha256=sha256_of(text),
        created_at=NOW,
        extracted_at=NOW,
    )


def is_true(count: int) -> bool:
    """Whether the first of the rows are what the writers would have written."""
    numbers = list(range(1, count + 1))
    entries = list(index.entries_of_documents(numbers))
    made = {row.pk: row for entry in entries for row in entry.rows()}
    there = SearchText.objects.in_bulk(list(made))
    pairs = [([made[key]], [row]) for key, row in there.items()]
    return len(pairs) == count and not any(index.differ(*pair) for pair in pairs)
