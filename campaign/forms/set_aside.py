"""Words typed for another letter than the one now shown: kept, never dropped.

Who changes the language, the frame or the day gets other paragraphs. A
wording that fits one of them stays; the others come back to the writer, who
is told too when one of the campaign's own that was chosen has no place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign.forms.standard import is_standard
from campaign.models import Campaign, Paragraph

_NAME = re.compile(r"(p|aside)([0-9]{1,18})")
_CHOSEN = re.compile(r"a([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A wording of a paragraph that is not in the letter shown."""

    name: str  # of the field that keeps it
    text: str
    language: str
    is_new: bool  # the writer has not been told yet

    @property
    def label(self) -> str:
        return _("Your wording of another letter’s paragraph")


def settle(
    typed: QueryDict, campaign: Campaign, shown: list[Paragraph]
) -> tuple[QueryDict, list[SetAside], int]:
    """What was typed as the letter shown can hold it, and what it cannot.

    The number is that of other wordings that were chosen and are not in it.

    Paragraphs of other campaigns are nobody's words here. Two queries
    where something was typed for a paragraph that is not shown, else none.
    """
    here = {each.pk: each for each in shown}
    wordings = _wordings(typed)
    left_out = {int(key) for key in typed.getlist("skip") if _is_key(key)}
    chosen = _chosen(typed)
    elsewhere = (set(wordings) | left_out | set(chosen)) - set(here)
    back = {key for key, (_text, kept) in wordings.items() if kept and key in here}
    if not elsewhere and not back:
        return typed, [], 0
    settled = typed.copy()
    for key in back:
        settled[f"p{key}"] = wordings[key][0]
    asides, unchosen = [], 0
    for each in _known(elsewhere, campaign):
        if each.pk in left_out:
            _leave_out(each, shown, settled)
        unchosen += _is_unchosen(each, chosen, shown, settled)
        text, was_kept = wordings.get(each.pk, ("", False))
        if text and not (is_standard(each, text) or _place(each, text, shown, settled)):
            language = each.model_letter.language
            name = f"aside{each.pk}"
            asides.append(SetAside(name, text, language, is_new=not was_kept))
    return settled, asides, unchosen


def not_in_words(reworded: int, unchosen: int) -> str:
    """In one sentence, of so many paragraphs of each kind; "" for none."""
    if reworded and unchosen:
        return _(
            "What you had reworded, and another wording you had chosen, "
            "is not in this letter."
        )
    if unchosen:
        return _("Another wording you had chosen is not in this letter.")
    if not reworded:
        return ""
    return ngettext(
        "A paragraph you had reworded is not in this letter.",
        "%(n)s paragraphs you had reworded are not in this letter.",
        reworded,
    ) % {"n": reworded}


def kept_below(found: list[SetAside]) -> str:
    if not found:
        return ""
    return _("Your words are kept below: take from them what you need.")


def _known(keys: set[int], campaign: Campaign) -> QuerySet[Paragraph]:
    paragraphs = Paragraph.objects.filter(pk__in=keys, model_letter__campaign=campaign)
    return paragraphs.select_related("model_letter").prefetch_related("alternatives")


def _is_key(typed: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,18}", typed))


def _wordings(typed: QueryDict) -> dict[int, tuple[str, bool]]:
    """By paragraph the words, and whether they had been set aside before.

    What stands in the paragraph's own field is newer.
    """
    found: dict[int, tuple[str, bool]] = {}
    for name in sorted(typed):  # aside12 before p12
        match, text = _NAME.fullmatch(name), str(typed[name])
        if match and text.strip():
            found[int(match[2])] = (text, match[1] == "aside")
    return found


def _chosen(typed: QueryDict) -> dict[int, str]:
    """By paragraph the other wording that was chosen for it."""
    matches = (_CHOSEN.fullmatch(name) for name in typed)
    found = {int(each[1]): str(typed[each[0]]) for each in matches if each}
    return {key: value for key, value in found.items() if value}


def _is_unchosen(
    paragraph: Paragraph,
    chosen: Mapping[int, str],
    shown: list[Paragraph],
    settled: QueryDict,
) -> bool:
    """Whether a wording was chosen that the letter shown has nowhere."""
    others = {str(each.pk): each.text for each in paragraph.alternatives.all()}
    text = others.get(chosen.get(paragraph.pk, ""))
    if text is None:
        return False
    for each in shown:
        for other in each.alternatives.all() if each.text == paragraph.text else ():
            if other.text == text:
                settled[f"a{each.pk}"] = str(other.pk)
                return False
    return True


def _place(
    paragraph: Paragraph, text: str, shown: list[Paragraph], settled: QueryDict
) -> bool:
    """Put the words where the letter shown says the same; False = nowhere."""
    for each in shown:
        name = f"p{each.pk}"
        is_free = not each.is_locked and not settled.get(name, "").strip()
        if is_free and each.text == paragraph.text:
            settled[name] = text
            return True
    return False


def _leave_out(
    paragraph: Paragraph, shown: list[Paragraph], settled: QueryDict
) -> None:
    """Its translation too, and the same words in another version."""
    family = paragraph.follows_id or paragraph.pk
    for each in shown:
        is_same = each.text == paragraph.text
        if is_same or family in {each.pk, each.follows_id}:
            settled.appendlist("skip", str(each.pk))
