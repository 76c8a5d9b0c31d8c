"""How passwords are kept, and which are too easy to guess, said in words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST = 6  # different characters
SHORTEST = 12
# Of a name, shorter words are too common to stand for it.
SHORTEST_WORD = 3
# What everybody here says of the site and of each other, besides their names.
HOUSE_WORDS = frozenset(
    {"admin", "archive", "campaign", "curator", "demarche", "organiser"}
    | {"operator", "password", "publisher"}
)
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjkl")


class Argon2id(Argon2PasswordHasher):
    """RFC 9106, its second choice: 64 MiB, three passes, so that eight threads fit."""

    time_cost = 3
    memory_cost = 64 * 1024  # KiB
    parallelism = 4


class NotSimple:
    """Refuses what is long and easy all the same: passwordpassword, Password2026!!"""

    def validate(self, password: str, user: User | None = None) -> None:
        folded = password.casefold()
        if len(set(folded)) < FEWEST:
            raise ValidationError(
                _("This password repeats a few characters. Four words are better."),
                code="password_repeats",
            )
        if _is_run(folded):
            raise ValidationError(
                _("This password is a row of keys. Four words are better."),
                code="password_is_a_row",
            )
        bare = _AROUND.sub("", folded)
        if bare in _common() or _once(bare) in _common():
            raise ValidationError(
                _("This is a common password with a little around it."),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        return _("Four or five words that do not belong together are good.")


class NotOfThisPlace:
    """The names of site and account, and words of the house, count for nothing.

    A phrase may hold one of them; without it there must be enough left.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        folded = _bare(password)
        words = {*HOUSE_WORDS, *_of_site(), *(_of_account(user) if user else ())}
        for word in sorted(words, key=len, reverse=True):
            folded = folded.replace(word, "")
        taken = len(folded) < len(_bare(password))
        if taken and (len(folded) < SHORTEST or len(set(folded)) < FEWEST):
            raise ValidationError(
                _(
                    "This password is made of the name of this site, of your own or "
                    "of words that are used here. Four other words are better."
                ),
                code="password_of_this_place",
            )

    def get_help_text(self) -> str:
        return _("The names of this site and of your account count for nothing.")


def _of_site() -> Iterator[str]:
    yield from _words(settings.SITE_NAME)
    host = urlsplit(settings.SITE_URL).hostname or ""
    yield from _words(host.rpartition(".")[0])


def _of_account(user: User) -> Iterator[str]:
    for name in (user.get_username(), user.get_full_name(), user.email):
        yield from _words(name)


def _words(name: str) -> Iterator[str]:
    """A name in one piece, and its words; numbers are none."""
    parts = re.findall(r"[^\W\d_]+", _bare(name))
    if len(whole := "".join(parts)) > 1:
        yield whole
    yield from (part for part in parts if len(part) >= SHORTEST_WORD)


def _bare(text: str) -> str:
    """Small letters without their marks: Démarche is demarche."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _is_run(folded: str) -> bool:
    """Two rows of keys, forwards or back, are enough for the whole of it."""
    rest = folded
    for run in (each for row in _RUNS for each in (row, row[::-1])):
        for length in range(len(run), 4, -1):
            for start in range(len(run) - length + 1):
                rest = rest.replace(run[start : start + length], "")
    return len(rest) * 3 < len(folded)


def _once(folded: str) -> str:
    """The piece of which a text is nothing but repetitions, else all of it."""
    where = (folded + folded).find(folded, 1)
    return folded[:where] if folded else folded


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Django's list of 20,000."""
    return frozenset(CommonPasswordValidator().passwords)
