"""Words of a drawing, short enough for its axis."""

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from django import template
from django.utils.translation import get_language

from archive.dates import DateSpan, Precision

register = template.Library()
_SKELETONS = {Precision.YEAR: "y", Precision.MONTH: "yMMM"}


@register.filter
def tick_words(span: DateSpan) -> str:
    """The year, the month or the day in which a span begins."""
    skeleton = _SKELETONS.get(span.precision, "yMMMd")
    return format_skeleton(skeleton, span.start, locale=_locale())


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en-gb").replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")
