"""How alike two spellings of a name are, for scripts and for tuning."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand, CommandError

from archive import names

Answer = dict[str, float | bool | str]


class Command(BaseCommand):
    help = "Compare two names, or with --jsonl the pairs on standard input."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="the two names")
        parser.add_argument("--type", default="PERSON", choices=list(names.Kind))
        parser.add_argument(
            "--jsonl", action="store_true", help='{"a", "b", "type"} a line, from stdin'
        )

    def handle(self, *_args: object, **options: object) -> None:
        given = options["names"]
        pair = list(given) if isinstance(given, list) else []
        if options["jsonl"]:
            self._answer_all(sys.stdin)
        elif len(pair) == 2:
            self._print(_compare(*pair, kind=names.Kind(str(options["type"]))))
        else:
            raise CommandError("Give two names, in quotation marks, or --jsonl.")

    def _answer_all(self, lines: Iterable[str]) -> None:
        wrong = 0
        for answer in _answers(lines):
            wrong += "error" in answer
            self._print(answer)
        if wrong:
            raise CommandError(f"Lines that could not be answered: {wrong}.")

    def _print(self, answer: Answer) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _answers(lines: Iterable[str]) -> Iterator[Answer]:
    for line in lines:
        if line.strip():
            try:
                yield _answer(line)
            except ValueError as error:
                yield {"error": str(error)}


def _answer(line: str) -> Answer:
    """Raises ValueError with a sentence for a line that asks nothing clear."""
    try:
        pair = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("This line is not JSON.") from None
    if not isinstance(pair, dict):
        raise ValueError('Write an object with "a", "b" and "type".')
    a, b, kind = pair.get("a"), pair.get("b"), pair.get("type")
    if not (isinstance(a, str) and isinstance(b, str)):
        raise ValueError('"a" and "b" must be two names, as text.')
    if kind not in list(names.Kind):
        raise ValueError('"type" must be PERSON, ORG or PLACE.')
    return _compare(a, b, kind=names.Kind(kind))


def _compare(a: str, b: str, *, kind: names.Kind) -> Answer:
    found = names.compare(a, b, kind=kind)
    return {"score": found.score, "auto": found.auto, "suggest": found.suggest}
