"""Exact words at a place in a revision: what mentions and proofs hang on."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from archive.models.revision import Revision


class PassageManager(models.Manager["Passage"]):
    def at(self, revision: Revision, start: int, end: int) -> "Passage":
        """The passage at these offsets, made when it is not there yet.

        One query, two when made. Raises ValueError outside the text.
        """
        if not 0 <= start < end <= len(revision.text):
            raise ValueError(
                f"No words stand at {start}–{end} in revision {revision.number}."
            )
        return self.get_or_create(
            revision=revision,
            start=start,
            end=end,
            defaults={"quote": revision.quote(start, end)},
        )[0]

    def at_all(
        self, revision: Revision, spans: Iterable[tuple[int, int]]
    ) -> "dict[tuple[int, int], Passage]":
        """The passages at these offsets, made where they are missing.

        Two queries however many. Raises ValueError outside the text.
        """
        wanted = set(spans)
        for start, end in wanted:
            if not 0 <= start < end <= len(revision.text):
                raise ValueError(f"No words stand at {start}–{end}.")
        self.bulk_create(
            [
                Passage(revision=revision, start=s, end=e, quote=revision.quote(s, e))
                for s, e in sorted(wanted)
            ],
            ignore_conflicts=True,
        )
        there = self.filter(revision=revision).order_by() if wanted else self.none()
        return {
            span: passage
            for passage in there
            if (span := (passage.start, passage.end)) in wanted
        }


class Passage(models.Model):
    """Exact words at a place in a revision.

    The database refuses a row that does not quote its revision.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    objects = PassageManager()

    class Meta:
        ordering = ["revision", "start", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "start", "end"], name="passage_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="passage_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    def get_absolute_url(self) -> str:
        return f"{self.revision.get_absolute_url()}#p-{self.start}-{self.end}"
