import pytest

from archive.readers import printed

ENGLISH = "The miners of the pit near the city refused to go underground on Monday."
RUSSIAN = "Двести шахтёров в посёлке Новый остановили работу и ждут зарплату."


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2011-06-22T23:30:00-05:00", "2011-06-22"),
        ("2011-06-22", "2011-06-22"),
        ("20110622101500", ""),
        ("20110622", "2011-06-22"),
        ("2011/06/22", "2011-06-22"),
        ("2011-06", "2011-06"),
        ("2011", ""),
        ("Wed, 22 Jun 2011 10:00:00 GMT", "2011-06-22"),
        ("2011-13-45", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("1308700800", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_day_written_by_a_program_is_read_as_written(stated, day):
    assert printed.day(stated) == day


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("Posted on July 14th, 2011 by Marta", "en", "2011-07-14"),
        ("Dienstag, den 14. Juni 2011 um 08:22 Uhr", "de", "2011-06-14"),
        ("14 июня 2011 года", "ru", "2011-06-14"),
        ("22/06/2011", "fr", "2011-06-22"),
        ("06/07/2011", "en", ""),
        ("June 2011", "en", ""),
        ("3 comments", "en", ""),
    ],
)
def test_a_printed_day_is_read_unless_it_is_two(line, language, day):
    assert printed.day_in(line, language=language)[0] == day


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("By Marta Feldkirch", "Marta Feldkirch"),
        ("Geschrieben von: Jutta Brandner", "Jutta Brandner"),
        ("Автор: Ольга Каримова", "Ольга Каримова"),
        ("Tom O'Dowd, Minsk", "Tom O'Dowd, Minsk"),
        ("admin", ""),
        ("Super User", ""),
        ("python-docx", ""),
        ("https://facebook.com/page", ""),
        ("kim@example.org", ""),
        ("14 July 2011", ""),
        ("The strikers have been camping at the gates of the pit since spring, he said", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_author_is_a_person_or_a_body_and_no_account(stated, author):
    assert printed.author(stated) == author


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Miners stop work", "Miners stop work"),
        ("Microsoft Word - Miners stop work", "Miners stop work"),
        ("Microsoft Word - report_final.doc", ""),
        ("Document1", ""),
        ("untitled", ""),
        (r"C:\Users\kim\report", ""),
    ],
)
def test_a_title_is_what_a_person_gave(stated, title):
    assert printed.title(stated) == title


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("en-US", ENGLISH, "en"),
        ("en-US", RUSSIAN, ""),
        ("ru", RUSSIAN, "ru"),
        ("ru_RU", ENGLISH, ""),
        ("kk", ENGLISH, "kk"),
        ("und", ENGLISH, ""),
        ("english", ENGLISH, ""),
        ("", ENGLISH, ""),
    ],
)
def test_a_language_is_believed_when_its_letters_are_there(tag, text, language):
    assert printed.language(tag, text) == language


@pytest.mark.parametrize(
    ("made", "changed", "day"),
    [
        ("2011-07-14", "2011-07-15", "2011-07-14"),
        ("2004-01-01", "2011-07-15", ""),
        ("2011-07-14", "", "2011-07-14"),
        ("", "2011-07-15", ""),
    ],
)
def test_a_file_made_long_before_its_last_change_has_no_day(made, changed, day):
    assert printed.file_day(made, changed) == day
