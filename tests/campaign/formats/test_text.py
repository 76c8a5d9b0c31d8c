from dataclasses import replace

from campaign.formats import text

BERLIN = """\
DRAFT

Anna-Sophie Müller-Lüdenscheidt
Vertrauenskörper
Berlin

Berlin, den 20. August 2011

Botschaft der Republik Kasachstan
______________________________
Berlin

Ihr Zeichen: KZ 2011/08

Schluss mit der Unterdrückung der Öl- und Gasarbeiter

Sehr geehrte Damen und Herren,

ich verurteile die Unterdrückung der streikenden Ölarbeiter in Schanaosen.

Natalia Sokolova wurde am 8. August 2011 zu sechs Jahren Haft verurteilt.

Mit freundlichen Grüßen

______________________________
Anna-Sophie Müller-Lüdenscheidt
Vertrauensfrau

Kopie an:
Auswärtiges Amt, Berlin
"""


def test_a_letter_reads_as_it_is_written(berlin):
    assert text.render(berlin).decode() == BERLIN


def test_what_is_missing_leaves_no_gap(london):
    letter = replace(london, sender=(), addressee=(), copies=(), reference="")

    lines = text.render(letter).decode().split("\n\n")

    assert lines[:2] == ["London, 16 June 2011", london.subject]
    assert lines[-1] == "The Socialist Party of England and Wales\n"


def test_a_paragraph_is_one_line(london):
    lines = text.render(london).decode().splitlines()

    assert set(london.paragraphs) <= set(lines)


def test_sources_are_numbers_in_brackets_and_a_list(sourced):
    lines = text.render(sourced).decode().splitlines()

    assert f"{sourced.paragraphs[1]} [1, 2]" in lines
    assert lines[lines.index("Ref. 1/2") + 1] == sourced.facts_checked
    assert lines[-5:] == [
        "Sources",
        f"[1] {sourced.sources[0]}",
        f"[2] {sourced.sources[1]}",
        "",
        f"Evidence for each sentence: {sourced.evidence_url}",
    ]


def test_the_letter_above_its_sources_is_the_letter_without_them(sourced, london):
    plain = replace(
        sourced, sources=(), evidence_url="", reference="", facts_checked=""
    )

    assert text.render(plain) == text.render(london)
