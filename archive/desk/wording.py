"""The sentence of a fact with its chips, as one form, and keeping what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from archive import claims, dates
from archive.desk.forms import Ambiguous, ClaimForm, Part, PartFormSet, complaint
from archive.models import Claim, Entity, Name
from archive.models.authorship import Author


class Wording:
    """A claim as it is or, with `sent`, as a person typed it."""

    def __init__(self, claim: Claim, sent: Mapping[str, Any] | None = None) -> None:
        self.claim = claim
        self.form = ClaimForm(sent, instance=claim)
        self.parts = PartFormSet(sent, prefix="part", initial=_initial(claim))
        self.complaints: list[str] = []
        self._chosen: Sequence[Part] = ()

    @property
    def sentence(self) -> str:
        return str(self.form.cleaned_data["sentence"])

    @property
    def is_wrong(self) -> bool:
        return bool(self.form.errors or self.complaints)

    def is_valid(self) -> bool:
        """Whether all that was typed can be kept; complaints says what cannot."""
        are_valid = self.form.is_valid() and self.parts.is_valid()
        if not self.parts.is_valid():
            self.complaints = [complaint(row) for row in self.parts.forms if row.errors]
            return False
        try:
            chosen = [row.part() for row in self.parts.forms]
        except Ambiguous as reason:
            self.complaints = list(reason.messages)
            return False
        self._chosen = [part for part in chosen if part is not None]
        return are_valid

    def keep(self, *, by: Author) -> Claim:
        """Write what differs, and nothing when all is as it was proposed."""
        claim: Claim = self.form.instance
        if self.form.changed_data:
            self._take_on(claim)
            claims.correct(claim, by=by)
        if self._differ():
            claims.take_part(claim, self._chosen, by=by)
        return claim

    def columns(self) -> dict[str, Any]:
        """What a new claim is made of: the arguments of claims.propose."""
        chosen = self.form.cleaned_data
        names = ("kind", "modality", "happened_words", "attributed_to", "known_from")
        return {name: chosen[name] for name in names} | {
            "happened": chosen["happened"],
            "place": chosen["where"],
            "participants": self._chosen,
        }

    def _take_on(self, claim: Claim) -> None:
        chosen = self.form.cleaned_data
        claim.place = chosen["where"]
        # an unchanged date keeps what one value cannot say
        if "happened" in self.form.changed_data:
            span: dates.DateSpan | None = chosen["happened"]
            none = {"happened_from": None, "happened_until": None}
            for name, value in (claims.happened_columns(span) or none).items():
                setattr(claim, name, value)

    def _differ(self) -> bool:
        kept = [
            (part.role, part.entity_id or part.words)
            for part in self.claim.participants.all()
        ]
        now = [
            (role, who.pk if isinstance(who, Entity) else who)
            for role, who in self._chosen
        ]
        return kept != now


def _initial(claim: Claim) -> list[dict[str, Any]]:
    """The rows as they are kept; words that by now are a name, as its entry."""
    if claim._state.adding:
        return []
    rows = list(claim.participants.select_related("entity"))
    known = _bearers([part.words for part in rows if part.words])
    return [
        {
            "role": part.role,
            "who": entity.label if entity else part.words,
            "entity": entity,
        }
        for part in rows
        for entity in [part.entity or known.get(part.words)]
    ]


def _bearers(words: Sequence[str]) -> dict[str, Entity]:
    """The one entry that bears each of these very names. One query."""
    found: dict[str, set[Entity]] = {}
    names = Name.objects.filter(text__in=words).select_related("entity__root")
    for name in names if words else ():
        bearer = name.entity.root or name.entity
        found.setdefault(name.text, set()).add(bearer)
    return {text: only for text, (only, *more) in found.items() if not more}
