# ruff: noqa: RUF001  quotation marks, dashes and Cyrillic are meant
"""How languages write offences, penalties, demands and actions.

Every repetition is bounded, so that the time is linear in the text. The group
"span" is what is found.
"""

import re

from archive.extraction import fact_patterns_abroad
from archive.extraction.finds import FindKind

# The last are words of which one must be in the text; none: it is always tried.
Patterns = tuple[tuple[FindKind, re.Pattern[str], tuple[str, ...]], ...]

# What somebody is charged with: in quotes, or up to the next mark.
_OFFENCE = (
    r"(?P<span>(?:(?:the )?(?:offences?|crimes?) of )?"
    r"(?:[\"“«„‘][^\"”»“\n]{2,120}[\"”»“’]"
    r"|[^\W\d_][^.,;:\n()\"“”«»]{2,90}(?![\w-])))"
)
_NO_TERM = (
    r"(?![^.,;]{0,30}(?:years?|months?|days?|weeks?|life))"
    # waited four years for a verdict; 15 years for the first defendant
    r"(?!(?:an? |the |any |some )?(?:verdict|trial|hearing|decision|answer|justice|reply"
    r"|questioning|interrogation|first|second|third|two|other|company|union|same|state|government|man|woman|men)\b)"
)
_LAW = (
    r"(?P<span>(?:articles?|sections?|art\.|arts\.) \d{1,4}[\w.()/-]{0,8}"
    r"(?:(?:,| and| or) \d{1,4}[\w.()/-]{0,8}){0,4}"
    r"(?: (?:of|under) (?:the )?[^.,;:\n()]{3,60}?(?:code|act|law|ordinance)\b)?)"
)
_NUMBER = (
    r"(?:\d{1,3}(?:\.\d)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
    r"twenty-five|thirty|forty|fifty|several|many|one and a half)"
)
_TERM = (
    rf"(?:up to |at least |more than |between )?{_NUMBER}"
    rf"(?:[- ](?:and a half|(?:to|or|and) {_NUMBER}))?"
    r"[- ](?:years?|months?|days?|weeks?)(?:['’](?!s))?"
    rf"(?: and {_NUMBER} (?:months?|weeks?|days?))?"
)
_PLACE_OF_TERM = (
    r"(?: (?:in (?:prison|jail|custody|a (?:penal|labou?r|prison) (?:colony|camp))"
    r"|behind bars|(?:of )?(?:hard labou?r|imprisonment|detention|probation|house arrest"
    r"|prison|jail)))"
)
_PRISON = r"(?:(?:suspended |long |heavy |harsh |lengthy )?(?:prison|jail) (?:sentences?|terms?))"
_EMBASSY = r"(?:embassy|consulate|ministry|high commission)"


# Of the slower patterns: what they begin with, and the words they need.
_NEEDS = {
    rf"\b(?P<span>{_TERM}{_PLACE_OF_TERM})": (
        "prison jail custody colony camp bars labo imprisonment detention probation arrest"
    ),
    rf"\b(?P<span>(?:{_TERM}|[a-z]": "sentence term",
    rf"\b(?P<span>{_PRISON}": "sentence term",
    r"\b(?P<span>(?!(?:those": "charge",
    r"\b(?P<span>(?:an? )?(?:open": "letter",
    r"\b(?P<span>(?:the )?(?:deputy": "deputy ambassador consul official representative",
    r"\b(?P<span>(?:trumped": "charge",
    r"\b(?P<span>(?:went|marched": "embassy consulate ministry commission",
    r"\b(?P<span>(?:hand(?:ed)?": "letter petition note resolution",
}


def _compile(rows: list[tuple[FindKind, str]]) -> Patterns:
    return tuple(
        (kind, re.compile(row, re.IGNORECASE), _needs(row)) for kind, row in rows
    )


def _needs(row: str) -> tuple[str, ...]:
    return next(
        (
            tuple(words.split())
            for start, words in _NEEDS.items()
            if row.startswith(start)
        ),
        (),
    )


