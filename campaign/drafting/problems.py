"""What a curator should mend in a model letter, beside the paragraph it is in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.reading.screen import Screen
from campaign import citations, letters, placeholders
from campaign.drafting.advising import advice_on, has_number
from campaign.models import ModelLetter, Paragraph

# letters.md: aim for 120 to 220, advise above 300
MOST_WORDS = 300

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence, the paragraph it is about, and whether it stops anything."""

    sentence: str
    paragraph: int | None = None  # its number, from 1; None = the letter
    stops: str = ""  # "publishing", "writing"; "" = advice


def problems(
    model_letter: ModelLetter,
    *,
    today: date,
    pages: int | None = None,
    screen: Screen | None = None,
) -> list[Problem]:
    """All that is known to be wrong, what stops publishing first.

    The letter was loaded with_text() of today. pages: of the letter as PDF, when
    it could be made. At most seven queries, four with a screen.
    """
    day = max(today, model_letter.in_force_from)
    if screen is None:
        screen = citations.screen_of([model_letter.campaign])
    found = [
        *_stopping(model_letter, day, screen),
        *_advice(model_letter, pages),
        *_wordings(model_letter),
        *(Problem(said, at) for at, said in advice_on(model_letter)),
        *unfollowed(model_letter, today=today),
    ]
    return list({each.sentence: each for each in reversed(found)}.values())[::-1]


def _stopping(
    model_letter: ModelLetter, day: date, screen: Screen
) -> Iterator[Problem]:
    for sentence in letters.model_problems(model_letter):
        yield Problem(sentence, _place(model_letter, sentence), "publishing")
    for failed in citations.failing(model_letter, on=day, screen=screen):
        numbers = [
            number
            for number, paragraph in enumerate(model_letter.paragraphs.all(), start=1)
            if any(c.claim_id == failed.claim.pk for c in paragraph.citations.all())
        ]
        yield Problem(failed.why, next(iter(numbers), None), "writing")
    if citations.is_withheld(model_letter, screen):
        yield Problem(citations.withheld_in_words(), None, "writing")


def _place(model_letter: ModelLetter, sentence: str) -> int | None:
    """The paragraph a sentence of model_problems() is about."""
    for number, paragraph in enumerate(model_letter.paragraphs.all(), start=1):
        named = _("Paragraph %(n)s") % {"n": paragraph.order}
        if re.match(rf"{re.escape(named)}\b", sentence):
            return number
        cited = (each.claim for each in paragraph.citations.all())
        if any(f"“{claim.sentence}”" in sentence for claim in cited):
            return number
    return None


def _advice(model_letter: ModelLetter, pages: int | None) -> Iterator[Problem]:
    words = word_count(model_letter)
    if words > MOST_WORDS:
        yield Problem(
            _("The letter has %(n)s words. Over %(most)s it is seldom read to the end.")
            % {"n": words, "most": MOST_WORDS}
        )
    if pages is not None and pages > 1:
        sentence = ngettext(
            "The letter fills %(n)s page.", "The letter fills %(n)s pages.", pages
        )
        yield Problem(sentence % {"n": pages} + " " + _("One is better."))
    if model_letter.version > 1 and not model_letter.what_changed:
        yield Problem(_("Say what changed since the version before."))


def word_count(model_letter: ModelLetter) -> int:
    """Words of the paragraphs, each placeholder one word."""
    return sum(
        len(re.sub(r"\{\{[^{}]*\}\}", "x", each.text).split())
        for each in model_letter.paragraphs.all()
    )


def _wordings(model_letter: ModelLetter) -> Iterator[Problem]:
    """Other wordings that rest on nothing, or say more than what they rest on."""
    for number, paragraph in enumerate(model_letter.paragraphs.all(), start=1):
        others = list(paragraph.alternatives.all())
        cited = [each.claim for each in paragraph.citations.all()]
        where = _("Paragraph %(n)s") % {"n": number}
        if others and not cited and paragraph.role == Paragraph.Role.FACT:
            sentence = _("%(where)s: its other wordings cite nothing.")
            yield Problem(sentence % {"where": where}, number, "publishing")
        known = " ".join(
            [paragraph.text, *(f"{c.sentence} {c.happened_from}" for c in cited)]
        )
        for each in others:
            yield from _more_than(each.text, known, where, number)


def _more_than(text: str, known: str, where: str, number: int) -> Iterator[Problem]:
    named = set(placeholders.names(text)) - set(placeholders.names(known))
    figures = [each for each in _FIGURE.findall(text) if each not in known]
    for each in dict.fromkeys([*figures, *sorted(named)]):
        sentence = _(
            "%(where)s: another wording says “%(what)s”, which neither the paragraph "
            "nor a fact it rests on does."
        )
        yield Problem(sentence % {"where": where, "what": each}, number)


def unfollowed(model_letter: ModelLetter, *, today: date) -> Iterator[Problem]:
    """Where a translation is behind the version it follows. Three queries."""
    followed = model_letter.follows
    if followed is None:
        return
    source = ModelLetter.objects.with_text(today=today).get(pk=followed.pk)
    name = f"{source.get_frame_display()}, {source.language} {source.version}"
    newest = newest_of(source)
    if newest.pk != source.pk and newest_of(model_letter).pk == model_letter.pk:
        yield Problem(
            _(
                "It follows version %(old)s in “%(language)s”; version %(new)s is "
                "there, from %(day)s on."
            )
            % {
                "old": source.version,
                "new": newest.version,
                "language": source.language,
                "day": date_format(newest.in_force_from),
            }
        )
    ours = list(model_letter.paragraphs.all())
    theirs = list(source.paragraphs.all())
    for number, each in enumerate(theirs, start=1):
        if not any(own.follows_id == each.pk for own in ours):
            sentence = _("Paragraph %(n)s of %(letter)s has no translation here.")
            yield Problem(sentence % {"n": number, "letter": name})
    by_key = {each.pk: each for each in theirs}
    if model_letter.subject == source.subject:
        yield Problem(_("The subject is not translated yet."))
    for number, own in enumerate(ours, start=1):
        yield from _translated(own, by_key.get(own.follows_id or 0), number)


def _translated(
    own: Paragraph, source: Paragraph | None, number: int
) -> Iterator[Problem]:
    if source is None:
        sentence = _("Paragraph %(n)s translates none of the version it follows.")
        yield Problem(sentence % {"n": number}, number)
        return
    if own.text == source.text:
        sentence = _("Paragraph %(n)s is not translated yet.")
        yield Problem(sentence % {"n": number}, number)
    elif has_number(source.text) and not has_number(own.text):
        sentence = _(
            "Paragraph %(n)s reads alike for one person and for several; what it "
            "translates does not. Write both: {{ I|we }}."
        )
        yield Problem(sentence % {"n": number}, number)
    claims = {each.claim_id for each in own.citations.all()}
    if claims != {each.claim_id for each in source.citations.all()}:
        sentence = _("Paragraph %(n)s cites other facts than what it translates.")
        yield Problem(sentence % {"n": number}, number)


def newest_of(model_letter: ModelLetter) -> ModelLetter:
    """The newest published version of its language and frame, or itself."""
    same = ModelLetter.objects.published().filter(
        campaign=model_letter.campaign,
        language=model_letter.language,
        frame=model_letter.frame,
        version__gt=model_letter.version,
    )
    newest = same.order_by(F("in_force_from").desc(), "-version").first()
    return newest or model_letter
