"""Offering a model letter to the public, and what has to be mended first."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models.authorship import Author, save_as
from campaign import approval, citations, placeholders
from campaign.models import Approval, ModelLetter, Paragraph


def model_problems(model_letter: ModelLetter) -> list[str]:
    """What a curator must mend before the letter can be published.

    Sentences; empty when there is nothing. Does not look at the day.
    """
    problems = citations.uncited_in_words(model_letter) + [
        _("“%(claim)s” has not been confirmed.") % {"claim": each.claim.sentence}
        for each in citations.cited(model_letter)
        if each.claim.status != each.claim.Status.CONFIRMED
    ]
    texts = [(_("Subject"), model_letter.subject)]
    for each in model_letter.paragraphs.all():
        texts += _texts(each)
    for where, text in texts:
        found = placeholders.problems(text, known=placeholders.KNOWN)
        problems += [f"{where}: {problem}" for problem in found]
    if len(texts) == 1:
        problems.append(_("The letter has no paragraphs yet."))
    return problems


def _texts(paragraph: Paragraph) -> list[tuple[str, str]]:
    """The paragraph and its other wordings, each with where it stands."""
    place = _("Paragraph %(n)s") % {"n": paragraph.order}
    others = [
        (_("%(place)s, wording %(n)s") % {"place": place, "n": n}, each.text)
        for n, each in enumerate(paragraph.alternatives.all(), start=2)
    ]
    return [(place, paragraph.text), *others]


def publish(model_letter: ModelLetter, *, by: Author) -> list[str]:
    """Offer the letter to the public, or say what has to be mended first.

    Raises gate.Unapproved where a second person has to look: see offer().
    """
    if problems := model_problems(model_letter):
        return problems
    _show(model_letter, is_published=True, by=by)
    return []


@transaction.atomic
def offer(model_letter: ModelLetter, *, by: Author) -> list[str] | Approval:
    """As publish(); where two people publish it waits for the second."""
    if not approval.has_to_wait(by) or model_letter.is_published:
        return publish(model_letter, by=by)
    if problems := model_problems(model_letter):
        return problems
    return approval.propose_letter(model_letter, by=by)


@transaction.atomic
def approve(waiting: Approval, *, seen: str, by: Author, at: datetime) -> Approval:
    """As approval.approve(); a letter with a fault by now is not published.

    Raises ValueError with sentences, and nothing is changed.
    """
    if waiting.model_letter_id is not None:
        letter = ModelLetter.objects.with_text().get(pk=waiting.model_letter_id)
        if problems := model_problems(letter):
            raise ValueError(" ".join(problems))
    return approval.approve(waiting.pk, seen=seen, by=by, at=at)


def unpublish(model_letter: ModelLetter, *, by: Author) -> None:
    """Take the letter back; the version before it is in force again."""
    _show(model_letter, is_published=False, by=by)


def _show(model_letter: ModelLetter, *, is_published: bool, by: Author) -> None:
    model_letter.is_published = is_published
    save_as(model_letter, by, update_fields=["is_published"])
