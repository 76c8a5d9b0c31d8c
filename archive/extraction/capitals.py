"""Names in lines all in capitals, where only known words tell a name."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:capitals/1"
_OPENING = lexicon.listed(
    "african central democratic free general independent international joint national "
    "new people's popular public revolutionary socialist supreme united workers workers'"
)
_LONGEST = 7


def find(page: Page) -> Iterator[Candidate]:
    for index in page.capitals:
        word = page.words[index]
        if not word.in_capitals:
            continue
        if page.lexis.is_head(word.folded):
            yield from _body(page, index)
        elif word.folded in page.lexis.given_names:
            yield from _person(page, index)


def _body(page: Page, head: int) -> Iterator[Candidate]:
    """NIGERIA LABOUR CONGRESS, CENTRAL ORGANISATION OF TRADE UNIONS."""
    first = head
    while first and head - first < _LONGEST and page.words[first].joins:
        if not _may_modify(page, first - 1):
            break
        first -= 1
    last = _behind_of(page, head + 1)
    if _joins(page, last) and page.lexis.is_title(page.folded[last]):
        return
    if not any(_is_naming(page, at) for at in range(first, last) if at != head):
        return
    before = page.folded[first - 1] if first and page.words[first].joins else ""
    if page.folded[head] not in page.lexis.weak_heads or before in {"the", "of"}:
        yield _candidate(page, first, last, FindKind.ORG, 0.68)


def _is_naming(page: Page, index: int) -> bool:
    """Whether a word makes a name of its head; TRADE UNION names none."""
    word, lexis = page.folded[index], page.lexis
    return (
        word in lexis.demonyms
        or word in _OPENING
        or bool(lexis.countries.length_at(page.folded, index))
    )


def _behind_of(page: Page, index: int) -> int:
    """Behind "OF TRADE UNIONS" when it follows."""
    end = index + 1
    if not _joins(page, index) or page.folded[index] not in {"of", "for"}:
        return index
    while _joins(page, end) and (
        _may_modify(page, end) or page.lexis.is_head(page.folded[end])
    ):
        end += 1
    return end if end > index + 1 else index


def _joins(page: Page, index: int) -> bool:
    return index < len(page.words) and page.words[index].joins


def _may_modify(page: Page, index: int) -> bool:
    word, lexis = page.folded[index], page.lexis
    return (
        word in lexis.themes
        or word in lexis.demonyms
        or word in _OPENING
        or word.rstrip("s'") in lexis.possessors
        or lexis.countries.length_at(page.folded, index) == 1
        or (lexis.is_head(word) and word not in lexis.weak_heads)
    )


def _person(page: Page, index: int) -> Iterator[Candidate]:
    """ELENA URLAEVA: a given name and one word that is no other."""
    after = index + 1
    if not _joins(page, after) or page.words[index].is_possessive:
        return
    lexis, word = page.lexis, page.folded[after]
    is_other = (
        word in lexis.ordinary
        or word in lexis.no_person
        or word in lexis.demonyms
        or lexis.is_head(word)
        or lexis.is_title(word)
        or len(word) < 3
        or lexis.places.length_at(page.folded, after)
    )
    if not is_other:
        yield _candidate(page, index, after + 1, FindKind.PERSON, 0.64)


def _candidate(
    page: Page, first: int, last: int, kind: FindKind, score: float
) -> Candidate:
    start, end = page.words[first].start, page.words[last - 1].end
    return Candidate(start, end, kind, score, SOURCE)
