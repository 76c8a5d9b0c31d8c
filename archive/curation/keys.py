"""How a curator sets the keys of the desk: a habit, not a decision."""

from collections.abc import Mapping

from django.contrib.auth.models import User

from archive.models import DeskKeys


def set_keys(user: User, *, are_on: bool, changed: Mapping[str, str]) -> None:
    """Keep the switch, and the keys that differ from those the desk comes with."""
    DeskKeys.objects.update_or_create(
        user=user, defaults={"are_on": are_on, "changed": dict(changed)}
    )
