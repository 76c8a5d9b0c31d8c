"""Names that are not shown: found in a text, and what is read instead.

A projection: the text itself, its offsets and its hash stay as they are. What
is masked where, so that a page never says on one line what it hides on another:

- *A whole spelling* (full name, initials with the surname, a known one-word name)
  is masked everywhere, whoever else is called so too. An entry or a source whose
  own address holds one has no page.
- *A part* (a surname or a given name alone) is masked in the words of documents
  that are about the protected person, and of what they prove. Not where a person
  marked somebody else, nor inside the full name of somebody else whom such a
  document names; a one-word spelling is left inside of such a name as well.
- *The own name of an entry that is not protected* (its label, its spellings) is
  read the same on every page: only whole spellings are masked in it.
- *Descriptions* of entries and sources stand in no document: whole spellings only.
"""

from archive.protection.finding import holds_name
from archive.protection.projecting import BLACK, Projected, project
from archive.protection.spellings import (
    Level,
    Protected,
    full_names,
    initials,
    slug_pattern,
)

__all__ = [
    "BLACK",
    "Level",
    "Projected",
    "Protected",
    "full_names",
    "holds_name",
    "initials",
    "project",
    "slug_pattern",
]
