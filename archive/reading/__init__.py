"""Documents as they are read, and what may be seen of whom.

Built from text, segments, mentions and claims each time: nothing is kept, so
nothing can be out of date. `load` and `dossier` read rows, `build` knows
values only.
"""

from archive.reading.blocks import InnerLetter, Part
from archive.reading.build import Reading, build
from archive.reading.changes import Changes, changes
from archive.reading.dossier import Dossier, dossier
from archive.reading.hits import Hits, hits
from archive.reading.load import Opened, opened
from archive.reading.notes import ClaimNote, DateNote, NameNote
from archive.reading.related import Story, story
from archive.reading.versions import Version, also_in, versions
from archive.reading.weave import Mark

__all__ = [
    "Changes",
    "ClaimNote",
    "DateNote",
    "Dossier",
    "Hits",
    "InnerLetter",
    "Mark",
    "NameNote",
    "Opened",
    "Part",
    "Reading",
    "Story",
    "Version",
    "also_in",
    "build",
    "changes",
    "dossier",
    "hits",
    "opened",
    "story",
    "versions",
]
