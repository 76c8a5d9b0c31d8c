"""Missions and their contact points from a CSV file."""

import calendar
import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from campaign.models import Accreditation, Address, Recipient

COLUMNS = {"mission", "sending", "receiving", "kind", "medium", "value", "country"}
OFFICES = {
    "consulate_general": Recipient.Office.CONSUL,
    "consulate": Recipient.Office.CONSUL,
    "honorary_consulate": Recipient.Office.CONSUL,
}
CHECK_AGAIN_AFTER = timedelta(days=365)


class Command(BaseCommand):
    help = "Load missions and their contact points; a curator's values stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        counts: Counter[str] = Counter()
        for number, row in rows(file):
            try:
                counts[load_row(row)] += 1
            except (ValueError, ValidationError) as error:
                counts["refused"] += 1
                self.stderr.write(f"Row {number}: {sentence(error)}")
        done = ", ".join(f"{counts[what]} {what}" for what in sorted(counts))
        self.stdout.write(f"{file.name}: {done or 'nothing to load'}.")
        if counts["refused"]:
            raise SystemExit(3)


def rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number in the file and the row. Raises CommandError."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            if missing := COLUMNS - set(reader.fieldnames or []):
                raise CommandError(f"{file}: no column {', '.join(sorted(missing))}.")
            for row in reader:
                cells = {k: (v or "").strip() for k, v in row.items() if k}
                yield reader.line_num, cells
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{file} cannot be read as a CSV file: {error}") from error


@transaction.atomic
def load_row(row: Mapping[str, str]) -> str:
    """Store one contact point; says what it did. Raises ValueError."""
    if row["kind"] == "none":
        return "no mission known"
    if row["medium"] == "via":
        return _accredit(row)
    recipient = _recipient(row)
    if row["medium"] == "none":
        return "without contact"
    if row["medium"] not in Address.Medium.values:
        raise ValueError(f"“{row['medium']}” is no way to reach anybody.")
    _address, made = Address.objects.get_or_create(
        recipient=recipient,
        medium=row["medium"],
        value=row["value"],
        defaults=_columns(row),
    )
    return "new" if made else "known"


def _recipient(row: Mapping[str, str]) -> Recipient:
    if not row["mission"] or len(row["sending"]) != 2:
        raise ValueError("A mission needs its code and the state it represents.")
    if row["kind"] not in Recipient.Kind.values:
        raise ValueError(f"“{row['kind']}” is no kind of mission.")
    # `receiving` is the state accredited to, `country` where the house stands.
    return Recipient.objects.get_or_create(
        slug=row["mission"],
        defaults={
            "kind": row["kind"],
            "office": OFFICES.get(row["kind"], Recipient.Office.AMBASSADOR),
            "state": row["sending"],
            "stands_in": row["country"] or row["receiving"],
            "city": row.get("city", ""),
            "wikidata": row.get("wikidata", ""),
        },
    )[0]


def _accredit(row: Mapping[str, str]) -> str:
    recipient = Recipient.objects.filter(slug=row["value"]).first()
    if recipient is None:
        raise ValueError(f"The mission {row['value']} is not known yet.")
    _accreditation, made = Accreditation.objects.get_or_create(
        recipient=recipient,
        country=row["receiving"],
        defaults={"source_url": row.get("source_url", "").split(" | ")[0]},
    )
    return "new" if made else "known"


def _columns(row: Mapping[str, str]) -> dict[str, Any]:
    checked_on = first_day(row.get("seen_on", ""))
    grade = row.get("grade") or Address.Grade.IMPORTED
    is_verified = grade == Address.Grade.VERIFIED and checked_on is not None
    return {
        "street": row.get("street", ""),
        "postcode": row.get("postcode", ""),
        "city": row.get("city", ""),
        "country": row["country"],
        "valid_from": first_day(row.get("valid_from", "")),
        "valid_until": last_day(row.get("valid_to", "")),
        "source_url": row.get("source_url", ""),
        "grade": grade,
        "checked_on": checked_on,
        "check_by": checked_on + CHECK_AGAIN_AFTER
        if is_verified and checked_on
        else None,
        "note": row.get("note", "")[:1000],
    }


def first_day(text: str) -> date | None:
    """First day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(text: str) -> date | None:
    """Last day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing."""
    if not text:
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
