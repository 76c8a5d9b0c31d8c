"""Two curators at one card: what each of them wrote, and both in one form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from archive.desk.triage_forms import TriageForm
from archive.models import Document


@dataclass(frozen=True, slots=True)
class Changed:
    """A field a colleague has changed, in words; mine: what was typed against it."""

    label: str
    was: str
    now: str
    mine: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """What was typed, with a colleague's changes where nothing was typed."""

    form: TriageForm
    reason: str
    changed: Sequence[Changed]


def both(
    document: Document, typed: QueryDict, *, seen: int | None, reason: Exception
) -> Both:
    """The document is as it is now; seen: the state the typed form began from.

    Two queries, and one for each source that is named.
    """
    state = document.history.filter(history_id=seen).first() if seen else None
    now = _values(document)
    was = _values(state.instance) if state is not None else now
    merged = typed.copy()
    for name, value in now.items():
        if value != was[name] and typed.get(name, "") == was[name]:
            merged[name] = value
    form = TriageForm(merged, instance=Document.objects.get(pk=document.pk))
    form.is_valid()
    return Both(form, str(reason), list(_changed(form, typed, was, now)))


def _values(document: Document) -> dict[str, str]:
    """As a form shows them."""
    form = TriageForm(instance=document)
    return {
        name: _written(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }


def _written(value: object) -> str:
    return "" if value is None else str(value)


def _changed(
    form: TriageForm, typed: QueryDict, was: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Changed]:
    for name, field in form.fields.items():
        if now[name] == was[name]:
            continue
        mine = typed.get(name, "")
        is_both = mine not in {was[name], now[name]}
        yield Changed(
            label=str(field.label or name),
            was=_said(field, was[name]),
            now=_said(field, now[name]),
            mine=_said(field, mine) if is_both else "",
        )


def _said(field: forms.Field, value: str) -> str:
    """A choice by its name."""
    if not value:
        return "–"
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset
        found = rows.filter(pk=value).first() if rows and value.isdecimal() else None
        return str(found or value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.widget.choices).get(value, value))
    return value
