"""What an operator should know before the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from archive import extraction, fetching


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


@register()
def sites_can_be_read(**_options: Any) -> list[CheckMessage]:
    """One bad entry in the list of sites, and nothing at all is fetched."""
    return [
        Warning(
            sentence,
            hint="Write INGEST_URLS=www.example.org,*.example.net: names, no https://.",
            id="archive.W002",
        )
        for sentence in fetching.wrong_entries(settings.INGEST_URLS)
    ]
