"""The JSON Schema of the file, made from the models; and the check by it.

docs/archive-file.schema.json is its printed form; a test keeps the two alike.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from django.db import models

from archive.models import (
    Capture,
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Name,
    Participant,
    Revision,
    Segment,
    Source,
)
from campaign.models import (
    Accreditation,
    Action,
    Address,
    Alternative,
    Campaign,
    Demand,
    Holder,
    LetterCount,
    ModelLetter,
    Paragraph,
    Recipient,
    Reply,
    Target,
    Update,
)
from campaign.portable.columns import COLUMNS

FORMAT = "demarche-archive"
VERSION = 1
SCOPES = ("public", "everything")

Schema = dict[str, Any]
_SLUG: Schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 120}
_NUMBER: Schema = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
_SURROGATE = re.compile("[\ud800-\udfff]")
_PASSAGE: Schema = {"$ref": "#/$defs/passage"}


def schema() -> Schema:
    """JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An archive of reports, claims, letters and actions",
        **_object(
            format={"const": FORMAT},
            version={"const": VERSION},
            scope={"enum": list(SCOPES)},
            sources=_list(_row(Source)),
            entities=_list(_row(Entity, names=_list(_row(Name)))),
            documents=_list(_document()),
            claims=_list(_claim()),
            recipients=_list(_recipient()),
            campaigns=_list(_campaign()),
            actions=_list(_action()),
        ),
        "$defs": {
            "passage": _object(
                document=_SLUG,
                revision=_NUMBER,
                start=_NUMBER,
                end=_NUMBER,
                quote={"type": "string", "minLength": 1},
            )
        },
    }


def _document() -> Schema:
    segment = {
        "start": _NUMBER,
        "end": _NUMBER,
        "kind": {"enum": list(Segment.Kind.values)},
        "language": {"type": "string", "maxLength": 12},
    }
    mention = _row(Mention, passage=_PASSAGE, entity=_or_null(_SLUG))
    capture = _row(Capture, content={"type": "string", "contentEncoding": "base64"})
    return _row(
        Document,
        source=_or_null(_SLUG),
        part_of=_or_null(_PASSAGE),
        current=_NUMBER,
        revisions={
            **_list(_row(Revision, segments=_list(_object(**segment)))),
            "minItems": 1,
        },
        mentions=_list(mention),
        captures=_list(capture),
    )


def _claim() -> Schema:
    evidence = _object(
        passage=_PASSAGE,
        stance={"enum": list(Evidence.Stance.values)},
        note={"type": "string", "maxLength": 300},
    )
    participant = _object(
        role={"enum": list(Participant.Role.values)},
        entity=_or_null(_SLUG),
        words={"type": "string", "maxLength": 200},
    )
    return _row(
        Claim,
        place=_or_null(_SLUG),
        superseded_by=_or_null(_SLUG),
        evidence=_list(evidence),
        participants=_list(participant),
    )


def _recipient() -> Schema:
    return _row(
        Recipient,
        accreditations=_list(_row(Accreditation)),
        holders=_list(_row(Holder)),
        addresses=_list(_row(Address)),
    )


def _campaign() -> Schema:
    return _row(
        Campaign,
        documents=_list(_SLUG),
        outcome_claims=_list(_SLUG),
        successor=_or_null(_SLUG),
        demands=_list(_row(Demand)),
        targets=_list(_row(Target, recipient=_SLUG)),
        updates=_list(_row(Update)),
        model_letters=_list(_model_letter()),
        letter_counts=_list(_row(LetterCount)),
    )


def _model_letter() -> Schema:
    version = _object(
        language={"type": "string", "maxLength": 12},
        frame={"enum": list(ModelLetter.Frame.values)},
        version=_NUMBER,
    )
    paragraph = _row(
        Paragraph,
        adapted_from=_or_null(_PASSAGE),
        follows=_or_null(_NUMBER),
        alternatives=_list(_row(Alternative)),
        citations=_list(_SLUG),
    )
    return _row(
        ModelLetter,
        adapted_from=_or_null(_SLUG),
        follows=_or_null(version),
        paragraphs=_list(paragraph),
    )


