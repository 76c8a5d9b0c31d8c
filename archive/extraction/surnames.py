"""Surnames by their endings: Kurmanov, Shevchenko; and those that are places too."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:surname/1"
# One of them before a place says that the place is meant.
_WHERE = lexicon.listed(
    "a à across around at aus between by city dans desde en from hacia in into near of off "
    "outside over para pour through to toward towards town vers via von within nach bei"
)
_FULL = 0.7
# More than any list of places says.
_SCORE = 0.95

_ENDINGS = lexicon.listed(
    "uly kyzy zoda zade baev baeva ayev aeva ov ova ev eva yev yeva sky ski skiy skaya enko chuk shvili adze ian yan oğlu oglu "
    "ić vić vich wicz escu ssen sson dottir zadeh nejad pour ullah uddin bayev bayeva "
    "bekov bekova iev ieva ович евич ов ова ев ева енко ский ская ин ина"
)
_ENDINGS_TUPLE = tuple(ending for ending in _ENDINGS if len(ending) > 2)
_SHORT_ENDINGS = ("ov", "ev", "ić", "ов", "ев")


def has_ending(word: str) -> bool:
    bare = word.replace("'", "")
    return len(bare) > 5 and (
        bare.endswith(_ENDINGS_TUPLE)
        or (len(bare) > 5 and bare.endswith(_SHORT_ENDINGS))
    )


def of_people(
    page: Page, found: Sequence[Candidate], candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The surname of somebody named in full where it was taken for a place.

    "Berta Cáceres ... Cáceres had led": only if it never stands where a place does.
    """
    full = {
        page.text[each.start : each.end].rpartition(" ")[2].casefold()
        for each in found
        if each.kind is FindKind.PERSON and each.score >= _FULL
    }
    lone: dict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        if each.kind is FindKind.PLACE and not each.canonical:
            lone[page.text[each.start : each.end].casefold()].append(each)
    by_start = {word.start: at for at, word in enumerate(page.words)}
    for surface in full & lone.keys():
        places = [by_start.get(each.start) for each in lone[surface]]
        if not any(at is None or _is_where(page, at) for at in places):
            for each in lone[surface]:
                yield Candidate(each.start, each.end, FindKind.PERSON, _SCORE, SOURCE)


def _is_where(page: Page, index: int) -> bool:
    """Whether a place is meant: after "in", in a list, before another capital."""
    word, after = page.words[index], index + 1
    if page.text[word.end : word.end + 1] == "," or (
        index and page.gap(index) not in {" ", "\n"} and not word.opens
    ):
        return True
    if word.in_heading or (index and page.folded[index - 1] in _WHERE):
        return True
    beyond = page.words[after] if after < len(page.words) else None
    return beyond is not None and beyond.joins and beyond.is_capitalised
