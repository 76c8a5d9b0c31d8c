# ruff: noqa: RUF001  letters of other scripts are meant
"""What a name may be in English romanisation, by the marks of another one on it.

Savčenko is Savchenko where č is written with its mark, and Savcenko where a
newspaper left the mark out; one Cyrillic letter is a g in one language, in the next
an h.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_Rewriting = Callable[[str], str]
MOST = 6


def _rewriting(*steps: tuple[str, str]) -> _Rewriting:
    compiled = [(re.compile(pattern), letters) for pattern, letters in steps]

    def rewrite(text: str) -> str:
        for pattern, letters in compiled:
            text = pattern.sub(letters, text)
        return text

    return rewrite


_MARKED = (
    ("šč", "shch"), ("ch", "kh"), ("[čć]", "ch"), ("š", "sh"), ("ž", "zh"),
    ("đ", "dj"), ("ŝ", "shch"), ("â", "ya"), ("û", "yu"), ("ě", "e"), ("x", "kh"),
    (r"c(?!h)", "ts"),
)  # fmt: skip
# sch is held back as a capital until the other letters are rewritten.
_GERMAN = (
    ("schtsch", "Q"), ("tsch", "W"), ("ch", "kh"), ("skh", "E"),
    (r"(?<=[aeiouyäöü])s(?=[aeiouyjäöü])", "R"), ("ss", "s"), ("z", "ts"), ("j", "y"),
    ("w", "v"), ("R", "z"), ("Q", "shch"), ("W", "ch"),
)  # fmt: skip
_FRENCH = (
    ("tch", "Q"), ("ch", "sh"), ("Q", "ch"), ("ï", "i"), (r"gu(?=[eiï])", "g"),
    (r"(?<=[a-z]{3})ine\b", "in"), (r"\bj", "zh"),
)  # fmt: skip

_RULES: tuple[tuple[re.Pattern[str], tuple[_Rewriting, ...]], ...] = tuple(
    (re.compile(marks), rewritings)
    for marks, rewritings in (
        (
            "[čćšžěđŝâû]",
            (_rewriting(*_MARKED, ("j", "y")), _rewriting(*_MARKED)),
        ),
        (
            "[şğıç]",
            (_rewriting(("c", "dzh"), ("ç", "ch"), ("ş", "sh"), ("j", "zh")),),
        ),
        (
            r"sch|\w[aeo]w",
            (
                _rewriting(*_GERMAN, ("E", "sh")),
                _rewriting(*_GERMAN, ("E", "zh")),
                _rewriting(*_GERMAN, ("E", "sh"), (r"\bs(?=[aeiouy])", "z")),
            ),
        ),
        ("ou|tch|dj|[ïéèê]", (_rewriting(*_FRENCH),)),
        ("[äöü]", (_rewriting(("ä", "ae"), ("ö", "oe"), ("ü", "ue")),)),
        ("x", (_rewriting(("x", "kh")),)),
        ("г", (_rewriting(("г", "һ"), ("ё", "е")),)),
        ("[ёө]", (_rewriting(("ё", "е"), ("ө", "у")),)),
        ("[ћђџјљњ]", (_rewriting(("ћ", "ч"), ("ђ", "дж"), ("љ", "ль"), ("њ", "нь")),)),
    )
)
_ANY_MARK = re.compile("|".join(marks.pattern for marks, _ in _RULES))


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[str, ...]:
    """The text itself first, then in small letters what else it may be; at most six."""
    plain = text.replace("İ", "i").lower()
    if not _ANY_MARK.search(plain):
        return (text,)
    found = [
        rewrite(plain)
        for marks, rewritings in _RULES
        if marks.search(plain)
        for rewrite in rewritings
    ]
    return tuple(dict.fromkeys((text, *found)))[:MOST]
