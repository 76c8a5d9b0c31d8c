import io

import pytest

from campaign.backups.locking import CannotUnlock, Locking, Unlocking

# a passphrase is made hard to guess: a third of a second, each time
pytestmark = pytest.mark.slow(8)
WORDS = "correct horse battery staple"
PIECE = 1024 * 1024


def locked(content: bytes, passphrase=WORDS) -> bytes:
    to = io.BytesIO()
    lock = Locking(to, passphrase)
    lock.write(content)
    lock.end()
    return to.getvalue()


def unlocked(content: bytes, passphrase=WORDS) -> bytes:
    return Unlocking(io.BytesIO(content), passphrase).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_was_locked_is_unlocked_as_it_was(size):
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)

    assert unlocked(locked(content)) == content


def test_nothing_of_the_content_can_be_read():
    assert b"natalia" not in locked(b"natalia" * 100)


def test_the_same_content_is_never_locked_the_same():
    assert locked(b"same")[40:] != locked(b"same")[40:]


def test_another_passphrase_opens_nothing():
    with pytest.raises(CannotUnlock, match="passphrase is wrong"):
        unlocked(locked(b"secret"), "correct horse battery stapler")


@pytest.mark.parametrize("place", [0, 20, 36, 41, 45, PIECE, PIECE + 60, -1])
def test_a_flipped_byte_is_found(place):
    whole = bytearray(locked(b"x" * (PIECE + 100)))
    whole[place] ^= 1

    with pytest.raises(CannotUnlock):
        unlocked(bytes(whole))


def test_what_was_cut_is_found_at_whichever_place():
    head, piece = 18 + 16 + 7, PIECE + 16
    whole = locked(b"x" * (2 * PIECE + 5))

    for end in (0, 10, head, head + 9, head + piece, head + 2 * piece, len(whole) - 1):
        with pytest.raises(CannotUnlock):
            unlocked(whole[:end])


def test_pieces_cannot_change_places():
    head, piece = 18 + 16 + 7, PIECE + 16
    whole = locked(b"a" * PIECE + b"b" * PIECE + b"c")
    first, second = whole[head : head + piece], whole[head + piece : head + 2 * piece]
    swapped = whole[:head] + second + first + whole[head + 2 * piece :]

    with pytest.raises(CannotUnlock):
        unlocked(swapped)


def test_what_follows_the_end_is_found():
    with pytest.raises(CannotUnlock):
        unlocked(locked(b"all there is") + b"and more")


def test_a_short_passphrase_locks_nothing():
    with pytest.raises(CannotUnlock, match="at least 12"):
        locked(b"x", "short")
