"""How the two commands for backups ask for a passphrase: a file, or a person."""

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError


def add_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="its first line is the passphrase",
    )


def of(file: Path | None) -> str:
    """The first line of a file; empty when none is named."""
    if file is None:
        return ""
    try:
        with file.open(encoding="utf-8") as stream:
            found = stream.readline(1000).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read as a passphrase.") from error
    if not found:
        raise CommandError(f"The first line of {file} is empty: no passphrase.")
    return found


def asked(*, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        raise CommandError("Nobody is here to ask: name --passphrase-file.")
    found = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != found:
        raise CommandError("The two differ.")
    return found
