"""Dates and languages in words, for templates."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.translation import get_language

from archive import dates
from archive.reading import translations

register = template.Library()
register.filter("own_name", translations.own_name)


@register.filter
def span_words(span: dates.DateSpan | None) -> str:
    """A date as precisely as it is known; empty when it is not."""
    return _described(span, get_language() or "en-gb") if span else ""


@lru_cache(maxsize=1000)
def _described(span: dates.DateSpan, language: str) -> str:
    return dates.describe(span, language=language)


@register.filter
def span_datetime(span: dates.DateSpan) -> str:
    """For <time datetime>: the day, month or year; of a span its first day."""
    return span.value.partition("/")[0]


@register.filter
def language_name(code: str) -> str:
    """In the language of the page; the code itself when nobody knows it."""
    try:
        name = _locale(code).get_display_name(
            (get_language() or "en").replace("-", "_")
        )
    except (ValueError, UnknownLocaleError):
        return code
    return name or code


@register.filter
def is_web(url: str) -> bool:
    """Whether an address may become a link: anything may be stored as one."""
    return url.lower().startswith(("http://", "https://"))


@register.filter
def direction(code: str) -> str:
    """The way a language is written: ltr, rtl, or auto when unknown."""
    try:
        return _locale(code).text_direction
    except (ValueError, UnknownLocaleError):
        return "auto"


def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))
