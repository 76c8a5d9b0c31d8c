"""The plain columns of each noun that a file holds, and how they are written."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive.models import (
    Capture,
    Claim,
    Document,
    Entity,
    Mention,
    Name,
    Revision,
    Source,
)
from campaign.models import (
    Accreditation,
    Action,
    Address,
    Alternative,
    Campaign,
    Demand,
    Holder,
    LetterCount,
    ModelLetter,
    Paragraph,
    Recipient,
    Reply,
    Target,
    Update,
)

_HAPPENED = (
    "happened_from happened_until happened_precision happened_unit "
    "happened_basis happened_words"
)
_PUBLISHED = (
    "published_on published_until published_precision published_unit "
    "published_basis published_words"
)
_TEXT: Mapping[type[models.Model], str] = {
    Source: "slug name kind description home language domains boilerplate rights_note",
    Document: "slug title kind author addressee language url archived_url visibility "
    f"embargo_until {_PUBLISHED}",
    Revision: "number kind text sha256 created_at note page_starts aside",
    Entity: "slug kind label sort_key description protection wikidata latitude "
    "longitude",
    Name: "text kind language",
    Mention: "kind status value",
    Claim: "slug kind sentence modality attributed_to status known_from "
    f"superseded_on disputed_reason review_by extractor {_HAPPENED}",
    Recipient: "slug kind office state stands_in city name latitude longitude website "
    "entrance wikidata",
    Accreditation: "country source_url",
    Holder: "name gender since until source_url is_verified",
    Address: "medium value street postcode city region country valid_from valid_until "
    "source_url grade checked_on check_by note",
    Campaign: "slug number title summary banner banner_source_url addressed_state "
    "urgency state opens_on review_by closes_on tone advice outcome",
    Demand: "language order text",
    Target: "role order paused_because",
    Update: "number published_on title text",
    ModelLetter: "language frame version in_force_from register subject what_changed "
    "is_published",
    Paragraph: "order role text is_locked is_optional",
    Alternative: "order text",
    Action: f"slug kind state city country who received_by summary source_url {_HAPPENED}",
    Reply: "order stance text",
    # only in a file with everything
    Capture: "sha256 size_bytes media_type file_name url final_url received_at",
    LetterCount: "day country format count",
}
COLUMNS = {model: tuple(text.split()) for model, text in _TEXT.items()}


def written(row: models.Model) -> dict[str, Any]:
    """The plain columns of a row, as JSON has them."""
    return {name: plain(getattr(row, name)) for name in COLUMNS[type(row)]}


def plain(value: object) -> object:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def filled(model: type[models.Model], values: Mapping[str, Any], **others: Any) -> Any:
    """A row of a model with what the file says; not saved.

    Raises ValueError, with a sentence, where a column cannot hold it. No query.
    """
    row = model(**{name: values[name] for name in COLUMNS[model]}, **others)
    left = {each.name for each in model._meta.concrete_fields} - set(COLUMNS[model])
    try:
        row.clean_fields(exclude=left)
    except ValidationError as wrong:
        said = "; ".join(
            f"{name}: {' '.join(sentences)}"
            for name, sentences in wrong.message_dict.items()
        )
        name = str(values.get("slug") or values.get("number") or "")
        which = f"{model._meta.verbose_name} {name[:120]}".strip()
        raise ValueError(f"The {which} cannot be taken in: {said}") from wrong
    return row
