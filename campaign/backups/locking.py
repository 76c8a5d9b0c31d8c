"""A stream under a passphrase, in pieces that can be neither changed, swapped nor cut.

AES-256-GCM with a key by scrypt. Each piece is bound to its place and to whether it
is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015);
the head, with the salt in it, is authenticated with every piece. Pure.
"""

import hashlib
import os
from typing import BinaryIO

MAGIC = b"demarche-locked-1\n"
SHORTEST = 12
_SALT, _PREFIX = 16, 7
_HEAD = len(MAGIC) + _SALT + _PREFIX
_PIECE = 1024 * 1024
_TAG = 16
# 64 MB and a fifth of a second for each guess
_COST, _BLOCK = 2**16, 8


class CannotUnlock(ValueError):
    """Why the stream cannot be read, in a sentence."""


def is_locked(start: bytes) -> bool:
    return start.startswith(MAGIC)


class _Pieces:
    """The cipher, and the number that each piece is bound to."""

    def __init__(self, passphrase: str, head: bytes) -> None:
        try:
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        except ImportError as error:  # pragma: no cover (it is in requirements.txt)
            raise CannotUnlock(
                "A passphrase needs the package cryptography."
            ) from error
        salt = head[len(MAGIC) : len(MAGIC) + _SALT]
        key = hashlib.scrypt(
            passphrase.encode(),
            salt=salt,
            n=_COST,
            r=_BLOCK,
            p=1,
            maxmem=_COST * _BLOCK * 256,
            dklen=32,
        )
        self.cipher, self.head, self.count = AESGCM(key), head, 0

    def next_nonce(self, *, is_last: bool) -> bytes:
        number = self.count.to_bytes(4, "big")
        self.count += 1
        return self.head[-_PREFIX:] + number + bytes([is_last])


class Locking:
    """Writes what it is given, locked, to another stream. `end()` it, or it is cut."""

    def __init__(self, to: BinaryIO, passphrase: str) -> None:
        if len(passphrase) < SHORTEST:
            raise CannotUnlock(f"A passphrase has at least {SHORTEST} letters.")
        head = MAGIC + os.urandom(_SALT + _PREFIX)
        self._pieces, self._to, self._kept = _Pieces(passphrase, head), to, bytearray()
        to.write(head)

    def write(self, data: bytes) -> int:
        self._kept += data
        while len(self._kept) > _PIECE:
            self._put(bytes(self._kept[:_PIECE]), is_last=False)
            del self._kept[:_PIECE]
        return len(data)

    def end(self) -> None:
        self._put(bytes(self._kept), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        nonce = self._pieces.next_nonce(is_last=is_last)
        self._to.write(self._pieces.cipher.encrypt(nonce, piece, self._pieces.head))


class Unlocking:
    """Reads what Locking wrote. Raises CannotUnlock; gives out nothing unproven."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        head = source.read(_HEAD)
        if len(head) < _HEAD or not is_locked(head):
            raise CannotUnlock("This is no locked backup.")
        self._pieces, self._source = _Pieces(passphrase, head), source
        self._ahead = source.read(_PIECE + _TAG)
        self._open, self._is_over = bytearray(), False

    def read(self, size: int = -1) -> bytes:
        while not self._is_over and (size < 0 or len(self._open) < size):
            self._open += self._next()
        wanted = len(self._open) if size < 0 else size
        given = bytes(self._open[:wanted])
        del self._open[:wanted]
        return given

    def _next(self) -> bytes:
        from cryptography.exceptions import InvalidTag

        sealed, self._ahead = self._ahead, self._source.read(_PIECE + _TAG)
        self._is_over = not self._ahead
        is_first = self._pieces.count == 0
        nonce = self._pieces.next_nonce(is_last=self._is_over)
        try:
            return self._pieces.cipher.decrypt(nonce, sealed, self._pieces.head)
        except InvalidTag as error:
            raise CannotUnlock(
                "The passphrase is wrong, or the file is damaged."
                if is_first
                else "The file is damaged or cut short."
            ) from error
