"""Bodies named in another language: by their links, or by the end of one word."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate
from archive.extraction.linked import candidate
from archive.extraction.words import Page

# Small words inside the names of bodies; no English sentence goes on with them.
_LINKS = lexicon.listed(
    "pour des du de la le les del los las el por para do da dos das no na em dei di della "
    "degli delle dello der die das für und im von vom zur zum voor van het och för av "
    "dan untuk y e et en d' l' sin sans senza ohne"
)
# Of these one alone does not tell the language: they are in names of people too.
_TELLING = lexicon.listed(
    "pour por para des für und och för untuk dan voor em em dei degli sin sans senza ohne"
)
# Words that head a body in English and in other languages.
_SHARED = lexicon.listed(
    "union front forum bloc radio coordination organisation association federation "
    "alliance coalition commission solidarité collectif centre central action agence "
    "lutte mouvement cercle comité convergence coopérative institut observatoire réseau "
    "red foro centro colectivo coordinadora instituto comisión consejo mesa juventud "
    "rassemblement rede articulação comissão conselho coletivo lega rete unione verein "
    "verband bund initiative bündnis netzwerk arbeitskreis gewerkschaft föreningen "
    "landsorganisationen organisasi majelis paguyuban ikatan asosiasi komisi jaringan "
    "forum agrupación bandera cámara caisse chambre conseil cour parquet tribunal "
    "tribunale tribunales corte fiscalía defensoría procuraduría contraloría ministerio "
    "ministère ministério syndicat synergie jeunesse grupo groupe société compañía "
    "compagnie empresa companhia frente ligue liga poder pacto congrès congreso asamblea "
    "assemblée assembleia derechos justicia mujeres trabajadores trabajadoras movimiento médicos"
)
# Ends of adjectives that follow their head: Union Générale, Union Démocratique.
_ADJECTIVES = (
    "ale", "ales", "elle", "aine", "oise", "ique", "iques", "ienne", "iste", "istes",
    "aire", "aires", "ée", "ial", "ional", "ionale", "ional", "ista", "istas", "ica",
    "icas", "ico", "icos", "eña", "eño", "ense", "ana", "ano", "era", "ero", "eira",
    "eiro", "iana", "iano", "ária", "ário", "aria", "ario", "ale", "ali", "esa", "aise",
)  # fmt: skip
_ENGLISH = lexicon.listed(
    "national international regional provincial federal general industrial social "
    "professional central municipal regional territorial"
)
# One word that is a body by its end, in languages that write compounds.
_ENDS = (
    "förbundet", "forbundet", "partiet", "bladet", "tidningen", "avisen", "unionen",
    "facket", "föreningen", "foreningen", "verket", "stiftung", "gewerkschaft",
    "verband", "zeitung", "nachrichten", "partei", "liitto", "puolue", "szövetség",
    "szakszervezet", "vakbond", "bond", "partij", "stichting", "rörelsen", "posten",
    "kuriren", "prom", "neft", "neftegaz", "munaigas", "munaygas", "energo", "telecom",
    "telekom", "eximbank", "bank", "khim", "mash", "export", "bras", "petrol", "media",
    "press", "news", "derneği", "partisi", "konfederasyonu",
)  # fmt: skip
_TURKISH = ("-sen", "-iş", "-is", "-i̇ş", "-haber", "-tv", "-fm", "-press", "-bank")
_ALL_ENDS = _ENDS + _TURKISH
_SHORTEST = 7
_LONGEST = 12


def find(page: Page) -> Iterator[Candidate]:
    done = 0
    for index in page.capitals:
        word = page.words[index]
        if index < done or word.in_capitals:
            continue
        last = _end(page, index) if _may_begin(page, index) else index
        if last > index + 1 and _is_foreign(page, index, last):
            done = last
            yield candidate(page, index, last, 0.9)
        elif len(word.text) >= _SHORTEST and _is_compound(page, index):
            yield candidate(page, index, _behind(page, index + 1), 0.72)


def _may_begin(page: Page, index: int) -> bool:
    word = page.folded[index]
    return word in _SHARED or word in page.lexis.foreign_heads


def _end(page: Page, index: int) -> int:
    """Behind the last capital of what goes on with capitals and foreign links."""
    last = at = index + 1
    while at < len(page.words) and at - index < _LONGEST and page.words[at].joins:
        word = page.words[at]
        if page.words[at - 1].is_possessive or word.is_acronym:
            break
        if word.is_capitalised and not page.lexis.is_title(word.folded):
            last = at + 1
        elif word.folded not in _LINKS:
            break
        at += 1
    return last


def _is_foreign(page: Page, first: int, last: int) -> bool:
    """Whether a small word or an adjective behind the head is no English one."""
    words = page.folded[first + 1 : last]
    if any(word in _TELLING for word in words):
        return True
    if words[0] in _LINKS or words[0].startswith(("d'", "l'")):
        return len(words) > 1
    return (
        words[0].endswith(_ADJECTIVES)
        and words[0] not in _ENGLISH
        and words[0] not in page.lexis.given_names
        and not page.lexis.is_head(words[-1])
    )


def _is_compound(page: Page, index: int) -> bool:
    """Hamnarbetarförbundet, Kamratposten; Tüm-Bel-Sen."""
    word = page.folded[index]
    if not word.endswith(_ALL_ENDS) or word in _ENDS:
        return False
    return _is_name(page, index)


def _is_name(page: Page, index: int) -> bool:
    lexis, word = page.lexis, page.folded[index]
    before = page.words[index - 1] if index and page.words[index].joins else None
    is_surname = before is not None and (
        before.folded in lexis.given_names or lexis.is_title(before.folded)
    )
    return not (
        is_surname
        or word in lexis.given_names
        or word in lexis.ordinary
        or word in lexis.nouns
        or lexis.is_head(word)
        or bool(lexis.places.length_at(page.folded, index))
    )


def _behind(page: Page, index: int) -> int:
    """Behind the capital that goes on with it: Rättvisepartiet Socialisterna."""
    if index >= len(page.words) or not page.words[index].joins:
        return index
    word, lexis = page.words[index], page.lexis
    goes_on = word.is_capitalised and not (
        word.is_acronym
        or page.words[index - 1].is_possessive
        or word.folded in lexis.given_names
        or lexis.is_title(word.folded)
    )
    return index + goes_on
