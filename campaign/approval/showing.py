"""What a proposal changes, in words, for whoever approves it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.reading.changes import ChangedParagraph, paragraphs
from campaign.approval import contents
from campaign.models import Address, Approval, ModelLetter, Paragraph

_LABELS: Mapping[str, object] = {
    "medium": gettext_lazy("Medium"),
    "value": gettext_lazy("Address"),
    "street": gettext_lazy("Street"),
    "postcode": gettext_lazy("Postcode"),
    "city": gettext_lazy("City"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "valid_from": gettext_lazy("Used from"),
    "valid_until": gettext_lazy("Used until"),
    "grade": gettext_lazy("Grade"),
    "source_url": gettext_lazy("Source"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that would be printed, or would not be any more."""

    title: str
    changed: tuple[ChangedParagraph, ...]


def shown(approval: Approval) -> list[Shown]:
    """Made of what is kept, so that nothing else is approved than what is read."""
    if "letter" in approval.content:
        return [_letter(approval)]
    known = {each["address"]: each for each in approval.content["before"]}
    return [
        Shown(
            f"{_address_title(row, known.get(row['address']))}: {row['value']}",
            paragraphs(_said(known.get(row["address"], {})), _said(row)),
        )
        for row in approval.content.get("rows", [])
    ]


def has_changed(approval: Approval) -> bool:
    """Since it was proposed: then it cannot be approved any more."""
    content = approval.content
    if "letter" in content:
        letter = approval.model_letter
        return letter is None or bool(contents.of_letter(letter) != content)
    if "rows" not in content:
        return False
    first = content["rows"][0]
    now = contents.before(first["recipient_id"], first["medium"])
    return bool(now != content["before"])


def _address_title(row: Mapping[str, Any], known: Mapping[str, Any] | None) -> str:
    if row["grade"] != Address.Grade.VERIFIED:
        return _("An address that is not used any more")
    if known is None:
        return _("A new address")
    if known["grade"] != Address.Grade.VERIFIED:
        return _("An address that was not checked until now")
    return _("An address that is in use")


def _said(row: Mapping[str, Any]) -> str:
    lines = (
        f"{label}: {_value(name, row[name])}"
        for name, label in _LABELS.items()
        if row.get(name)
    )
    return "".join(f"{' '.join(line.split())}\n" for line in lines)


def _value(name: str, value: str) -> str:
    choices = {"medium": Address.Medium, "grade": Address.Grade}
    return str(choices[name](value).label) if name in choices else value


def _letter(approval: Approval) -> Shown:
    content = approval.content
    head = content["letter"]
    older = ModelLetter.objects.published().filter(
        campaign=head["campaign_id"],
        language=head["language"],
        frame=head["frame"],
        version__lt=head["version"],
    )
    last = older.order_by("-version").first()
    old = _lines(contents.of_letter(last)) if last is not None else ""
    title = (
        _("Compared with version %(n)s, which is published") % {"n": last.version}
        if last is not None
        else _("The first version that would be published")
    )
    return Shown(title, paragraphs(old, _lines(content)))


def _lines(content: Mapping[str, Any]) -> str:
    return "".join(f"{' '.join(line.split())}\n" for line in _of_letter(content))


def _of_letter(content: Mapping[str, Any]) -> Iterator[str]:
    head = content["letter"]
    yield head["subject"]
    register = ModelLetter.Register(head["register"]).label
    yield _("Register: %(register)s") % {"register": register}
    yield _("In force from %(day)s") % {"day": head["in_force_from"]}
    for each in content["paragraphs"]:
        yield f"{Paragraph.Role(each['role']).label}: {each['text']}"
        if not each["is_locked"]:
            yield _("(the writer may reword it)")
        if each["is_optional"]:
            yield _("(the writer may leave it out)")
        for text in each["others"]:
            yield _("Other wording: %(text)s") % {"text": text}
        for _key, sentence in each["claims"]:
            yield _("Rests on: %(claim)s") % {"claim": sentence}
