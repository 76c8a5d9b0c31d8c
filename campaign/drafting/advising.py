"""What a careful reader would ask of a paragraph. Advice: it stops nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from campaign import adapting, placeholders
from campaign.models import ModelLetter, Paragraph

_Role = Paragraph.Role
# A norm has the numbers of laws, a fact has to cite, a demand is asked by itself.
_MAY_STATE = frozenset({_Role.PURPOSE, _Role.SOLIDARITY, _Role.CLOSING})


def advice_on(model_letter: ModelLetter) -> Iterator[tuple[int, str]]:
    """Numbers of paragraphs, from 1, with a sentence. No query when with_text()."""
    is_shared = model_letter.frame == ModelLetter.Frame.LETTER
    for number, each in enumerate(model_letter.paragraphs.all(), start=1):
        if not each.citations.all():
            sentence = _unproved(each, model_letter.language)
            if sentence:
                yield number, sentence % {"n": number}
        if is_shared and (word := _fixed_number(each, model_letter.language)):
            sentence = _(
                "Paragraph %(n)s says “%(word)s” whoever signs. Write both, for one "
                "person and for several: {{ I|we }}."
            )
            yield number, sentence % {"n": number, "word": word}


def _unproved(paragraph: Paragraph, language: str) -> str:
    if paragraph.role == _Role.DEMAND:
        return _(
            "Paragraph %(n)s: a demand that cites nothing is not stopped when it is "
            "met. Cite the fact it rests on."
        )
    is_stated = adapting.states_figures(paragraph.text, language)
    if paragraph.role in _MAY_STATE and is_stated:
        return _("Paragraph %(n)s states a number or a date and cites nothing.")
    return ""


def _fixed_number(paragraph: Paragraph, language: str) -> str:
    texts = [paragraph.text, *(each.text for each in paragraph.alternatives.all())]
    found = (adapting.first_person(text, language) for text in texts)
    return next(filter(None, found), "")


def has_number(text: str) -> bool:
    """Whether a mark there has one wording for one and one for several."""
    number = placeholders.Kind.NUMBER
    return any(part.kind is number for part in placeholders.parse(text))
