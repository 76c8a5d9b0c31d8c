"""The closed grammar of {{ name }} in letter texts.

Two things only: a name, `{{ mission }}`, and two wordings of which the
number of senders picks one, `{{ I protest|We protest }}`. No logic, no
nesting; what is filled in is never read again.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

# What a curator may write; one line of meaning each, shown in the admin.
# letters.compose gives each of them a value.
KNOWN: Mapping[str, str] = {
    "date": "the day of the letter, in the letter's language",
    "state": "official name of the state addressed",
    "mission": "name of the mission, ministry or body written to",
    "host_country": "country in which that mission stands",
    "sender_name": "name of the person who signs",
    "sender_organisation": "organisation or branch that writes",
    "sender_role": "role of the person who signs, or the office they were elected to",
    "sender_town": "town of the sender",
    "resolved_on": "the day a branch voted, in the letter's language",
    "vote": "how it voted, such as “unanimously” or “21 to 3”",
}

_MARK = re.compile(r"\{\{([^{}\r\n]*)\}\}")
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_OTHER_LANGUAGE = re.compile(r"\{[%#]|[%#]\}")


class Kind(StrEnum):
    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template exactly as it is written there.

    Offsets count Unicode code points, end excluded. `name` is set for a
    name, `one` and `many` for two wordings; the sources joined are the
    template.
    """

    kind: Kind
    source: str
    start: int
    end: int
    name: str = ""
    one: str = ""
    many: str = ""


def parse(template: str) -> tuple[Part, ...]:
    """The template in pieces; whatever it holds, nothing is lost or raised."""
    parts: list[Part] = []
    end = 0
    for mark in _MARK.finditer(template):
        if mark.start() > end:
            parts.append(_text(template, end, mark.start()))
        parts.append(_marked(mark))
        end = mark.end()
    if end < len(template):
        parts.append(_text(template, end, len(template)))
    return tuple(parts)


def problems(template: str, *, known: Collection[str] = KNOWN) -> list[str]:
    """Sentences for a curator, in the order of the text; [] when well."""
    found = [_problem(part, known) for part in parse(template)]
    return list(dict.fromkeys(filter(None, found)))


def names(template: str) -> tuple[str, ...]:
    """The names used, each once, in the order of the text."""
    used = (part.name for part in parse(template) if part.kind is Kind.NAME)
    return tuple(dict.fromkeys(used))


def missing(template: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Names the template uses for which there is no value, or a blank one."""
    return tuple(name for name in names(template) if not values.get(name, "").strip())


def fill(template: str, values: Mapping[str, str], *, many: bool = False) -> str:
    """The text with its values, each printed as it is, braces and all.

    `many` picks the second of two wordings (an organisation writes "we").
    Raises ValueError naming a value that is missing or blank, or saying
    what is wrong with a template that was not checked.
    """
    for name in missing(template, values):
        raise ValueError(f"There is no value for {{{{ {name} }}}} in this letter.")
    for problem in problems(template, known=values):
        raise ValueError(problem)
    return "".join(_filled(part, values, many=many) for part in parse(template))


def _text(template: str, start: int, end: int) -> Part:
    source = template[start:end]
    is_wrong = "{" in source or "}" in source
    return Part(Kind.WRONG if is_wrong else Kind.TEXT, source, start, end)


def _marked(mark: re.Match[str]) -> Part:
    inside = mark[1].strip()
    source, start, end = mark[0], mark.start(), mark.end()
    if _NAME.fullmatch(inside):
        return Part(Kind.NAME, source, start, end, name=inside)
    one, bar, many = (piece.strip() for piece in inside.partition("|"))
    if bar and one and many and "|" not in many:
        return Part(Kind.NUMBER, source, start, end, one=one, many=many)
    return Part(Kind.WRONG, source, start, end)


def _filled(part: Part, values: Mapping[str, str], *, many: bool) -> str:
    if part.kind is Kind.NAME:
        return values[part.name]
    if part.kind is Kind.NUMBER:
        return part.many if many else part.one
    return part.source


def _problem(part: Part, known: Collection[str]) -> str:
    if part.kind is Kind.NAME and part.name not in known:
        return f"{_quoted(part)} is not a placeholder.{_suggestion(part.name, known)}"
    if part.kind is not Kind.WRONG:
        return ""
    if _MARK.fullmatch(part.source):
        return _wrong_mark(part, known)
    if _OTHER_LANGUAGE.search(part.source):
        return (
            f"{_quoted(part)}: only {{{{ name }}}} and {{{{ I|we }}}} can be used;"
            " there are no instructions in a letter."
        )
    return (
        f"A brace stands alone in {_quoted(part)}. A placeholder has two braces"
        " on each side and fits on one line: {{ name }}."
    )


def _wrong_mark(part: Part, known: Collection[str]) -> str:
    inside = part.source[2:-2].strip()
    if not inside:
        return "A placeholder is empty: {{ }} needs a name."
    if "|" in inside:
        return (
            f"{_quoted(part)} needs exactly two wordings, the first for one"
            " person, the second for several: {{ I|we }}."
        )
    return (
        f"{_quoted(part)} is not a placeholder: names have small letters and"
        f" underscores only.{_suggestion(inside.lower().replace(' ', '_'), known)}"
    )


def _suggestion(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name[:60], sorted(known), n=1, cutoff=0.5)
    if close:
        return f" Did you mean {{{{ {close[0]} }}}}?"
    return f" There are: {', '.join(sorted(known))}."


def _quoted(part: Part) -> str:
    """Up to 50 characters around the first brace, on one line."""
    first = min((part.source.find(b) for b in "{}" if b in part.source), default=0)
    start = max(0, first - 15)
    shown = " ".join(part.source[start : start + 50].split())
    return f"“{shown}”"
