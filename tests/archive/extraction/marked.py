"""Sentences with names marked in them, and what a reader notes of each."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive import dates
from archive.extraction import Find, FindKind
from archive.extraction.proposals import propose

FOLDER = Path(__file__).parent / "claims"
PUBLISHED_ON = date(2012, 6, 22)
_MARK = re.compile(r"\[(?:(o|l):)?([^\]]+)\]")
_KIND = {None: FindKind.PERSON, "o": FindKind.ORG, "l": FindKind.PLACE}


@dataclass(frozen=True)
class Case:
    text: str
    finds: list
    expected: list


@dataclass(frozen=True)
class Expected:
    kind: str
    modality: str
    parts: dict


def read(name):
    """The cases of a file in order; its name begins with the language."""
    language = name.partition("-")[0]
    blocks = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")
    cases = []
    for block in blocks:
        lines = [x for x in block.split("\n") if x and not x.startswith("#")]
        if lines:
            expected = [_expected(x) for x in lines[1:]]
            cases.append(marked(lines[0], language, expected))
    return cases


def marked(line, language="en", expected=()):
    parts, finds, at, length = [], [], 0, 0
    for match in _MARK.finditer(line):
        before = line[at : match.start()]
        start = length + len(before)
        name = match[2]
        end = start + len(name)
        finds.append(Find(start, end, _KIND[match[1]], name, name, "", 1.0, "test"))
        parts += [before, name]
        at, length = match.end(), end
    text = "".join([*parts, line[at:]])
    found = dates.find(text, published_on=PUBLISHED_ON, language=language)
    finds += [
        Find(
            x.start,
            x.end,
            FindKind.DATE,
            x.surface,
            x.span.value,
            x.span.value,
            1.0,
            "",
        )
        for x in found
    ]
    return Case(text, sorted(finds, key=lambda x: x.start), list(expected))


def read_of(case, *, language):
    """What is proposed from a case."""
    return propose(
        case.text, finds=case.finds, language=language, published_on=PUBLISHED_ON
    )


def proposed(text, language="en"):
    """What is proposed from a sentence with its names marked."""
    return read_of(marked(text, language), language=language)


def _expected(line):
    head, *rest = line.removeprefix("> ").split("; ")
    kind, modality = head.split()
    parts = {}
    for part in rest:
        role, _, words = part.partition(": ")
        parts[role] = words.strip().split(" / ")
    return Expected(kind, modality, parts)


@dataclass(frozen=True)
class Report:
    """A whole report; expected: where each sentence begins and ends, what it tells."""

    case: Case
    expected: list


def told(name):
    """The reports of a file in order, each sentence on its line, "=" between them."""
    whole = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    reports = re.split(r"^= .*$", whole, flags=re.MULTILINE)[1:]
    return [_report(x.strip(), name.partition("-")[0]) for x in reports]


def _report(block, language):
    written, at = "", 0
    expected: list[tuple[int, int, list]] = []
    for line in block.split("\n"):
        if line.startswith("> "):
            expected[-1][2].append(_expected(line))
        elif line:
            plain = _MARK.sub(r"\2", line)
            expected.append((at, at + len(plain), []))
            at += len(plain) + 1
            written += line + " "
        else:
            at += 1
            written = f"{written.rstrip(' ')}\n\n"
    return Report(marked(written, language), expected)
