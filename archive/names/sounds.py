"""One sound, one spelling: what romanisations make of the same letter.

Inside a token a capital is one sound: C as in China, S as in she, J as in
measure, T as in tsar, Y a j that may be either i or J. Print writes them out.
"""

import re

from anyascii import anyascii

from archive.names import romanising

# In this order. The left sides are what English, French, German, Turkish and
# Kazakh romanisations make of the same letter.
_FOLDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch|stsch|chtch|scz", "S"),
        (r"tsch|tch", "C"),
        (r"dsch|dzh|dj|zh", "J"),
        (r"sch|sh", "S"),
        (r"ch", "C"),
        (r"(?<=[ae])h\b", ""),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        # j is J at the start and between vowels, y in Slavic and German endings
        (r"\bj|(?<=[aou])j(?=[aoui])|(?<=[aou])j(?=e(?!v|w))", "J"),
        (r"(?<=[aou])j(?![aeiou])", "Y"),
        (r"(?<=[bcdfghklmnprstvz])j(?=i)", "J"),
        (r"nejad\b", "neJad"),
        (r"j", "i"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"t[sz]", "T"),
        (r"gu(?=[ei])", "g"),
        (r"slaw\b", "slav"),
        (r"(?<=a)w\b", "u"),
        (r"w", "v"),
        (r"(?<=[oe])ff\b", "v"),
        (r"ou|oo", "u"),
        (r"ee(?!v)", "i"),
        (r"(?<=[bcdfghklmnprstvzCSJ])([ou])e(?=[bcdfghklmnprstvz])", r"\1"),
        (r"\bly(?=u\b)", "lY"),  # Lyu is not Liu but Lü
        (r"[yi]+", "i"),
        (r"(?<=[CSJi])o(?=v(?:a|iC)?\b)", "e"),
        (r"\bi(?=e)|(?<=[aeou])i(?=e)|(?<=[a-zCSJT])i(?=ev)", ""),
        (r"(?<=\bf)io(?=d)|(?<=\bp)io(?=tr)|(?<=\bart)io(?=m)", "e"),
        (r"(?<=[ai]nd)er\b", "r"),
        (r"(?<!i)z\b", "s"),
    )
]
# but Samara is not Samarra
_DOUBLE = re.compile(r"([a-qs-zCSJT])\1+")
_TOKEN = re.compile(r"[a-zA-Z0-9]+")
# German and Polish print Russian names so: there ch is never the ch of China.
_WITH_W = re.compile(r"\w{3}(?:[aeo]w(?:a|[iy]tsch)?|[aeo]wsk(?:i|ij|y|a|aja))\b")
_VOICED_IN_GERMAN = re.compile(r"(?<=[aeiou])s(?=[aeiouj])")


# Arabic and Persian letters stand for one sound each; w and y for vowels too.
_ARABIC = str.maketrans(
    dict(
        zip(
            "ابپتثجچحخدذرزژسشصضطظعغفقكکگلمنهةۀوؤيىیئآأإٱے",
            "abptsJChhdzrzJsSszzzagfkkkglmnhhhuuiiiiaaaai",
            strict=True,
        )
    )
    | {"ط": "t", "ء": "", "\u200c": ""}
)
# Charles II is not Charles III; a single letter may be an initial.
_ROMAN_NUMBERS = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8"}
_ROMAN = re.compile(r"(?<=\w )(?:VI{1,3}|I{2,3}|IV)\b")
_GOD = re.compile("الله")


def rules() -> list[tuple[str, str]]:
    """What heard() does to Latin letters, as regular expressions in their order.

    For a program that is not ours, such as a browser.
    """
    return [(pattern.pattern, sound) for pattern, sound in (*_FOLDS, (_DOUBLE, r"\1"))]


def heard(text: str) -> list[str]:
    """The folded words, given names as they are printed."""
    if romanising.omits_vowels(text):
        return _heard_in_arabic(text)
    folded = _ROMAN.sub(_in_digits, text).casefold()
    if "ə" in folded:  # Azerbaijani
        folded = folded.replace("x", "kh").replace("c", "j")
    plain = romanising.romanise(folded).lower()
    if "w" in plain and "andrew" not in plain and _WITH_W.search(plain):
        plain = _from_german(plain)
    for pattern, sound in _FOLDS:
        plain = pattern.sub(sound, plain)
    return _TOKEN.findall(_DOUBLE.sub(r"\1", plain))


def _heard_in_arabic(text: str) -> list[str]:
    text = romanising.prepared(_GOD.sub("اله", text).casefold())
    return _TOKEN.findall("".join(map(_sound, text.translate(_ARABIC))))


def _sound(letter: str) -> str:
    return letter if letter.isascii() else anyascii(letter).lower()


def _in_digits(found: re.Match[str]) -> str:
    return _ROMAN_NUMBERS[found[0]]


def _from_german(plain: str) -> str:
    plain = re.sub(r"(?<![st])ch", "kh", plain.replace("stch", "shch"))
    return _VOICED_IN_GERMAN.sub("z", plain)
