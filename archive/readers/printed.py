"""Days, names and languages as files state them, or nothing."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

from archive import dates, lexicon
from archive.readers import tidying

_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})(?:[-/.]?(\d{2}))?(?!\d|[-/.]\d{3})")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
_SOON_DAYS = 31
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
# Names that programs give to whoever sits at the keyboard.
_NOBODY = lexicon.listed(
    "admin administrator administrateur администратор webmaster root user owner guest"
    " author unknown anonymous editor redaktion webredaktion python-docx hp dell acer"
    " asus lenovo toshiba microsoft pc home test default nobody staff none null"
    " www-data wordpress joomla drupal typo3 apache latex tex"
)
_NOBODY_LINES = (
    "super user", "microsoft office user", "windows user", "microsoft word",
    "site admin", "web admin", "libreoffice", "openoffice.org", "home user", "pc user",
    "mac user", "authorised user", "authorized user", "a user", "user name",
)  # fmt: skip
_WRITTEN = re.compile(
    r"(?:written|posted|submitted|published|geschrieben|verfasst|veröffentlicht|soumis"
    r"|publié|écrit|escrito|publicado|enviado|опубликовано|написано)\s+(?=by|von|par|por)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?:https?:|www\.|@)", re.IGNORECASE)
_OTHER_SCRIPTS = lexicon.listed(
    "ru uk be bg mk kk ky tg mn ar fa ur ps he yi hi bn pa mr ne ta te kn ml gu si th lo"
    " my km ka hy am ti el zh ja ko ug dv"
)
_BOTH_SCRIPTS = lexicon.listed("sr kk uz ku az tk mn ky tt bs sh cnr ms")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


def day(stated: str) -> str:
    """2011-06-22 or 2011-06 from how programs write days; else empty."""
    line = stated.strip()[:60]
    if found := _ISO.match(line):
        return _checked(*(int(part) if part else None for part in found.groups()))
    try:
        return _checked_day(parsedate_to_datetime(line).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def day_in(line: str, *, language: str) -> tuple[str, str]:
    """The one day printed in a line, and its words.

    06/07/2011 is two days, and so none.
    """
    if any(int(x) <= 12 and int(y) <= 12 and x != y for x, y in _SLASHED.findall(line)):
        return "", ""
    for tongue in dict.fromkeys((language or "en", "en")):
        for found in dates.find(line, published_on=None, language=tongue):
            if found.span.precision == dates.Precision.DAY:
                return _checked_day(found.span.start), found.surface
    return "", ""


def author(stated: str) -> str:
    """Who wrote it, in one line; empty for an account, an address or a program."""
    line = tidying.one_line(stated, 200).strip(" ,;|-\u2013")
    begin = _WRITTEN.sub("", line, count=1).split(maxsplit=1)
    if len(begin) == 2 and lexicon.fold(begin[0]).rstrip(":") in _openings():
        line = begin[1]
    folded = line.casefold()
    is_nobody = folded in _NOBODY or folded in _NOBODY_LINES
    is_line = 2 <= len(line) <= 120 and len(line.split()) <= 14
    is_dated = bool(re.search(r"\d{4}|\d:\d\d", line))
    if is_nobody or not is_line or is_dated or _HANDLE.search(line):
        return ""
    return line if _LETTER.search(line) else ""


def title(stated: str) -> str:
    """A title somebody gave, not one a program made of a file's name."""
    line = tidying.one_line(stated)
    line = re.sub(r"\A(?:Microsoft (?:Word|PowerPoint|Excel) - )", "", line)
    is_file = re.search(
        r"\.(?:docx?|odt|rtf|pdf|txt|indd|qxd|html?|tex|pages)\Z", line, re.IGNORECASE
    )
    is_empty = re.fullmatch(
        r"(?:untitled|document|dokument|doc|word document|unbenannt|sans titre|sin título"
        r"|без названия|документ|presentation|title|layout)?[ \d._()-]*",
        line.casefold(),
    )
    return "" if is_file or is_empty or "\\" in line else line


def file_day(made: str, changed: str) -> str:
    """The day a file was made, if it was left alone soon after.

    A file made years before its last change was a pattern for others.
    """
    if len(made) < 10 or len(changed) < 10:
        return made
    first, last = date.fromisoformat(made), date.fromisoformat(changed)
    return made if abs((last - first).days) <= _SOON_DAYS else ""


def language(tag: str, text: str) -> str:
    """The language of a tag such as en-GB, unless the letters are of another.

    Programs that make pages write en-US on all of them.
    """
    found = re.match(r"\s*([a-z]{2,3})(?![a-z])", tag.lower())
    if not found or found[1] in {"und", "mul", "zxx"}:
        return ""
    letters = _LETTER.findall(text[:20_000])
    latin = sum(1 for letter in letters if _LATIN.match(letter))
    name = found[1]
    if len(letters) < 40 or name in _BOTH_SCRIPTS:
        return name
    is_latin = latin * 2 > len(letters)
    return "" if is_latin == (name in _OTHER_SCRIPTS) else name


def _openings() -> frozenset[str]:
    """First words of a byline."""
    return frozenset(word.rstrip(":") for word in lexicon.words("bylines"))


def _checked(year: int | None, month: int | None, number: int | None) -> str:
    if year is None or month is None:
        return ""
    try:
        found = _checked_day(date(year, month, number or 1))
    except ValueError:
        return ""
    return found if number else found[:7]


def _checked_day(on: date) -> str:
    return on.isoformat() if _FIRST_YEAR <= on.year <= _LAST_YEAR else ""
