"""What an operator should know before the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from archive import extraction


@register()
def models_are_there(**_options: Any) -> list[CheckMessage]:
    """Without its model a language is read by rules and names alone."""
    return [
        Warning(
            f"{reason} Texts in “{language}” are read by rules and names alone.",
            hint="Install it, or change EXTRACTION_PIPELINES.",
            id="archive.W001",
        )
        for language, name in settings.EXTRACTION_PIPELINES.items()
        if (reason := extraction.where_missing(name))
    ]
