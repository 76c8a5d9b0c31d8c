"""What people say of a source: the rules for what on its pages is not the report."""

from archive.models import Batch, Source, recording
from archive.models.authorship import Author, save_as


def describe_source(source: Source, *, by: Author) -> None:
    """Keep what was typed about a source."""
    with recording(Batch.Verb.EDIT, by=by, summary=source.name):
        save_as(source, by)


def set_boilerplate(source: Source, rules: str, *, by: Author) -> None:
    """Keep the rules of a source. Its texts are marked by them in the worker."""
    with recording(Batch.Verb.EDIT, by=by, summary=source.name):
        source.boilerplate = rules
        save_as(source, by)
