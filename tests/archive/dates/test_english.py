from datetime import date

import pytest

from archive import dates
from archive.dates import Basis, Precision

WEDNESDAY = date(2011, 6, 22)


def read(text, *, on=WEDNESDAY, language="en"):
    """Surface = value, one after the other."""
    found = dates.find(text, published_on=on, language=language)
    return "; ".join(f"{one.surface} = {one.span.value}" for one in found)


def test_a_story_of_years_ago_keeps_its_year():
    text = "On 16 March 2008 they fired. On 20 March the others came."

    assert read(text).endswith("20 March = 2008-03-20")


def test_one_sentence_is_one_story_even_in_the_month_of_today():
    text = "He vanished on 1 June 2008; on 10 June his car was found."

    assert read(text).endswith("10 June = 2008-06-10")


@pytest.mark.parametrize(
    "text",
    [
        # the next paragraph, news, and what is to come are told from today
        "It was founded on 16 March 2008.\n\nOn 20 March they struck.",
        "It was founded on 16 May 2008. On 10 June they struck.",
        "It was founded on 16 June 2008. They will meet on 20 July.",
    ],
)
def test_a_new_story_has_the_year_of_today(text):
    assert read(text)[-10:-6] == "2011"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He will be tried on Thursday.", "2011-06-23"),
        ("The trial is to resume on 24 September.", "2011-09-24"),
        ("It was adjourned to 24 September.", "2011-09-24"),
        ("They will appeal, she said on Thursday.", "2011-06-16"),
        ("They will meet those sacked on Thursday.", "2011-06-16"),
        ("It will be the first since Monday.", "2011-06-20/.."),
        ("They will meet; the last time was on 3 May.", "2011-05-03"),
        ("The union will hold its congress in October.", "2011-10"),
        ("They will go on strike from Thursday to Friday.", "2011-06-23/2011-06-24"),
    ],
)
def test_what_is_told_as_to_come_is_ahead(text, value):
    assert read(text).rpartition(" = ")[2] == value


def test_a_weekday_decides_between_two_years():
    assert read("on Thursday 29 September") == "Thursday 29 September = 2011-09-29"


