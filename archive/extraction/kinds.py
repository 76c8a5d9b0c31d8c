"""What a noun says of the names after it: "firms such as X", "towns like Y"."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction import persons
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:kind/1"
_BODIES = lexicon.listed(
    "agencies associations banks bodies brands buyers carmakers charities chains clients "
    "companies competitors conglomerates contractors corporations customers employers "
    "federations firms foundations giants groups institutions investors magazines "
    "manufacturers media movements multinationals networks newspapers ngos operators "
    "organisations organizations outlets owners papers parties platforms producers "
    "publishers retailers rivals shareholders sites startups stations subsidiaries "
    "suppliers unions universities websites"
)
_PLACES = lexicon.listed(
    "areas cities communes communities counties countries districts hamlets islands "
    "localities municipalities neighborhoods neighbourhoods nations places ports "
    "prefectures provinces quarters regions settlements slums states suburbs territories "
    "towns townships villages wards"
)
_INTRODUCING = (["including"], ["such", "as"], ["like"], ["namely"], ["among", "them"])
_SIGNS = (" including ", " such as ", " like ", " namely ", " among them ")
_REACH = 4
_SCORE = 0.66


def find(page: Page) -> Iterator[Candidate]:
    if not any(each in page.text for each in _SIGNS):
        return
    for index, word in enumerate(page.folded):
        if word not in _BODIES and word not in _PLACES:
            continue
        first = _introduced(page, index + 1)
        if not first:
            continue
        last = persons.run_end(page, first)
        if last > first and not _is_plain(page, first):
            kind = FindKind.ORG if word in _BODIES else FindKind.PLACE
            start, end = page.words[first].start, page.words[last - 1].end
            yield Candidate(start, end, kind, _SCORE, SOURCE)


def _introduced(page: Page, index: int) -> int:
    """The word a list of examples begins with; 0 when none begins."""
    for at in range(index, min(index + _REACH, len(page.words))):
        if page.words[at].is_capitalised or page.words[at].opens:
            return 0
        for words in _INTRODUCING:
            after = at + len(words)
            if page.folded[at:after] == words and after < len(page.words):
                after += page.folded[after] == "the" and after + 1 < len(page.words)
                return after if page.words[after].is_capitalised else 0
    return 0


def _is_plain(page: Page, index: int) -> bool:
    lexis, word = page.lexis, page.folded[index]
    return (
        lexis.is_title(word)
        or word in lexis.demonyms
        or bool(lexis.places.length_at(page.folded, index))
    )
