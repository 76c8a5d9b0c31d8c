"""Offences alleged, penalties, demands and actions: longer spans, by pattern.

They may nest in and overlap names and one another. Every pattern is bounded,
so that the time is linear in the text.
"""

import re
from collections.abc import Iterator

from archive.extraction.finds import Find, FindKind

SOURCE = "rule:facts/1"
_SCORE = 0.6


def find(text: str, language: str) -> Iterator[Find]:
    for kind, pattern in _PATTERNS.get(language, ()):
        for match in pattern.finditer(text):
            start, end = match.span("span")
            end = start + len(text[start:end].rstrip(" ,;"))
            surface = text[start:end]
            if surface:
                yield Find(start, end, kind, surface, surface, "", _SCORE, SOURCE)


def _compile(*patterns: tuple[FindKind, str]) -> list[tuple[FindKind, re.Pattern[str]]]:
    return [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns]


_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|twenty|thirty|several|many|a|an|one and a half)"
)
_TERM = (
    rf"(?:up to |at least |more than )?{_NUMBER}(?:[- ](?:and a half|to {_NUMBER}|or {_NUMBER}))?"
    r"[- ](?:years?|months?|days?|weeks?)['\u2019]?"
)
_PLACE_OF_TERM = (
    r"(?: (?:in (?:prison|jail|custody|a penal colony|a labou?r camp)|behind bars|"
    r"(?:of )?(?:hard labou?r|imprisonment|detention|probation|house arrest)))"
)
_PATTERNS = {
    "en": _compile(
        (
            FindKind.CHARGE,
            (
                r"\b(?P<span>(?:trumped|fabricated|false|bogus|politically|baseless|unfounded)"
                r"[- ]?(?:up|motivated)? charges?(?: of [^.,;\n]{3,80})?)"
            ),
        ),
        (
            FindKind.CHARGE,
            (
                r"\b(?:charged with|accused of|charges? of|convicted of|guilty of|"
                r"prosecuted for|on suspicion of) (?P<span>[^.,;:\n)]{3,90})"
            ),
        ),
        (
            FindKind.SENTENCE,
            rf"\b(?P<span>{_TERM}{_PLACE_OF_TERM})",
        ),
        (
            FindKind.SENTENCE,
            (
                rf"\bsentenced (?:[^.,;\n]{{0,60}} )?to (?P<span>{_TERM}{_PLACE_OF_TERM}?|"
                r"life imprisonment|death|life in prison)\b"
            ),
        ),
        (
            FindKind.SENTENCE,
            (
                r"\b(?P<span>(?:heavy|long|suspended|harsh|lengthy|life|[a-z]{3,6}-year) "
                r"(?:prison |jail )?(?:sentences?|term))\b"
            ),
        ),
        (
            FindKind.SENTENCE,
            (
                r"\b(?P<span>(?:the )?death (?:penalty|sentence)|life imprisonment|"
                r"a fine of [^.,;\n]{2,40})"
            ),
        ),
        (
            FindKind.DEMAND,
            (
                r"\b(?:demand|demands|demanding|demanded) (?!that\b)(?P<span>(?:an?|the|all) "
                r"[^.;\n]{4,120}?)(?= and the |[.;\n])"
            ),
        ),
        (
            FindKind.DEMAND,
            r"\bdemand[^.;\n]{4,120} and (?P<span>the [^.;\n]{4,120})",
        ),
        (
            FindKind.DEMAND,
            r"\b(?P<span>(?:we )?(?:call|calls|calling) (?:up)?on [^.;(\n]{3,200})",
        ),
        (
            FindKind.DEMAND,
            (
                r"(?m:^)\W{0,4}(?P<span>(?:stop|end|free|release|drop|hands off|urging|"
                r"reinstate|no more) [^.!;\n]{4,160})"
            ),
        ),
        (
            FindKind.DEMAND,
            r"\b(?P<span>(?:we )?(?:urge|demand|insist) that [^.;\n]{4,160})",
        ),
        (
            FindKind.ACTION,
            (
                r"\b(?P<span>(?:an? )?(?:open )?(?:protest )?letters? (?:of protest )?"
                r"(?:was|were|has been|have been) (?:also )?"
                r"(?:sent|given|handed (?:in|over)|delivered)(?: to officials)?)"
            ),
        ),
        (
            FindKind.ACTION,
            (
                r"\b(?P<span>(?:hand(?:ed)? (?:over|in)|deliver(?:ed)?) (?:an?|the|their) "
                r"(?:[a-z]{3,12} ){0,2}(?:letter|petition|note|resolution))\b"
            ),
        ),
        (
            FindKind.ACTION,
            (
                r"\b(?P<span>(?:wrote|have written|has written) (?:an? [a-z ]{3,30} )?to "
                r"(?:the )?[^.,;\n]{3,60})"
            ),
        ),
        (
            FindKind.ACTION,
            r"\b(?P<span>embassy (?:picket|protest|vigil|demonstration))\b",
        ),
        (
            FindKind.ACTION,
            (
                r"\b(?P<span>(?:went|marched|gathered|rallied|demonstrated|protested|"
                r"picketed)(?: [^.,;\n]{0,60}?)? (?:to |at |in front of |outside )?"
                r"(?:the |an? )?(?:[^\s.,;]{2,20} )?(?:embassy|consulate|ministry))\b"
            ),
        ),
        (
            FindKind.ACTION,
            (
                r"\b(?P<span>(?:the )?(?:deputy|ambassador|consul|official|officials|"
                r"representative) (?:assured|promised|refused|denied|agreed) [^.;\n]{4,140})"
            ),
        ),
    ),
    "de": _compile(
        (
            FindKind.CHARGE,
            r"\bwegen (?P<span>[^.,;\n]{3,80}?) (?:angeklagt|verurteilt)",
        ),
        (
            FindKind.SENTENCE,
            (
                r"\bzu (?P<span>[\wäöüß]{1,12} (?:Jahren?|Monaten?) "
                r"(?:Haft|Gefängnis|Straflager|Freiheitsstrafe))"
            ),
        ),
        (
            FindKind.DEMAND,
            r"\bfordern (?:wir )?(?P<span>(?:die|den|das|ein|eine|einen) [^.;\n]{4,120})",
        ),
    ),
    "fr": _compile(
        (FindKind.CHARGE, r"\baccusée?s? (?:de |d['\u2019])(?P<span>[^.,;\n]{3,80})"),
        (
            FindKind.SENTENCE,
            (
                r"\bcondamnée?s? à (?P<span>[\w]{1,12} (?:ans?|mois)(?: (?:de|d['\u2019]) ?"
                r"(?:prison|emprisonnement)| ferme)?)"
            ),
        ),
        (
            FindKind.DEMAND,
            (
                r"\b(?:exigeons|demandons|exige|réclamons) (?P<span>(?:la |le |les |l['\u2019])"
                r"[^.;\n]{4,120})"
            ),
        ),
    ),
    "es": _compile(
        (FindKind.CHARGE, r"\bacusad[oa]s? de (?P<span>[^.,;\n]{3,80})"),
        (
            FindKind.SENTENCE,
            (
                r"\bcondenad[oa]s? a (?P<span>[\w]{1,12} (?:años?|meses)(?: de (?:prisión|"
                r"cárcel))?)"
            ),
        ),
        (
            FindKind.DEMAND,
            r"\b(?:exigimos|demandamos|exige) (?P<span>(?:la|el|los|las) [^.;\n]{4,120})",
        ),
    ),
    "ru": _compile(
        (
            FindKind.CHARGE,
            r"\b\u043e\u0431виня\w{2,6} (?:в|во) (?P<span>[^.,;\n]{3,80})",
        ),
        (
            FindKind.SENTENCE,
            (
                r"\bп\u0440и\u0433\u043eв\u043e\u0440\w{2,6} к (?P<span>[^.,;\n]{3,60}(?:лет|года|годам|заключени\w)"
                r")"
            ),
        ),
        (
            FindKind.DEMAND,
            r"\bт\u0440\u0435\u0431\u0443\u0435м (?P<span>[^.;\n]{4,120})",
        ),
    ),
}
