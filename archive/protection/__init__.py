"""Names that are not shown: found in a text, and what is read instead.

A projection: the text itself, its offsets and its hash stay as they are.
"""

from archive.protection.finding import holds_name
from archive.protection.projecting import Projected, names_in, project
from archive.protection.spellings import Level, Protected, initials, slug_pattern

__all__ = [
    "Level",
    "Projected",
    "Protected",
    "holds_name",
    "initials",
    "names_in",
    "project",
    "slug_pattern",
]
