"""The demonstration: both seed reports, what a curator decided, one campaign."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from archive import claims, curation, dates, ingest
from archive.models import Claim, Document, Entity, Passage, Source
from campaign.models import (
    Campaign,
    Citation,
    Demand,
    ModelLetter,
    Paragraph,
    Recipient,
    Target,
)

DATA = settings.BASE_DIR / "data"


class Command(BaseCommand):
    help = "Load the demonstration into an empty archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="say nothing and do nothing when the archive holds documents",
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if Document.objects.exists():
            if not if_empty:
                self.stdout.write("The archive is not empty; nothing was loaded.")
            return
        with transaction.atomic():
            load(timezone.now())
        self.stdout.write(
            f"Loaded {Document.objects.whole().count()} reports, "
            f"{Entity.objects.count()} entries, {Claim.objects.count()} claims, "
            f"{Recipient.objects.count()} missions and one campaign."
        )


def load(at: datetime) -> None:
    """Everything of the demonstration; the caller opens the transaction."""
    archive = _toml(DATA / "demo" / "archive.toml")
    for row in archive["source"]:
        Source.objects.create(**row)
    documents = {row["slug"]: _document(row, at) for row in archive["document"]}
    entities = {row["slug"]: _entity(row) for row in archive["entity"]}
    for slug, marks in archive["mentions"].items():
        _mentions(documents[slug], marks, entities, at)
    curation.publish(documents.values(), by=None)
    proven = {row["slug"]: _claim(row, entities) for row in archive["claim"]}
    for row in archive["claim"]:
        _supersede(row, proven)
    call_command("load_missions", DATA / "missions" / "kazakhstan.csv", verbosity=0)
    _campaign(_toml(DATA / "demo" / "campaign.toml"), documents, proven)


def quoted(document: Document, words: str) -> Passage:
    """The passage with these words, which must stand there exactly once."""
    revision = document.current_revision
    if revision is None or revision.text.count(words) != 1:
        raise ValueError(f"“{words}” does not stand exactly once in {document.slug}.")
    start = revision.text.index(words)
    return Passage.objects.at(revision, start, start + len(words))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _document(row: Mapping[str, str], at: datetime) -> Document:
    path = DATA / "seeds" / row["file"]
    return ingest.ingest(
        ingest.Received(
            content=path.read_bytes(),
            received_at=at,
            file_name=path.name,
            media_type="text/plain",
            url=row["url"],
        ),
        ingest.Described(
            slug=row["slug"],
            source=Source.objects.get(slug=row["source"]),
            published=dates.parse(row["published"]),
            published_words=row["published_words"],
            url=row["url"],
        ),
    )


def _entity(row: Mapping[str, Any]) -> Entity:
    entity = curation.new_entity(
        row["label"],
        kind=row["kind"],
        slug=row["slug"],
        description=row["description"],
        by=None,
    )
    for text, kind, language in row.get("names", []):
        curation.add_name(entity, text, kind=kind, language=language)
    return entity


def _mentions(
    document: Document,
    marks: Mapping[str, list[tuple[str, int, str]]],
    entities: Mapping[str, Entity],
    at: datetime,
) -> None:
    revision = document.revisions.get()
    for kind, places in marks.items():
        for what, start, words in places:
            if revision.text[start : start + len(words)] != words:
                raise ValueError(f"“{words}” does not stand at {start}.")
            passage = Passage.objects.at(revision, start, start + len(words))
            meaning = {"value": what} if kind == "DATE" else {"entity": entities[what]}
            curation.mark(passage, kind=kind, by=None, at=at, **meaning)


def _claim(row: Mapping[str, Any], entities: Mapping[str, Entity]) -> Claim:
    claim = claims.propose(
        row["sentence"],
        slug=row["slug"],
        kind=row["kind"],
        known_from=date.fromisoformat(row["known_from"]),
        evidence=[_passage(each) for each in row["evidence"]],
        happened=_happened(row),
        happened_words=row.get("happened_words", ""),
        place=entities.get(row.get("place", "")),
        modality=row.get("modality", Claim.Modality.REPORTED),
        attributed_to=row.get("attributed_to", ""),
        participants=[
            (role, entities[who[1:]] if who.startswith("@") else who)
            for role, who in row["participants"]
        ],
    )
    for *where, note in row.get("contradicted_by", []):
        claims.contradict(claim, _passage(where), note=note)
    claims.confirm(claim, by=None)
    return claim


def _passage(where: list[str]) -> Passage:
    slug, words = where
    document = Document.objects.select_related("current_revision").get(slug=slug)
    return quoted(document, words)


def _happened(row: Mapping[str, str]) -> dates.DateSpan | None:
    if "happened" not in row:
        return None
    span = dates.parse(row["happened"])
    basis = dates.Basis(row.get("happened_basis", "stated"))
    return replace(span, basis=basis)


def _supersede(row: Mapping[str, str], proven: Mapping[str, Claim]) -> None:
    if "superseded_by" in row:
        claims.supersede(
            proven[row["slug"]],
            proven[row["superseded_by"]],
            on=date.fromisoformat(row["superseded_on"]),
            by=None,
        )


def _campaign(
    demo: Mapping[str, Any],
    documents: Mapping[str, Document],
    proven: Mapping[str, Claim],
) -> None:
    fields = dict(demo["campaign"])
    about = [documents[slug] for slug in fields.pop("documents")]
    campaign = Campaign.objects.create(**fields)
    campaign.documents.set(about)
    for demand in demo["demand"]:
        for order, text in enumerate(demand["texts"], start=1):
            Demand.objects.create(
                campaign=campaign, language=demand["language"], order=order, text=text
            )
    template = about[0].parts.get()
    for row in demo["model_letter"]:
        _model_letter(campaign, row, template, proven)
    embassies = Recipient.objects.representing(campaign.addressed_state).filter(
        kind=Recipient.Kind.EMBASSY
    )
    for recipient in embassies:
        Target.objects.create(campaign=campaign, recipient=recipient)


def _model_letter(
    campaign: Campaign,
    row: Mapping[str, Any],
    template: Document,
    proven: Mapping[str, Claim],
) -> None:
    model_letter = ModelLetter.objects.create(
        campaign=campaign,
        language=row["language"],
        version=row["version"],
        in_force_from=row["in_force_from"],
        subject=row["subject"],
        what_changed=row.get("what_changed", ""),
        adapted_from=template,
        is_published=True,
    )
    for order, each in enumerate(row["paragraph"], start=1):
        paragraph = Paragraph.objects.create(
            model_letter=model_letter,
            order=order,
            role=each["role"],
            text=each["text"],
            is_locked=each.get("is_locked", True),
            is_optional=each.get("is_optional", False),
            adapted_from=quoted(template, each["from"]),
        )
        for slug in each.get("cites", []):
            Citation.objects.create(paragraph=paragraph, claim=proven[slug])
