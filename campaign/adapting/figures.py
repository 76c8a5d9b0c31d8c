"""Whether a text states a number or a date, which somebody has to prove."""

import re
import unicodedata

from campaign.adapting import phrases

_MARK = re.compile(r"\{\{[^{}]*\}\}")
# An answer asked for by a day states nothing: within 14 days, binnen zwei Wochen.
_DEADLINE = re.compile(
    r"\b(?:within|binnen|innerhalb von|sous|dans (?:les|un délai de)|en el plazo de"
    r"|en un plazo de|в течение)\s+(?:[^\W\d_]+\s+)?[\w-]+"
)
# The law has numbers that are its name.
_NAMED = re.compile(
    r"\b(?:articles?|artikel|art\.|artículos?|стать\w+|conventions?|convenios?"
    r"|übereinkommen|конвенци\w+)\s+(?:n\w{0,6}[.°º]?\s*|№\s*)?\d+"
)


def states_figures(text: str, language: str) -> bool:
    """Figures, or number words where the language has a list; not deadlines."""
    folded = phrases.fold(unicodedata.normalize("NFC", _MARK.sub(" ", text)))
    plain = _NAMED.sub(" ", _DEADLINE.sub(" ", folded))
    if re.search(r"\d", plain):
        return True
    code = language.partition("-")[0]
    words = phrases.among("number-words", code)
    return code in _LISTED and bool(words.search(plain))


_LISTED = frozenset({"en", "de", "fr", "es", "ru"})
