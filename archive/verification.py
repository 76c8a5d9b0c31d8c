"""Whether what the archive keeps is what it received, said and proved.

Reads everything and writes nothing; each fault is one sentence that names
what is broken.
"""

import hashlib
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from archive import correcting, integrity, merging, names, search
from archive.integrity import Fault
from archive.models import (
    Capture,
    Claim,
    Document,
    Entity,
    Evidence,
    Judgement,
    Mention,
    Name,
    Passage,
    Revision,
    Segment,
)
from archive.models.revision import is_current, sha256_of

_CHUNK = 500


def faults() -> Iterator[Fault]:
    """Everything that is broken, noun by noun. Empty = all is as it should be.

    Memory stays small however large the archive is.
    """
    yield from captures()
    yield from revisions()
    yield from passages()
    yield from documents()
    yield from translations()
    yield from claims()
    yield from dates()
    yield from roots()
    yield from spellings()


def captures() -> Iterator[Fault]:
    """The bytes as received are there, and are those bytes; purged ones are gone."""
    purged = integrity.purged(Capture)
    for capture in Capture.objects.iterator(_CHUNK):
        which = f"{capture.sha256[:12]} ({capture.file_name or capture.media_type})"
        if capture.pk in purged:
            if capture.content.storage.exists(str(capture.content.name)):
                yield Fault("Capture", which, "it was purged, and its file is there.")
            continue
        try:
            with capture.content.open("rb") as file:
                found = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            yield Fault("Capture", which, "its file is missing or cannot be read.")
            continue
        if found != capture.sha256:
            yield Fault("Capture", which, f"its bytes have changed: {found[:12]}.")


def revisions() -> Iterator[Fault]:
    """The text is the one whose checksum is kept; of a purged one the chain says."""
    purged = integrity.purged(Revision)
    for revision in Revision.objects.select_related("document").iterator(_CHUNK):
        if revision.pk not in purged and sha256_of(revision.text) != revision.sha256:
            which = f"{revision.document.slug}/r/{revision.number}"
            yield Fault("Revision", which, "its text has changed.")


def passages() -> Iterator[Fault]:
    """A passage quotes its revision, to the letter."""
    text, of = "", 0
    by_revision = Passage.objects.order_by("revision_id", "start")
    for passage in by_revision.iterator(_CHUNK):
        if passage.revision_id != of:
            of = passage.revision_id
            text = Revision.objects.values_list("text", flat=True).get(pk=of)
        if text[passage.start : passage.end] != passage.quote:
            which = f"{passage.pk} ({passage.start}–{passage.end} of revision {of})"
            yield Fault("Passage", which, "it does not quote its revision.")


def documents() -> Iterator[Fault]:
    """Each has a text of its own; a letter inside says what its passage says."""
    for document in Document.objects.select_related(
        "current_revision", "part_of_passage__revision", "part_of"
    ).iterator(_CHUNK):
        revision, place = document.current_revision, document.part_of_passage
        if revision is None or revision.document_id != document.pk:
            yield Fault("Document", document.slug, "it has no current text.")
        elif place is not None and place.quote != revision.text:
            yield Fault(
                "Document", document.slug, "it differs from the report it stands in."
            )
        if place is not None and place.revision.document_id != document.part_of_id:
            yield Fault("Document", document.slug, "its passage is in another report.")


def translations() -> Iterator[Fault]:
    """Each stands beside a text, in a language, and proves nothing itself."""
    made = Revision.objects.filter(kind=Revision.Kind.TRANSLATION).defer("text")
    spoken = Segment.objects.filter(revision=OuterRef("pk"))
    rows = made.select_related("document").annotate(
        holds=Exists(Passage.objects.filter(revision=OuterRef("pk"))),
        is_mute=Exists(spoken) & ~Exists(spoken.exclude(language="")),
    )
    for each in rows.order_by("pk").iterator(_CHUNK):
        which = f"{each.document.slug}/r/{each.number}"
        if each.pk == each.document.current_revision_id:
            yield Fault("Translation", which, "readers see it in place of the text.")
        if each.holds:
            yield Fault("Translation", which, "it is cited, and proves nothing.")
        if each.is_mute:
            yield Fault("Translation", which, "nobody says which language it is.")


def claims() -> Iterator[Fault]:
    """What is confirmed is proven today; replacements run in no circle."""
    live = Evidence.objects.live().filter(
        claim=OuterRef("pk"), stance=Evidence.Stance.SUPPORTS
    )
    unproven = Claim.objects.confirmed().filter(~Exists(live))
    for claim in unproven.iterator(_CHUNK):
        yield Fault(
            "Claim",
            claim.slug,
            "it is confirmed, and no passage of a present text supports it.",
        )
    for claim in Claim.objects.exclude(superseded_by=None).iterator(_CHUNK):
        if _goes_round(claim):
            yield Fault("Claim", claim.slug, "its replacements run in a circle.")


def _goes_round(claim: Claim) -> bool:
    seen, following = {claim.pk}, claim.superseded_by
    while following is not None:
        if following.pk in seen:
            return True
        seen.add(following.pk)
        following = following.superseded_by
    return False


def dates() -> Iterator[Fault]:
    """A date means what its words read today, unless a person said otherwise."""
    read, of = None, 0
    decided = Mention.objects.accepted().filter(
        is_current("passage__revision"), kind=Mention.Kind.DATE
    )
    rows = decided.exclude(value="").select_related("passage", "carried_from")
    for mention in rows.order_by("passage__revision_id", "passage__start").iterator(
        _CHUNK
    ):
        words = mention.passage
        if read is None or words.revision_id != of:
            of = words.revision_id
            revision = Revision.objects.select_related("document").get(pk=of)
            read = correcting.Dated(revision)
        value = read.exactly(words.start, words.end)
        if value and value != mention.value and not correcting.is_typed(mention):
            which = f"“{words.quote}” in {revision.document.slug}"
            how = f"its words read {value}, but it is kept as {mention.value}."
            yield Fault("Date", which, how)


def roots() -> Iterator[Fault]:
    """The roots are those that the live judgements give."""
    live = Judgement.objects.live().filter(verdict=Judgement.Verdict.SAME)
    joined = {pk for pair in live.values_list("entity_id", "kept_id") for pk in pair}
    wanted = merging.replayed(joined)
    concerned = Q(pk__in=joined) | Q(root__isnull=False)
    for entity in Entity.objects.filter(concerned).order_by("slug"):
        root = wanted.get(entity.pk, entity.pk)
        if entity.root_id_or_own != root:
            yield Fault("Entity", entity.slug, "its root is not what was judged.")
    for entity in Entity.objects.exclude(root=None).exclude(root__kind=F("kind")):
        yield Fault("Entity", entity.slug, "it leads to an entry of another kind.")


def spellings() -> Iterator[Fault]:
    """Names are found by the keys that today's rules give."""
    for name in Name.objects.select_related("entity").iterator(_CHUNK):
        if name.key != names.key(name.text)[:200]:
            which = f"“{name.text}” of {name.entity.slug}"
            yield Fault("Name", which, "its key is old: run reindex_names.")


def findable() -> Iterator[Fault]:
    """What is there is found as it reads now. Apart: the index is made anew."""
    for sentence in search.out_of_step():
        which, _colon, how = sentence.partition(": ")
        yield Fault("Search", which, how)
