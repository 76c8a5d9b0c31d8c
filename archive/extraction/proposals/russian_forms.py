# ruff: noqa: RUF001  Cyrillic is meant
"""The other genders and numbers of a Russian verb that stands in a table in one."""

import re
from collections.abc import Iterator

BEFORE = frozenset({"не", "был", "была", "были"})
# задержал, задержала: the past; задержан, взят: done to; угрожает, угрожают.
_PAST = re.compile(
    r"(.*[аеёиоуыюя]л)(?:а|о|и)?|(.*[аеёиоуыюя]л)(?:ся|ась|ось|ись)|(.*л)(?:а|о|и)"
)
_DONE = re.compile(r"(.+(?:[аяеё]н|[аяиыуе]т))(?:а|о|ы)?")
_PRESENT = re.compile(r"(.*[аяуе])(?:ет|ют)(ся)?|(...+)(?:ит|ят|ат)")
_HISSED = ("ж", "ч", "ш", "щ")


def forms(words: tuple[str, ...], form: str) -> Iterator[tuple[str, ...]]:
    """The phrase in all genders and numbers; form: does, did or done."""
    at = 1 if words[0] in BEFORE and len(words) > 1 else 0
    for word in _OF_FORM[form](words[at]) if form in _OF_FORM else ():
        for spelled in {word, word.replace("ё", "е")}:
            yield (*words[:at], spelled, *words[at + 1 :])


def _past(word: str) -> Iterator[str]:
    match = _PAST.fullmatch(word)
    if match and match[1]:
        yield from (f"{match[1]}{end}" for end in ("", "а", "о", "и"))
    elif match and match[2]:
        yield from (f"{match[2]}{end}" for end in ("ся", "ась", "ось", "ись"))
    elif match:
        yield from (f"{match[3]}{end}" for end in ("а", "о", "и"))


def _done(word: str) -> Iterator[str]:
    if match := _DONE.fullmatch(word):
        stem = match[1]
        yield stem
        yield from (f"{stem.replace('ё', 'е')}{end}" for end in "аоы")


def _present(word: str) -> Iterator[str]:
    if match := _PRESENT.fullmatch(word):
        stem, ends = match[1], ("ет", "ют")
        if not stem:
            stem = match[3]
            ends = ("ит", "ат") if stem.endswith(_HISSED) else ("ит", "ят")
        yield from (f"{stem}{end}{match[2] or ''}" for end in ends)


def gerund(word: str) -> str:
    """Арестовав, требуя: of a past or present that a table has; "" of others."""
    if word.endswith("ует"):
        return word.removesuffix("ет") + "я"
    is_past = _PAST.fullmatch(word) is not None and word.endswith("л")
    return word.removesuffix("л") + "в" if is_past else ""


_OF_FORM = {"did": _past, "done": _done, "does": _present}
