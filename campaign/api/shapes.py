"""What is sent of campaigns: names and types, no row and no query."""

from datetime import date

from ninja import Field
from pydantic import BaseModel

from archive.api.shapes import Quote, When, one_of
from campaign import models

_SUCCESSOR = "The id of the campaign that goes on in its place; empty for none."


class Campaign(BaseModel):
    """One case: what is demanded, of whom, and until when."""

    id: str = Field(examples=["a-campaign"])
    url: str
    number: str
    title: str
    summary: str
    banner: str
    banner_source_url: str
    addressed_state: str = Field(description="ISO 3166-1 alpha-2.")
    urgency: str = one_of(models.Campaign.Urgency.values)
    state: str = one_of(models.Campaign.State.values)
    opens_on: date | None
    review_by: date | None
    closes_on: date | None
    takes_letters: bool
    outcome: str
    successor: str = Field(description=_SUCCESSOR)


class Demand(BaseModel):
    """One thing a campaign asks for."""

    language: str
    text: str


class Target(BaseModel):
    """A recipient's part in a campaign."""

    role: str = one_of(models.Target.Role.values)
    recipient: str
    name: str
    url: str
    paused_because: str


class Update(BaseModel):
    """What is new in a campaign."""

    number: int
    published_on: date
    title: str
    text: str


class CampaignWithAll(Campaign):
    """With its demands, recipients, news and the reports it rests on."""

    write_url: str
    demands: list[Demand]
    targets: list[Target]
    updates: list[Update]
    documents: list[str]
    outcome_claims: list[int]


class Address(BaseModel):
    """One way to reach a recipient. Only a verified one is printed on letters."""

    medium: str = one_of(models.Address.Medium.values)
    value: str
    street: str
    postcode: str
    city: str
    region: str
    country: str
    valid_from: date | None
    valid_until: date | None
    is_in_force: bool
    grade: str = one_of(models.Address.Grade.values)
    checked_on: date | None
    check_by: date | None
    sources: list[str] = Field(description="Where it was seen.")
    note: str


class Holder(BaseModel):
    """Who holds the office today, as far as that was verified."""

    name: str
    since: date | None
    source_url: str


class Recipient(BaseModel):
    """An embassy, a ministry, a company or another office letters go to."""

    id: str = Field(examples=["kz-gb"])
    url: str
    kind: str = one_of(models.Recipient.Kind.values)
    office: str = one_of(models.Recipient.Office.values)
    state: str = Field(description="The state it speaks for, ISO 3166-1 alpha-2.")
    stands_in: str
    accredited_to: list[str]
    city: str
    name: str
    latitude: float | None
    longitude: float | None
    website: str
    entrance: str
    wikidata: str
    holder: Holder | None
    addresses: list[Address]


class Against(BaseModel):
    """A claim that speaks against a reply, and what proves it."""

    claim: int
    sentence: str
    is_replaced: bool
    evidence: list[Quote]


class Reply(BaseModel):
    """One thing they answered."""

    stance: str = one_of(models.Reply.Stance.values)
    text: str
    evidence: list[Quote]
    contradicted_by: list[Against]


class Action(BaseModel):
    """A picket, a delegation, a letter handed in, a message."""

    id: str = Field(
        description="Empty where it would name somebody who is protected.",
        examples=["a-picket"],
    )
    url: str
    campaign: str
    kind: str = one_of(models.Action.Kind.values)
    happened: When | None
    happened_words: str
    city: str
    country: str
    who: str
    recipient: str
    received_by: str
    summary: str
    document: str
    source_url: str
    evidence: list[Quote]
    replies: list[Reply]
