"""The stages in order: candidates, choice, repetition, labels, facts."""

from collections.abc import Iterator, Sequence
from datetime import date

from archive import dates
from archive.extraction import (
    acronyms,
    capitals,
    courts,
    datelines,
    elsewhere,
    facts,
    foreign,
    german,
    kinds,
    linking,
    lists,
    neighbours,
    nicknames,
    organisations,
    persons,
    places,
    shapes,
    small_letters,
    spans,
    surnames,
    words,
)
from archive.extraction.finds import Candidate, Find, FindKind
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.model import Model
from archive.extraction.words import Page

DATES = "dates/2"
# Below this a candidate is not shown; the rules alone must dare more.
_FLOOR_WITH_MODEL = 0.55
_FLOOR_WITHOUT = 0.42


def extract(
    text: str,
    *,
    language: str,
    published_on: date | None,
    gazetteer: Gazetteer,
    model: Model | None,
    skip: Sequence[tuple[int, int]] = (),
) -> list[Find]:
    """Everything found outside skip, in the order of the text."""
    page = words.read(_blanked(text, skip), language.partition("-")[0])
    found = [
        *_apart(
            _names(page, gazetteer, model),
            _dates(page, language=language, published_on=published_on),
        ),
        *facts.find(page.text, page.lexis.language),
    ]
    return sorted(found, key=lambda find: (find.start, find.end, find.kind))


def _apart(named: list[Find], dated: list[Find]) -> Iterator[Find]:
    """Names and dates without overlap: of two, the one inside the other goes."""
    both = sorted([*named, *dated], key=lambda find: (find.start, -find.end))
    end = -1
    for find in both:
        if find.start >= end:
            yield find
            end = find.end


def _blanked(text: str, skip: Sequence[tuple[int, int]]) -> str:
    """The text with the skipped ranges as blank lines: offsets stay."""
    parts, at = [], 0
    for start, end in sorted(skip):
        begin = max(start, at)
        parts += [text[at:begin], "\n" * (end - begin)]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _names(page: Page, gazetteer: Gazetteer, model: Model | None) -> list[Find]:
    floor = _floor(page.lexis.language, has_model=model is not None)
    has_rules = elsewhere.has_rules(page.lexis.language)
    runs = list(neighbours.runs_of(page)) if has_rules else []
    candidates = gazetteer.find(page.text)
    if has_rules:
        candidates += spans.without_elision(page, _by_rule(page, runs))
        candidates += _witnessed(page, candidates, model, floor)
    else:
        candidates += elsewhere.find(page, model)
    found = spans.resolve(page, candidates, floor=floor)
    if listed := list(lists.find(page, runs, found)):
        candidates += listed
        found = spans.resolve(page, candidates, floor=floor)
    again = [
        *linking.repeated(page, found),
        *surnames.of_people(page, found, candidates),
    ]
    if again:
        found = spans.resolve(page, [*candidates, *found, *again], floor=floor)
    labels = linking.labels(page, found)
    return [
        Find(
            each.start,
            each.end,
            each.kind,
            page.text[each.start : each.end],
            label,
            "",
            round(each.score, 3),
            each.source,
        )
        for each, label in zip(found, labels, strict=True)
    ]


def _witnessed(
    page: Page, candidates: list[Candidate], model: Model | None, floor: float
) -> Iterator[Candidate]:
    """What the model says; as a witness, only of paragraphs with a doubt in them."""
    if model is not None:
        text = spans.doubtful(page, candidates, floor=floor)
        yield from spans.clean(page, model.find(text))


def _by_rule(page: Page, runs: list[neighbours.Run]) -> list[Candidate]:
    bodies = organisations.find(page)
    return [
        *bodies,
        *acronyms.find(page, bodies),
        *persons.find(page),
        *nicknames.find(page),
        *places.find(page),
        *datelines.find(page),
        *neighbours.find(page, runs),
        *capitals.find(page),
        *shapes.find(page),
        *small_letters.find(page),
        *german.find(page),
        *(foreign.find(page) if page.lexis.language == "en" else ()),
        *(kinds.find(page) if page.lexis.language == "en" else ()),
        *(courts.find(page) if page.lexis.language == "en" else ()),
    ]


def _floor(language: str, *, has_model: bool) -> float:
    # the English model is distrusted so far that it needs no floor of its own
    is_low = not has_model or language == "en"
    return _FLOOR_WITHOUT if is_low else _FLOOR_WITH_MODEL


def _dates(page: Page, *, language: str, published_on: date | None) -> list[Find]:
    return [
        Find(
            each.start,
            each.end,
            FindKind.DATE,
            page.text[each.start : each.end],
            each.span.value,
            each.span.value,
            0.9,
            DATES,
        )
        for each in dates.find(page.text, published_on=published_on, language=language)
    ]
