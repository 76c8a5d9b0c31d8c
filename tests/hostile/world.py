"""Rows of every kind with words in every field, so that pages have them to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models

from archive import search
from archive.models import Document, Entity, Mention, Name, StopRule
from archive.views import today
from campaign import placeholders
from campaign.models import Action, AddressReport, Alternative, ModelLetter, Paragraph
from tests import make, make_campaign

PAST = date(2020, 1, 1)
ROOMS = ("archive", "campaign")
HOME = "https://example.org/"

# They come by an import only and never change: see test_imported.py.
IMPORTED = {"Capture", "Passage", "Revision"}
# Of a list that its form has, or worked out from other fields.
CODES = {
    *("language", "country", "state", "stands_in", "addressed_state", "format"),
    *(
        "sha256",
        "key",
        "sort_key",
        "wikidata",
        "extractor",
        "group",
        "domains",
        "number",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a row that holds words people wrote."""

    row: models.Model
    field: models.Field

    @property
    def name(self) -> str:
        return f"{self.row._meta.model_name}.{self.field.name}"

    @property
    def length(self) -> int:
        return self.field.max_length or 1500

    @property
    def is_address(self) -> bool:
        return isinstance(self.field, models.URLField)


def is_written(field: models.Field) -> bool:
    """By a person, in words of their own."""
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
        and field.name not in CODES
        and (field.model is not Mention or field.name != "value")  # of a date
    )


def tables() -> Iterator[type[models.Model]]:
    """Those a curator writes in, or a visitor for them."""
    written: set[type[models.Model]] = {AddressReport}
    for model, door in admin.site._registry.items():
        written |= {model, *(each.model for each in door.inlines)}
    rooms = [model for model in apps.get_models() if model in written]
    for each in rooms:
        if each._meta.app_label in ROOMS and each.__name__ not in IMPORTED:
            yield each


def places() -> Iterator[Place]:
    """Every field that has words, of every row there is."""
    for model in tables():
        for field in filter(is_written, model._meta.local_fields):
            for row in model._default_manager.order_by("pk"):
                if getattr(row, field.name):
                    yield Place(row, field)


def build() -> None:
    """One of everything that a public page shows, in words that harm nobody."""
    town, union = make.place("Quarryville"), make.organisation("A union")
    judge = make.person("Ann Judge")
    source = make.source("A paper", home=HOME, description="Words.", rights_note="W.")
    source.boilerplate = "words"
    source.save()
    Entity.objects.update(description="Words")
    StopRule.objects.create(
        surface="Words", scope="everywhere", reason="words", made_at=make.NOW
    )
    report = make.document(
        "The strike at Quarryville. A union was raided.\n\nAnn Judge said no.",
        source=source,
        author="Words",
        addressee="Words",
        url=HOME,
        archived_url=HOME,
        published_words="words",
    )
    for words, entry in (("Quarryville", town), ("union", union), ("Ann Judge", judge)):
        make.mention(report, words, entry)
    for entry in (town, union, judge):
        Name.objects.create(entity=entry, text="Words", kind="transliteration")
    proof, against = make.passage(report, "union"), make.passage(report, "said no")
    claim = make.claim("A union was raided.", [proof], place=town, attributed_to="W")
    claim.participants.create(entity=union, role="victim")
    claim.participants.create(words="words", role="perpetrator")
    claim.evidence.create(passage=against, stance="contradicts", note="words")
    replaced = make.claim("Nobody was.", [proof])
    replaced.superseded_by, replaced.superseded_on = claim, PAST
    replaced.save()
    disputed = make.claim("It is said.", [proof], place=town)
    type(disputed).objects.filter(pk=disputed.pk).update(
        status="disputed", disputed_reason="words", happened_words="words"
    )
    _campaign(report, claim)
    search.reindex()


def _campaign(report: Document, claim: models.Model) -> None:
    case = make_campaign.campaign(
        "Free the union",
        slug="free",
        number="T-1",
        opens_on=PAST,
        banner="words",
        banner_source_url=HOME,
        advice="words",
        outcome="words",
    )
    case.documents.add(report)
    case.outcome_claims.add(claim)
    case.demands.create(text="Words.", order=1)
    case.updates.create(number=1, published_on=PAST, title="Words", text="Words.")
    office = make_campaign.recipient(
        "office", campaign=case, website=HOME, entrance="words", name="Words"
    )
    other = make_campaign.recipient(
        "other", campaign=case, city="Paris", stands_in="FR"
    )
    case.targets.filter(recipient=other).update(paused_because="words")
    office.accreditations.create(country="IE", source_url=HOME)
    office.holders.create(name="Words", since=PAST, source_url=HOME)
    past = today() - timedelta(days=9)
    printed = make_campaign.address(office, note="words", source_url=HOME)
    printed.postcode, printed.city, printed.region = "W1", "London", "Words"
    printed.save()
    make_campaign.address(office, "words", medium="phone", valid_until=past)
    make_campaign.address(office, "a@example.org", medium="email")
    make_campaign.address(office, "words", medium="web")
    fact = {"text": "A union was raided.", "role": "fact", "cites": [claim]}
    letter = make_campaign.model_letter(case, fact, "Please act.", what_changed="w")
    Alternative.objects.create(
        paragraph=letter.paragraphs.last(), order=1, text="Do act."
    )
    office.address_reports.create(
        value="words", source_url="words", note="words", reported_on=PAST
    )
    for state in ("published", "reported"):
        act = Action.objects.create(
            slug=f"act-{state}",
            campaign=case,
            kind=Action.Kind.PICKET,
            state=state,
            happened_from=date(2021, 6, 1),
            happened_words="words",
            city="Words",
            who="Words",
            received_by="words",
            summary="Words.",
            source_url=HOME,
            recipient=office,
            document=report,
        )
        reply = act.replies.create(stance="denied", text="They said words.")
        reply.contradicted_by.add(claim)


def fill(words: Mapping[Place, str]) -> None:
    """Writes them as one could whom no form stops."""
    for place, each in words.items():
        table = type(place.row)._base_manager.filter(pk=place.row.pk)
        table.update(**{place.field.name: each})
    search.reindex()


def fitted(place: Place, words: str) -> str | None:
    """As the field takes them: a web address is one, or has them in its path.

    None where the row's own rules refuse them.
    """
    if not place.is_address:
        return words[: place.length] if _takes(place, words[: place.length]) else None
    for offered in (words, HOME + words, HOME + quote(words, errors="replace")):
        try:
            return str(place.field.clean(offered[: place.length], place.row))
        except ValidationError:
            continue
    return HOME


def _takes(place: Place, words: str) -> bool:
    """What stands in a letter is read as its grammar says, or refused."""
    if not isinstance(place.row, ModelLetter | Paragraph | Alternative):
        return True
    return not placeholders.problems(words)
