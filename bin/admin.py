"""Creates a curator account from ADMIN_NAME and ADMIN_PASSWORD, or asks."""

import getpass
import os
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DatabaseError

ROOT = Path(__file__).resolve().parent.parent


def create(name: str, password: str) -> str:
    """What was done, in a sentence. ValidationError names what is wrong."""
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password

    if User.objects.filter(username=name).exists():
        return (
            f"There is an account {name} already; nothing was changed. Its password: "
            f".venv/bin/python manage.py changepassword {name}"
        )
    user = User(username=name, is_staff=True, is_superuser=True)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    return f"The account {name} can now sign in at /admin/.{_next_step()}"


def _next_step() -> str:
    from django.conf import settings

    if not settings.ADMIN_REQUIRE_MFA:
        return ""
    return (
        "\nThe first time it is asked to add a second factor: a passkey, or an app "
        "that makes codes. (On a laptop of your own, ADMIN_REQUIRE_MFA=0 asks for none.)"
    )


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        name = os.environ.get("ADMIN_NAME") or input("Name: ")
        password = os.environ.get("ADMIN_PASSWORD") or getpass.getpass("Password: ")
        sys.stdout.write(create(name, password) + "\n")
    except ValidationError as error:
        sys.exit(" ".join(error.messages))
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The database cannot be used ({error}). Has make run been run once?")
    except (EOFError, KeyboardInterrupt):
        sys.exit("\nNo account was made.")


if __name__ == "__main__":
    main()