def _action() -> Schema:
    reply = _row(Reply, contradicted_by=_list(_SLUG), evidence=_list(_PASSAGE))
    return _row(
        Action,
        campaign=_or_null(_SLUG),
        recipient=_or_null(_SLUG),
        document=_or_null(_SLUG),
        reported_on=_or_null({"type": "string", "format": "date"}),
        evidence=_list(_PASSAGE),
        replies=_list(reply),
    )


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(kind: Schema) -> Schema:
    return {"anyOf": [kind, {"type": "null"}]}


def _row(model: type[models.Model], **others: Schema) -> Schema:
    columns = {name: _column(model, name) for name in COLUMNS[model]}
    return _object(**columns, **others)


def _column(model: type[models.Model], name: str) -> Schema:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column.")
    kind = _kind(field)
    return _or_null(kind) if field.null else kind


def _kind(field: "models.Field[Any, Any]") -> Schema:
    if field.choices:
        return {"enum": [value for value, _label in field.flatchoices]}
    for types, kind in _KINDS:
        if isinstance(field, types):
            return kind
    kind = {"type": "string"}
    limit = getattr(field, "max_length", None)
    return kind | {"maxLength": limit} if limit else kind


_KINDS: tuple[tuple[type | tuple[type, ...], Schema], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (
        models.DecimalField,
        {"type": "string", "pattern": "^-?[0-9]{1,3}(\\.[0-9]{1,5})?$"},
    ),
    (models.FloatField, {"type": "number"}),
    (models.IntegerField, _NUMBER),
    (models.JSONField, {"type": "array"}),
    (models.SlugField, _SLUG),
)


def faults(value: Any, kind: Mapping[str, Any], where: str = "") -> Iterator[str]:
    """What in a value is not as the schema says; the words this schema uses only."""
    if "$ref" in kind:
        kind = _DEFINED["passage"]
    if "anyOf" in kind:
        if value is not None:
            yield from faults(value, kind["anyOf"][0], where)
        return
    if "const" in kind and value != kind["const"]:
        yield f"{where}: it must be “{kind['const']}”"
    elif "enum" in kind and value not in kind["enum"]:
        yield f"{where}: “{str(value)[:60]}” is none of {', '.join(kind['enum'])}"
    elif "type" in kind:
        yield from _of_type(value, kind, where)


_DEFINED: Mapping[str, Schema] = {"passage": schema()["$defs"]["passage"]}
_PYTHON: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def _of_type(value: Any, kind: Mapping[str, Any], where: str) -> Iterator[str]:
    name = kind["type"]
    is_right = isinstance(value, _PYTHON[name])
    if not is_right or (isinstance(value, bool) and name != "boolean"):
        yield f"{where}: this is no {name}"
    elif name == "object":
        yield from _of_object(value, kind, where)
    elif name == "array":
        yield from _of_array(value, kind, where)
    elif name == "string":
        yield from _of_string(value, kind, where)
    elif isinstance(value, float) and not isfinite(value):
        yield f"{where}: this number is endless"
    elif not kind.get("minimum", value) <= value <= kind.get("maximum", value):
        yield f"{where}: {str(value)[:40]} is out of range"


def _of_array(
    value: Sequence[Any], kind: Mapping[str, Any], where: str
) -> Iterator[str]:
    if len(value) < kind.get("minItems", 0):
        yield f"{where}: this list is empty"
    for number, each in enumerate(value):
        yield from faults(each, kind.get("items", {}), f"{where}[{number}]")


def _of_object(
    value: Mapping[str, Any], kind: Mapping[str, Any], where: str
) -> Iterator[str]:
    known = kind["properties"]
    for name in known.keys() - value.keys():
        yield f"{where}: “{name}” is missing"
    for name in value.keys() - known.keys():
        yield f"{where}: “{name[:60]}” is not known"
    for name in known.keys() & value.keys():
        yield from faults(value[name], known[name], f"{where}.{name}".lstrip("."))


def _of_string(value: str, kind: Mapping[str, Any], where: str) -> Iterator[str]:
    if len(value) > kind.get("maxLength", len(value)):
        yield f"{where}: {len(value)} characters, at most {kind['maxLength']} fit"
    if len(value) < kind.get("minLength", 0):
        yield f"{where}: it is empty"
    if "pattern" in kind and not re.fullmatch(kind["pattern"], value):
        yield f"{where}: “{value[:60]}” is not written as it should be"
    if "\x00" in value or _SURROGATE.search(value):
        yield f"{where}: it holds a character that is none"
