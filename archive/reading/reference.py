"""A document as one cites it: plain values, before any format."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from archive.dates import DateSpan
from archive.models import Document, Entity, Name, Revision, Source
from archive.models.authorship import Author as Viewer
from archive.reading import visible

# A longer byline is a sentence, not a name.
_WORDS_UPTO = 6
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Creator:
    """Who wrote it, as printed.

    family and given: only when the archive holds the name both ways; kind: that of
    the entry of this name, empty when there is none.
    """

    name: str
    family: str = ""
    given: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """address: of the revision, for ever. sha256: empty when words are left out.

    page: of the document as it is today. printed_in: the report around a letter.
    """

    slug: str
    title: str
    kind: str
    language: str
    published: DateSpan | None
    page: str
    address: str
    revision: int
    sha256: str
    creator: Creator | None = None
    addressee: str = ""
    source: str = ""
    source_kind: str = ""
    rights: str = ""
    original: str = ""
    copy_elsewhere: str = ""
    printed_in: str = ""
    printed_in_page: str = ""

    @property
    def is_paper(self) -> bool:
        return self.source_kind == Source.Kind.NEWSPAPER

    @property
    def is_website(self) -> bool:
        return self.source_kind == Source.Kind.WEBSITE

    @property
    def is_letter(self) -> bool:
        return self.kind in {Document.Kind.LETTER, Document.Kind.REPLY}


def reference(
    document: Document,
    revision: Revision,
    creator: Creator | None,
    *,
    site: str,
    is_whole: bool,
) -> Reference:
    """Of rows as their viewer reads them. is_whole: no word is left out."""
    source, report = document.source, document.part_of
    return Reference(
        slug=document.slug,
        title=one_line(document.title) or document.slug,
        kind=document.kind,
        language=document.language,
        published=document.published,
        page=site + document.get_absolute_url(),
        address=site + revision.get_absolute_url(),
        revision=revision.number,
        sha256=revision.sha256 if is_whole else "",
        creator=creator,
        addressee=one_line(document.addressee),
        source=one_line(source.name) if source else "",
        source_kind=source.kind if source else "",
        rights=one_line(source.rights_note) if source else "",
        original=document.url,
        copy_elsewhere=document.archived_url,
        printed_in=one_line(report.title) if report else "",
        printed_in_page=site + report.get_absolute_url() if report else "",
    )


def creators(
    documents: Iterable[Document], *, viewer: Viewer, on: date
) -> Mapping[int, Creator]:
    """By document as its viewer reads it, who wrote it. One query.

    None without an author.
    """
    written = [each for each in documents if one_line(each.author)]
    known = _known([each.author for each in written], viewer=viewer, on=on)
    return {each.pk: _creator(each.author, known) for each in written}


def _known(authors: Sequence[str], *, viewer: Viewer, on: date) -> Collection[Key]:
    """Kind and spelling of those that may be seen and are not protected."""
    wanted = {way for author in authors for way in _ways(one_line(author))}
    if not wanted:
        return ()
    public = Entity.Protection.PUBLIC
    seen = visible.shown_alone(viewer, on=on).filter(
        Q(root=None) | Q(root__protection=public), protection=public
    )
    found = Name.objects.filter(text__in=sorted(wanted), entity__in=seen).order_by()
    return set(found.values_list("entity__kind", "text"))


def _ways(author: str) -> Iterator[str]:
    """As it is printed, and each way of family, given."""
    yield author
    yield from (f"{family}, {given}" for family, given in _halves(author))
    if turned := _turned(author):
        yield turned


def _halves(author: str) -> Iterator[tuple[str, str]]:
    words = author.split()
    if "," in author or not 1 < len(words) <= _WORDS_UPTO:
        return
    for at in range(1, len(words)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        yield tail, head
        yield head, tail


def _turned(author: str) -> str:
    """The plain way of a name that is printed family, given."""
    family, comma, given = author.partition(", ")
    return f"{given} {family}" if comma and "," not in given else ""


def _creator(author: str, known: Collection[Key]) -> Creator:
    name = one_line(author)
    person = Entity.Kind.PERSON
    for family, given in _halves(name):
        if (person, f"{family}, {given}") in known:
            return Creator(name, family, given, person)
    if (person, _turned(name)) in known:
        family, _, given = name.partition(", ")
        return Creator(name, family, given, person)
    kinds = (Entity.Kind.ORG, person)
    return Creator(name, kind=next((k for k in kinds if (k, name) in known), ""))


def one_line(words: str) -> str:
    """In one line, without control characters; joiners and directions stay."""
    kept = (" " if unicodedata.category(each) == "Cc" else each for each in words)
    return " ".join("".join(kept).split())
