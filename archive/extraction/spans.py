"""Spans made clean, put to the vote, and chosen where they overlap."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive import lexicon
from archive.extraction import linked, persons
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.vocabulary import Vocabulary
from archive.extraction.words import Page

_ARTICLES = lexicon.listed("the a an la le les los las el der die das")
# The small English model is a witness, no judge: it makes a weak rule sure. Over our
# reports it was wrong in 97 of 100 cases where it contradicted a rule, and in 69 of
# 100 where it spoke alone.
_DISTRUST = {"en": 0.4}
_SINGLE = 0.05
# An article that has lost its vowel: l'ONU, dell'ONU, and "L'ONU" before an acronym.
_ELIDING = frozenset({"fr", "it"})
_ELIDED = re.compile(
    r"(?:[ld]|un|(?:d|n)ell|(?:d|s)all|all|sull)['\u2019](?=[^\W\d_a-zà-ÿ])"
    r"|[LD]['\u2019](?=[A-ZÀ-Þ]{2})"
)
# A model's person with an article before it is rather a body.
_DOUBTED = 0.57
# From this score on the longer of two overlapping spans wins.
_SURE = 0.6


def words_of(page: Page, start: int, end: int) -> tuple[int, int]:
    """Indices of the words inside a span, last excluded."""
    first = bisect_left(page.words, start, key=lambda word: word.end - 1)
    last = bisect_right(page.words, end - 1, key=lambda word: word.start)
    return first, last


def clean(page: Page, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """A model's spans without articles and titles, or not at all."""
    for candidate in candidates:
        inside = words_of(page, candidate.start, candidate.end)
        for first, last in _lines(page, *inside, candidate.kind):
            cleaned = _clean(page, candidate, first, last)
            if cleaned:
                yield cleaned


