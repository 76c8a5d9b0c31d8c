import pytest

from archive.extraction import facts
from tests.growth import LINEAR, growth_of

KINDS = {"CHARGE", "SENTENCE", "DEMAND", "ACTION"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "prosecuted on trumped-up charges and will face up to seven years in prison.",
         [("CHARGE", "trumped-up charges"), ("SENTENCE", "up to seven years in prison")]),
        ("en", "was given a heavy prison sentence on", [("SENTENCE", "heavy prison sentence")]),
        ("en", "We demand an end to all repression of the families and the release of X.",
         [("DEMAND", "an end to all repression of the families"),
          ("DEMAND", "the release of X")]),
        ("en", "A protest letter was also sent by", [("ACTION", "A protest letter was also sent")]),
        ("en", "The editor is charged with sedition.", [("CHARGE", "sedition")]),
        ("en", "They were charged with sedition and treason on 3 May.",
         [("CHARGE", "sedition and treason")]),
        ("en", "He faces sedition charges.", [("CHARGE", "sedition")]),
        ("en", "They were convicted of arson by a military court.", [("CHARGE", "arson")]),
        ("en", "She was indicted under Article 167 of the Penal Code.",
         [("CHARGE", "Article 167 of the Penal Code")]),
        ("en", "jailed for six years for inciting social discord",
         [("SENTENCE", "six years"), ("CHARGE", "inciting social discord")]),
        ("en", "two years in prison for \"spreading false news\", he said.",
         [("SENTENCE", "two years in prison"), ("CHARGE", "\"spreading false news\"")]),
        ("en", "He is accused of inciting workers to strike after the march.",
         [("CHARGE", "inciting workers to strike")]),
        ("en", "found guilty of public violence and jailed", [("CHARGE", "public violence")]),
        ("en", "given a 15-month suspended sentence",
         [("SENTENCE", "15-month suspended sentence")]),
        ("en", "prison terms of two to five years",
         [("SENTENCE", "prison terms of two to five years")]),
        ("en", "The union was fined 200,000 dollars on Monday.",
         [("SENTENCE", "200,000 dollars")]),
        ("en", "They must be released at once.", [("DEMAND", "must be released at once")]),
        ("en", "The article carries up to 15 years per count.",
         [("SENTENCE", "up to 15 years")]),
        ("en", "Her sentence was reduced from three years to six months.",
         [("SENTENCE", "three years to six months")]),
        ("en", "Both received ten and six years.", [("SENTENCE", "ten and six years")]),
        ("en", "He is serving eight years in a cell.", [("SENTENCE", "eight years")]),
        ("en", "She was put under house arrest.", [("SENTENCE", "house arrest")]),
        ("en", "He received ten years of experience and got two weeks later a job.", []),
        ("en", "sentenced to nine years in prison by the court on 3 May for \"propaganda\".",
         [("SENTENCE", "nine years in prison"), ("CHARGE", "\"propaganda\"")]),
        ("en", "He has waited four years for a verdict.", []),
        ("en", "Detained by police on Monday under Article 314/2.", [("CHARGE", "Article 314/2")]),
        ("en", "Vietnam: free Thi Nga", [("DEMAND", "free Thi Nga")]),
        ("en", "They called for the immediate release of Nga.",
         [("DEMAND", "the immediate release of Nga")]),
        ("en", "They called for a national strike.", []),
        ("en", "FIDH urged the government to drop the case.",
         [("DEMAND", "urged the government to drop the case")]),
        ("en", "We ask that you answer this letter.",
         [("DEMAND", "We ask that you answer this letter")]),
        ("en", "Members picketed the border post at Oshoek on Monday.",
         [("ACTION", "picketed the border post at Oshoek")]),
        ("en", "Hundreds marched to the parliament and were beaten.",
         [("ACTION", "marched to the parliament")]),
        ("en", "The union held a vigil; 400 people signed a petition.",
         [("ACTION", "held a vigil"), ("ACTION", "signed a petition")]),
        ("en", "She has worked at the plant for seven years.", []),
        ("en", "All charges were dropped and the bank charged a fee.", []),
        ("en", "The camera was in charge of nobody.", []),
        ("de", "Er wurde wegen Landfriedensbruch angeklagt.", [("CHARGE", "Landfriedensbruch")]),
        ("de", "Ihm droht eine Haftstrafe von bis zu sieben Jahren.",
         [("SENTENCE", "Haftstrafe von bis zu sieben Jahren")]),
        ("de", "nach Artikel 164 des Strafgesetzbuches",
         [("CHARGE", "Artikel 164 des Strafgesetzbuches")]),
        ("fr", "accusé de vandalisme, il attend", [("CHARGE", "vandalisme")]),
        ("fr", "inculpée de rébellion", [("CHARGE", "rébellion")]),
        ("fr", "condamnés à dix-huit mois de prison avec sursis",
         [("SENTENCE", "dix-huit mois de prison avec sursis")]),
        ("es", "Exigimos la libertad de todos.", [("DEMAND", "la libertad de todos")]),
        ("es", "imputado por los delitos de terrorismo", [("CHARGE", "terrorismo")]),
        ("es", "condenada a 4 años y 6 meses de prisión",
         [("SENTENCE", "4 años y 6 meses de prisión")]),
        ("ru", "Мы требуем освобождения арестованных.",
         [("DEMAND", "освобождения арестованных")]),
        ("ru", "по обвинению в разжигании розни", [("CHARGE", "разжигании розни")]),
        ("ru", "приговорён к шести годам колонии общего режима",
         [("SENTENCE", "шести годам колонии общего режима")]),
        ("ru", "грозит до семи лет лишения свободы",
         [("SENTENCE", "до семи лет лишения свободы")]),
    ],
)  # fmt: skip
def test_facts_are_found_in_their_words(ask, language, text, expected):
    assert [each for each in ask(text, language) if each[0] in KINDS] == expected


def test_a_penalty_is_found_once():
    found = list(facts.find("sentenced to two years in prison.", "en"))

    assert [find.surface for find in found] == ["two years in prison"]


@pytest.mark.parametrize(
    "unit",
    [
        "charged with ",
        "a fine of ",
        "sentenced to ",
        "and the demand ",
        "was 5 ",
        "marched to ",
        "arrested him ",
        "urged the ",
        "called for the ",
        "reduced from a year ",
    ],
)
def test_the_time_grows_with_the_text_and_no_faster(unit):
    def read(size):
        return list(facts.find(unit * size, "en"))

    assert growth_of(read, 300) < LINEAR
