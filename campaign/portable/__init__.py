"""An archive as one file, to hand to another installation and to take in there.

Rows are known by what they say, never by a number of the database: reports by
their checksum, everything else by its address and what it is.
"""

from campaign.portable.arriving import Arrival, arrive
from campaign.portable.leaving import everything, projected
from campaign.portable.reading import LIMIT_BYTES, Unreadable, dump, parse
from campaign.portable.schema import FORMAT, VERSION, schema

__all__ = [
    "FORMAT",
    "LIMIT_BYTES",
    "VERSION",
    "Arrival",
    "Unreadable",
    "arrive",
    "dump",
    "everything",
    "parse",
    "projected",
    "schema",
]