def without_elision(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Without the article that is written as one word with a name."""
    if page.lexis.language not in _ELIDING:
        return candidates
    articles = (_ELIDED.match(page.text, x.start, x.end) for x in candidates)
    return [
        replace(each, start=article.end()) if article else each
        for each, article in zip(candidates, articles, strict=True)
    ]


def _lines(
    page: Page, first: int, last: int, kind: FindKind
) -> Iterator[tuple[int, int]]:
    """A span ends with its line, its sentence, its list item."""
    has_head = any(page.lexis.is_head(word) for word in page.folded[first:last])
    is_list = kind is FindKind.PERSON or (kind is FindKind.ORG and not has_head)
    begin = first
    for index in range(first + 1, last):
        gap = page.gap(index)
        is_small = not page.words[index].is_capitalised and _breaks(page, index)
        if (
            page.words[index].opens
            or gap == "/"
            or is_small
            or (is_list and "," in gap)
        ):
            yield begin, index
            begin = index
    if begin < last:
        yield begin, last


def _breaks(page: Page, index: int) -> bool:
    """Whether a small word inside a span is of no name, as a verb is not."""
    word = page.folded[index]
    return (
        word not in linked.LINKS
        and word not in linked.ARTICLES
        and word not in persons.PARTICLES
        and not word[0].isdigit()
        and not page.lexis.is_head(word)
        and word not in page.lexis.place_heads
    )


def _clean(page: Page, candidate: Candidate, first: int, last: int) -> Candidate | None:
    while first < last and _is_no_beginning(page, first, candidate.kind):
        first += 1
    while last > first and _is_no_end(page, last - 1, candidate.kind):
        last -= 1
    if first >= last or not _may_be(page, first, last, candidate.kind):
        return None
    if candidate.kind is FindKind.PERSON and persons.is_of_a_thing(page, first, last):
        candidate = replace(candidate, kind=FindKind.ORG, score=_DOUBTED)
    score = candidate.score - _DISTRUST.get(page.lexis.language, 0.0)
    if all(page.words[at].in_capitals for at in range(first, last)):
        score -= 0.15
    if page.words[first].in_heading:
        score -= 0.05
    if last - first == 1 and candidate.kind is not FindKind.ORG:
        score -= _SINGLE
    start, end = page.words[first].start, page.words[last - 1].end
    return replace(candidate, start=start, end=end, score=score)


def _is_no_beginning(page: Page, index: int, kind: FindKind) -> bool:
    word, folded = page.words[index], page.folded[index]
    if folded in _ARTICLES and not (word.is_capitalised and len(folded) == 2):
        return True
    if not (word.is_capitalised or word.text[0].isdigit()):
        return True
    if kind is FindKind.PERSON:
        return page.lexis.is_title(folded) or folded in page.lexis.demonyms
    return (
        word.opens
        and folded in page.lexis.ordinary
        and not (page.lexis.is_head(folded))
    )


def _is_no_end(page: Page, index: int, kind: FindKind) -> bool:
    word, folded = page.words[index], page.folded[index]
    if kind is FindKind.PERSON:
        return (
            folded in page.lexis.suffixes
            or folded in page.lexis.ordinary
            or not word.is_capitalised
        )
    if kind is FindKind.PLACE:
        return not word.is_capitalised or word.text.isdigit()
    if index and page.words[index - 1].is_acronym and page.lexis.is_title(folded):
        return True
    return not word.is_capitalised and not word.text[0].isdigit()


def _may_be(page: Page, first: int, last: int, kind: FindKind) -> bool:
    lexis, folded = page.lexis, page.folded[first:last]
    if all(word in lexis.ordinary or word in lexis.demonyms for word in folded):
        return False
    if last - first == 1 and _is_common(lexis, folded[0]):
        return False
    if kind is FindKind.PERSON:
        return not any(
            lexis.is_head(word)
            or word in lexis.no_person
            or word in lexis.firm_words
            or any(letter.isdigit() for letter in word)
            for word in folded
        )
    if kind is FindKind.PLACE:
        return not any(lexis.is_head(word) for word in folded) or (
            folded[-1] in lexis.place_heads
        )
    return not (
        " ".join(folded) in lexis.organs
        or "box" in folded
        or (folded[-1] in lexis.generic and last - first < 3)
        or (
            (folded[-1] in lexis.place_heads or folded[-1] in lexis.no_person)
            and folded[-1] not in lexis.heads
        )
    ) and not _is_titled_person(page, first, last)


def _is_common(lexis: Vocabulary, word: str) -> bool:
    return lexis.is_head(word) or lexis.is_title(word) or word in lexis.stop_acronyms


def _is_titled_person(page: Page, first: int, last: int) -> bool:
    """Whether it is as "General Secretary Jyrki Raina", no body."""
    return (
        page.lexis.is_title(page.folded[first])
        and last - first > 1
        and (
            persons.trim(page, first + 1, last)[0] < last
            and page.folded[last - 2] in page.lexis.given_names
        )
    )


# Asking


def doubtful(page: Page, candidates: Iterable[Candidate], *, floor: float) -> str:
    """The text a model is to read: the rest of it in blank lines, offsets stay.

    All of it for a judge. A witness chooses nothing by itself, so it is asked only of
    paragraphs where the rules are of two minds or not sure enough.
    """
    if page.lexis.language not in _DISTRUST:
        return page.text
    places = sorted(_doubts(page, _merge(candidates), floor))
    at, asked = 0, []
    for line in page.text.split("\n"):
        end = at + len(line)
        is_doubted = bisect_left(places, at) < bisect_left(places, end)
        asked.append(line if is_doubted else "\n" * len(line))
        at = end + 1
    return "\n".join(asked)


def _doubts(page: Page, candidates: Iterable[Candidate], floor: float) -> Iterator[int]:
    """Where a candidate begins that is too weak, contested, or over another."""
    in_order = sorted(candidates, key=lambda each: (each.start, each.end))
    kinds: dict[str, set[FindKind]] = defaultdict(set)
    surfaces = [page.text[each.start : each.end].casefold() for each in in_order]
    for surface, each in zip(surfaces, in_order, strict=True):
        kinds[surface].add(each.kind)
    end = -1
    for surface, each in zip(surfaces, in_order, strict=True):
        if each.score < floor or each.start < end or len(kinds[surface]) > 1:
            yield each.start
        end = max(end, each.end)


# Choosing


def resolve(
    page: Page, candidates: Iterable[Candidate], *, floor: float
) -> list[Candidate]:
    """The candidates that stand: no two overlap, none below the floor."""
    merged = _merge(candidates)
    voted = _vote(page, merged)
    order = sorted(voted, key=_preference)
    chosen: list[Candidate] = []
    taken = bytearray(len(page.text))
    for candidate in order:
        start, end = candidate.start, candidate.end
        if candidate.score >= floor and taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.start)


def _preference(candidate: Candidate) -> tuple[bool, int, float, int]:
    is_sure = candidate.score >= _SURE
    return (
        not is_sure,
        -candidate.length if is_sure else 0,
        -candidate.score,
        candidate.start,
    )


def _merge(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each span and kind; agreement raises the score."""
    best: dict[tuple[int, int, FindKind], Candidate] = {}
    for candidate in candidates:
        key = (candidate.start, candidate.end, candidate.kind)
        known = best.get(key)
        if known is None:
            best[key] = candidate
            continue
        if known.source == candidate.source:
            score = max(known.score, candidate.score)
        else:
            score = 1 - (1 - known.score) * (1 - candidate.score)
        better = candidate if candidate.score > known.score else known
        best[key] = (
            better if better.score == score else replace(better, score=round(score, 3))
        )
    return list(best.values())


def _vote(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """One kind for each surface; the loser keeps its span, not its say."""
    votes: dict[str, dict[FindKind, float]] = defaultdict(lambda: defaultdict(float))
    surfaces = [page.text[each.start : each.end].casefold() for each in candidates]
    for surface, candidate in zip(surfaces, candidates, strict=True):
        weight = 10.0 if candidate.canonical else candidate.score**2
        votes[surface][candidate.kind] += weight
    winners = {
        surface: max(kinds, key=lambda kind: kinds[kind])
        for surface, kinds in votes.items()
    }
    return [
        candidate
        for surface, candidate in zip(surfaces, candidates, strict=True)
        if winners[surface] is candidate.kind
    ] + _converted(candidates, surfaces, winners)


def _converted(
    candidates: list[Candidate], surfaces: list[str], winners: dict[str, FindKind]
) -> list[Candidate]:
    spans = {
        (each.start, each.end)
        for surface, each in zip(surfaces, candidates, strict=True)
        if winners[surface] is each.kind
    }
    return [
        replace(each, kind=winners[surface])
        for surface, each in zip(surfaces, candidates, strict=True)
        if winners[surface] is not each.kind and (each.start, each.end) not in spans
    ]
