"""Bodies that German writes in one word, or sets behind a word for what they are.

Innenministerium; die türkische Botschaft; die Menschenrechtsorganisation Wjasna.
"""

import re
from collections.abc import Iterator

from archive import lexicon
from archive.extraction import surnames
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:german/1"
_SURE = 0.9
_LIKELY = 0.7
_SMALL = "a-zäöüßéè"
_ONE_WORD = re.compile(
    rf"(?<![\w-])(?:[A-ZÄÖÜ][{_SMALL}]{{2,20}}(?:ministerium|gewerkschaftsbund|gerichtshof)"
    r"|(?:Bundes)?[Vv]erfassungsgericht)(?:es|s)?(?![\w-])"
)
_POST = re.compile(
    rf"(?<![\w-])[{_SMALL}]{{3,20}}ische[nrs]? (?:Botschaft|Generalkonsulat|Konsulat)s?(?![\w-])"
)
_APPOSED = re.compile(
    rf"(?:(?<![\w-])[A-ZÄÖÜ][{_SMALL}]{{3,20}}-?(?:[Oo]rganisation|[Gg]ewerkschaft|zeitung"
    r"|konzerns?|unternehmens?|agentur|[Pp]artei|[Ii]nitiative|portals?|senders?|magazins?"
    r"|firma|herstellers?|fabrik) "
    r"|(?<![\w-])(?:Firma|Konzerns?|Unternehmens?|Zeitung|Zeitschrift|Agentur|Bündnis(?:ses)?"
    r"|Bewegung|Dachverband(?:s|es)?|Netzwerks?|Kollektivs?|Zeitschrift|Partei|Gruppe) )"
    rf"(?P<name>[A-ZÄÖÜÇŞİ][\w-]{{2,25}}(?: [A-ZÄÖÜÇŞİ][{_SMALL}]{{2,20}})?)(?![\w-])"
)

# Margaretenbrücke, Rosa-Luxemburg-Platz; Kölcsey-Ferenc-Gymnasium
_BUILT = re.compile(
    r"(?<![\w-])(?!(?:Haupt|Land|Bundes|Seiten|Neben|Einbahn|Ring|Straßen|Zug|Hänge|Fußgänger|Autobahn"
    r"|Eisenbahn|Luft|Quer|Küsten|Schnell|Wasser|Ausfall|Einkaufs|Dorf|Zufahrts|Milch|Daten|Handels)(?:straß|strass|brück|alle))"
    rf"[A-ZÄÖÜ][{_SMALL}]{{3,20}}(?:brücke|straße|strasse|allee)(?![\w-])"
    r"|(?<![\w-])(?:[A-ZÄÖÜ][\w]{2,20}-){1,3}(?:Brücke|Straße|Strasse|Platz|Allee|Gasse|Ring|Damm|Ufer|Park)(?![\w-])"
)
_CALLED = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ][\w]{2,20}-){1,3}(?:Gymnasium|Schule|Universität|Stiftung|Institut"
    r"|Krankenhaus|Klinik|Konzern|Werk|Gesellschaft|Akademie|Zeitung)(?:s|es)?(?![\w-])"
    r"|(?<![\w-])(?:Universität|Hochschule|Klinikum|Stadtwerke) (?:[A-ZÄÖÜ][\w-]{2,20})(?: am Main| an der Oder)?(?![\w-])"
)
_ABSTRACT = ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tät", "nis")
_LONG = 7
_BEFORE_NOUNS = lexicon.listed(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen im am vom "
    "zum zur beim ins ans ihre ihren seine seinen unsere unseren diese diesen alle viele"
)


def find(page: Page) -> Iterator[Candidate]:
    """Empty for another language."""
    if page.lexis.language != "de":
        return
    for pattern in (_ONE_WORD, _POST):
        for match in pattern.finditer(page.text):
            yield Candidate(*match.span(), FindKind.ORG, _SURE, SOURCE)
    for pattern, kind in ((_BUILT, FindKind.PLACE), (_CALLED, FindKind.ORG)):
        for match in pattern.finditer(page.text):
            yield Candidate(*match.span(), kind, _LIKELY, SOURCE)
    for match in _APPOSED.finditer(page.text):
        if not _is_person(page, match["name"]):
            yield Candidate(*match.span("name"), FindKind.ORG, _LIKELY, SOURCE)


def _is_person(page: Page, name: str) -> bool:
    first, _, last = name.casefold().partition(" ")
    lexis = page.lexis
    return lexis.is_given(first) or lexis.is_title(first) or lexis.is_title(last)


def is_abstract(page: Page, index: int) -> bool:
    """Warf Sándor Pintér | Einschüchterung vor: a noun behind a name."""
    ends = page.folded[index].endswith(_ABSTRACT)
    return ends and page.lexis.language == "de" and len(page.folded[index]) > _LONG


def is_a_noun(page: Page, index: int) -> bool:
    """Whether a German word has an article: den Schüssen, no Mr Schüssen."""
    if page.lexis.language != "de" or not index or not page.words[index].joins:
        return False
    return page.folded[index - 1] in _BEFORE_NOUNS


def is_noun_before(page: Page, index: int) -> bool:
    """Whether a German noun says who it is: Der Schüler Dilan Cruz."""
    before, lexis = page.words[index - 1], page.lexis
    return (
        len(before.text) > 3
        and before.text.isalpha()
        and before.text[0].isascii()
        and not lexis.is_given(before.folded)
        and not surnames.has_ending(before.folded)
        and not lexis.places.length_at(page.folded, index - 1)
    )
