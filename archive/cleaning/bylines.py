"""Who wrote a report, by the line that says so."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from archive import lexicon
from archive.cleaning.lines import Line, SegmentKind, is_date

_LONGEST = 120
_NEAR_TITLE = 5
# A report may name its author at its end, in a line that can be nothing else.
_FOOT = 3
_PARTS = re.compile(r"\s*[|•·/]\s*|\s+[–—-]\s+|,\s+")
_IN_PLACE = re.compile(r"\s+(?:in|aus|à|en|из|в)\s+\S.*$")
_FOR = re.compile(r"\s+(?:for|of|from|für|pour|para|del?|для)\s+(\S.*)$")
_INITIAL = re.compile(r"(?:\A|[\s.])[^\W\d_]\.\Z")
# Words that a paper, a site or an agency has in its name, and roles behind a name.
_MEDIA = lexicon.listed(
    "agence agencia agency agentur blog bote bulletin chronicle courier daily"
    " diario dispatch echo express gazeta gazette gazete herald heute independent"
    " indymedia informationen jornal journal kurier magazin magazine mail media"
    " mirror monitor nachrichten news newsletter newspaper newswire noticias"
    " observer periódico portal post prensa press presse radio redaktion register"
    " review revista revue rundschau site spiegel standard star"
    " sun telegraph television times tribune tv website weekly wire"
    " zeitung агентство бюллетень вестник газета журнал новости"
    " портал правда пресс радио сайт"
)
_ROLES = lexicon.listed(
    "correspondent editor reporter journalist freelance staff contributor writer"
    " korrespondent korrespondentin redakteur redakteurin journalistin correspondant"
    " correspondante journaliste corresponsal periodista корреспондент журналист"
    " журналистка редактор"
)
_WEEKDAYS = lexicon.words("weekdays", "en") | lexicon.listed(
    "today tomorrow yesterday then now"
)


def find(lines: Sequence[Line]) -> str:
    """The author without place, date and paper; "" where no line names one."""
    own = [line for line in lines if line.kind is not SegmentKind.BOILERPLATE]
    kinds = [line.kind for line in own]
    title = kinds.index(SegmentKind.TITLE) if SegmentKind.TITLE in kinds else 0
    near = title + _NEAR_TITLE
    for line in own[:near]:
        if line.kind is SegmentKind.TITLE and title == 0:
            continue
        if line.kind is not SegmentKind.TITLE and (author := _author(line)):
            return author
    foot = (_author(line) for line in own[near:][-_FOOT:] if is_byline(line.text))
    return next((author for author in foot if author), "")


def is_byline(text: str) -> bool:
    """Whether a line begins as bylines do."""
    return _opening().match(text) is not None


def without_publisher(author: str, publishers: Collection[str] = ()) -> str:
    """The people of a byline; the paper they write for stays out.

    publishers: other names of who published it. A byline that names nobody else
    stays as it is.
    """
    names = {lexicon.fold(name) for name in publishers if name}
    bare = author.strip()
    while cuts := list(_PARTS.finditer(bare)):
        last = bare[cuts[-1].end() :]
        if lexicon.fold(last).strip(" .") not in names and not _is_medium(last):
            break
        bare = bare[: cuts[-1].start()]
    written_for = _FOR.search(bare)
    if written_for:
        name = re.sub(r"\A(?:the|die|der|das|la|le|el)\s+", "", written_for[1])
        if lexicon.fold(name).strip(" .") in names or _is_medium(name):
            bare = bare[: written_for.start()]
    return bare if _names_somebody(bare) else author


def is_publisher(author: str, publishers: Collection[str]) -> bool:
    """Whether a "byline" only repeats who published the report."""
    names = {lexicon.fold(name).strip(" .") for name in publishers if name}
    return lexicon.fold(author).strip(" .") in names


@cache
def _opening() -> re.Pattern[str]:
    """The words that open a byline; a mark behind those that need one."""
    entries = sorted(lexicon.words("bylines"), key=len, reverse=True)
    plain = [re.escape(entry) for entry in entries if not entry.endswith(":")]
    marked = [re.escape(entry[:-1]) for entry in entries if entry.endswith(":")]
    return re.compile(
        rf"(?:(?:{'|'.join(marked)})\s*[:\uff1a]\s*"
        rf"|(?:{'|'.join(plain)})(?:\s*:\s*|\s+[–—-]\s+|\s+))(?=\S)",
        re.IGNORECASE,
    )


def _author(line: Line) -> str:
    opening = _opening().match(line.text)
    if opening is None and not _is_signed_and_dated(line):
        return ""
    written = line.text[opening.end() if opening else 0 :].strip(" :")
    is_marked = opening is not None and ":" in opening[0]
    if not _names_somebody(written) or (_is_time_or_place(written) and not is_marked):
        return ""
    return without_publisher(_stripped(written))


def _is_time_or_place(written: str) -> bool:
    """By Monday; by Lusaka: no byline."""
    head = lexicon.fold(_PARTS.split(written)[0])
    words = head.split()
    is_day = bool(words) and (
        words[0] in _WEEKDAYS or words[0] in lexicon.words("months")
    )
    return is_day or _is_place(head)


def _is_signed_and_dated(line: Line) -> bool:
    """Name, place, date: a line under the title without a "by"."""
    parts = _PARTS.split(line.text)
    if not 2 <= len(parts) <= 4 or len(line.text) > _LONGEST or not is_date(parts[-1]):
        return False
    words = parts[0].split()
    is_name = 2 <= len(words) <= 5 and all(word[0].isupper() for word in words)
    return is_name and not _is_place(parts[0]) and not is_date(parts[0])


def _stripped(written: str) -> str:
    """Without the places, dates and roles at the end."""
    bare = written
    while True:
        cuts = list(_PARTS.finditer(bare))
        if not cuts:
            break
        last = bare[cuts[-1].end() :]
        if not (is_date(last) or _is_place(last) or _is_day(last) or _is_role(last)):
            break
        bare = bare[: cuts[-1].start()]
    placed = _IN_PLACE.search(bare)
    if placed and _is_place(bare[placed.start() :].split(maxsplit=1)[-1]):
        bare = bare[: placed.start()]
    bare = bare.strip(" ,")
    return bare if _INITIAL.search(bare) else bare.rstrip(" ,.")


def _is_day(text: str) -> bool:
    """16 June, June 16: a day whose year stands behind it."""
    words = lexicon.fold(text).replace(".", " ").split()
    has_month = any(word in lexicon.words("months") for word in words)
    return len(words) <= 3 and has_month


def _is_place(text: str) -> bool:
    folded = lexicon.fold(text).strip(" .")
    return folded in lexicon.words("places") or any(
        folded in lexicon.countries(language) for language in lexicon.LANGUAGES
    )


def _is_role(text: str) -> bool:
    words = lexicon.fold(text).strip(" .").split()
    return 0 < len(words) <= 4 and any(word in _ROLES for word in words)


def _is_medium(text: str) -> bool:
    """A paper, a site or an agency: two words or more, one of them telling."""
    words = [word.strip("'’.,") for word in lexicon.fold(text).split()]
    return len(words) > 1 and any(
        word in _MEDIA or word.removesuffix("'s") in _MEDIA for word in words
    )


def _names_somebody(text: str) -> bool:
    head = _PARTS.split(text)[0]
    words = head.split()
    capitals = sum(word[0] == word[0].upper() for word in words)
    has_figure = any(letter.isdigit() for letter in head)
    ends = text.endswith(".") and not _INITIAL.search(text)
    return (
        0 < len(text) <= _LONGEST
        and not ends
        and not has_figure
        and (len(words) <= 8 and 0 < capitals >= len(words) - 2)
        and any(letter.isalpha() for letter in head)
    )
