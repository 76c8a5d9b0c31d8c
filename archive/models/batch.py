"""One act of a person: what was written together, and is undone together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from django.apps import apps
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from simple_history.utils import bulk_create_with_history

from archive.models.authorship import Author, account


class Batch(models.Model):
    """An act and who did it. Its rows are the states kept in the histories.

    Never changed but for undone_by, and never deleted: an undo is an act too.
    """

    class Verb(models.TextChoices):
        ACCEPT = "accept", _("accepted")
        MARK = "mark", _("marked by hand")
        MOVE = "move", _("moved the boundary")
        REJECT = "reject", _("rejected")
        REOPEN = "reopen", _("taken back")
        SET_ASIDE = "set_aside", _("set aside")
        ENTRY = "entry", _("made an entry")
        EDIT = "edit", _("edited")
        PROTECT = "protect", _("protected")
        SAME = "same", _("said to be the same")
        DIFFERENT = "different", _("said to be different")
        UNSURE = "unsure", _("could not tell")
        TRIAGE = "triage", _("triaged")
        SEGMENT = "segment", _("marked a part")
        CUT_OUT = "cut_out", _("cut out a document")
        CORRECT = "correct", _("corrected the text")
        REANCHOR = "reanchor", _("placed again")
        PROPOSE = "propose", _("proposed a fact")
        CONFIRM = "confirm", _("confirmed a fact")
        DISPUTE = "dispute", _("disputed a fact")
        SUPERSEDE = "supersede", _("replaced a fact")
        PUBLISH = "publish", _("published")
        WITHDRAW = "withdraw", _("withdrawn")
        INGEST = "ingest", _("put in")
        PURGE = "purge", _("purged for good")
        UNDO = "undo", _("undone")

    verb = models.CharField(max_length=12, choices=Verb.choices)
    summary = models.CharField(
        max_length=300, blank=True, help_text=_("About what, in the words shown.")
    )
    document = models.ForeignKey(
        "archive.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now())
    undone_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undoes"
    )

    class Meta:
        verbose_name_plural = _("batches")
        ordering = ["-id"]
        indexes = [models.Index(fields=["made_by", "-id"], name="batch_by_person")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.summary}"

    @property
    def is_undone(self) -> bool:
        """Taken back, and that has not been taken back in turn."""
        return self.undone_by is not None and not self.undone_by.is_undone


class Recorded(models.Model):
    """A state in a history, and the act that left it; none for a machine."""

    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="+"
    )

    position = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("The how-manieth thing the act wrote.")
    )

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        act = _current.get()
        if act is not None and self.batch_id is None:
            self.batch = act.row()
            self.position = act.next_position()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Act:
    """A batch under way; its row is made with the first thing it writes."""

    def __init__(
        self, verb: str, *, by: Author, summary: str, document: models.Model | None
    ) -> None:
        self._row: Batch | None = None
        self._verb = verb
        self._by = by
        self._document = document
        self._positions = count(1)
        self.summary = summary

    def next_position(self) -> int:
        return next(self._positions)

    def row(self) -> Batch:
        if self._row is None:
            self._row = Batch.objects.create(
                verb=self._verb,
                summary=" ".join(self.summary.split())[:300],
                document_id=self._document.pk if self._document else None,
                made_by=account(self._by),
            )
        return self._row


_current: ContextVar[Act | None] = ContextVar("batch", default=None)


@contextmanager
def recording(
    verb: str, *, by: Author, summary: str = "", document: models.Model | None = None
) -> Iterator[Act]:
    """What is saved inside belongs together: all of it is written, or nothing.

    Inside another recording the outer one holds. Nothing written, no batch.
    """
    outer = _current.get()
    with transaction.atomic():
        if outer is not None:
            yield outer
            return
        act = Act(verb, by=by, summary=summary, document=document)
        token = _current.set(act)
        try:
            yield act
        finally:
            _current.reset(token)


def create_recorded(rows: Sequence[models.Model], *, by: Author) -> None:
    """Insert new rows of one model with their histories, as part of the act.

    Two queries however many rows. Raises RuntimeError outside a recording.
    """
    act = _current.get()
    if act is None:
        raise RuntimeError("rows of a person are created inside a recording")
    if rows:
        bulk_create_with_history(
            rows,
            type(rows[0]),
            default_user=account(by),
            custom_historical_attrs={
                "batch": act.row(),
                "position": act.next_position(),
            },
        )


def histories() -> Mapping[str, type[models.Model]]:
    """By name, whoever keeps them: rooms above the archive have their own."""
    return {
        model.__name__: model
        for model in apps.get_models()
        if issubclass(model, Recorded)
    }


def written(batch: Batch) -> list[tuple[str, int, int]]:
    """History, row and first state of each row of an act, in order. One query."""
    parts = [
        history._default_manager.filter(batch=batch)
        .order_by()
        .annotate(of=Value(name))
        .values_list("of", "id", "history_id", "position")
        for name, history in histories().items()
    ]
    rows = sorted(
        parts[0].union(*parts[1:], all=True), key=lambda row: (row[3] or 0, row[2])
    )
    first: dict[tuple[str, int], int] = {}
    for name, pk, history_id, _position in rows:
        first.setdefault((name, pk), history_id)
    return [(name, pk, history_id) for (name, pk), history_id in first.items()]
