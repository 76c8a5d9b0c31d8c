"""Taking somebody's name and words out of everything that is kept, for good.

Texts keep their length and their hashes; what was sealed keeps its place in the
chain, with a record that it was purged. No backup or copy made before is reached.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace

from django.apps import apps
from django.core.files.storage import Storage
from django.db import connection, models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive import integrity, search
from archive.integrity.kinds import kinds
from archive.models import (
    AccessionFile,
    Band,
    Batch,
    Capture,
    Claim,
    Document,
    Entity,
    Mention,
    Name,
    NameBlock,
    Passage,
    Revision,
    SearchText,
    SearchWord,
    recording,
)
from archive.models.authorship import Author, save_as
from archive.objections.blackening import Blackening, Span
from archive.protection import BLACK
from archive.reading import protecting, visible
from archive.search import words as tokens

_CHUNK = 500
# Written apart, or made anew, or of the machinery and without words of ours.
_APART = {Revision, Passage, Entity, SearchText, SearchWord, Band, NameBlock}
_MACHINERY = {"accounts", "auth", "contenttypes", "mfa"}
_CHAIN = {"chainlink", "chainshape", "chainwaiting", "purge"}


class NotHidden(ValueError):
    """A name is hidden first: that can be undone, and shows what will be missing."""


class Reason(models.TextChoices):
    """Written down for ever, so a choice and no words of anybody."""

    ASKED = "asked", _("the person asked for it")
    FAMILY = "family", _("the family asked for it")
    DANGER = "danger", _("somebody is in danger")
    COURT = "court", _("a court or an authority ordered it")


@dataclass(frozen=True, slots=True)
class Purged:
    """How many texts and rows hold fewer words now, and how many files are gone."""

    texts: int = 0
    rows: int = 0
    files: int = 0


def purge(
    entity: Entity,
    *,
    words: Sequence[str] = (),
    reason: Reason,
    by: Author,
    at: datetime,
) -> Purged:
    """Never to be undone. Reads every row there is: minutes for a large archive.

    words: whatever else tells who it is, taken out wherever it stands. Raises
    NotHidden unless the name is hidden already.
    """
    with transaction.atomic():
        root = Entity.objects.select_for_update(of=("self",)).get(
            pk=entity.root_id_or_own
        )
        return _Purge(root, words, reason, by, at).done()


class _Purge:
    """One purge under way."""

    def __init__(
        self,
        root: Entity,
        words: Sequence[str],
        reason: Reason,
        by: Author,
        at: datetime,
    ) -> None:
        self.cluster = list(visible.one_with(root))
        if not any(
            each.protection == Entity.Protection.HIDDEN for each in self.cluster
        ):
            raise NotHidden("Hide the name first: that can be undone, this cannot.")
        self.by, self.at, self.reason = by, at, reason
        screen = protecting.screen_for(None, documents=Document.objects.all())
        about = {key for key, who in screen.known.items() if root.pk in who}
        self.black = Blackening(
            screen, root.pk, tuple(words), frozenset(_families(about))
        )
        self.purged = Purged()
        self.documents: set[int] = set()
        self.changed: list[models.Model] = []

    def done(self) -> Purged:
        what = f"{self.cluster[0].get_kind_display()} {self.cluster[0].pk}"
        with recording(Batch.Verb.PURGE, by=self.by, summary=what) as act:
            act.row()  # kept also where nothing more is written
            self._texts()
            self._files()
            self._spellings()
            self._entries()
            for model in _swept():
                self._rows(model)
            own = [each.pk for each in self.cluster]
            self._rows(Entity, Entity.objects.exclude(pk__in=own))
        self._index()
        return self.purged

    # texts

    def _texts(self) -> None:
        """Reports before the letters inside them, which say what the report says."""
        rows = Revision.objects.select_related("document").order_by(
            F("document__part_of").asc(nulls_first=True), "pk"
        )
        for revision in rows.iterator(_CHUNK):
            text = self._inner(revision) or self._blackened(revision)
            note = self.black.text(
                revision.note, is_about=self._is_about(revision.document_id)
            )
            if (text, note) != (revision.text, revision.note):
                self._write_text(revision, text, note)

    def _is_about(self, document: int | None) -> bool:
        return document in self.black.about

    def _blackened(self, revision: Revision) -> str:
        marked: list[Span] = []
        cleared: list[Span] = []
        own = {each.pk for each in self.cluster}
        named = Mention.objects.accepted().filter(
            passage__revision=revision, entity__isnull=False
        )
        for start, end, who in named.values_list(
            "passage__start", "passage__end", "entity"
        ):
            (marked if who in own else cleared).append((start, end))
        return self.black.text(
            revision.text,
            is_about=self._is_about(revision.document_id),
            marked=marked,
            cleared=cleared,
        )

    def _inner(self, revision: Revision) -> str:
        """Of a letter in a report, what stands there now; else ""."""
        document = revision.document
        place = document.part_of_passage
        if place is None or document.current_revision_id != revision.pk:
            return ""
        return place.quote if len(place.quote) == len(revision.text) else ""

    def _write_text(self, revision: Revision, text: str, note: str) -> None:
        changes = {"text": text, "note": note, "signature": None}
        self._sealed(revision, changes)
        for place in Passage.objects.filter(revision=revision):
            quote = text[place.start : place.end]
            if quote != place.quote:
                Passage.objects.filter(pk=place.pk).update(quote=quote)
        self.documents |= {revision.document_id, revision.document.part_of_id or 0}
        self.changed.append(revision)
        Band.objects.filter(document=revision.document_id).delete()
        self.purged = replace(self.purged, texts=self.purged.texts + 1)

    def _files(self) -> None:
        """The bytes as received hold the name too, and cannot be changed: they go."""
        about = self.documents | set(self.black.about)
        for capture in Capture.objects.filter(document__in=about):
            gone = {"file_name": "", "url": "", "final_url": ""}
            self._sealed(capture, gone)
            self._delete(capture.content.storage, capture.content.name)
        for file in AccessionFile.objects.filter(document__in=about).exclude(
            content=""
        ):
            self._delete(file.content.storage, file.content.name)
            AccessionFile.objects.filter(pk=file.pk).update(content="")

    def _delete(self, storage: Storage, name: str | None) -> None:
        transaction.on_commit(lambda: storage.delete(name or ""))
        self.purged = replace(self.purged, files=self.purged.files + 1)

    # names

    def _spellings(self) -> None:
        """Deleted without a history: that would write them down once more."""
        spelt = Name.objects.filter(entity__in=self.cluster)
        others = Name.objects.exclude(entity__in=self.cluster).values_list("pk", "text")
        named = [pk for pk, text in others if self.black.text(text) != text]
        of = Entity.objects.filter(names__in=named).distinct()
        self.changed += list(of)
        for rows in (spelt, Name.objects.filter(pk__in=named)):
            NameBlock.objects.filter(name__in=rows).delete()
            rows._raw_delete(using=connection.alias)

    def _entries(self) -> None:
        """Nameless, hidden for good, and still what decisions and proofs hang on."""
        for each in self.cluster:
            each.label, each.slug = BLACK, f"_{each.pk}"
            each.sort_key = each.description = each.wikidata = ""
            each.latitude = each.longitude = None
            each.protection = Entity.Protection.HIDDEN
            save_as(each, self.by)
            self.changed.append(each)
        own = {each.pk for each in self.cluster}
        nameless = {"label": BLACK, "sort_key": "", "description": "", "wikidata": ""}
        for state in Entity.history.filter(id__in=own).exclude(label=BLACK):
            self._sealed(state, nameless | {"slug": f"_{state.id}"})
        for state in Name.history.filter(entity_id__in=own).exclude(text=BLACK):
            self._sealed(state, {"text": BLACK, "key": ""})

    # every other row

    def _rows(
        self, model: type[models.Model], rows: "models.QuerySet | None" = None
    ) -> None:
        fields = _wordy(model)
        if not fields:
            return
        chosen = model._base_manager.all() if rows is None else rows
        names = [field.attname for field in fields]
        columns = [
            *names,
            *(c for c in ("id", "document_id", "claim_id") if _has(model, c)),
        ]
        for row in chosen.order_by("pk").only("pk", *columns).iterator(_CHUNK):
            is_about = self._tells_of(row)
            was = {field: getattr(row, field.attname) for field in fields}
            changes = {
                field.attname: new
                for field, old in was.items()
                if (new := self._reworded(row, field, old, is_about=is_about)) != old
            }
            if changes:
                self._write(row, changes)

    def _tells_of(self, row: models.Model) -> bool:
        """Whether a surname alone is theirs: rows of a document that is about them."""
        document = getattr(row, "document_id", None)
        if _of(row) is Document:
            document = getattr(row, "id", None)
        if document in self.black.about:
            return True
        claim = getattr(row, "id" if _of(row) is Claim else "claim_id", None)
        return claim is not None and claim in self._claims()

    def _claims(self) -> set[int]:
        if not hasattr(self, "_told"):
            found = Claim.objects.filter(
                models.Q(participants__entity__in=self.cluster)
                | models.Q(place__in=self.cluster)
                | models.Q(evidence__passage__revision__document__in=self.black.about)
            )
            self._told = set(found.order_by().values_list("pk", flat=True))
        return self._told

    def _reworded(
        self, row: models.Model, field: models.Field, old: object, *, is_about: bool
    ) -> object:
        if not old:
            return old
        if isinstance(field, models.SlugField):
            is_ours = self.black.address(str(old)) == str(old)
            return old if is_ours else f"_{getattr(row, 'id', row.pk)}"
        if isinstance(field, models.URLField):
            return self.black.address(str(old))
        return self.black.value(old, is_about=is_about)

    def _write(self, row: models.Model, changes: dict[str, object]) -> None:
        if _of(row) is Name:
            changes["key"] = ""
        if row._meta.label_lower in kinds():
            self._sealed(row, changes)
        else:
            type(row)._base_manager.filter(pk=row.pk).update(**changes)
            self.changed.append(row)
        self.purged = replace(self.purged, rows=self.purged.rows + 1)

    def _sealed(self, row: models.Model, changes: Mapping[str, object]) -> None:
        reason = str(self.reason.value)
        integrity.purge(row, changes, reason=reason, by=self.by, at=self.at)

    # what is worked out from them

    def _index(self) -> None:
        search.index_documents(self.documents)
        changed = [SimpleNamespace(instance=row) for row in self.changed]
        search.index_again(changed)
        words = {
            folded
            for said in self.black.gone
            for token in tokens.tokens(said)
            for folded in tokens.folds(token)
        }
        for word in words:
            if not SearchText.objects.filter(folded__contains=word).exists():
                SearchWord.objects.filter(word=word).delete()
        _forget_deleted_words()


def _forget_deleted_words() -> None:
    """SQLite keeps what is not found any more in its index until parts are merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO archive_searchindex (archive_searchindex) "
                "VALUES ('optimize')"
            )


def _families(about: Iterable[int]) -> set[int]:
    """With the reports these stand in, and the letters that stand in these."""
    keys = set(about)
    rows = Document.objects.exclude(part_of=None).values_list("pk", "part_of")
    pairs = list(rows)
    roots = {whole for part, whole in pairs if part in keys and whole} | keys
    return roots | {part for part, whole in pairs if whole in roots}


def _swept() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        meta = model._meta
        is_ours = meta.app_label not in _MACHINERY and meta.model_name not in _CHAIN
        if is_ours and model not in _APART and not meta.proxy:
            yield model


def _wordy(model: type[models.Model]) -> list[models.Field]:
    """Columns that may hold somebody's words; choices, hashes and keys do not."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not field.primary_key
        and field.name not in {"sha256", "mark", "key"}
    ]


def _has(model: type[models.Model], column: str) -> bool:
    return any(field.attname == column for field in model._meta.concrete_fields)


def _of(row: models.Model) -> type[models.Model]:
    """What a row is, or what it is a state of."""
    found: type[models.Model] = getattr(row, "instance_type", type(row))
    return found
