"""What other rooms add to the page of a person, an organisation or a place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from archive.models.authorship import Author as Viewer
from archive.reading.dossier import Dossier
from archive.reading.screen import Screen


@dataclass(frozen=True, slots=True)
class Section:
    """A template that prints rows; left out when there are none."""

    template: str
    rows: Sequence[object]


Provider = Callable[..., Section]


def beside(
    dossier: Dossier, *, viewer: Viewer, on: date, screen: Screen
) -> list[Section]:
    """In the order of ENTITY_SECTIONS, on the first page only."""
    if not dossier.is_first:
        return []
    claims = [known.claim.pk for known in dossier.known]
    found = [
        provider(claims, viewer=viewer, on=on, screen=screen)
        for provider in _providers()
    ]
    return [section for section in found if section.rows]


def _providers() -> list[Provider]:
    """Functions that take the keys of the claims shown, and viewer, on, screen."""
    return [import_string(name) for name in settings.ENTITY_SECTIONS]
