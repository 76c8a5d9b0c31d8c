# ruff: noqa: RUF001  Cyrillic letters are meant
"""Bodies called by what they are, in Russian and Ukrainian: a word for each word."""

import re
from functools import cache

from archive.names import atlas, folding, words
from archive.names.keys import Kind, Tokens, key_words

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MEANINGS = {
    "trade union": "профсоюз профсоюза профспілка профспілки",
    "trade unions": "профсоюзов профсоюзы профспілок профспілки",
    "union": "союз союза союзу спілка спілки",
    "federation": "федерация федерации федерація федерації",
    "confederation": "конфедерация конфедерации конфедерація конфедерації",
    "association": "ассоциация ассоциации асоціація",
    "ministry": "министерство министерства міністерство міністерства",
    "justice": "юстиции юстиції",
    "court": "суд суда суду",
    "supreme": "верховный верховного верховний верховного",
    "constitutional": "конституционный конституционного конституційний",
    "city": "городской городского міський міська городская",
    "district": "районный районного районний районная",
    "regional": "областной областного обласний областная",
    "prosecutor": "прокуратура прокуратуры прокуратури",
    "embassy": "посольство посольства",
    "parliament": "парламент парламента парламенту",
    "party": "партия партии партія партії",
    "communist": "коммунистическая коммунистической комуністична",
    "socialist": "социалистическая социалистическое социалистической соціалістична",
    "labour": "труда праці",
    "workers": "рабочих работников трудящихся робітників працівників",
    "miners": "шахтеров шахтёров горняков шахтарів гірників",
    "oil": "нефти нефтяная",
    "oil workers": "нефтяников нафтовиків",
    "teachers": "учителей вчителів",
    "railway workers": "железнодорожников залізничників",
    "metalworkers": "металлистов",
    "journalists": "журналистов журналістів",
    "students": "студентов студентів",
    "independent": "независимый независимая независимых незалежна незалежний незалежних",
    "free": "свободный свободная свободных вільна вільний вільних",
    "international": "международный международная международное міжнародна міжнародний",
    "national": "национальный национальная национальное національна національний",
    "movement": "движение движения рух руху",
    "committee": "комитет комитета комітет комітету",
    "security": "безопасности безпеки",
    "internal affairs": "внутренних внутрішніх",
    "foreign affairs": "иностранных закордонних",
    "defence": "обороны оборони",
    "health": "здравоохранения охорони",
    "education": "образования освіти",
    "bank": "банк банка банку",
    "university": "университет университета університет",
    "company": "компания компании компанія компанії",
    "prison": "тюрьма тюрьмы тюрма",
    "of": "дел справ по в и",
}
_COUNTRY_END = re.compile(r"(?:a|u|i|ii|e)$")
_LEAST = 3


def is_translated(a: str, b: str) -> bool:
    """The same words in English, and a name among them that is no common word."""
    if bool(_CYRILLIC.search(a)) == bool(_CYRILLIC.search(b)):
        return False
    english, russian = (b, a) if _CYRILLIC.search(a) else (a, b)
    there = _translated(key_words(russian, Kind.ORG))
    if there is None:
        return False
    here = _english(key_words(english, Kind.ORG))
    return sorted(here) == sorted(there) and not set(here) <= words.GENERAL


def in_english(text: str) -> str:
    """As far as the words are known; empty where none is."""
    if not _CYRILLIC.search(text):
        return ""
    found = _translated(key_words(text, Kind.ORG))
    return " ".join(map(_named, found)) if found else ""


def _named(token: str) -> str:
    return _countries().get(token, folding.printed(token))


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return dict(Locale("en").territories)


def _translated(tokens: Tokens) -> Tokens | None:
    """None where no word is known."""
    meanings = _meanings()
    if not any(token in meanings for token in tokens):
        return None
    translated = (meanings.get(token, (token,)) for token in tokens)
    return _english([word for each in translated for word in each])


def _english(tokens: Tokens) -> Tokens:
    return [_country(token) or words.SYNONYMS.get(token, token) for token in tokens]


def _country(token: str) -> str:
    """The code of a country, also of one that is declined; empty for another word."""
    stem = _COUNTRY_END.sub("", token)
    if len(stem) < _LEAST:
        return ""
    for name in dict.fromkeys((token, stem, stem + "a", stem + "iia")):
        codes = atlas.codes(folding.printed(name))
        if codes and all(kind == "country" for kind, _code in codes):
            return min(code for _kind, code in codes)
    return ""


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {
        token: () if meaning == "of" else folding.tokens(meaning)
        for meaning, spellings in _MEANINGS.items()
        for token in words.folded(spellings)
    }
