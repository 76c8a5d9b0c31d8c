"""Who, what, where and when in plain text: one JSON object a line."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import cleaning, extraction, lexicon
from archive.extraction import Find, Gazetteer

_HALVES = re.compile("[\\ud800-\\udfff]")


class Command(BaseCommand):
    help = (
        "Finds people, organisations, places, dates, charges, sentences, demands and "
        "actions in plain text. Offsets are code points of the text as given."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="default: stdin")
        parser.add_argument("--published", default="", help="YYYY-MM-DD")
        parser.add_argument("--language", default="en")
        parser.add_argument("--no-gazetteer", action="store_true")
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='{"doc","lang","published","text"} a line',
        )

    def handle(self, *args: object, **options: Any) -> None:
        is_bare = options["no_gazetteer"]
        gazetteer = Gazetteer.build([]) if is_bare else curated_gazetteer()
        try:
            content = _read(options["file"])
            if options["jsonl"]:
                self._many(content, options["language"], gazetteer)
                return
            finds = _finds(
                _decode(content), options["published"], options["language"], gazetteer
            )
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for find in finds:
            self._print(_row(find))

    def _many(self, content: bytes, language: str, gazetteer: Gazetteer) -> None:
        """Answers every line; a bad one is named and the exit code is 1."""
        failed = False
        for number, line in enumerate(content.split(b"\n"), start=1):
            if not line.strip():
                continue
            doc: object = number
            try:
                asked = _asked(line)
                doc = asked.get("doc", number)
                for row in _answer(asked, language, gazetteer):
                    self._print({"doc": doc, **row})
            except ValueError as error:
                failed = True
                self._print({"doc": doc, "error": str(error)})
        if failed:
            raise CommandError("Some lines could not be read; they say why.")

    def _print(self, row: dict[str, object]) -> None:
        line = json.dumps(row, ensure_ascii=False)
        self.stdout.write(_HALVES.sub("\ufffd", line))


def curated_gazetteer() -> Gazetteer:
    """The names of the archive's accepted entities. One query."""
    from archive.models import Name

    return Gazetteer.build(Name.objects.gazetteer())


def _read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _decode(content: bytes) -> str:
    """The text as given, so that its offsets hold; other charsets by guess."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return cleaning.decode(content)


def _asked(line: bytes) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("This line is not JSON.") from error
    if not isinstance(asked, dict):
        raise ValueError("This line is not a JSON object.")  # noqa: TRY004
    return asked


def _answer(
    asked: dict[str, object], language: str, gazetteer: Gazetteer
) -> Iterator[dict[str, object]]:
    text = asked.get("text")
    if not isinstance(text, str):
        raise ValueError("There is no text in this line.")  # noqa: TRY004
    published = str(asked.get("published") or "")
    language = str(asked.get("lang") or language)
    # half of a surrogate pair is no character: one that stands for it, in its place
    text = _HALVES.sub("\ufffd", text)
    return (_row(find) for find in _finds(text, published, language, gazetteer))


def _finds(
    text: str, published: str, language: str, gazetteer: Gazetteer
) -> list[Find]:
    code = _code(language)
    pipeline = settings.EXTRACTION_PIPELINES.get(code.partition("-")[0], "")
    return extraction.extract(
        text,
        language=code,
        published_on=_day(published),
        gazetteer=gazetteer,
        model=extraction.load_model(pipeline),
    )


def _code(language: str) -> str:
    """As in BCP 47; pt_BR is understood too. Raises ValueError."""
    primary, hyphen, rest = language.strip().replace("_", "-").partition("-")
    code = f"{primary.lower()}{hyphen}{rest}"
    if not lexicon.is_language(code):
        raise ValueError(
            f"“{language[:40]}” is no language code. Write en, ru, pt-BR or zh-Hant."
        )
    return code


def _day(published: str) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise ValueError(
            f"The date {published[:40]} is not of the form YYYY-MM-DD."
        ) from None


def _row(find: Find) -> dict[str, object]:
    return {
        "start": find.start,
        "end": find.end,
        "type": find.kind.value,
        "surface": find.surface,
        "canonical": find.canonical,
        "value": find.value,
        "score": find.score,
        "source": find.source,
    }
