import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import cleaning
from archive.cleaning import SegmentKind
from archive.cleaning.lines import read

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


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Strike – now".encode(), "Strike – now"),
        (b"\xef\xbb\xbfStrike\r\nnow\r", "Strike\nnow\n"),
        ("Strike".encode("utf-16"), "Strike"),
        ("José".encode(), "José"),
        (
            ("Рабочие продолжают забастовку на нефтяных промыслах. " * 4).encode(
                "cp1251"
            ),
            "Рабочие продолжают забастовку на нефтяных промыслах. " * 4,
        ),
        (
            "Die Arbeiter fordern höhere Löhne für alle Beschäftigten.".encode(
                "cp1252"
            ),
            "Die Arbeiter fordern höhere Löhne für alle Beschäftigten.",
        ),
    ],
)
def test_text_is_read_in_its_charset(content, expected):
    assert cleaning.decode(content) == expected


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP or Word file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"abc\x00\x01\x02\xff\xfe\x80", "binary"),
        (b"\x01\x02\x03\x04\x05\x06", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(content, sentence):
    with pytest.raises(ValueError, match=sentence):
        cleaning.decode(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        text = cleaning.decode(content)
    except ValueError:
        return
    assert text.strip()
    assert "\r" not in text


def test_an_empty_text_has_no_parts():
    assert cleaning.clean("") == cleaning.Cleaned("", "", ())


def test_a_letter_is_one_kind_of_segment():
    assert SegmentKind.LETTER in {x.kind for x in cleaning.clean(GERMAN).segments}


@pytest.mark.parametrize(
    ("words", "charset", "language"),
    [
        ("Grève : un syndicaliste a été arrêté à Marseille", "cp1252", "fr"),
        ("Grève : un syndicaliste a été arrêté à Marseille", "cp1252", ""),
        ("Związkowiec został aresztowany w Łodzi", "cp1250", "pl"),
        ("Sendika başkanı tutuklandı, işçiler grevde", "cp1254", "tr"),
        ("Нефтяники бастуют в Актау уже четвёртый месяц", "cp1251", "ru"),
    ],
)
def test_a_short_text_keeps_its_accents(words, charset, language):
    assert cleaning.decode(words.encode(charset), language=language) == words


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


PAGE = """Skip to content
Labour Weekly
Bakers walk out
Bakers of four large shops walked out this morning over unpaid overtime.
Sponsored: buy our calendar
Comments
First!
Post a comment
The union will meet on Monday to vote on the offer.
Related articles
Miners walk out
Dockers walk out
"""


@pytest.mark.parametrize(
    ("rules", "marked"),
    [
        ("starts: Sponsored", ["Sponsored: buy our calendar"]),
        ("contains: our calendar", ["Sponsored: buy our calendar"]),
        ("is: First!", ["First!"]),
        ("from: Related articles", ["Related articles", "Miners walk out", "Dockers walk out"]),
        ("until: Labour Weekly", ["Skip to content", "Labour Weekly"]),
        ("between: Comments ... Post a comment", ["Comments", "First!", "Post a comment"]),
        ("starts: Sponsored\nkeep: calendar", []),
        ("# a comment\n\n", []),
        ("contains: (.*)+$", []),
        ("from: Skip to content", []),
    ],
)  # fmt: skip
def test_a_rule_marks_the_lines_it_names(rules, marked):
    lines = list(read(PAGE))
    hits = cleaning.profile(rules).marks(lines)

    assert [x.text for x, hit in zip(lines, hits, strict=True) if hit] == marked


def test_a_profile_marks_and_moves_nothing():
    cleaned = cleaning.clean(PAGE, profile=cleaning.profile("starts: Sponsored"))

    assert ("boilerplate", "Sponsored: buy our calendar") in [
        (x.kind.value, PAGE[x.start : x.end]) for x in cleaned.segments
    ]


def test_keep_overrules_what_we_mark_ourselves():
    text = (
        "Bakers walk out\n\nThey meet again today.\n\nDonate now to the bakers of Lima."
    )

    marked = cleaning.clean(text).segments
    kept = cleaning.clean(
        text, profile=cleaning.profile("keep: bakers of Lima")
    ).segments

    assert marked[-1].kind is SegmentKind.BOILERPLATE
    assert kept[-1].kind is SegmentKind.BODY


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ("starts: Donate\nremove: all", "Line 2: “remove: all” is not a rule"),
        ("Donate now", "Line 1: “Donate now” is not a rule"),
        ("contains: a", "Line 1: “a” is too short"),
        ("starts:", "Line 1: “” is too short"),
        ("between: Comments", "Line 1: between needs two ends"),
        ("starts: " + "x" * 300, "Line 1: a rule has at most 200 characters"),
        ("starts: abc\n" * 201, "Line 201: more than 200 rules"),
    ],
)
def test_a_bad_rule_is_refused_with_its_line(rules, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        cleaning.profile(rules)


def test_what_a_page_sets_apart_is_boilerplate():
    start = PAGE.index("Miners walk out")
    cleaned = cleaning.clean(PAGE, aside=[(start, start + 15)])

    apart = [x for x in cleaned.segments if x.start <= start < x.end]
    assert [x.kind for x in apart] == [SegmentKind.BOILERPLATE]


@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4),
)
def test_profiles_and_asides_never_make_segments_overlap(text, ranges):
    aside = [(min(pair), max(pair)) for pair in ranges]
    rules = cleaning.profile("contains: the\nfrom: zzz\nbetween: aaa ... bbb")
    segments = cleaning.clean(text, profile=rules, aside=aside).segments
    inside = [any(s.start <= at < s.end for s in segments) for at in range(len(text))]

    assert all(inside[at] for at, letter in enumerate(text) if not letter.isspace())
    assert all(a.start < a.end <= b.start < b.end for a, b in pairwise(segments))
