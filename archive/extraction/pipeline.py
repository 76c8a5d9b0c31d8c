"""The stages in order: candidates, choice, repetition, labels, facts."""

from collections.abc import Sequence
from datetime import date

from archive import dates
from archive.extraction import (
    acronyms,
    facts,
    linking,
    organisations,
    persons,
    places,
    spans,
    words,
)
from archive.extraction.finds import Candidate, Find, FindKind
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.model import Model
from archive.extraction.words import Page

DATES = "dates/1"
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
        *_names(page, gazetteer, model),
        *_dates(page, language=language, published_on=published_on),
        *facts.find(page.text, page.lexis.language),
    ]
    return sorted(found, key=lambda find: (find.start, find.end, find.kind))


def _blanked(text: str, skip: Sequence[tuple[int, int]]) -> str:
    """The text with the skipped ranges as blank lines: offsets stay."""
    parts, at = [], 0
    for start, end in sorted(skip):
        begin = max(start, at)
        parts += [text[at:begin], "\n" * (end - begin)]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _names(page: Page, gazetteer: Gazetteer, model: Model | None) -> list[Find]:
    floor = _FLOOR_WITH_MODEL if model else _FLOOR_WITHOUT
    bodies = organisations.find(page)
    candidates: list[Candidate] = [
        *gazetteer.find(page.text),
        *bodies,
        *acronyms.find(page, bodies),
        *persons.find(page),
        *places.find(page),
    ]
    if model:
        candidates += spans.clean(page, model.find(page.text))
    found = spans.resolve(page, candidates, floor=floor)
    again = list(linking.repeated(page, found))
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
