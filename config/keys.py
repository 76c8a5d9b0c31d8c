"""The key that signs and seals, from the environment or made on the first run."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(named: str, *, folder: Path) -> str:
    """named: that of the environment, or "".

    One that is made is written to folder/secret_key, readable by its owner only.
    """
    if named:
        return named
    path = folder / "secret_key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "w") as key_file:
                key_file.write(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot write to {folder} ({error.strerror}). "
            "Set VAR_DIR to a folder this user may write to, or set SECRET_KEY."
        ) from error
