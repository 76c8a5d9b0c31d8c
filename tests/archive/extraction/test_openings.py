from pathlib import Path

import pytest

from archive.extraction import fact_patterns
from archive.extraction.openings import Finder, openings

pytestmark = pytest.mark.slow

TEXTS = [
    path.read_text(encoding="utf-8")
    for folder in ("reports", "reports_ru")
    for path in sorted((Path(__file__).parent / folder).iterdir())
]


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (r"\bfined ", {"fin"}),
        (r"\b(?:jailed|sentenced) for", {"jai", "sen"}),
        (r"\b(?P<span>(?:we )?(?:urge[sd]?|ask))", {"we ", "urg", "ask"}),
        (r"\b(?:an? )?(?:open )?letters?", {"a o", "a l", "an ", "ope", "let"}),
        (r"\b(?:on|(?<!in )off) x", {"on ", "off"}),
        (r"\b\d{1,3} years", set("0123456789")),
        (r"\bst\. x", {"st."}),
        (r"\bto+ x", {"to"}),
        (r"\b(?!his\b)(?:[^.]x)?call", None),
        (r"\b[a-z]{3} charge", None),
        (r"\b§ x", None),
        (r"^stop", None),
        (r"\b(?=[a)]x)(?:a|b(?!c))d", {"ad", "bd"}),
    ],
)
def test_what_a_pattern_may_begin_with_is_read_off_it(pattern, heads):
    assert openings(pattern) == heads


@pytest.mark.parametrize("language", sorted(fact_patterns.OF))
def test_one_pass_finds_what_each_pattern_finds_alone(language):
    patterns = [pattern for _kind, pattern, _needs in fact_patterns.OF[language]]
    finder = Finder(patterns, [()] * len(patterns))
    for text in [*TEXTS, *(text.upper() for text in TEXTS)]:
        assert sorted((at, match.span()) for at, match in finder.find(text)) == sorted(
            (at, match.span())
            for at, pattern in enumerate(patterns)
            for match in pattern.finditer(text)
        )


def test_most_patterns_are_tried_at_few_words_only():
    heads = [openings(pattern.pattern) for _k, pattern, _n in fact_patterns.OF["en"]]

    assert sum(each is None for each in heads) <= len(heads) // 8
