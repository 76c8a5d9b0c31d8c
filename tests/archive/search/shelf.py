"""Reports that are found by their words; a small shelf in many scripts."""

from datetime import date

from archive import search
from tests import make

TEXTS = {
    "embassy": (
        "Oil workers at the embassy",
        """Natalia Sokolova spoke for the striking workers of Zhanaozen. The oil
        company’s lawyers said nothing.""",
        "en",
    ),
    "janaozen": (
        "Strike",
        "In Janaozen 1,500 workers strike. Oil workers again.",
        "en",
    ),
    "zabastovka": (
        "Забастовка",
        "Наталья Соколова в Жаңаөзене: рабочие бастуют.",
        "ru",
    ),
    "kazakh": ("Жаңаөзен", "Жаңаөзен қаласында жұмысшылар ереуілі.", "kk"),
    "berlin": (
        "Vor der Botschaft",
        "Die Arbeiter der Ölfelder streiken. Müller.",
        "de",
    ),
    "paris": ("Grève", "Les ouvriers d’Aktaou; l’Humanité parle des grévistes.", "fr"),
    "madrid": ("Huelga", "Los trabajadores petroleros de Kazajistán.", "es"),
    "beijing": ("石油工人罢工", "北京的工人支持扎瑙津的罢工。", "zh"),
    "cairo": ("إضراب", "عمال النفط في كازاخستان يضربون عن العمل.", "ar"),
    "athens": ("Απεργία", "Οι εργάτες πετρελαίου απεργούν.", "el"),
    "o-brien": ("A letter", "Mr O’Brien of the oil-workers' union: don't go.", "en"),
    "savchenko": ("Journalists", "The journalist Savčenko wrote on 11.06.2011.", "en"),
    "nothing": ("Weather", "Rain again in the the mountains; the of and.", "en"),
    "punctuation": ("…", "!!! — 42 ***", "en"),
}


def fill(**fields):
    """All of them, by name, a day apart, and in the index."""
    made = {}
    for day, (name, (title, text, language)) in enumerate(TEXTS.items(), start=1):
        made[name] = make.document(
            text,
            title=title,
            slug=name,
            language=language,
            published_on=date(2011, 6, day),
            **fields,
        )
    search.index_documents(each.pk for each in made.values())
    return made


def found(query, *, viewer=None, **options):
    """The slugs of what is found, in order, and by which tier."""
    results = search.search(query, viewer=viewer, on=make.TODAY, **options)
    return [(hit.object.slug, hit.tier.name) for hit in results.hits]


def slugs(query, **options):
    return [slug for slug, _tier in found(query, **options)]