ENGLISH = [
    ("the eve of May Day", "eve of May Day = 2011-04-30"),
    ("in the week of 8 June", "week of 8 June = 2011-06-06/2011-06-12"),
    ("the weekend of 11 June", "weekend of 11 June = 2011-06-11/2011-06-12"),
    ("this coming Monday", "this coming Monday = 2011-06-27"),
    ("Friday last week", "Friday last week = 2011-06-17"),
    ("the 25th of last month", "25th of last month = 2011-05-25"),
    ("June 13 and 15, they met", "June 13 = 2011-06-13; 15 = 2011-06-15"),
    ("June 13 and 27 workers", "June 13 = 2011-06-13"),
    ("dated 4.7.10, it", "4.7.10 = 2010-07-04"),
    ("in version 4.7.10 of", ""),
    ("late 2009 to mid-2010", "late 2009 to mid-2010 = 2009/2010"),
    ("half a year ago", ""),
    ("the day after 3 May", "day after 3 May = 2011-05-04"),
    (
        "on 3 May, three others the day after.",
        "3 May = 2011-05-03; day after = 2011-05-04",
    ),
    ("on 3 May, the day after the vote", "3 May = 2011-05-03"),
    ("on the first Thursday of the month", ""),
    # a day of the calendar
    ("The letter of 16 June 2011 said so.", "16 June 2011 = 2011-06-16"),
    ("On Saturday 11th June riot police came", "Saturday 11th June = 2011-06-11"),
    ("on Saturday, 11 June 2011,", "Saturday, 11 June 2011 = 2011-06-11"),
    ("on Saturday, June 11, 2011, they", "Saturday, June 11, 2011 = 2011-06-11"),
    ("Sat. 11 Jun. 2011", "Sat. 11 Jun. 2011 = 2011-06-11"),
    ("Jun. 11, 2011", "Jun. 11, 2011 = 2011-06-11"),
    ("the 11th of June 2011", "11th of June 2011 = 2011-06-11"),
    ("the first of May", "first of May = 2011-05-01"),
    ("since June the 3rd", "June the 3rd = 2011-06-03/.."),
    ("arrested on December 17.", "December 17 = 2010-12-17"),
    ("a court sat on 8 August and", "8 August = 2011-08-08"),
    ("the trial of 8 September", "8 September = 2010-09-08"),
    ("ASTANA, JUNE 3 - Police", "JUNE 3 = 2011-06-03"),
    ("11 June last year", "11 June last year = 2010-06-11"),
    ("born on 29 February", "29 February = 2008-02-29"),
    ("On 16\nDecember 2011 they", "16\nDecember 2011 = 2011-12-16"),
    ("it was 11 Jun. Then", "11 Jun = 2011-06-11"),
    ("at 10.30 on 3 May 2011", "3 May 2011 = 2011-05-03"),
    ("June 11,2011", "June 11,2011 = 2011-06-11"),
    ("on 11 june 2011", "11 june 2011 = 2011-06-11"),
    # figures
    ("Date: 2011-06-11.", "2011-06-11 = 2011-06-11"),
    ("sent 2011-06-11T10:30:00Z", "2011-06-11 = 2011-06-11"),
    ("on 11/06/2011", "11/06/2011 = 2011-06-11"),
    ("on 06/22/2011", "06/22/2011 = 2011-06-22"),
    ("Saturday 11.06.2011", "Saturday 11.06.2011 = 2011-06-11"),
    ("(11/06/11)", "11/06/11 = 2011-06-11"),
    ("in 2011-06 already", "2011-06 = 2011-06"),
    # months and years
    ("June 2011Protesters", ""),
    ("in June 2011 and", "June 2011 = 2011-06"),
    ("arrested in May", "May = 2011-05"),
    ("In December Kurmanov was freed", "December = 2010-12"),
    ("in early May", "early May = 2011-05"),
    ("by mid-June", "mid-June = 2011-06"),
    ("at the end of July 2010", "end of July 2010 = 2010-07"),
    ("since May", "May = 2011-05/.."),
    ("on strike since 26 May", "26 May = 2011-05-26/.."),
    ("since 2009 they", "2009 = 2009/.."),
    ("the events of 2010.", "2010 = 2010"),
    ("the 2009 strike", "2009 = 2009"),
    ("in late 2010", "late 2010 = 2010"),
    ("he was jailed last December", "last December = 2010-12"),
    ("by next March", "next March = 2012-03"),
    ("in the year 2010", "2010 = 2010"),
    ("Report (2010) of the union", "2010 = 2010"),
    ("between May and July", "May and July = 2011-05/2011-07"),
    ("in the first half of 2010", "first half of 2010 = 2010-01/2010-06"),
    ("the events of 2010 showed", "2010 = 2010"),
    ("as early as 2008,", "2008 = 2008"),
    ("a 2008 law", "2008 = 2008"),
    ("in May and June 2010", "May = 2010-05; June 2010 = 2010-06"),
    # intervals
    ("from 3 to 5 June", "3 to 5 June = 2011-06-03/2011-06-05"),
    ("3-5 June 2011", "3-5 June 2011 = 2011-06-03/2011-06-05"),
    ("3–5 June", "3–5 June = 2011-06-03/2011-06-05"),
    ("June 3-5, 2011", "June 3-5, 2011 = 2011-06-03/2011-06-05"),
    ("between 3 and 7 June", "3 and 7 June = 2011-06-03/2011-06-07"),
    (
        "between the 3rd and the 7th of June",
        "3rd and the 7th of June = 2011-06-03/2011-06-07",
    ),
    (
        "from 28 December 2010 to 3 January 2011",
        "28 December 2010 to 3 January 2011 = 2010-12-28/2011-01-03",
    ),
    (
        "28 December – 3 January 2011",
        "28 December – 3 January 2011 = 2010-12-28/2011-01-03",
    ),
    ("May–July 2010", "May–July 2010 = 2010-05/2010-07"),
    ("from 2008 to 2010", "2008 to 2010 = 2008/2010"),
    ("2008–2010", "2008–2010 = 2008/2010"),
    ("from Monday to Tuesday", "Monday to Tuesday = 2011-06-20/2011-06-21"),
    ("on 3 and 7 June", "3 = 2011-06-03; 7 June = 2011-06-07"),
    # relative to the day of publication
    ("given in last week:", "last week = 2011-06-13/2011-06-19"),
    ("Earlier this week they", "Earlier this week = 2011-06-20/2011-06-26"),
    ("yesterday's raid", "yesterday = 2011-06-21"),
    ("today and tomorrow", "today = 2011-06-22; tomorrow = 2011-06-23"),
    ("the day before yesterday", "day before yesterday = 2011-06-20"),
    ("this morning", "this morning = 2011-06-22"),
    ("last night", "last night = 2011-06-21"),
    ("Yesterday evening, they", "Yesterday evening = 2011-06-21"),
    ("last Friday", "last Friday = 2011-06-17"),
    ("last Wednesday", "last Wednesday = 2011-06-15"),
    ("on Monday Kurmanov was", "Monday = 2011-06-20"),
    ("on Wednesday", "Wednesday = 2011-06-22"),
    ("next Wednesday", "next Wednesday = 2011-06-29"),
    ("this Friday", "this Friday = 2011-06-24"),
    ("Police said Tuesday that", "Tuesday = 2011-06-21"),
    ("on Tuesday morning", "Tuesday morning = 2011-06-21"),
    ("last month", "last month = 2011-05"),
    ("last year's strike", "last year = 2010"),
    ("later this year", "later this year = 2011"),
    ("two days ago", "two days ago = 2011-06-20"),
    ("3 months ago", "3 months ago = 2011-03"),
    ("a week ago", "a week ago = 2011-06-13/2011-06-19"),
    ("five years ago", "five years ago = 2006"),
    ("over the weekend", "weekend = 2011-06-18/2011-06-19"),
    ("by the end of the year", "end of the year = 2011"),
    ("arrested on the 11th.", "11th = 2011-06-11"),
    ("in the summer of 2010", "summer of 2010 = 2010-06/2010-08"),
    ("last winter", "last winter = 2010-12/2011-02"),
    ("now in its third week", "now in its third week = 2011-05-30/.."),
    ("already in its second year,", "already in its second year = 2009/.."),
]

