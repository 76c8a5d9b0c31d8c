"""A letter, or a page that contains one, taken apart: one JSON object."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import cleaning, lexicon
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
            content = _read(options["file"])
            if options["jsonl"]:
                self._many(content, options["language"])
                return
            self._print(_answer(_decode(content), options["language"]))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _many(self, content: bytes, language: str) -> None:
        """Answers every line; a bad one is named and the exit code is 1."""
        failed = False
        for number, line in enumerate(content.split(b"\n"), start=1):
            if not line.strip():
                continue
            doc: object = number
            try:
                asked = _asked(line)
                doc = asked.get("doc", number)
                said = str(asked.get("lang") or language)
                self._print({"doc": doc, **_answer(_text(asked), said)})
            except ValueError as error:
                failed = True
                self._print({"doc": doc, "error": str(error)})
        if failed:
            raise CommandError("Some lines could not be read; they say why.")

    def _print(self, row: dict[str, object]) -> None:
        printed = json.dumps(row, ensure_ascii=False)
        if not _is_encodable(printed):
            printed = json.dumps(row)
        self.stdout.write(printed)


def _read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _decode(content: bytes) -> str:
    """The text as given, so that its offsets hold; other charsets by guess."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return cleaning.decode(content)


def _is_encodable(printed: str) -> bool:
    """Half a surrogate pair in the text has no form in UTF-8."""
    try:
        printed.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _asked(line: bytes) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("This line is not JSON.") from error
    if not isinstance(asked, dict):
        raise ValueError("This line is not a JSON object.")  # noqa: TRY004
    return asked


def _text(asked: dict[str, object]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise ValueError("There is no text in this line.")  # noqa: TRY004
    return text


def _answer(text: str, language: str) -> dict[str, object]:
    found = adapting.adapt(text, language=_code(language))
    others = [_row(other) for other in found.others]
    return {"language": found.language or None, **_row(found), "others": others}


def _code(language: str) -> str | None:
    """As in BCP 47; pt_BR is understood too. Raises ValueError."""
    code = language.strip().replace("_", "-")
    if not code:
        return None
    if not lexicon.is_language(code):
        raise ValueError(
            f"“{language[:40]}” is no language code. Write en, ru, pt-BR or zh-Hant."
        )
    return code


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
