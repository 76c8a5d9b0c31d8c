"""From the bytes of a file to text. Knows no Django and no network."""

from archive.readers.guarded import Guarded
from archive.readers.reading import pieces, read
from archive.readers.readout import Piece, Readout, Unreadable

__all__ = ["Guarded", "Piece", "Readout", "Unreadable", "pieces", "read"]
