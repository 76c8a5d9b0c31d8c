"""Reports in German, French and Spanish, written for the purpose: a floor.

docs/quality.md has the figures at first sight.
"""

import pytest

from archive.extraction import Gazetteer, extract

CORE = {"PERSON", "ORG", "PLACE", "DATE"}


def f1(reports, language):
    """Strict F1 of span and kind over the reports of a language, by rules alone."""
    right = wrong = 0
    for report in reports:
        if not report.name.startswith(f"{language}-"):
            continue
        finds = extract(
            report.text,
            language=language,
            published_on=report.published_on,
            gazetteer=Gazetteer.build([]),
            model=None,
        )
        found = {(x.start, x.end, x.kind.value) for x in finds if x.kind in CORE}
        right += 2 * len(found & report.gold)
        wrong += len(found ^ report.gold)
    return right / (right + wrong)


@pytest.mark.parametrize(
    ("language", "floor"), [("de", 0.95), ("fr", 0.95), ("es", 0.94)]
)
def test_reports_of_other_languages_are_read(reports_abroad, language, floor):
    assert f1(reports_abroad, language) >= floor


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "la Ligue molvanienne pour la défense des droits de l'homme a écrit",
         ("ORG", "Ligue molvanienne pour la défense des droits de l'homme")),
        ("fr", "le Forum togolais pour les droits économiques et sociaux exige",
         ("ORG", "Forum togolais pour les droits économiques et sociaux")),
        ("fr", "la Confédération générale des travailleurs en Algérie a dit",
         ("ORG", "Confédération générale des travailleurs en Algérie")),
        ("fr", "l'Union syndicale Debout appelle", ("ORG", "Union syndicale Debout")),
        ("fr", "le Collectif Lumière sur la dette demande",
         ("ORG", "Collectif Lumière sur la dette")),
        ("es", "el Centro Andino por los Derechos Humanos de Quito",
         ("ORG", "Centro Andino por los Derechos Humanos")),
        ("es", "el Comité regional por la libertad de los presos dijo",
         ("ORG", "Comité regional por la libertad de los presos")),
        ("fr", "devant le siège, rue de Lisbonne.", ("PLACE", "rue de Lisbonne")),
        ("es", "por la avenida Mariscal López de Asunción",
         ("PLACE", "avenida Mariscal López")),
        ("fr", "soignée à l'hôpital Habib Bourguiba.",
         ("ORG", "hôpital Habib Bourguiba")),
        ("de", "vor der türkischen Botschaft in Bern", ("ORG", "türkischen Botschaft")),
        ("de", "beim Innenministerium beschwert", ("ORG", "Innenministerium")),
        ("de", "die Menschenrechtsorganisation Wjasna zählt", ("ORG", "Wjasna")),
        ("de", "nähen für die Firma Puma in", ("ORG", "Puma")),
        ("de", "Das Stadtgericht Phnom Penh lehnte ab",
         ("ORG", "Stadtgericht Phnom Penh")),
        ("de", "Die Chirurgin Qorel Vastrik wurde verurteilt",
         ("PERSON", "Qorel Vastrik")),
        ("de", "Die Oppositionsführerin Qorel Vastrik sprach",
         ("PERSON", "Qorel Vastrik")),
        ("es", "por Edinson Bautista y Manuel Esquivel.", ("PERSON", "Edinson Bautista")),
        ("es", "por Edinson Bautista y Manuel Esquivel.", ("PERSON", "Manuel Esquivel")),
    ],
)  # fmt: skip
def test_names_are_found_whole_in_other_languages(ask, language, text, expected):
    assert expected in ask(text, language=language)


@pytest.mark.parametrize(
    ("language", "text", "never"),
    [
        ("es", "treinta años de prisión por la matanza de Curuguaty",
         "prisión por la matanza de Curuguaty"),
        ("de", "Fünf Wochen nach den Schüssen auf Streikende", "Schüssen"),
        ("de", "Arbeitgeber und Regierung verweigern alles",
         "Arbeitgeber und Regierung"),
        ("de", "die Zeitung Anna Lind zufolge", "Anna Lind zufolge"),
        ("fr", "le Comité de grève pour la manifestation de samedi",
         "Comité de grève pour la manifestation"),
        ("fr", "la Fédération socialiste Jean Martin a parlé",
         "Fédération socialiste Jean"),
    ],
)  # fmt: skip
def test_a_sentence_that_goes_on_is_no_name(ask, language, text, never):
    assert never not in {surface for _, surface in ask(text, language=language)}


@pytest.mark.parametrize(
    ("language", "scrap"),
    [
        ("fr", "Ligue nationale pour la défense et "),
        ("es", "Centro por la paz y la vida "),
        ("de", "Aische Botschaft Partei Organisation "),
        ("fr", "rue de la "),
    ],
)
def test_a_hostile_text_of_another_language_is_read(ask, language, scrap):
    assert ask(scrap * 800, language=language) is not None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "selon un délégué de l'USTG, arrêté hier", ("ORG", "USTG")),
        ("fr", "L'UGTT dénonce", ("ORG", "UGTT")),
        ("it", "dall'Italia alla Francia", ("PLACE", "Italia")),
        ("it", "secondo un delegato dell'USBA, arrestato", ("ORG", "USBA")),
        ("de", "Kundgebungen in Wien, Warschau und Genf", ("PLACE", "Genf")),
        ("nl", "tussen Brussel en Warschau", ("PLACE", "Warschau")),
        ("es", "de Ginebra a Varsovia", ("PLACE", "Varsovia")),
        ("de", "auf der Margaretenbrücke standen", ("PLACE", "Margaretenbrücke")),
        ("de", "vor dem Rosa-Luxemburg-Platz", ("PLACE", "Rosa-Luxemburg-Platz")),
        ("de", "die Lehrer des Kölcsey-Ferenc-Gymnasiums",
         ("ORG", "Kölcsey-Ferenc-Gymnasiums")),
        ("de", "Studierende der Universität Wien", ("ORG", "Universität Wien")),
        ("de", "Sprecherin der Bewegung Tanítanék", ("ORG", "Tanítanék")),
        ("de", "Ilona Nagy warf Sándor Pintér Einschüchterung vor",
         ("PERSON", "Sándor Pintér")),
        ("fr", "le retour en prison de Mamadou Sylla", ("PERSON", "Mamadou Sylla")),
    ],
)  # fmt: skip
def test_a_name_begins_and_ends_where_it_does(ask, language, text, expected):
    assert expected in ask(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "respondió desde la Santísima Casona de piedra"),
        ("de", "auf einer Hängebrücke und einer Fußgängerbrücke"),
    ],
)
def test_a_thing_with_an_article_is_nobody_and_no_place(ask, language, text):
    assert ask(text, language) == []
