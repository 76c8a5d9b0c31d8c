"""The demonstration: both seed reports, what a curator decided, one campaign."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from archive import claims, curation, dates, ingest, integrity, search
from archive.models import Claim, Document, Entity, Passage, Source
from campaign import actions
from campaign.actions.loading import quoted
from campaign.models import (
    Action,
    Alternative,
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
            call_command(
                "load_missions",
                DATA / "missions" / "missions.csv",
                stdout=self.stdout,
            )
        integrity.seal(at=timezone.now())
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
    told = _toml(DATA / "demo" / "actions.toml")["action"]
    actions.load(told, campaign=Campaign.objects.get(), state=Action.State.PUBLISHED)


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
    latitude, longitude = row.get("position", (None, None))
    entity = curation.new_entity(
        row["label"],
        kind=row["kind"],
        slug=row["slug"],
        description=row["description"],
        position=latitude and (Decimal(latitude), Decimal(longitude)),
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
    search.index_kind("campaign", [campaign.pk])
    template = about[0].parts.get()
    paragraphs = _paragraphs(demo["paragraph"], template, proven)
    for row in demo["letter"]:
        _letter(campaign, row, template, paragraphs)
    written_to = Recipient.objects.representing(campaign.addressed_state).filter(
        kind__in=(Recipient.Kind.EMBASSY, Recipient.Kind.MINISTRY)
    )
    for recipient in written_to:
        Target.objects.create(campaign=campaign, recipient=recipient)


@dataclass(frozen=True, slots=True)
class Given:
    """A paragraph in all its languages, and what stands behind it."""

    row: Mapping[str, Any]
    passage: Passage | None  # the words of the template it follows
    claims: Sequence[Claim]


def _paragraphs(
    rows: Mapping[str, Mapping[str, Any]],
    template: Document,
    proven: Mapping[str, Claim],
) -> dict[str, Given]:
    found = {}
    for key, own in rows.items():
        like = rows.get(own.get("like", ""), {})
        row = {**like, **own, "text": {**like.get("text", {}), **own.get("text", {})}}
        passage = quoted(template, row["from"]) if "from" in row else None
        cited = [proven[slug] for slug in row.get("cites", ())]
        found[key] = Given(row, passage, cited)
    return found


def _letter(
    campaign: Campaign,
    row: Mapping[str, Any],
    template: Document,
    paragraphs: Mapping[str, Given],
) -> None:
    """In every language it has a subject in; the first is what others follow."""
    followed: ModelLetter | None = None
    originals: list[Paragraph] = []
    for language, subject in row["subject"].items():
        model_letter = ModelLetter.objects.create(
            campaign=campaign,
            language=language,
            frame=row["frame"],
            version=row["version"],
            in_force_from=row["in_force_from"],
            subject=subject,
            what_changed=row.get("what_changed", {}).get(language, ""),
            adapted_from=template,
            follows=followed,
            is_published=True,
        )
        made = [
            _paragraph(model_letter, order, paragraphs[key], originals)
            for order, key in enumerate(row["paragraphs"], start=1)
        ]
        if followed is None:
            followed, originals = model_letter, made


def _paragraph(
    model_letter: ModelLetter, order: int, given: Given, originals: Sequence[Paragraph]
) -> Paragraph:
    language = model_letter.language
    made = Paragraph.objects.create(
        model_letter=model_letter,
        order=order,
        role=given.row["role"],
        text=given.row["text"][language],
        is_locked=given.row.get("is_locked", True),
        is_optional=given.row.get("is_optional", False),
        adapted_from=given.passage,
        follows=originals[order - 1] if originals else None,
    )
    for place, text in enumerate(given.row.get("or", {}).get(language, ()), start=1):
        Alternative.objects.create(paragraph=made, order=place, text=text)
    for claim in given.claims:
        Citation.objects.create(paragraph=made, claim=claim)
    return made
