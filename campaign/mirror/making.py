"""A copy from beginning to end: fetched, made to lead to files, sealed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from archive import integrity
from campaign.mirror import finding, folder, instead, places, rewriting
from campaign.mirror.crawling import Crawled, Heard, crawl
from campaign.mirror.places import Fate, place
from campaign.mirror.rewriting import Online, Words

# By the view of a page: what kind of thing its search says it found.
_KINDS = {
    "archive:report": "report",
    "archive:person": "person",
    "archive:organisation": "organisation",
    "archive:place": "place",
    "campaign:campaign": "campaign",
    "campaign:recipient": "recipient",
}
_READ_ME = "READ-ME.txt"


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files there are, how many of them pages, and what did not answer."""

    files: int
    pages: int
    missing: dict[str, int]


def make(target: Path, *, on: date, heard: Heard = lambda _done, _left: None) -> Copied:
    """Write the public site of a day into a folder.

    Raises folder.NotCopied where the folder holds anything else, and when a page
    fails. The same archive gives the same bytes on the same day.
    """
    site = settings.SITE_URL

    def own(address: str) -> str | None:
        return instead.page(address, on=on)

    with folder.replacing(target) as part:
        crawled = crawl(part, site=site, instead=own, heard=heard)
        _refuse_half(crawled)
        _rewrite(part, crawled, site, on)
        _index(part, crawled)
        (part / _READ_ME).write_text(_read_me(site, on), "utf-8")
        files = folder.seal(
            part, site=site, made_on=on, head=str(integrity.head(before=on))
        )
    return Copied(files, len(crawled.pages), crawled.missing)


def _refuse_half(crawled: Crawled) -> None:
    """An earlier copy is worth more than one of a site that is in trouble."""
    failed = [at for at, status in crawled.missing.items() if status >= 500]
    if failed:
        raise folder.NotCopied(
            _("%(n)s pages could not be read, %(first)s first. Nothing was changed.")
            % {"n": len(failed), "first": failed[0]}
        )


def _rewrite(part: Path, crawled: Crawled, site: str, on: date) -> None:
    for address in crawled.pages:
        path = part / crawled.files[address]
        page = path.read_text("utf-8")
        lead = _lead(crawled, address, site)
        words = _words(crawled, address, site, on)
        if f'="{places.SEARCH_PAGE}"' in page:  # it leads there by itself
            words = replace(words, menu="")
        path.write_text(rewriting.rewritten(page, lead, words), "utf-8", newline="\n")


def _lead(
    crawled: Crawled, address: str, site: str
) -> Callable[[str], str | Online | None]:
    here = crawled.files[address]

    def lead(link: str) -> str | Online | None:
        wanted = place(link, on=address, site=site)
        if wanted.fate is Fate.ELSEWHERE:
            return None
        found = crawled.found(wanted)
        if found is None:
            return Online(f"{site}{wanted.address}{_after('#', wanted.fragment)}")
        file, fragment = found
        led = places.relative(file, on=here)
        return f"{led}{_after('?', wanted.query)}{_after('#', fragment)}"

    return lead


def _after(mark: str, words: str) -> str:
    return f"{mark}{words}" if words else ""


def _words(crawled: Crawled, address: str, site: str, on: date) -> Words:
    search = places.relative(
        crawled.files[places.SEARCH_PAGE], on=crawled.files[address]
    )
    copied = _("This is a copy of %(site)s, made on %(day)s.") % {
        "site": settings.SITE_NAME,
        "day": date_format(on, "j F Y"),
    }
    now = _("The page as it is now")
    return Words(
        menu=format_html('<li><a href="{}">{}</a></li>', search, _("Search")),
        foot=format_html('<p>{} <a href="{}">{}</a></p>', copied, site + address, now),
        form=format_html(
            '<p class="meta">{} <a href="{}">{}</a></p>',
            _("A form stands here that only works online."),
            site + address,
            _("The page online"),
        ),
        search=search,
        online=_("online"),
    )


def _index(part: Path, crawled: Crawled) -> None:
    """What the pages say, as anybody reads it."""
    entries = [
        _entry(part, crawled, address, kind)
        for address in crawled.pages
        if (kind := _KINDS.get(places.view_of(address.partition("?")[0])))
        and "?" not in address
    ]
    path = part / crawled.files[places.SEARCH_INDEX]
    path.write_text(finding.index(entries), "utf-8", newline="\n")


def _entry(part: Path, crawled: Crawled, address: str, kind: str) -> finding.Entry:
    file = crawled.files[address]
    read = rewriting.read((part / file).read_text("utf-8"))
    text = read.text if kind != "recipient" else ""
    plain = crawled.files.get(f"{address.rstrip('/')}.txt")
    if kind == "report" and plain:  # without what else stands on the page
        text = " ".join((part / plain).read_text("utf-8").split())
    day = read.day if kind == "report" else ""
    return finding.Entry(file, kind, read.title, text, read.language, day)


def _read_me(site: str, on: date) -> str:
    lines = (
        _("A copy of %(site)s, made on %(day)s.") % {"site": site, "day": on},
        _("Open index.html with any browser; no network is needed."),
        _("To see whether a file was changed: sha256sum --check SHA256SUMS"),
    )
    return "".join(f"{line}\n" for line in lines)
