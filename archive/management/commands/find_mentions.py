"""Who, what, where and when in plain text: one JSON object a line."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import extraction
from archive.extraction import Find, Gazetteer
from archive.management import asking

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
            for row in _rows(asking.read(options["file"]), options, gazetteer):
                self._print(row)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _print(self, row: dict[str, object]) -> None:
        line = json.dumps(row, ensure_ascii=False)
        self.stdout.write(_HALVES.sub("\ufffd", line))


def curated_gazetteer() -> Gazetteer:
    """The names of the archive's accepted entities. One query."""
    from archive.models import Name

    return Gazetteer.build(Name.objects.gazetteer())


def _rows(
    content: bytes, options: Mapping[str, Any], gazetteer: Gazetteer
) -> Iterator[asking.Row]:
    language = options["language"]
    if options["jsonl"]:
        return asking.answers(
            content, lambda asked: _answer(asked, language, gazetteer)
        )
    text = asking.decoded(content)
    return map(_row, _finds(text, options["published"], language, gazetteer))


def _answer(
    asked: asking.Row, language: str, gazetteer: Gazetteer
) -> Iterator[asking.Row]:
    published = str(asked.get("published") or "")
    language = str(asked.get("lang") or language)
    # half of a surrogate pair is no character: one that stands for it, in its place
    text = _HALVES.sub("\ufffd", asking.text_of(asked))
    return map(_row, _finds(text, published, language, gazetteer))


def _finds(
    text: str, published: str, language: str, gazetteer: Gazetteer
) -> list[Find]:
    code = asking.language_code(language)
    pipeline = settings.EXTRACTION_PIPELINES.get(code.partition("-")[0], "")
    return extraction.extract(
        text,
        language=code,
        published_on=_day(published),
        gazetteer=gazetteer,
        model=extraction.load_model(pipeline),
    )


def _day(published: str) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise ValueError(
            f"The date {published[:40]} is not of the form YYYY-MM-DD."
        ) from None


def _row(find: Find) -> asking.Row:
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
