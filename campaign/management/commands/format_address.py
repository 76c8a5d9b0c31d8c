"""Address parts in, lines as the destination's post wants them out."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaign.addressing import PostalAddress, block

_PARTS = (
    "recipient",
    "organisation",
    "street",
    "postcode",
    "city",
    "region",
    "country",
)
_OTHERS = ("from", "language")


class Command(BaseCommand):
    help = (
        "Prints addresses in the order of the destination's post. Reads one"
        " JSON object a line from standard input, any part may be missing,"
        " and prints a JSON list of lines for each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jsonl",
            action="store_true",
            required=True,
            help="one JSON object a line in, one JSON list a line out",
        )

    def handle(self, *_args: Any, **_options: Any) -> None:
        bad = 0
        for line in sys.stdin.buffer:
            if not line.strip():
                continue
            try:
                answer = json.dumps(_formatted(line), ensure_ascii=False)
            except ValueError as error:
                bad += 1
                answer = json.dumps({"error": str(error)}, ensure_ascii=False)
            self.stdout.write(answer)
        if bad:
            raise CommandError(
                f"{bad} of the lines could not be formatted.", returncode=1
            )


def _formatted(line: bytes) -> list[str]:
    try:
        # a file made on Windows may begin with a mark of its encoding
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"This line is not JSON in UTF-8: {error}") from error
    if not isinstance(given, dict):
        raise ValueError("Each line has to be a JSON object with address parts.")  # noqa: TRY004
    if unknown := sorted(set(given) - {*_PARTS, *_OTHERS}):
        named = ", ".join(f"“{_printable(name[:40])}”" for name in unknown[:5])
        known = ", ".join((*_PARTS, *_OTHERS))
        raise ValueError(f"There is no part {named}. The parts are: {known}.")
    text = {name: _text(given, name) for name in (*_PARTS, *_OTHERS)}
    return list(
        block(
            PostalAddress(**{name: text[name] for name in _PARTS}),
            origin=text["from"],
            language=text["language"] or "en",
        )
    )


def _text(given: dict[str, object], name: str) -> str:
    """The part as text; a whole number is taken, null is nothing."""
    part = given.get(name)
    if part is None:
        return ""
    if isinstance(part, bool) or not isinstance(part, str | int):
        raise ValueError(f"“{name}” has to be text.")  # noqa: TRY004
    return str(part)


def _printable(name: str) -> str:
    """Halves of characters, which no output takes, and marks as blanks."""
    return "".join(c if c.isprintable() else " " for c in name)