NOT_DATES = [
    "May we ask you to act? They may strike; 18 may vote.",
    "Theresa May and June Jordan spoke, April Smith did not.",
    "They March on the embassy. The March on Rome. They march 8 miles.",
    "Article 164 and Articles 334, 335 of the Code",
    "ILO 87/98 and Convention 87",
    "Tel. 020 7925 1757, +44 20 7590 3490, 8-800-2011",
    "33 Thurloe Square, London SW7 2SD",
    "faces up to 7 years; aged 18; a 24-hour strike; 15 days' detention",
    "1,500 workers and 2000 people, by 2000 workers",
    "version 1.2.2011.4, 10.4.11 and 3.11.7",
    "http://www.socialistworld.net/2011/06/22/kazakhstan/ and www.a.org/11-06-2011",
    "a.example/2011/06/22/index.html",
    "$11 and €2011 and № 2011, 11% of all",
    "for two weeks, three months, ten years, the past week, the last week of it",
    "the 19th century, the 11th congress, on the 5th floor",
    "every Monday, Mondays, the Sunday Times, Black Friday, Bloody Sunday",
    "Opening hours: Monday to Friday, Mon-Fri 9-17",
    "9/11 changed it; 24/7; 1/2 of them",
    "the second march, a first may",
    "31 Junes, 32 June, room 2500",
    "June June June and 99/99/2011",
    "He said so.\n\n11\n\nJune\n\n2011x",
    "Lot 1917 Main Street; the 2000 workers",
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_an_english_date_has_its_words_and_its_value(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date_is_none(text):
    assert read(text) == ""


def test_without_a_day_of_publication_only_printed_years_are_reckoned():
    text = "Yesterday, on Monday, 11 June, in May, since 2009, on 3 June 2011"

    assert read(text, on=None) == "2009 = 2009/..; 3 June 2011 = 2011-06-03"


@pytest.mark.parametrize(
    ("text", "on", "value"),
    [
        ("in the strike, now in its fourth month", date(2011, 9, 28), "2011-05/.."),
        ("now in its second month", date(2012, 1, 5), "2011-11/.."),
        ("on 5 January", date(2011, 12, 20), "2012-01-05"),
        ("on 5 March", date(2011, 12, 20), "2011-03-05"),
        ("since 5 January", date(2011, 12, 20), "2011-01-05/.."),
        ("last month", date(2012, 1, 31), "2011-12"),
        ("last week", date(2012, 1, 2), "2011-12-26/2012-01-01"),
        ("this week", date(2011, 6, 26), "2011-06-20/2011-06-26"),
        ("last Monday", date(2011, 6, 20), "2011-06-13"),
        ("on Monday", date(2011, 6, 20), "2011-06-20"),
        ("at the weekend", date(2011, 6, 25), "2011-06-25/2011-06-26"),
        ("last winter", date(2011, 2, 20), "2009-12/2010-02"),
    ],
)
def test_words_are_reckoned_from_the_day_of_publication(text, on, value):
    assert [found.span.value for found in dates.find(text, published_on=on)] == [value]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Saturday 11 June 2011", ""),
        (
            "Sunday 11 June 2011",
            "11 June 2011 was a Saturday, the text says Sunday",
        ),
        ("Wednesday September 29", ""),
        (
            "Sunday 29 September",
            "29 September 2010 was a Wednesday, the text says Sunday",
        ),
        ("Monday, 11/06/2011", "11 June 2011 was a Saturday, the text says Monday"),
    ],
)
def test_a_weekday_that_is_not_the_days_is_flagged(text, warning):
    (found,) = dates.find(text, published_on=WEDNESDAY)

    assert found.warning == warning


