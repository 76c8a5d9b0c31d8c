"""The sentence of a fact with its chips, as one form, and keeping what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from archive import claims, dates
from archive.desk.forms import Ambiguous, ClaimForm, Part, PartFormSet, complaint
from archive.models import Claim, Entity, Name
from archive.models.authorship import Author


class Wording:
    """A claim as it is or, with `sent`, as a person typed it.

    read: who took part and where by the decisions of today, of a proposal.
    is_looked_up: words that are the name of an entry by now are shown as it.
    """

    def __init__(
        self,
        claim: Claim,
        sent: Mapping[str, Any] | None = None,
        *,
        read: claims.Reread | None = None,
        is_looked_up: bool = True,
    ) -> None:
        self.claim = claim
        self._place_kept = claim.place_id
        if read is not None:
            claim.place = read.place
        self._kept = _kept(claim)
        parts = read.parts if read is not None else self._kept
        self._rows = _initial(parts, is_looked_up=is_looked_up)
        self.form = ClaimForm(sent, instance=claim)
        self.parts = PartFormSet(sent, prefix="part", initial=self._rows)
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

    @property
    def who(self) -> Sequence[Part]:
        """Role and entry, or words, as they are shown before anybody types."""
        return [(row["role"], row["entity"] or row["who"]) for row in self._rows]

    @property
    def has_changed(self) -> bool:
        """Whether what is_valid() has seen differs from what is kept."""
        return self._is_other() or self._differ()

    def leave(self) -> None:
        """Keep all as it is shown; in place of is_valid()."""
        self._chosen = self.who

    def keep(self, *, by: Author) -> Claim:
        """Write what differs, and nothing when all is as it was proposed."""
        claim: Claim = self.claim
        if self._is_other():
            if self.form.is_bound:
                self._take_on(claim)
            claims.correct(claim, by=by)
        if self._differ():
            claims.take_part(claim, self._chosen, by=by)
        return claim

    def _is_other(self) -> bool:
        is_elsewhere = self.claim.place_id != self._place_kept
        return is_elsewhere or (self.form.is_bound and bool(self.form.changed_data))

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
        return list(self._kept) != list(self._chosen)


def _initial(parts: Sequence[Part], *, is_looked_up: bool) -> list[dict[str, Any]]:
    """The rows of a form."""
    words = [who for _role, who in parts if isinstance(who, str)]
    known = _bearers(words if is_looked_up else [])
    return [
        {
            "role": role,
            "who": entity.label if entity else str(who),
            "entity": entity,
        }
        for role, who in parts
        for entity in [who if isinstance(who, Entity) else known.get(who)]
    ]


def _kept(claim: Claim) -> Sequence[Part]:
    if claim._state.adding:
        return []
    return [(part.role, part.entity or part.words) for part in claim.participants.all()]


def _bearers(words: Sequence[str]) -> dict[str, Entity]:
    """The one entry that bears each of these very names. One query."""
    found: dict[str, set[Entity]] = {}
    names = Name.objects.filter(text__in=words).select_related("entity__root")
    for name in names if words else ():
        bearer = name.entity.root or name.entity
        found.setdefault(name.text, set()).add(bearer)
    return {text: only for text, (only, *more) in found.items() if not more}
