"""What stands behind a letter, as footnotes in its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from archive import dates
from archive.models import Document, Evidence
from archive.reading.screen import Screen
from campaign.letters.labels import labels
from campaign.letters.wording import Written
from campaign.models import Campaign, Paragraph


@dataclass(frozen=True, slots=True)
class Footnotes:
    """For each printed paragraph its numbers, from 1, and the lines behind them."""

    numbers: tuple[tuple[int, ...], ...] = ()
    lines: tuple[str, ...] = ()
    url: str = ""  # of the page with the evidence


def footnotes(
    paragraphs: Sequence[Written],
    *,
    campaign: Campaign,
    language: str,
    on: date,
    today: date,
    screen: Screen,
) -> Footnotes:
    """The reports that prove what each paragraph cites. One query.

    Of a claim's reports those that had appeared by the day of the letter;
    where none had, the earliest. Reports not yet public today stay out.
    """
    proof = _proof(paragraphs, today)
    order: dict[int, Document] = {}
    numbers = []
    for each in paragraphs:
        found = [
            document
            for claim in _claims(each.rests_on)
            for document in _known_by(on, proof.get(claim, []))
        ]
        order |= {
            document.pk: document for document in found if document.pk not in order
        }
        places = list(order)
        numbers.append(tuple(sorted({places.index(d.pk) + 1 for d in found})))
    lines = tuple(_line(each, language, screen) for each in order.values())
    return Footnotes(tuple(numbers), lines, evidence_url(campaign, language))


def evidence_url(campaign: Campaign, language: str) -> str:
    """Of the letter's evidence, for print: short, and without a parameter.

    By its slug where no path can hold the number of the campaign.
    """
    with translation.override(settings.LANGUAGE_CODE):
        try:
            named = "campaign:evidence-printed"
            path = reverse(named, args=[campaign.number, language])
        except NoReverseMatch:
            path = reverse("campaign:evidence", args=[campaign.slug])
    return f"{settings.SITE_URL}{path}"


def _claims(paragraph: Paragraph | None) -> list[int]:
    cited = paragraph.citations.all() if paragraph else ()
    return [each.claim_id for each in cited]


def _proof(paragraphs: Sequence[Written], today: date) -> dict[int, list[Document]]:
    """By claim the whole reports with a passage that supports it."""
    claims = {claim for each in paragraphs for claim in _claims(each.rests_on)}
    found: dict[int, list[Document]] = {}
    supports = Evidence.objects.live().filter(
        claim__in=claims,
        stance=Evidence.Stance.SUPPORTS,
        passage__revision__document__in=Document.objects.published(on=today),
    )
    for each in supports.select_related(
        "passage__revision__document__source",
        "passage__revision__document__part_of__source",
    ).defer("passage__revision__text"):
        document = each.passage.revision.document
        found.setdefault(each.claim_id, []).append(document.part_of or document)
    return found


def _known_by(on: date, documents: list[Document]) -> list[Document]:
    in_order = sorted(
        documents, key=lambda each: (each.published_on or date.min, each.pk)
    )
    by_then = [each for each in in_order if (each.published_on or date.min) <= on]
    return by_then or in_order[:1]


def _line(document: Document, language: str, screen: Screen) -> str:
    shown = screen.document(document)
    publisher = shown.source.name if shown.source else ""
    named = labels(language)["source"].format(publisher=publisher, title=shown.title)
    words = named.removeprefix(": ").removeprefix(" : ")
    span = shown.published
    day = dates.describe(span, language=language) if span else ""
    url = "" if screen.in_address(document.url) else document.url
    if not url.startswith(("https://", "http://")):
        url = ""
    return " ".join(", ".join(filter(None, (words, day, url))).split())
