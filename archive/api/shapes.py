"""What is sent of the archive: names and types, no row and no query."""

from collections.abc import Iterable
from datetime import date

from ninja import Field
from pydantic import BaseModel

from archive import models
from archive.dates import spans
from archive.models.dated import PublishedBasis
from archive.search import Tier

Start = int | None
STATUSES = (models.Claim.Status.CONFIRMED.value, models.Claim.Status.DISPUTED.value)
SEARCHED = ("report", "entity", "claim")
_SHA = "SHA-256 of the revision's text in UTF-8; empty where words are left out."
_START = "First code point in the revision's text; null where words are left out."
_END = "Code point after the last; null where words are left out."


def one_of(values: Iterable[str]) -> str:
    """A word out of a list, which the description of the API gives."""
    made: str = Field(json_schema_extra={"enum": list(values)})
    return made


class Problem(BaseModel):
    """Why there is no answer, in a sentence."""

    detail: str


class Wrong(BaseModel):
    """A parameter that cannot be understood, and why."""

    parameter: str
    message: str


class Refusal(Problem):
    """Parameters that cannot be understood."""

    errors: list[Wrong] = []


class Moved(Problem):
    """It is found under another id now; the header Location says the same."""

    id: str
    url: str


class When(BaseModel):
    """A date as exactly as it is known."""

    value: str = Field(
        description="EDTF: 2011-06-22, 2011-06, 2011, 2011-06-13/2011-06-19, 2011-05/..",
        examples=["2011-06-22"],
    )
    precision: str = one_of(spans.Precision)
    basis: str = one_of(PublishedBasis.values)
    first_day: date
    last_day: date | None


class Who(BaseModel):
    """A person, an organisation or a place with a page."""

    id: str = Field(examples=["jane-doe"])
    label: str
    kind: str = one_of(models.Entity.Kind.values)
    url: str


class Quote(BaseModel):
    """Exact words in a numbered text of a document, which never changes."""

    document: str
    revision: int
    revision_sha256: str = Field(description=_SHA)
    url: str
    quote: str
    start: Start = Field(description=_START)
    end: Start = Field(description=_END)


class Document(BaseModel):
    """A report, letter, statement, reply or judgment, without its text."""

    id: str = Field(examples=["a-report"])
    url: str
    kind: str = one_of(models.Document.Kind.values)
    title: str
    author: str
    addressee: str
    source: str
    language: str
    published: When | None
    original_url: str
    copy_url: str
    printed_in: str = Field(description="Address of the report it stands in.")
    rights: str
    revision: int
    revision_url: str
    revision_sha256: str = Field(description=_SHA)


class MentionInText(BaseModel):
    """A name, a date or another find that a person accepted."""

    id: int
    kind: str = one_of(models.Mention.Kind.values)
    value: str
    entity: Who | None
    quote: str
    start: Start = Field(description=_START)
    end: Start = Field(description=_END)


class EvidenceInText(BaseModel):
    """Words of this text for or against a claim."""

    id: int
    claim: int
    kind: str = one_of(models.Claim.Kind.values)
    sentence: str
    happened: When | None
    modality: str = one_of(models.Claim.Modality.values)
    attributed_to: str
    status: str = one_of(STATUSES)
    stance: str = one_of(models.Evidence.Stance.values)
    quote: str
    start: Start = Field(description=_START)
    end: Start = Field(description=_END)


class Translation(BaseModel):
    """The newest translation of it into a language, and who made it how."""

    language: str
    revision: int
    note: str
    url: str
    text_url: str = Field(description="Its words and nothing else.")


class DocumentWithText(Document):
    """With its text of today, what is named and proven in it, and where it is read
    in other languages.
    """

    text: str
    mentions: list[MentionInText]
    evidence: list[EvidenceInText]
    translations: list[Translation]


class Entity(BaseModel):
    """A person, an organisation or a place."""

    id: str = Field(examples=["jane-doe"])
    url: str
    kind: str = one_of(models.Entity.Kind.values)
    label: str
    description: str
    names: list[str] = Field(description="All spellings that may be read.")
    wikidata: str
    latitude: float | None
    longitude: float | None
    first: Quote | None = Field(description="One place where it is named or proven.")


class Mention(BaseModel):
    """A place where somebody or something is named, in a text of today."""

    id: int
    kind: str = one_of(models.Mention.Kind.values)
    value: str = Field(description="Of a date: 2011-06-11, 2011-05/..")
    entity: Who | None
    place: Quote


class Participant(BaseModel):
    """Somebody's part in a claim; entity: null for who has no page."""

    role: str = one_of(models.Participant.Role.values)
    words: str
    entity: Who | None


class Evidence(Quote):
    """Words for or against a claim."""

    stance: str = one_of(models.Evidence.Stance.values)


class Claim(BaseModel):
    """A sentence the archive can prove, and what proves or contradicts it."""

    id: int
    kind: str = one_of(models.Claim.Kind.values)
    sentence: str
    happened: When | None
    happened_words: str
    place: Who | None
    participants: list[Participant]
    modality: str = one_of(models.Claim.Modality.values)
    attributed_to: str
    status: str = one_of(STATUSES)
    disputed_reason: str
    known_from: date
    superseded_by: int | None
    superseded_on: date | None
    evidence: list[Evidence]


class Piece(BaseModel):
    """A stretch of what is read; is_marked: it is what was looked for."""

    text: str
    is_marked: bool


class Hit(BaseModel):
    """One thing found. why: empty for what was found as it was typed."""

    kind: str = one_of(SEARCHED)
    id: str
    url: str = Field(description="Its page; empty for a claim, which has none.")
    api_url: str
    tier: str = one_of(each.name.lower() for each in Tier)
    why: str
    title: list[Piece]
    snippet: list[Piece]


class Beside(BaseModel):
    """Words that were looked for beside what was typed; name: whose they are."""

    typed: str
    words: list[str]
    name: str


class Facet(BaseModel):
    """A value, and how many of the reports counted have it."""

    value: str
    label: str
    count: int


class Facets(BaseModel):
    """How the reports with the words typed are spread, the most frequent first."""

    counted: int
    is_complete: bool = Field(description="Else only the newest were counted.")
    source: list[Facet]
    kind: list[Facet]
    language: list[Facet]
    year: list[Facet]
    entity: list[Facet]


class Found(BaseModel):
    """A page of what was found, the best reason first and then the newest."""

    items: list[Hit]
    next: str | None
    next_cursor: str | None
    understood: list[str] = Field(description="What was looked for, in sentences.")
    ignored: list[str] = Field(description="Filters that mean nothing here.")
    is_bounded: bool = Field(description="Only the newest were looked through.")
    aliases: list[Beside]
    similar: list[Beside]
    facets: Facets | None = Field(description="Of reports, when asked for.")
