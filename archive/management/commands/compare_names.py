"""How alike two spellings of a name are, for scripts and for tuning."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand, CommandError

from archive import names

_KINDS = [kind.value for kind in names.Kind]
Answer = dict[str, float | bool | str]


class Command(BaseCommand):
    help = "Compare two names, or with --jsonl the pairs on standard input."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="the two names")
        parser.add_argument("--type", default="PERSON", choices=_KINDS)
        parser.add_argument(
            "--jsonl", action="store_true", help='{"a", "b", "type"} a line, from stdin'
        )

    def handle(self, *_args: object, **options: object) -> None:
        given = options["names"]
        pair = list(given) if isinstance(given, list) else []
        if options["jsonl"]:
            self._answer_all(sys.stdin.buffer)
        elif len(pair) == 2:
            self._print(_compare(*pair, kind=names.Kind(str(options["type"]))))
        else:
            raise CommandError("Give two names, in quotation marks, or --jsonl.")

    def _answer_all(self, lines: Iterable[bytes]) -> None:
        wrong = 0
        for answer in _answers(lines):
            wrong += "error" in answer
            self._print(answer)
        if wrong:
            raise CommandError(f"Lines that could not be answered: {wrong}.")

    def _print(self, answer: Answer) -> None:
        self.stdout.write(json.dumps(answer))


def _answers(lines: Iterable[bytes]) -> Iterator[Answer]:
    for line in lines:
        if line.strip():
            try:
                yield _answer(line)
            except ValueError as error:
                yield {"error": str(error)}


def _answer(line: bytes) -> Answer:
    """Raises ValueError with a sentence for a line that asks nothing clear."""
    try:
        pair = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("This line is not JSON.") from None
    match pair:
        case {"a": str(a), "b": str(b), "type": "PERSON" | "ORG" | "PLACE" as kind}:
            asked: Answer = {"a": a, "b": b, "type": kind}
            return asked | _compare(a, b, kind=names.Kind(kind))
    raise ValueError('Write {"a": name, "b": name, "type": PERSON, ORG or PLACE}.')


def _compare(a: str, b: str, *, kind: names.Kind) -> Answer:
    found = names.compare(a, b, kind=kind)
    decision = "auto" if found.auto else "suggest" if found.suggest else "separate"
    return {
        "score": found.score,
        "auto": found.auto,
        "suggest": found.suggest,
        "decision": decision,
    }
