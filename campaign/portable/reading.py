"""A file as bytes: written the same way each time, read without trust."""

import json
from itertools import islice
from typing import Any

from campaign.portable.schema import FORMAT, VERSION, faults, schema

LIMIT_BYTES = 256 * 1024 * 1024
TOLD = 5


class Unreadable(ValueError):
    """Why a file cannot be taken in, in a sentence; nothing of it was."""


def dump(archive: dict[str, Any]) -> str:
    """The same text for the same archive."""
    return json.dumps(archive, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse(content: bytes) -> dict[str, Any]:
    """The file, checked by its schema. Raises Unreadable."""
    if len(content) > LIMIT_BYTES:
        megabytes = LIMIT_BYTES // 2**20
        raise Unreadable(f"This file is larger than {megabytes} MB.")
    try:
        found = json.loads(content.decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Unreadable("This file is no text in UTF-8.") from error
    except RecursionError as error:
        raise Unreadable("This file is nested too deeply.") from error
    except ValueError as error:
        raise Unreadable(
            f"This file is no JSON, or not the whole of it: {str(error)[:120]}."
        ) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable("This is no file that export_archive has written.")
    if found.get("version") != VERSION:
        raise Unreadable(
            f"This file is of version {str(found.get('version'))[:20]}; "
            f"this site reads version {VERSION}."
        )
    if said := list(islice(faults(found, schema()), TOLD)):
        raise Unreadable(f"This file is not as it should be: {'; '.join(said)}.")
    _refuse_twice(found)
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _refuse_twice(archive: dict[str, Any]) -> None:
    """Every address stands once in its list."""
    nouns = "sources entities documents claims recipients campaigns actions"
    for noun in nouns.split():
        seen: set[str] = set()
        for row in archive[noun]:
            if row["slug"] in seen:
                raise Unreadable(f"“{row['slug']}” stands twice among the {noun}.")
            seen.add(row["slug"])
