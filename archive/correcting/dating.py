"""What the words of a date mean in their text, and whether a person said otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from archive import dates
from archive.models import Mention, Passage, Revision, Segment


class Dated:
    """The dates that a text reads, with its day of publication. One query."""

    def __init__(self, revision: Revision) -> None:
        document = revision.document
        found = dates.find(
            _blanked(revision),
            published_on=document.published_on,
            language=document.language,
        )
        self._found = [(each.start, each.end, each.span.value) for each in found]
        self._exact = {(start, end): value for start, end, value in self._found}

    def exactly(self, start: int, end: int) -> str:
        """The value of a date that has these very ends; "" for none."""
        return self._exact.get((start, end), "")

    def within(self, start: int, end: int) -> set[str]:
        """The values of all that are told in these words."""
        return {v for s, e, v in self._found if start <= s and e <= end}

    def at(self, start: int, end: int) -> str:
        """That of the very words, or of the one date that shares some with them."""
        shared = [v for s, e, v in self._found if s < end and start < e]
        only = shared[0] if len(shared) == 1 else ""
        return self.exactly(start, end) or only


@dataclass(frozen=True, slots=True)
class Redated:
    """A date at other words: what they are, what it meant, and what it means now.

    now: "" where nobody can say but a person.
    """

    words: str
    before: str
    now: str

    def __str__(self) -> str:
        return f"“{self.words}”: {self.before} → {self.now or '?'}"


def redate(
    mentions: QuerySet[Mention],
    places: Mapping[int, Passage],
    texts: Mapping[int, Dated] | None = None,
) -> dict[int, Redated]:
    """By key of the mention, what the words at its new passage read.

    Only those that mean another day there, or may. A value a person gave stands
    while the words say the same as before. places: by key of the old passage;
    texts: by key of the revision, where they are read already. Two queries, and
    one for each text.
    """
    dated = mentions.filter(kind=Mention.Kind.DATE).exclude(value="")
    standing = dated.exclude(status=Mention.Status.REJECTED)
    rows = list(standing.select_related("passage"))
    both = [p for row in rows for p in (row.passage, places[row.passage_id])]
    texts = _texts(both) if texts is None else texts
    found = {}
    for row in rows:
        old, new = row.passage, places[row.passage_id]
        was = texts[old.revision_id].at(old.start, old.end)
        now = texts[new.revision_id].at(new.start, new.end)
        stands = now == row.value if was == row.value else now == was
        if not stands:
            is_read = was == row.value
            found[row.pk] = Redated(new.quote, row.value, now if is_read else "")
    return found


def _texts(passages: Collection[Passage]) -> dict[int, Dated]:
    wanted = {passage.revision_id for passage in passages}
    rows = Revision.objects.filter(pk__in=wanted).select_related("document")
    return {row.pk: Dated(row) for row in rows} if wanted else {}


def is_typed(mention: Mention) -> bool:
    """Whether a person gave the value: no machine has read it in the words."""
    origin = mention
    while (before := origin.carried_from) is not None and before.value == origin.value:
        origin = before
    if origin.carried_from_id is not None:
        # read anew when it was carried, or given then
        return not origin.extractor
    suggested = origin.history.filter(
        status=Mention.Status.SUGGESTED, batch=None, history_user=None
    )
    last = suggested.order_by("-history_id").first()
    if last is not None:
        return bool(last.value != origin.value)
    passage = origin.passage
    read = Dated(passage.revision).exactly(passage.start, passage.end)
    return read != origin.value


def _blanked(revision: Revision) -> str:
    """As a run reads it: without boilerplate, every offset where it was."""
    parts, at = [], 0
    aside = revision.segments.filter(kind=Segment.Kind.BOILERPLATE).order_by("start")
    for start, end in aside.values_list("start", "end"):
        begin = max(start, at)
        parts += [revision.text[at:begin], "\n" * (end - begin)]
        at = max(at, end)
    return "".join([*parts, revision.text[at:]])
