from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import cleaning
from archive.cleaning import SegmentKind

SEEDS = Path(__file__).resolve().parents[2] / "data" / "seeds"
FRENCH = """Accueil | Actualités | Dossiers | Contact

Grève à la raffinerie : deux syndicalistes arrêtés
Par Jean Martin

Mardi, la police a arrêté deux délégués du syndicat devant les grilles de l'usine.
La direction refuse toute négociation avec les grévistes depuis trois semaines.

Les dons pour la caisse de grève sont reçus par la fédération.

Faites un don
Laisser un commentaire
Votre adresse e-mail ne sera pas publiée.
Tous droits réservés
"""
GERMAN = """Zum Inhalt springen

Kasachstan: Anwältin verurteilt

Am Montag verurteilte ein Gericht in Aktau die Anwältin der Ölarbeiter zu sechs Jahren.

Protestbrief:

An die Botschaft der Republik Kasachstan
Berlin
28. September 2011

Sehr geehrter Herr Botschafter,

wir verurteilen die Haftstrafe gegen Natalia Sokolova auf das Schärfste und fordern sie zurück.

Mit freundlichen Grüßen
IG Metall Jugend
Frankfurt

Weiterlesen
Lohnkampf in der Autoindustrie
Diese Website verwendet Cookies.
"""
MODEL_PAGE = """Model letter: free the bus workers

Copy the letter below.

His Excellency the Ambassador
Embassy of the Islamic Republic of Iran
16 Prince's Gate
London

Re: Imprisonment of Reza Shahabi

Your Excellency,

I am writing to express my deep concern about the health of Reza Shahabi, who is on hunger strike.

He must be released.

Yours sincerely,

[Name]
[Union branch]


The embassy answers on weekdays only, and campaigners report that it hangs up on callers after a minute.
"""


def shown(text):
    return [
        (segment.kind.value, text[segment.start : segment.end].split("\n")[0])
        for segment in cleaning.clean(text).segments
    ]


def test_the_london_report_is_parted_as_a_reader_would():
    text = cleaning.decode((SEEDS / "2011-06-london-embassy-protest.txt").read_bytes())
    segments = cleaning.clean(text).segments

    assert [(x.start, x.end, x.kind.value) for x in segments] == [
        (0, 34, "title"),
        (36, 84, "body"),
        (86, 188, "body"),
        (190, 1289, "letter"),
        (1291, 1836, "boilerplate"),
        (1838, 1972, "boilerplate"),
        (1974, 2055, "boilerplate"),
        (2058, 2067, "boilerplate"),
    ]


def test_the_berlin_report_is_parted_as_a_reader_would():
    text = cleaning.decode((SEEDS / "2011-berlin-embassy-picket.txt").read_bytes())
    segments = cleaning.clean(text).segments

    assert [(x.start, x.end, x.kind.value) for x in segments] == [
        (0, 42, "title"),
        (43, 946, "body"),
        (947, 1791, "body"),
        (1792, 2074, "body"),
        (2075, 2098, "boilerplate"),
    ]


def test_the_letter_in_the_london_report_is_read():
    text = cleaning.decode((SEEDS / "2011-06-london-embassy-protest.txt").read_bytes())

    (letter,) = cleaning.find_letters(text, cleaning.clean(text).segments)

    assert letter.sender == "The Socialist Party of England and Wales"
    assert letter.addressee == "To the Ambassador of the Kazakhstan Embassy London"
    assert text[letter.written_start : letter.written_end] == "16 June 2011"


def test_a_french_page_keeps_its_report_and_its_strike_fund():
    cleaned = cleaning.clean(FRENCH)

    assert cleaned.byline == "Jean Martin"
    assert cleaned.title.startswith("Grève à la raffinerie")
    assert shown(FRENCH) == [
        ("boilerplate", "Accueil | Actualités | Dossiers | Contact"),
        ("title", "Grève à la raffinerie : deux syndicalistes arrêtés"),
        ("body", "Par Jean Martin"),
        ("boilerplate", "Faites un don"),
        ("boilerplate", "Laisser un commentaire"),
        ("boilerplate", "Tous droits réservés"),
    ]


def test_a_german_letter_ends_with_its_signature():
    (letter,) = cleaning.find_letters(GERMAN, cleaning.clean(GERMAN).segments)

    assert letter.addressee.startswith("An die Botschaft")
    assert letter.written == "28. September 2011"
    assert letter.sender == "IG Metall Jugend, Frankfurt"


def test_the_page_after_a_german_letter_is_boilerplate():
    assert shown(GERMAN)[-2:] == [
        ("boilerplate", "Weiterlesen"),
        ("boilerplate", "Diese Website verwendet Cookies."),
    ]


def test_a_report_goes_on_after_its_letter():
    (letter,) = cleaning.find_letters(MODEL_PAGE, cleaning.clean(MODEL_PAGE).segments)

    assert letter.title == "Imprisonment of Reza Shahabi"
    assert letter.salutation == "Your Excellency,"
    assert MODEL_PAGE[letter.start :].startswith("His Excellency the Ambassador")
    assert shown(MODEL_PAGE)[-1][1].startswith("The embassy answers")


