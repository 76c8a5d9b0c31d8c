"""Citations for programs that read pages: meta tags and COinS."""

from django import template
from django.conf import settings

from archive import exports
from archive.exports import coins as coins_format
from archive.models import Document

register = template.Library()


@register.simple_tag
def coins(document: Document) -> str:
    """What stands in the title of <span class="Z3988">; loaded with its source."""
    return coins_format.title(document, site=settings.SITE_URL)


@register.filter
def citation_date(document: Document) -> str:
    """The day, month or year in which it came out: 2011/06; empty when unknown."""
    return exports.as_one(document.published).replace("-", "/")