def test_the_weekday_of_each_bound_is_checked():
    text = "from Monday 3 to Friday 10 June 2011"

    (found,) = dates.find(text, published_on=None)

    assert found.warning == "3 June 2011 was a Friday, the text says Monday"


@pytest.mark.parametrize(
    ("text", "precision", "basis"),
    [
        ("on 16 June 2011", Precision.DAY, Basis.STATED),
        ("on 16 June", Precision.DAY, Basis.RESOLVED),
        ("in June 2011", Precision.MONTH, Basis.STATED),
        ("last year", Precision.YEAR, Basis.RESOLVED),
        ("last week", Precision.INTERVAL, Basis.RESOLVED),
        ("since May", Precision.OPEN, Basis.RESOLVED),
        ("since May 2011", Precision.OPEN, Basis.STATED),
        ("now in its fourth month", Precision.OPEN, Basis.INFERRED),
        ("summer of 2010", Precision.INTERVAL, Basis.INFERRED),
        ("on the 11th,", Precision.DAY, Basis.INFERRED),
    ],
)
def test_a_date_says_how_exactly_and_whence_it_is_known(text, precision, basis):
    (found,) = dates.find(text, published_on=WEDNESDAY)

    assert (found.span.precision, found.span.basis) == (precision, basis)


def test_an_american_writes_the_month_first():
    assert read("on 11/06/2011", language="en-US") == "11/06/2011 = 2011-11-06"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 03/04/2011", "03/04/2011 = 2011-04-03"),
        (
            "on 03/04/2011 and 12/16/2010",
            "03/04/2011 = 2011-03-04; 12/16/2010 = 2010-12-16",
        ),
        (
            "on 03/04/2011 and 16/12/2010",
            "03/04/2011 = 2011-04-03; 16/12/2010 = 2010-12-16",
        ),
    ],
)
def test_figures_that_can_be_read_one_way_decide_for_the_others(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Three days later they came.",
        "In May 2011 they met; the next day it was over.",
        "On 3 May 2011 they met." + " So it went." * 60 + " The next day it was over.",
    ],
)
def test_what_has_no_day_before_it_to_reckon_from_is_no_date(text):
    assert "day" not in read(text)


def test_what_is_told_from_a_date_is_inferred():
    found = dates.find("On 3 May 2011. The next day.", published_on=None)

    assert [one.span.basis for one in found] == [Basis.STATED, Basis.INFERRED]
