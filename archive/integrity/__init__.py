"""Nothing that was written down is changed, lost or put in between unnoticed.

Each capture, revision, act and state of a history is a link of one chain; whoever
kept the head of an earlier day can prove that all of that day is still here.
"""

from archive.integrity.checking import against, faults, links, unsealed
from archive.integrity.faults import Fault
from archive.integrity.guarding import guards, mend
from archive.integrity.heads import Head, head, parsed
from archive.integrity.purging import purge, purged
from archive.integrity.sealing import queue_all, seal

__all__ = [
    "Fault",
    "Head",
    "against",
    "faults",
    "guards",
    "head",
    "links",
    "mend",
    "parsed",
    "purge",
    "purged",
    "queue_all",
    "seal",
    "unsealed",
]
