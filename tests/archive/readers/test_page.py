import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import passages, readers
from archive.readers import page
from tests.archive.readers import pages
from tests.archive.readers.files import PROSE

pytestmark = pytest.mark.slow


def read(source, charset="utf-8"):
    return page.read(source.encode(charset))


def aside(readout):
    return [readout.text[start:end] for start, end in readout.aside]


def article(readout):
    """What is left when the rest is taken away."""
    text, last = "", 0
    for start, end in [*readout.aside, (len(readout.text), len(readout.text))]:
        text += readout.text[last:start]
        last = end
    return text


@pytest.mark.parametrize(
    ("source", "inside", "outside"),
    [
        (
            pages.WORDPRESS,
            [
                "Miners in Karaganda stop work",
                "Posted on July 14th, 2011 by Marta Feldkirch",
                "no dismissals",
                "We demand the wages of three months",
                "Copies to the embassy in your country.",
            ],
            ["About us", "Facebook", "Temirtau", "Great fight", "donate", "Archives"],
        ),
        (
            pages.JOOMLA,
            ["Streik bei der Bahn", "Jutta Brandner", "Rangierdienst\t74", "Verbot."],
            ["Startseite", "Zurück", "Spendenkonto", "Netzwerk Ost"],
        ),
        (
            pages.DRUPAL,
            ["Trois syndicalistes", "Nadia Ferchichi", "Salma Jlassi", "ambassade."],
            ["Qui sommes-nous", "Connectez-vous", "Votre don", "contenu principal"],
        ),
        (
            pages.MODERN,
            [
                "Court in Minsk",
                "By Olena Hrytsak",
                "No appeal",
                "letters to the ministry",
            ],
            ["cookies", "Share", "Gomel", "Sign up", "Shame", "All rights reserved"],
        ),
        (pages.ARABIC, ["عمال النسيج", "أمل السعيد"], ["الرئيسية", "جميع الحقوق"]),
    ],
)
def test_the_article_is_told_from_what_surrounds_it(source, inside, outside):
    readout = read(source)

    assert [words for words in inside if words not in article(readout)] == []
    assert [words for words in outside if words in article(readout)] == []
    assert [words for words in [*inside, *outside] if words not in readout.text] == []


@pytest.mark.parametrize(
    ("source", "title", "byline", "language", "published"),
    [
        (
            pages.WORDPRESS,
            "Miners in Karaganda stop work over unpaid wages",
            "Marta Feldkirch",
            "en",
            "2011-07-14",
        ),
        (pages.JOOMLA, "Streik bei der Bahn in Atyrau", "", "de", "2011-06-14"),
        (
            pages.DRUPAL,
            "Trois syndicalistes arrêtés à Sfax",
            "Nadia Ferchichi",
            "fr",
            "2011-11-03",
        ),
        (
            pages.MODERN,
            "Court in Minsk jails rail worker for three years",
            "Olena Hrytsak, Tom O'Dowd",
            "en",
            "2023-05-17",
        ),
        (pages.ARABIC, "عمال النسيج يضربون في المحلة", "", "ar", "2014-02-11"),
    ],
)
def test_a_page_says_its_title_author_language_and_day(
    source, title, byline, language, published
):
    readout = read(source)

    said = (readout.title, readout.byline, readout.language, readout.published)
    assert said == (title, byline, language, published)


def test_the_address_is_the_one_the_page_states():
    readout = read(pages.MODERN)

    assert readout.url == "https://easterndesk.example/news/court-minsk-rail-worker"
    assert readout.site_name == "The Eastern Desk"


def test_what_no_reader_sees_is_not_in_the_text():
    text = read(pages.WORDPRESS).text + read(pages.MODERN).text

    for hidden in ("do not read me", "float", "counter of visits", "not shown"):
        assert hidden not in text


def test_a_cyrillic_page_with_only_a_meta_charset_is_read():
    readout = read(pages.CYRILLIC, "cp1251")

    assert readout.text.startswith("Двести шахтёров в посёлке Новый")
    assert readout.title == "Шахтёры остановили работу"
    assert readout.aside == ()


def test_the_menu_of_a_page_with_three_words_is_not_worth_a_guess():
    menu = "<nav><a href='/'>Home</a> <a href='/us'>About our group</a></nav>"
    readout = read(f"<html><body>{menu}<p>Kim is free.</p></body></html>")

    assert readout.text == "Home About our group\n\nKim is free."
    assert readout.aside == ()


def test_neighbouring_lines_of_the_rest_are_one_range():
    readout = read(pages.ARABIC)

    assert aside(readout) == ["الرئيسية أخبار", "جميع الحقوق محفوظة"]


def test_a_page_that_hides_itself_until_a_script_ran_is_read():
    hidden = f"<html><body><div style='display:none'><p>{PROSE}</p></div></body></html>"

    assert read(hidden).text == PROSE.strip()


def test_a_page_whose_words_load_later_is_refused_with_what_to_do():
    with pytest.raises(readers.Unreadable, match="copy the words and paste"):
        read("<html><body><div id='root'></div><script>go()</script></body></html>")


def test_lines_of_an_old_page_without_classes_stay_lines():
    source = f"<html><body>{PROSE}<br>Oleg Kim<br><br>Aktau<hr>12 May</body></html>"

    assert read(source).text == f"{PROSE.strip()}\nOleg Kim\n\nAktau\n\n12 May"


def test_an_entity_is_never_unfolded():
    source = (
        "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
        f"<html><body><p>{PROSE} &a; &lt;b&gt;</p></body></html>"
    )

    assert read(source).text.endswith("&a; <b>")


def test_a_hundred_thousand_nested_tags_are_refused():
    with pytest.raises(readers.Unreadable, match="nests thousands"):
        read("<html><body>" + "<div>" * 100_000 + "x")


def test_a_million_tags_are_refused():
    with pytest.raises(readers.Unreadable, match="too many tags"):
        read("<html><body>" + "<i>" * 500_000)


def test_a_page_too_large_for_telling_its_parts_is_read_whole():
    readout = read("<html><body>" + "<p>One of many lines.</p>" * 30_100)

    assert readout.text.count("One of many lines.") == 30_100
    assert readout.aside == ()


TAGS = """<p> </p> <div> </div> <br> <table> <tr> <td> </td> </table> <nav> </nav> <a>
</a> <pre> </pre> <li> <h1> </h1> <script> </script> <!-- --> &nbsp; &shy; &#13; <b </b>
hidden> Minsk strike"""
PIECES = st.sampled_from(
    [*TAGS.split(), "\r\n", "\ufb01", "e\u0301", "\u0378", "\u202e", "عمال"]
)


@given(st.lists(PIECES, max_size=40))
def test_any_page_gives_text_as_the_archive_keeps_it_and_ranges_inside(parts):
    source = f"<html><body>{' '.join(parts)} end</body></html>"
    try:
        readout = page.read(source.encode())
    except readers.Unreadable:
        return

    assert passages.normalise(readout.text) == readout.text
    ends = [at for pair in readout.aside for at in pair]
    assert ends == sorted(set(ends))
    assert all(0 <= at <= len(readout.text) for at in ends)
