"""Runs of the machine over a document, without a model."""

from archive import reconcile
from archive.extraction import Find, FindKind
from archive.models import Mention
from tests import make

TEXT = "Lawyer Ana Testova spoke in A Town. Police held Ana Testova on 3 May 2021."
NO_MODEL: dict[str, str] = {}


def run(document, **options):
    return reconcile.run(
        document.current_revision, pipelines=NO_MODEL, at=make.NOW, **options
    )


def find(start, end, kind="PERSON"):
    return Find(
        start=start,
        end=end,
        kind=FindKind(kind),
        surface=TEXT[start:end],
        canonical="",
        value="",
        score=0.5,
        source="test/1",
    )


def decided():
    return list(
        Mention.objects.exclude(decided_at=None)
        .order_by("pk")
        .values_list("pk", "status", "entity", "passage", "kind", "value")
    )
