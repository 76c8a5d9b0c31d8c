"""PDF and pictures, set by typst from a template, with the fonts that ship.

A template is a file with a function called sheet, of what is given as JSON: data
that are never read as markup. The only files typst may read are those of the
template's folder and the fonts; it loads no package.
"""

import threading
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

import typst

_FONTS = Path(__file__).parents[1] / "data" / "fonts"


class _Kept(threading.local):
    def __init__(self) -> None:
        self.compilers: dict[tuple[Path, bool], typst.Compiler] = {}


_kept = _Kept()


def pdf(template: Path, given: str, *, day: date) -> bytes:
    """A tagged PDF; the same bytes for the same JSON, as the file is dated.

    A character that no font of ours has (an emoji, a Georgian name) prints as
    a box. PDF/UA-1 forbids that, so such a file does not claim the standard.
    """
    try:
        return _pdf(template, given, day, "ua-1")
    except typst.TypstError:
        return _pdf(template, given, day, "1.7")


def _pdf(
    template: Path,
    given: str,
    day: date,
    standard: Literal["ua-1", "1.7"],
) -> bytes:
    made = compiler(template).compile(
        _source(template, given),
        format="pdf",
        pdf_standards=standard,
        timestamp=datetime.combine(day, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave pages instead of one file")
    return made


def picture(template: Path, given: str, *, form: Literal["png", "svg"]) -> bytes:
    """Its only page: one point is one pixel."""
    made = compiler(template, only_ours=False).compile(
        _source(template, given), format=form, ppi=72
    )
    pages = made if isinstance(made, list) else [made]
    return next(each for each in pages if each is not None)


def _source(template: Path, given: str) -> bytes:
    """A program of two lines, which has typst read the template once.

    What is given through sys.inputs has it build its whole library anew, a
    third of the time of a letter.
    """
    quoted = given.replace("\\", r"\\").replace('"', r"\"")
    return f'#import "{template.name}": sheet\n#sheet(json(bytes("{quoted}")))'.encode()


def compiler(template: Path, *, only_ours: bool = True) -> typst.Compiler:
    """One per thread: a compiler keeps what it read and is not shared.

    Unless only_ours, what our fonts lack is drawn in those typst brings along.
    """
    compilers = _kept.compilers
    key = template, only_ours
    if key not in compilers:
        compilers[key] = typst.Compiler(
            root=template.parent,
            font_paths=_fonts(only_ours=only_ours),
            ignore_system_fonts=True,
        )
    return compilers[key]


@cache
def _fonts(*, only_ours: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=not only_ours,
        font_paths=[_FONTS],
    )
