# ruff: noqa: RUF001  quotation marks, dashes and Cyrillic are meant
"""How languages write offences, penalties, demands and actions.

Every repetition is bounded, so that the time is linear in the text. The group
"span" is what is found.
"""

import re

from archive.extraction.finds import FindKind

Patterns = tuple[tuple[FindKind, re.Pattern[str]], ...]

# What somebody is charged with: in quotes, or up to the next mark.
_OFFENCE = (
    r"(?P<span>(?:(?:the )?(?:offences?|crimes?) of )?"
    r"(?:[\"“«„‘][^\"”»“\n]{2,120}[\"”»“’]"
    r"|[^\W\d_][^.,;:\n()\"“”«»]{2,90}(?![\w-])))"
)
_NO_TERM = r"(?![^.,;]{0,30}(?:years?|months?|days?|weeks?|life))"
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


def _compile(rows: list[tuple[FindKind, str]]) -> Patterns:
    return tuple((kind, re.compile(row, re.IGNORECASE)) for kind, row in rows)


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
            rf"|colony) for {_NO_TERM}{_OFFENCE}"
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
        (
            r"\b(?P<span>(?:we )?(?:urge|urges|urged|demand|demands|demanded|insist) that "
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
_G_TERM = (
    r"(?:bis zu |mindestens )?[\wäöüß]{1,16} (?:Jahren?|Monaten?)"
    r"(?: und [\wäöüß]{1,12} Monaten?)?"
)
_GERMAN = [
    (
        FindKind.CHARGE,
        (
            r"\bwegen (?P<span>[^.,;\n]{3,80}?) (?:zu [^.,;\n]{3,60}? )?"
            r"(?:angeklagt|verurteilt|verhaftet|festgenommen|vor Gericht|in Haft)"
        ),
    ),
    (
        FindKind.CHARGE,
        r"\b(?:Vorwurf|Anklage) (?:des|der|wegen) (?P<span>[^.,;\n]{3,80})",
    ),
    (
        FindKind.CHARGE,
        (
            r"\b(?P<span>(?:Artikel|Paragra(?:f|ph)|§) ?\d{1,4}[a-z]?"
            r"(?: (?:des|der) [^.,;\n]{3,40}?(?:gesetz(?:es|buche?s)?|ordnung))?)(?!\w)"
        ),
    ),
    (
        FindKind.SENTENCE,
        rf"\bzu (?P<span>{_G_TERM} (?:Haft|Gefängnis|Straflager|Freiheitsstrafe))\b",
    ),
    (
        FindKind.SENTENCE,
        rf"\b(?P<span>(?:Haft|Gefängnis|Freiheits)strafen? von {_G_TERM})",
    ),
    (FindKind.SENTENCE, rf"\bdroh\w{{1,3}} (?P<span>{_G_TERM}e? (?:Haft|Gefängnis))\b"),
    (FindKind.SENTENCE, r"\b(?P<span>bis zu \w{1,12} Jahre (?:Haft|Gefängnis))\b"),
    (
        FindKind.DEMAND,
        (
            r"\b(?:fordern|verlangen) (?:wir )?(?P<span>(?:die|den|das|ein|eine|einen) "
            r"[^.;\n]{4,120})"
        ),
    ),
]
_F_TERM = (
    r"(?:jusqu['’]à )?[\w-]{1,12} (?:ans?|mois)"
    r"(?: (?:et (?:demi|\w{1,8} mois)|(?:de|d['’]) ?(?:prison|emprisonnement|réclusion)"
    r"(?: (?:ferme|avec sursis))?|ferme)){0,2}"
)
_FRENCH = [
    (
        FindKind.CHARGE,
        (
            r"\b(?:accus|inculp|soupçonn|reconnu\w? coupable)\w{0,4} (?:de |d['’])"
            r"(?P<span>[^.,;\n]{3,80})"
        ),
    ),
    (
        FindKind.CHARGE,
        (
            r"\b(?:poursuivi|jugé|arrêté|mise? en examen|condamné|emprisonné)\w{0,3} pour "
            r"(?P<span>[^.,;\n]{3,80})"
        ),
    ),
    (
        FindKind.CHARGE,
        r"\b(?P<span>(?:article|l['’]article) \d{1,4}(?:-\d{1,3})?(?: du code pénal)?)",
    ),
    (FindKind.SENTENCE, rf"\bcondamnée?s? à (?P<span>{_F_TERM})"),
    (FindKind.SENTENCE, rf"\b(?:risqu|encour)\w{{1,6}} (?P<span>{_F_TERM})"),
    (
        FindKind.DEMAND,
        (
            r"\b(?:exigeons|demandons|exige|exigent|réclamons|réclament) "
            r"(?P<span>(?:la |le |les |l['’])[^.;\n]{4,120})"
        ),
    ),
]
_S_TERM = (
    r"(?:hasta )?[\w]{1,14} (?:años?|meses)(?: y [\w]{1,8} meses)?"
    r"(?: de (?:prisión|cárcel|reclusión))?"
)
_SPANISH = [
    (
        FindKind.CHARGE,
        r"\b(?:acusad[oa]s?|culpables?|sospechos[oa]s?) de (?P<span>[^.,;\n]{3,80})",
    ),
    (
        FindKind.CHARGE,
        (
            r"\b(?:imputad|procesad|condenad|juzgad|detenid)[oa]s? por (?:(?:el|los) )?"
            r"(?:(?:presuntos? )?delitos? de )?(?P<span>(?!la policía|el ejército)[^.,;\n]{3,80})"
        ),
    ),
    (
        FindKind.CHARGE,
        r"\b(?P<span>artículos? \d{1,4}(?: del código penal)?)",
    ),
    (FindKind.SENTENCE, rf"\bcondenad[oa]s? a (?P<span>{_S_TERM})"),
    (FindKind.SENTENCE, rf"\b(?:enfrenta|arriesga)n? (?P<span>{_S_TERM})"),
    (
        FindKind.DEMAND,
        (
            r"\b(?:exigimos|demandamos|exige|exigen|reclamamos) (?P<span>(?:la|el|los|las) "
            r"[^.;\n]{4,120})"
        ),
    ),
]
_R_TERM = (
    r"(?:до |не менее )?[\w-]{1,14} (?:с половиной )?(?:лет|года?м?|месяц\w{0,3}|сут\w{1,3})"
    r"(?: (?:лишения свободы|колонии|заключения|тюрьмы|ареста|условно)"
    r"(?: (?:общего|строгого) режима)?)?"
)
_RUSSIAN = [
    (
        FindKind.CHARGE,
        r"\bобвин[яёе]\w{2,6} (?:\w{2,20} ){0,2}?(?:в|во) (?P<span>[^.,;\n]{3,80})",
    ),
    (
        FindKind.CHARGE,
        r"\bпо (?:обвинению|подозрению) (?:в|во) (?P<span>[^.,;\n]{3,80})",
    ),
    (FindKind.CHARGE, r"\bвиновн\w{1,4} (?:в|во) (?P<span>[^.,;\n]{3,80})"),
    (
        FindKind.CHARGE,
        (
            r"\b(?P<span>(?:стать(?:е|и|я|ям)|ст\.) \d{1,4}(?:\.\d)?"
            r"(?: (?:Уголовного кодекса|УК)(?: \w{2,12})?)?)"
        ),
    ),
    (
        FindKind.SENTENCE,
        rf"\b(?:приговор|осу[жд])\w{{1,6}} (?:[^.,;\n]{{0,40}} )?(?:к|на) (?P<span>{_R_TERM})(?!\w)",
    ),
    (FindKind.SENTENCE, rf"\bгроз[ия]\w{{1,3}} (?P<span>{_R_TERM})(?!\w)"),
    (FindKind.DEMAND, r"\bтребуем (?P<span>[^.!;\n]{4,120})"),
]
OF = {
    "de": _compile(_GERMAN),
    "en": _compile(_ENGLISH),
    "es": _compile(_SPANISH),
    "fr": _compile(_FRENCH),
    "ru": _compile(_RUSSIAN),
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