_ENGLISH = [
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
            r"\b(?:charged with|accused of|(?<!in )charges? of|convicted (?:of|for)|guilty of"
            r"|prosecuted (?:for|over)|indicted (?:for|on)|on suspicion of|suspected of"
            r"|tried for|on trial for|wanted for|acquitted of|cleared of"
            rf"|accus(?:es?|ing) [^.,;:\n]{{2,40}}? of) (?!an? \d){_OFFENCE}"
        ),
    ),
    (
        FindKind.CHARGE,
        (
            r"\b(?:jailed|sentenced|imprisoned|fined|years|months|life|death|prison|jail"
            rf"|colony|court) for {_NO_TERM}{_OFFENCE}"
        ),
    ),
    (
        FindKind.CHARGE,
        (
            r"\b(?:sentenced|jailed|convicted|imprisoned|detained|arrested|tried) "
            r"[^.\n\"“«]{3,110}? for (?P<span>[\"“«„][^\"”»“\n]{2,120}[\"”»“])"
        ),
    ),
    (
        FindKind.CHARGE,
        (
            r"\b(?P<span>(?!(?:those|these|their|his|her|the|all|new|other|any|such|several"
            r"|faces?|facing|press|drop|file|bring|deny|criminal|further|serious|with|of|on"
            r"|false|bogus|baseless|unfounded|fabricated|motivated|up) )"
            r"[a-z]{4,20}(?:-[a-z]{2,12})?) charges?\b(?! (?:of|that|with|him|her|them|for))"
        ),
    ),
    (FindKind.CHARGE, rf"\b(?:under|violat\w{{2,4}}|breach\w{{0,3}}(?: of)?) {_LAW}"),
    (FindKind.SENTENCE, rf"\b(?P<span>{_TERM}{_PLACE_OF_TERM})"),
    (
        FindKind.SENTENCE,
        (
            rf"\bsentenced (?:[^.,;\n]{{0,60}} )?to (?P<span>{_TERM}{_PLACE_OF_TERM}?|"
            r"life imprisonment|death|life in prison|life)\b"
        ),
    ),
    (FindKind.SENTENCE, rf"\b(?:jailed|imprisoned) for (?P<span>{_TERM}|life)(?!\w)"),
    (
        FindKind.SENTENCE,
        (
            rf"\b(?P<span>(?:{_TERM}|[a-z]{{3,9}}-(?:year|month)|\d{{1,3}}-(?:year|month)|life"
            r"|heavy|long|suspended|harsh|lengthy) (?:suspended )?(?:prison |jail )?"
            r"(?:sentences?|terms?))\b"
        ),
    ),
    (FindKind.SENTENCE, rf"\b(?P<span>{_PRISON} of {_TERM})"),
    (
        FindKind.SENTENCE,
        (
            r"\b(?:serv(?:e[sd]?|ing)|receiv(?:e[sd]?|ing)|got|given|handed|carry|carries"
            r"|carrying|fac(?:es?|ing|ed)|risk(?:s|ing|ed)?|punishable by|reduced to"
            r"|prosecutors?[^.;\n]{0,40} (?:demanded|sought|requested|asked for))"
            rf" (?P<span>{_TERM}{_PLACE_OF_TERM}?)"
            r"(?!\w)(?! ago| later| earlier| of (?:work|service|experience|talks|negotiations|pay))"
        ),
    ),
    (
        FindKind.SENTENCE,
        (
            r"\b(?:reduced|cut|commuted|increased|raised|extended) from "
            rf"(?P<span>{_TERM}(?: to {_TERM})?)"
        ),
    ),
    (
        FindKind.SENTENCE,
        r"\b(?:under|to|given) (?P<span>house arrest|(?:a )?(?:life-?long )?travel ban)\b",
    ),
    (
        FindKind.SENTENCE,
        (
            r"\b(?P<span>(?:the )?death (?:penalty|sentence)|life imprisonment|"
            r"a fine of [^.,;\n]{2,40})"
        ),
    ),
    (
        FindKind.SENTENCE,
        (
            r"\bfined (?:[^.,;\n\d]{0,40} )?(?P<span>(?:up to )?(?:[$€£]|[A-Z]{2,3} ?)?\d[\d,. ]{0,14}"
            r"(?<=\d)(?: (?:thousand|million))?(?: (?!on|in|at|for|by|after)[a-z]{3,12}){0,1})"
        ),
    ),
    (
        FindKind.DEMAND,
        (
            r"\b(?:demand|demands|demanding|demanded) (?!that\b)(?P<span>(?:an?|the|all) "
            r"[^.;\n]{4,120}?)(?= and the |[.;\n])"
        ),
    ),
    (FindKind.DEMAND, r"\bdemand[^.;\n]{4,120} and (?P<span>the [^.;\n]{4,120})"),
    (
        FindKind.DEMAND,
        r"\b(?P<span>(?:we )?(?:call|calls|calling|called) (?:up)?on [^.;(\n]{3,200})",
    ),
    (
        FindKind.DEMAND,
        (
            r"\b(?P<span>(?:urge[sd]?|urging|appeal(?:s|ed|ing)? to|ask(?:s|ed|ing)?"
            r"|request(?:s|ed|ing)?) (?:the|you|your|president|prime|minister|king|all|mr|ms"
            r"|authorities|governments?|parliament|supporters) ?[^.;(\n\"“]{0,80}?"
            r"(?<!how )(?<!what )to [a-z]{3,14}\b(?<! the)(?<! see)(?<! hear)[^.;(\n]{3,160})"
        ),
    ),
    (
        FindKind.DEMAND,
        (
            r"\b(?:call|calls|called|calling|campaigning) for (?P<span>(?:the|an|a|his|her|their"
            r"|its|all|immediate|full|urgent) (?![^.;\n]{0,30}(?:strikes?|day of|march|rally|protests?"
            r"|boycott|demonstrations?|picket|stoppage|meeting|walkout)\b)[^.;\n]{4,120})"
        ),
    ),
    (
        FindKind.DEMAND,
        (
            r"(?m:^)\W{0,4}(?:[A-Z][\w ]{2,30}: )?(?P<span>(?:stop|end|free|release|drop"
            r"|hands off|urging|reinstate|no more) (?!of\b|date\b|trade\b)[^.!;\n]{4,160})"
        ),
    ),
    (
        FindKind.DEMAND,
        (
            r"\b(?P<span>(?:we )?(?:urge[sd]?|demand|demands|demanded|insist|ask|asks|request) that "
            r"[^.;\n]{4,160})"
        ),
    ),
    (
        FindKind.DEMAND,
        (
            r"\b(?P<span>(?:must|should) be (?:released|freed|reinstated|dropped|lifted"
            r"|investigated|repealed|overturned)[^.;,\n]{0,60})"
        ),
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
            r"\b(?P<span>(?:hand(?:ed)? (?:over|in)|deliver(?:ed)?|handed|presented|submitted) "
            r"(?:an?|the|their) (?:[a-z]{3,12} ){0,2}(?:letter|petition|note|resolution))\b"
        ),
    ),
    (
        FindKind.ACTION,
        (
            r"\b(?P<span>(?:wrote|have written|has written) (?:an? [a-z ]{3,30} )?to "
            r"(?:the )?[^.,;\n]{3,80}(?!\w))"
        ),
    ),
    (
        FindKind.ACTION,
        r"\b(?P<span>embassy (?:picket|protest|vigil|demonstration))\b",
    ),
    (
        FindKind.ACTION,
        (
            r"\b(?P<span>(?:picketed|blockaded|leafleted|blocked (?=the (?:road|gates?|highway"
            r"|bridge|border|railway|entrance|street|port|square))"
            r"|(?:march|protest|demonstrat|ralli|gather)ed (?:peacefully )?"
            r"(?=(?:to|on|in|at|outside|through|against|for|near|in front of) ))"
            r"[^.,;:\n]{3,70}?)(?= and (?:was|were|had|police|the police|then)\b| on (?:\d|[A-Z][a-z]+day)"
            r"| (?:when|while|after|before|until) |[.,;:\n])"
        ),
    ),
    (
        FindKind.ACTION,
        (
            r"\b(?P<span>(?:held|staged|organi[sz]ed|called|organi[sz]ing|holding|staging) "
            r"(?:an? |the |another |solidarity ){1,2}(?:[a-z-]{3,14} ){0,2}"
            r"(?:picket|vigil|rally|protest|demonstration|sit-in|march|demo|day of action"
            r"|press conference)\b)"
        ),
    ),
    (
        FindKind.ACTION,
        (
            r"\b(?P<span>(?:sent|sending|signed|handed in|delivered|launched|started) "
            r"(?:an?|the|their|more than|over|\d[\d,]*) (?:[a-z-]{3,14} ){0,3}"
            r"(?:letters?|petitions?|messages|appeals?|statement)"
            r"(?: (?:of (?:protest|support|solidarity)|to the [^.,;\n]{3,50}))?)\b"
        ),
    ),
    (
        FindKind.ACTION,
        (
            r"\b(?P<span>(?:went|marched|gathered|rallied|demonstrated|protested|"
            r"picketed)(?: [^.,;\n]{0,60}?)? (?:to |at |in front of |outside )?"
            rf"(?:the |an? )?(?:[^\s.,;]{{2,20}} )?{_EMBASSY})\b"
        ),
    ),
    (
        FindKind.ACTION,
        (
            r"\b(?P<span>(?:the )?(?:deputy|ambassador|consul|official|officials|"
            r"representative) (?:assured|promised|refused|denied|agreed) [^.;\n]{4,140})"
        ),
    ),
]
OF = {
    "de": _compile(fact_patterns_abroad.GERMAN),
    "en": _compile(_ENGLISH),
    "es": _compile(fact_patterns_abroad.SPANISH),
    "fr": _compile(fact_patterns_abroad.FRENCH),
    "ru": _compile(fact_patterns_abroad.RUSSIAN),
}
# Where an offence ends and the story goes on: "sedition | on 3 May".
ENDS_OFFENCE = {
    "en": re.compile(
        r" (?:(?:on|in|at|by|near|outside) (?=\d|[A-Z])"
        r"|by (?:an?|the) |after |before |during |since |when |while |who |which "
        r"|because |following |but |as part of "
        r"|and (?:was|were|is|are|has|had|jailed|sentenced|released|fined|given|faces?"
        r"|faced|taken|held|could|may|will|later|then)\b)"
    ),
    "de": re.compile(
        r" (?:am \d|in [A-ZÄÖÜ]\w+ (?:und|am)|nachdem |weil |und (?:wurde|sitzt))"
    ),
    "fr": re.compile(r" (?:le \d|après |depuis |lors |et (?:a|est|ont|sont|risque) )"),
    "es": re.compile(r" (?:el \d|tras |desde |durante |y (?:fue|está|han|ha) )"),
    "ru": re.compile(r" (?:\d{1,2} [а-я]+ \d{4}|после |и (?:был|находится))"),
}
