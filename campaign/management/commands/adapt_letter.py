"""A letter, or a page that contains one, taken apart: one JSON object."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.management import asking
from campaign import adapting
from campaign.adapting import Adapted, Part


class Command(BaseCommand):
    help = (
        "Takes a letter, or a page that contains one, apart: sender, addressees,"
        " salutation, paragraphs with their roles, closing, signature. Offsets are"
        " code points of the text as given, the end excluded; what is not there is"
        " null, or an empty list. Further letters of a page are under “others”."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="default: stdin")
        parser.add_argument("--language", default="", help="default: guessed")
        parser.add_argument(
            "--jsonl", action="store_true", help='{"doc","lang","text"} a line'
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            content, language = asking.read(options["file"]), options["language"]
            for row in _rows(content, language, is_jsonl=options["jsonl"]):
                self._print(row)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _print(self, row: dict[str, object]) -> None:
        printed = json.dumps(row, ensure_ascii=False)
        if not _is_encodable(printed):
            printed = json.dumps(row)
        self.stdout.write(printed)


def _is_encodable(printed: str) -> bool:
    """Half a surrogate pair in the text has no form in UTF-8."""
    try:
        printed.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _rows(content: bytes, language: str, *, is_jsonl: bool) -> Iterable[asking.Row]:
    if not is_jsonl:
        return [_answer(asking.decoded(content), language)]
    return asking.answers(
        content,
        lambda asked: [
            _answer(asking.text_of(asked), str(asked.get("lang") or language))
        ],
    )


def _answer(text: str, language: str) -> asking.Row:
    code = asking.language_code(language) if language.strip() else None
    found = adapting.adapt(text, language=code)
    others = [_row(other) for other in found.others]
    return {"language": found.language or None, **_row(found), "others": others}


def _row(found: Adapted) -> dict[str, object]:
    return {
        "sender": _part(found.sender),
        "place": _part(found.place),
        "date": _part(found.date),
        "addressees": [_part(part) for part in found.addressees],
        "subject": _part(found.subject),
        "salutation": _part(found.salutation),
        "paragraphs": [
            {"start": p.start, "end": p.end, "role": p.role.value, "text": p.text}
            for p in found.paragraphs
        ],
        "closing": _part(found.closing),
        "signature": _part(found.signature),
        "copies": [_part(part) for part in found.copies],
    }


def _part(part: Part | None) -> dict[str, object] | None:
    if part is None:
        return None
    return {"start": part.start, "end": part.end, "text": part.text}
