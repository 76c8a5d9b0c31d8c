"""What a command is asked about: one text, or a JSON object with a text a line."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from archive import cleaning, lexicon

Row = dict[str, object]


def read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def decoded(content: bytes) -> str:
    """The text as given, so that its offsets hold; other charsets by guess."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return cleaning.decode(content)


def answers(content: bytes, answer: Callable[[Row], Iterable[Row]]) -> Iterator[Row]:
    """What is answered to each line, which its "doc" names, or else its number.

    A bad line is answered with its error; after the last line that is a ValueError.
    """
    failed = False
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        doc: object = number
        try:
            asked = _object(line)
            doc = asked.get("doc", number)
            for row in answer(asked):
                yield {"doc": doc, **row}
        except ValueError as error:
            failed = True
            yield {"doc": doc, "error": str(error)}
    if failed:
        raise ValueError("Some lines could not be read; they say why.")


def _object(line: bytes) -> Row:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("This line is not JSON.") from error
    if not isinstance(asked, dict):
        raise ValueError("This line is not a JSON object.")  # noqa: TRY004
    return asked


def text_of(asked: Row) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise ValueError("There is no text in this line.")  # noqa: TRY004
    return text


def language_code(said: str) -> str:
    """As in BCP 47; pt_BR is understood too. Raises ValueError."""
    primary, hyphen, rest = said.strip().replace("_", "-").partition("-")
    code = f"{primary.lower()}{hyphen}{rest}"
    if not lexicon.is_language(code):
        raise ValueError(
            f"“{said[:40]}” is no language code. Write en, ru, pt-BR or zh-Hant."
        )
    return code
