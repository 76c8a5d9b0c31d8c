from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import cleaning, languages
from archive.readers import datelines

BODY = (
    "Police raided the office of the union and took two people away, a witness said"
    " to the agency in the evening of the same day.\n\nThe union will go to court."
)


def found(text, *, language="", upto=date(2026, 3, 1)):
    return datelines.find(
        text,
        cleaning.clean(text).segments,
        language=language or languages.guess(text) or "en",
        upto=upto,
    )


def days(text, **more):
    line = found(text, **more)
    return [span.value for span in line.readings] if line else []


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("NAIROBI, 12 March 2014 (Agency) - ", "2014-03-12"),
        ("NAIROBI (Agency), 12 March 2014 — ", "2014-03-12"),
        ("Zhanaozen, June 11, 2011 – ", "2011-06-11"),
        ("(Kuala Lumpur, 5 June 2012) ", "2012-06-05"),
        ("[12 March 2014] ", "2014-03-12"),
        ("12 March 2014 – ", "2014-03-12"),
        ("Nairobi / 12 March 2014 / ", "2014-03-12"),
        ("Paris, le 12 mars 2014 – ", "2014-03-12"),
        ("Madrid, 12 de marzo de 2014.- ", "2014-03-12"),
        ("Berlin, 12. März 2014. ", "2014-03-12"),
        ("Алматы, 12 марта 2014 г. — ", "2014-03-12"),
        ("القاهرة، 12 مارس 2014 - ", "2014-03-12"),
        ("NEW YORK, United States, March 12, 2014 /AGENCY/ -- ", "2014-03-12"),
    ],
)
def test_a_dateline_says_when_a_report_came_out(opening, day):
    assert days(f"Bakers walk out\n\n{opening}{BODY}") == [day]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 12 March 2014", "2014-03-12"),
        ("Posted on June 11, 2011", "2011-06-11"),
        ("Posted by Admin on June 11, 2011", "2011-06-11"),
        ("Date: 13/04/2011", "2011-04-13"),
        ("Date: 2014-03-12", "2014-03-12"),
        ("Press release, 12 March 2014", "2014-03-12"),
        ("Veröffentlicht am 12.03.2014", "2014-03-12"),
        ("Publié le 12 mars 2014", "2014-03-12"),
        ("Publicado el 12 de marzo de 2014", "2014-03-12"),
        ("Дата публикации: 12.03.2014", "2014-03-12"),
        ("تاريخ النشر: ١٢ مارس ٢٠١٤", "2014-03-12"),
        ("发布时间：2014年3月12日", "2014-03-12"),
        ("Алматы, 12 марта 2014 г.", "2014-03-12"),
        ("Warszawa, 12 marca 2014 r.", "2014-03-12"),
        ("By Grace M., Lusaka, 12 June 2012", "2012-06-12"),
        ("12 March 2014 | News | 3 comments", "2014-03-12"),
        ("June 2011", "2011-06"),
    ],
)
def test_a_line_of_its_own_says_when_a_report_came_out(line, day):
    assert days(f"Bakers walk out\n\n{line}\n\n{BODY}") == [day]


@pytest.mark.parametrize(
    "line",
    [
        "On 12 March 2014, police raided the office of the union and took two away.",
        "The court of Nairobi, 12 March 2014, heard the case of the two bakers again.",
        "Updated: 12 March 2014",
        "Deadline: 12 March 2014",
        "Meeting on 12 March 2014 in Nairobi",
        "Published: 2011",
        "Nairobi, 12 March 2031 –",
        "2 June 2011 – the strike begins.\n\n5 June 2011 – the police come.",
    ],
)
def test_another_day_is_not_taken_for_that_of_publication(line):
    assert days(f"Bakers walk out\n\n{line}\n\n{BODY}") == []


def test_the_foot_of_a_report_may_say_it():
    assert days(f"Bakers walk out\n\n{BODY}\n\nPublished: 4 May 2012") == ["2012-05-04"]


def test_the_date_of_a_letter_inside_is_not_that_of_the_report():
    letter = (
        "The Ambassador\nNairobi, 12 March 2014\n\nDear Ambassador,\n\n"
        "We protest at the arrest of two bakers in the capital.\n\nYours,\nA. Sender"
    )

    assert days(f"Bakers walk out\n\n{BODY}\n\n{BODY}\n\n{letter}") == []


@pytest.mark.parametrize(
    "figures", ["03/04/2011", "3/4/2011", "03-04-2011", "03/04/11"]
)
def test_figures_that_may_be_two_days_are_two_readings(figures):
    line = found(f"Bakers walk out\n\nPublished: {figures}\n\n{BODY}")

    assert (line.is_ambiguous, line.words) == (True, figures)
    assert [span.value for span in line.readings] == ["2011-04-03", "2011-03-04"]


@pytest.mark.parametrize("figures", ["13/04/2011", "04/13/2011", "04/04/2011"])
def test_figures_that_can_be_one_day_only_are_one_reading(figures):
    assert len(days(f"Bakers walk out\n\nPublished: {figures}\n\n{BODY}")) == 1


def test_another_line_tells_which_of_two_days_it_is():
    text = f"Bakers walk out\n\nDate: 03/04/2011\n\nNairobi, 3 April 2011 – {BODY}"

    assert days(text) == ["2011-04-03"]


def test_of_two_readings_the_one_to_come_is_none():
    text = f"Bakers walk out\n\nDate: 03/04/2011\n\n{BODY}"

    assert days(text, upto=date(2011, 3, 20)) == ["2011-03-04"]


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_the_words_stand_where_it_says(head):
    text = f"{head}\n\nNairobi, 12 March 2014 – {BODY}"
    line = found(text)

    assert line is None or text[line.start : line.end] == line.words
