"""What stands beside a letter: its length, how far it is own, what to think over.

Advice only: computed for this answer, kept nowhere, and no letter waits for it.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign import letters, wording
from campaign.formats import pdf
from campaign.forms import LetterForm
from campaign.models import Paragraph
from campaign.wording import Advice, Judged, Kind

_PAGE = re.compile(rb"/Type ?/Page\b")
_QUOTED_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Beside:
    """In sentences. The letter's length, its own share, and the advice."""

    length: str
    own: str
    sentences: tuple[str, ...]


def beside(form: LetterForm, made: letters.Letter) -> Beside:
    """Of a checked form and the letter made from it. No query."""
    choices = form.choices
    found = wording.judged(
        made.paragraphs,
        model=_model(form, made).paragraphs,
        typed=[choices.own_words, *choices.wording.values()],
        demands=_demands(form),
        language=made.language,
        pages=pages(pdf.render(made)),
    )
    return Beside(
        length=_length(found),
        own=_own(found),
        sentences=tuple(
            _sentence(each, found, has_sources=bool(made.sources))
            for each in found.advice
        ),
    )


def pages(rendered: bytes) -> int:
    """Of a PDF that typst has set."""
    return len(_PAGE.findall(rendered))


def _model(form: LetterForm, made: letters.Letter) -> letters.Letter:
    """What the campaign alone would have written, for the same sender and day."""
    model_letter, recipient = form.offer.model_letter, form.recipient
    if model_letter is None or recipient is None:
        return made
    try:
        return letters.compose(
            model_letter,
            recipient=recipient,
            sender=form.sender,
            written_on=form.written_on,
            choices=letters.Choices(signs_by_hand=True),
            screen=form.offer.screen,
            today=form.offer.today,
        )
    except letters.Refused:
        return made  # another wording needs less of the sender


def _demands(form: LetterForm) -> list[str]:
    """What the case asks for, in the words of the letter's language."""
    role = Paragraph.Role.DEMAND
    return [each.text for each in form.offer.paragraphs if each.role == role]


def _length(found: Judged) -> str:
    words = ngettext("%(n)s word", "%(n)s words", found.words) % {"n": found.words}
    pages = ngettext("%(n)s page", "%(n)s pages", found.pages) % {"n": found.pages}
    return _("%(words)s, %(pages)s.") % {"words": words, "pages": pages}


def _own(found: Judged) -> str:
    if not found.differs_percent:
        return _("Your letter says what the campaign’s letter says, word for word.")
    return _("Your letter differs by %(n)s %% from the campaign’s letter.") % {
        "n": found.differs_percent
    }


def _sentence(advice: Advice, found: Judged, *, has_sources: bool) -> str:
    words = {"n": found.words, "words": _short(advice.words), "pages": found.pages}
    sentences = {
        Kind.PAGES: _(
            "With its sources it no longer fits one page: it takes %(pages)s."
        )
        if has_sources
        else _("It no longer fits one page: it takes %(pages)s."),
        Kind.LONG: _("It has %(n)s words; letters of 120 to 220 are read to the end."),
        Kind.SHOUTING: _("“%(words)s” reads as shouting; plain letters weigh more."),
        Kind.DEMANDS: _(
            "“%(words)s” seems to ask for more than the case does. "
            "An answer may then deal with that alone."
        ),
        Kind.SAME: _(
            "One sentence of your own makes it yours: who you are, and what ties "
            "you to the case."
        ),
    }
    return sentences[advice.kind] % words


def _short(words: str) -> str:
    joined = " ".join(words.split())
    if len(joined) <= _QUOTED_LIMIT:
        return joined
    return f"{joined[:_QUOTED_LIMIT]}…"