@pytest.mark.parametrize(
    "line",
    [
        "Unions abroad made donations to the strike fund of the refinery workers.",
        "Dear is the price that the miners paid for the bread of their families.",
        "The minister said that comments on the copyright law will be heard.",
        "By Tuesday, thirty-four miners were dead and many more were wounded.",
    ],
)
def test_a_sentence_of_a_report_stays_in_it(line):
    text = f"Strike goes on\n\n{line}\n\nThe strike goes on in all the mines of the region."

    assert {kind for kind, _ in shown(text)} == {"title", "body"}
    assert cleaning.clean(text).byline == ""


@given(st.text(max_size=300))
def test_segments_cover_what_is_not_blank_and_never_overlap(text):
    segments = cleaning.clean(text).segments
    inside = [any(s.start <= at < s.end for s in segments) for at in range(len(text))]

    assert all(inside[at] for at, letter in enumerate(text) if not letter.isspace())
    assert all(a.end <= b.start for a, b in pairwise(segments))


def test_an_empty_text_has_no_parts():
    assert cleaning.clean("") == cleaning.Cleaned("", "", ())


def test_a_letter_is_one_kind_of_segment():
    assert SegmentKind.LETTER in {x.kind for x in cleaning.clean(GERMAN).segments}


def test_an_appeal_under_a_letter_is_not_part_of_it():
    text = (
        "Streik in Izmir\n\nDer folgende Brief wurde am Montag übergeben:\n\n"
        "An den Botschafter der Republik Türkei\n\nBerlin, 3. Mai 2021\n\n"
        "Sehr geehrter Herr Botschafter,\n\nwir protestieren gegen die Festnahmen von "
        "Gewerkschaftern in Izmir. Wir fordern ihre Freilassung.\n\n"
        "Mit freundlichen Grüßen\n\nA. Sender\n\n"
        "Wenn Ihnen dieser Artikel gefallen hat, spenden Sie an unser Konto."
    )
    segments = cleaning.clean(text).segments

    (letter,) = cleaning.find_letters(text, segments)

    assert letter.sender == "A. Sender"
    assert "spenden" not in text[letter.start : letter.end]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("16 June 2011", "Oil strike spreads to three more fields"),
        ("URGENT ACTION", "TEACHERS FACE TRIAL AFTER MARCH"),
        ("labournews.org", "Miners occupy shaft in the north"),
        ("Kazakhstan", "Oil strike spreads to three more fields"),
        ("Press release", "Bakers walk out over unpaid overtime"),
    ],
)
def test_what_stands_above_a_title_is_not_the_title(above, title):
    text = f"{above}\n\n{title}\n\nThe strike has spread to three more fields in the region."

    assert cleaning.clean(text).title == title


def test_a_title_of_four_words_keeps_its_place():
    text = (
        "Kazakhstan: London embassy protest\n\n"
        "Stop repression of striking oil and gas workers!\n\nA letter was given."
    )

    assert cleaning.clean(text).title == "Kazakhstan: London embassy protest"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Paz, Lima, 3 May 2012", "Ana Paz"),
        ("By Ana Paz and Juan Sosa", "Ana Paz and Juan Sosa"),
        ("By Ana Paz | 3 May 2012", "Ana Paz"),
        ("By Ana Paz in Lima", "Ana Paz"),
        ("By Peter Kenworthy, Africa Contact", "Peter Kenworthy, Africa Contact"),
        ("By Grace M., Lusaka Workers' Bulletin", "Grace M."),
        ("By Grace M. for the Lusaka Workers' Bulletin", "Grace M."),
        ("By A. N. Other, Daily News, Harare, 3 May 2012", "A. N. Other"),
        ("By Joe Bloggs, staff reporter", "Joe Bloggs"),
        ("Reported by Grace Mwale", "Grace Mwale"),
        ("Text: Anna Schmidt", "Anna Schmidt"),
        ("Text und Fotos: Anna Schmidt", "Anna Schmidt"),
        ("Texte : Jean Martin", "Jean Martin"),
        ("Por Ana Paz", "Ana Paz"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("بقلم: أحمد علي", "أحمد علي"),
        ("By Monday", ""),
        ("Por la libertad de los presos", ""),
        ("Text: The government has decided to close the mines of the north", ""),
        ("Ana Paz, Lima, 3 May 2012", "Ana Paz"),
        ("Von Karl Brandt, Berlin, 3. Mai 2012", "Karl Brandt"),
        ("New York, 3 May 2012", ""),
        ("Thursday, 3 May 2012", ""),
        ("By Tuesday, thirty-four miners were dead and many wounded.", ""),
    ],
)
def test_a_byline_gives_the_author_alone(line, author):
    text = f"Bakers walk out\n\n{line}\n\nBakers of four large shops walked out this morning."

    assert cleaning.clean(text).byline == author


def test_a_report_may_name_its_author_at_its_end():
    body = "Bakers of four large shops walked out this morning.\n\n" * 8
    text = f"Bakers walk out\n\n{body}Reported by Grace Mwale"

    assert cleaning.clean(text).byline == "Grace Mwale"
