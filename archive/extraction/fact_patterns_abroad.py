# ruff: noqa: RUF001  quotation marks and Cyrillic are meant
"""Offences, penalties and demands in German, French, Spanish and Russian.

As in archive.extraction.fact_patterns.
"""

from archive.extraction.finds import FindKind

Row = tuple[FindKind, str]

_G_TERM = (
    r"(?:bis zu |mindestens )?[\wäöüß]{1,16} (?:Jahren?|Monaten?)"
    r"(?: und [\wäöüß]{1,12} Monaten?)?"
)
GERMAN: list[Row] = [
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
FRENCH: list[Row] = [
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
SPANISH: list[Row] = [
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
RUSSIAN: list[Row] = [
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
