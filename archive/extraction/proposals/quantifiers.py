"""People told of by a number, or by a word for some of them: both, the rest."""

from collections.abc import Sequence

from archive.extraction.proposals.grammar import Grammar


def is_number(folded: Sequence[str], at: int, grammar: Grammar) -> bool:
    is_figure = folded[at][0].isdigit() and len(folded[at]) <= 7
    return is_figure or grammar.is_in("number", folded, at)


def some_of_them(folded: Sequence[str], at: int, grammar: Grammar) -> int:
    """Words of "six of them", "most of those", "most were", "those" before a verb."""
    is_some = is_number(folded, at, grammar) or grammar.is_in("some", folded, at)
    if is_some and grammar.is_in("of-them", folded, at + 1):
        return 3
    if is_some and _is_finite_auxiliary(folded, at + 1, grammar):
        return 1
    if grammar.is_in("alone", folded, at):  # уволили обеих, not: обеих студенток
        return int(_ends_a_phrase(folded, at + 1, grammar))
    is_those = grammar.is_in("those", folded, at) and at + 1 < len(folded)
    if not is_those or grammar.is_in("article", folded, at + 1):
        return 0
    is_verb = grammar.triggers.at(folded, at + 1)
    return int(bool(is_verb) or grammar.is_in("relative", folded, at + 1))


def _ends_a_phrase(folded: Sequence[str], at: int, grammar: Grammar) -> bool:
    if at == len(folded) or not folded[at][0].isalpha() or folded[at] == "of":
        return at == len(folded) or folded[at] != "of"
    if any(grammar.is_in(name, folded, at) for name in ("function", "follow")):
        return True
    return grammar.triggers.at(folded, at) > 0


def _is_finite_auxiliary(folded: Sequence[str], at: int, grammar: Grammar) -> bool:
    return any(grammar.is_in(name, folded, at) for name in ("passive", "perfect"))
