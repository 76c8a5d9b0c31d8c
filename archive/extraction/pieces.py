"""A text as a model reads it: paragraph by paragraph, without shouting."""

import re
from collections.abc import Iterator

# Characters read at once; a longer paragraph is cut there.
_LONGEST_PIECE = 4_000
_PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "“": '"', "”": '"', "\u00a0": " "}
)
# Arrows, bullets and pictures, as posts have them before a name.
_PICTURES = re.compile(
    "[\u2022\u200d\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"
)


def pieces(text: str) -> Iterator[tuple[str, int]]:
    """Paragraphs with their offset; lines in capitals are toned down.

    Every change keeps the length, so that offsets stay true.
    """
    start = 0
    for line in text.split("\n"):
        shown = _PICTURES.sub(" ", line.translate(_PLAIN))
        if shown.isupper() and len(titled := shown.title()) == len(line):
            shown = titled
        for offset in range(0, len(shown), _LONGEST_PIECE):
            if piece := shown[offset : offset + _LONGEST_PIECE].rstrip():
                yield piece, start + offset
        start += len(line) + 1
