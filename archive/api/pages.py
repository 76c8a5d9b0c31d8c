"""Pages of rows: how they are asked for, and what leads to the next one."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Path, Schema
from pydantic import BaseModel

from archive.reading import keyset

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item", bound=BaseModel)

MOST = 200
BY_ID = r"^([0-9]{1,18})?$"
BY_DAY = r"^(([0-9]{4}-[0-9]{2}-[0-9]{2})?_[0-9]{1,18})?$"
SLUG_OF_ONE = r"^[-a-zA-Z0-9_]{1,120}$"
SLUG = r"^[-a-zA-Z0-9_]{0,120}$"
_CURSOR = "next_cursor of the page before; empty for the first page."


class NoSuchPage(Exception):
    """A cursor that no page of ours has given."""


def cursor(pattern: str, example: str) -> str:
    """A parameter that takes the cursors this pattern knows."""
    made: str = Field(
        "",
        pattern=pattern,
        description=_CURSOR,
        json_schema_extra={"example": example},
    )
    return made


def narrowed_to(what: str, example: str, *, pattern: str = SLUG) -> str:
    """A parameter that takes one value, most often an id; empty for all."""
    made: str = Field(
        "", pattern=pattern, description=what, json_schema_extra={"example": example}
    )
    return made


def chosen(values: Sequence[str], *, otherwise: str = "") -> str:
    """A parameter that takes one of these words; empty for all."""
    words = "|".join(values)
    made: str = Field(
        otherwise,
        pattern=f"^({words})$" if otherwise else f"^({words})?$",
        description=f"One of: {', '.join(values)}.",
        json_schema_extra={
            "enum": [*values] if otherwise else ["", *values],
            "example": otherwise or values[0],
        },
    )
    return made


def slug_in_path(example: str) -> str:
    made: str = Path(..., pattern=SLUG_OF_ONE, example=example)
    return made


def number_in_path() -> int:
    made: int = Path(..., ge=1, lt=10**18, example=1)
    return made


class Limited(Schema):
    """What every list is asked."""

    limit: int = Field(
        50,
        ge=1,
        le=MOST,
        description="Items a page at most; a page may hold fewer.",
        json_schema_extra={"example": 20},
    )


class ById(Limited):
    """A list by id, what came last first."""

    cursor: str = cursor(BY_ID, "1200")


class ByDay(Limited):
    """A list by day, the newest first."""

    cursor: str = cursor(BY_DAY, "2011-06-16_12")


class Page(BaseModel, Generic[Item]):
    """next: its address, null on the last page. next_cursor: of that address."""

    items: list[Item]
    next: str | None
    next_cursor: str | None


def keyed(
    rows: "QuerySet[Row]",
    keys: Sequence[keyset.Key],
    *,
    asked: ById | ByDay,
) -> keyset.Page[Row]:
    """One query. Raises NoSuchPage."""
    found = keyset.page(rows, keys, after=asked.cursor, size=asked.limit)
    if asked.cursor and found.is_first:
        raise NoSuchPage
    return found


def page(
    request: HttpRequest,
    asked: Limited,
    items: Iterable[Item],
    older: str,
) -> Page[Item]:
    """older: the cursor of the next page, empty on the last one."""
    return Page[Item](
        items=list(items),
        next=address_of(request, asked, older),
        next_cursor=older or None,
    )


def address_of(request: HttpRequest, asked: Limited, older: str) -> str | None:
    """Of the next page: with what was asked and understood, and nothing else."""
    if not older:
        return None
    said = asked.model_dump(mode="json", exclude_defaults=True)
    query = urlencode({**said, "cursor": older})
    return f"{settings.SITE_URL}{request.path.rstrip('/')}?{query}"
