# ruff: noqa: RUF001  Cyrillic letters are meant
"""Words in names of bodies and places: which count, and which mean the same."""

import re

from archive.names import folding


def folded(spellings: str) -> frozenset[str]:
    return frozenset(t for word in spellings.split() for t in folding.tokens(word))


def _by_word(groups: dict[str, str]) -> dict[str, str]:
    return {token: name for name, words in groups.items() for token in folded(words)}


SMALL = folded(
    "of the and for in an a de la del des der die das und et y du do da le los las i e "
    "for to on at and by with at et of"
)
ARTICLES = folded("al el ul ad ar as ash at an")
# Between a given name and what follows; left out of some spellings.
PARTICLES = folded(
    "al el ul bin ibn ben bint de la del da do dos van von der den di du zu y e bn bnt بن"
)
LEGAL_FORMS = folded(
    "llp llc ltd limited plc inc incorporated corp jsc ojsc cjsc pjsc too ao zao oao "
    "ooo pao gmbh ag sa sarl spa bv nv co tov pte srl kgaa se ab as oy kg ev eg "
    "тоо ао зао оао ооо пао жшс ақ"
)
# The same, written out.
LEGAL_PHRASES = re.compile(
    r"""(?ix) \b (?:
      public\ limited\ company | private\ limited | limited\ liability\ (?:company|partnership)
    | (?:open|closed|public)?\s? joint[\ -]stock\ company
    | aktiengesellschaft | gesellschaft\ mit\ beschränkter\ haftung
    | soci[eé]t[eé]\ anonyme | sociedad\ an[oó]nima | sociedade\ an[oô]nima
    | societ[aà]\ per\ azioni | anonim\ [sş]irketi | limited\ [sş]irketi | s\.\s?p\.\s?a\.
    | a\.\s?[sş]\. | (?:публичное|открытое|закрытое)?\s? акционерное\ общество
    | (?:общество|товарищество)\ с\ ограниченной\ ответственностью
    )"""
)
# Before the name of a person; not those that are names too, as Don and Major.
TITLES = folded(
    "mr mrs ms miss dr prof professor sir comrade sheikh shaikh sheik shaykh hajji "
    "haji ayatollah rev reverend pastor bishop president minister judge colonel "
    "general captain lieutenant sergeant senator engineer advocate lawyer genosse "
    "genossin herr frau kamerad camarade monsieur madame señor señora compañero "
    "compañera daw товарищ господин госпожа sayın sayin yoldaş yoldas dott avv доктор "
    "профессор دكتور دکتر الشيخ شيخ الدكتور"
)
# A place in the east is not the one in the west, however alike the rest.
DIRECTIONS = _by_word(
    {
        "north": "north northern nord norte severnyi severnaya severo soltustik",
        "south": "south southern sud sur yuzhnyi yuzhnaya yuzhno ongtustik",
        "east": "east eastern ost este vostochnyi vostochnaya vostochno shygys",
        "west": "west western oeste ouest zapadnyi zapadnaya zapadno batys",
        "central": "central centre tsentralnyi",
        "upper": "upper haut verkhnii verkhny werchni",
        "lower": "lower bas nizhnii nizhny nischni nijni",
        "new": "new nova novo novyi",
        "old": "old stary staryi alt",
        "great": "great greater",
        "river": "river",
    }
)
POINTS = folded("north northern south southern east eastern west western")
# Words that reporters and translators exchange freely.
SYNONYMS = _by_word(
    {
        "oil": "oil petroleum petrol",
        "united": "united unitary unified",
        "union": "union unions",
        "labour": "labour labor",
        "worker": "worker workers",
        "trade": "trade trades",
        "organisation": "organisation organization organisations organizations",
        "centre": "centre center",
        "teacher": "teacher teachers",
        "miner": "miner miners",
        "people": "people peoples",
        "right": "right rights",
        "railway": "railway railways railroad",
        "defence": "defence defense",
        "committee": "committee komitet komitee comite",
        "saint": "saint st ste sainte sankt",
        "mount": "mount mt",
        "fort": "fort ft",
        "region": "region oblast oblys oblysy province provincia provinz voblast "
        "governorate ostan region oblasty",
        "district": "district raion rayon audan",
        "prison": "prison jail",
        "street": "street ulitsa",
        "first": "first 1st",
        "second": "second 2nd",
        "third": "third 3rd",
        "number": "no nr number num",
    }
)
# What a body is, which a short form of its name leaves out.
DESCRIPTIONS = folded(
    "national company group corporation holding party newspaper magazine agency "
    "trade union unions global republic journal website campaign"
)
DESCRIPTIONS |= {SYNONYMS.get(word, word) for word in DESCRIPTIONS}
# Words too many bodies share to tell one by.
GENERAL = DESCRIPTIONS | folded(
    "socialist labour communist democratic social workers worker peoples people green "
    "left right international united free independent federation congress council "
    "committee ministry embassy court solidarity movement radio tv news times post "
    "guardian alternative action international central state government police bank "
    "oil gas university institute centre society association alliance front league "
    "republican liberal conservative progressive teachers students miners european "
    "city regional district supreme high revolutionary branch town local prosecutor"
)
GENERAL |= {SYNONYMS.get(word, word) for word in GENERAL}
(REPUBLIC,) = folded("republic")
# Spelled otherwise by rule and not by taste: these take part in the key.
SPELLED_OTHERWISE = frozenset(
    [
        "saint",
        "mount",
        "fort",
        "organisation",
        "centre",
        "labour",
        "number",
        "first",
        "second",
        "third",
        "defence",
        "worker",
        "teacher",
        "miner",
        "trade",
        "right",
        "people",
    ]
)
