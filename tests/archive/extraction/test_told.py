from collections import Counter

import pytest

from archive.extraction.proposals import propose
from tests.archive.extraction import marked
from tests.archive.extraction.marked import proposed
from tests.growth import LINEAR, growth_of

ROUNDS = ("told", "told-later", "told-last", "told-fourth", "told-fifth")


def kinds(text, language="en"):
    return {x.kind for x in proposed(text, language)}


def people(proposal, role="victim"):
    return [
        x.find.surface if x.find else "" for x in proposal.parties if x.role == role
    ]


def counted(name):
    """Right, wrong and missed pairs of kind and modality, sentence by sentence."""
    counts: Counter[str] = Counter()
    for report in marked.told(name):
        found = propose(
            report.case.text,
            finds=report.case.finds,
            language=name.partition("-")[0],
            published_on=marked.PUBLISHED_ON,
        )
        for start, end, expected in report.expected:
            inside = [x for x in found if start <= x.start < end]
            have = Counter((x.kind, x.modality) for x in inside)
            want = Counter((x.kind, x.modality) for x in expected)
            counts["right"] += (have & want).total()
            counts["wrong"] += (have - want).total()
            counts["missed"] += (want - have).total()
    return counts


@pytest.mark.parametrize("language", ["en", "ru"])
def test_whole_reports_are_read(language):
    counts: Counter[str] = sum(
        (counted(f"{language}-{each}") for each in ROUNDS), Counter()
    )

    assert counts["wrong"] <= 0.06 * counts["right"]
    assert counts["missed"] <= 0.2 * counts["right"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrest", "Police came for [Ana Paz] at dawn."),
        ("arrest", "They were marched off to the police station."),
        ("arrest", "Eleven strikers are sitting in police cells."),
        ("arrest", "[Ana Paz] was among those taken away in vans."),
        ("arrest", "[Ana Paz] was stopped at the airport and held."),
        ("arrest", "Police made 34 arrests."),
        ("arrest", "The treasurer was detained."),
        ("sentence", "[Ana Paz] was put behind bars for six years."),
        ("sentence", "[Ana Paz] got six years."),
        ("sentence", "A six-year term for [Ana Paz] was handed down."),
        ("sentence", "The court imposed fines on eight strikers."),
        ("release", "The judge granted bail to [Ana Paz]."),
        ("release", "After eight months [Ana Paz] is out of prison."),
        ("killing", "The body of [Ana Paz] was found in a ditch."),
        ("injury", "Guards beat the prisoners with cables."),
        ("injury", "He lost an eye."),
        ("dismissal", "The firm showed sixty operators the door."),
        ("dismissal", "The company terminated the contracts of 70 miners."),
        ("dismissal", "After the dismissal of 200 workers the plant is silent."),
        ("threat", "The governor threatened to send in the army."),
        ("threat", "[Ana Paz] receives threats by telephone."),
        ("raid", "Her flat was turned upside down by officers."),
        ("protest", "The whole town took to the streets."),
        ("protest", "There were pickets in five cities."),
        ("strike", "The quarry had come out in sympathy."),
        ("strike", "Dockers are refusing to handle the ships."),
        ("delivery", "We delivered 3,000 signatures to the consulate."),
        ("reply", "In its reply the ministry said that all was well."),
        ("statement", "The bishop called the sentence a disgrace."),
        ("demand", "The families want an independent inquiry."),
        ("trial", "[Ana Paz] was brought to court in handcuffs."),
        ("charge", "A complaint of rioting was lodged against nineteen women."),
        ("appeal", "[Ana Paz] has appealed."),
    ],
)
def test_an_event_told_in_an_idiom_is_found(kind, text):
    assert kinds(text) == {kind}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrest", "Председателя профкома увезли люди в масках."),
        ("arrest", "[Пётр Ким] вышел, отсидев два года."),
        ("sentence", "[Тимуру Садыкову] дали четыре года колонии."),
        ("injury", "Его жена рассказала, что его избивали."),
        ("dismissal", "Директор подписал приказ об увольнении сорока человек."),
        ("threat", "Сотрудникам угрожали по телефону."),
        ("raid", "В редакции прошёл обыск."),
        ("strike", "Горняки не спускаются в забой."),
        ("delivery", "Петицию вручили консулу."),
    ],
)
def test_a_russian_idiom_is_found(kind, text):
    assert kind in kinds(text, "ru")


@pytest.mark.parametrize(
    "text",
    [
        "The teacher took her class to the museum.",
        "[Ana Paz] gave six lectures in two years.",
        "[Ana Paz] was given two weeks to reply.",
        "[Ana Paz] has served the union for 15 years.",
        "[Ana Paz] stood for parliament.",
        "[Ana Paz] took the train to [l:Lima].",
        "The workers carried the boxes to the lorry.",
        "The police took the bicycle away.",
        "They received a call from a journalist.",
        "She is free to leave.",
        "The report was released on Monday.",
        "The board called the plan a success.",
        "The ship was detained.",
        "[Ana Paz] appealed for calm.",
        "The drivers did not walk out.",
        "Nobody lost their job.",
        "[Ana Paz] narrowly avoided being locked up.",
        "If the workers walk out, the plant will close.",
    ],
)
def test_the_same_words_of_something_else_tell_of_nothing(text):
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company threatened to sack 300 workers.", {("dismissal", "threatened")}),
        ("The company threatened to close the plant.", {("threat", "reported")}),
        ("The union threatened to withhold its vote.", set()),
        (
            "The company warned that anyone who walks out will be shown the door.",
            {("dismissal", "threatened")},
        ),
        ("[Ana Paz] could be locked up for six years.", {("sentence", "threatened")}),
        ("[Ana Paz] must be let out of prison.", {("release", "demanded")}),
        ("The drivers will down tools on Monday.", {("strike", "threatened")}),
        (
            "[Ana Paz] was allegedly knocked unconscious by guards.",
            {("injury", "alleged")},
        ),
        (
            "The ministry denied that [Ana Paz] had been beaten up.",
            {("injury", "denied"), ("reply", "reported")},
        ),
        ("Supporters rallied for her release.", {("protest", "reported")}),
        ("It urged that the officers be named and tried.", {("demand", "demanded")}),
    ],
)
def test_an_idiom_is_told_as_surely_as_it_is_printed(text, expected):
    assert {(x.kind, x.modality) for x in proposed(text)} == expected


def test_her_arrest_is_that_of_the_one_named_before():
    (found,) = proposed("[Ana Paz] leads the union. Her arrest came on 3 May.")

    assert (found.kind, people(found), found.happened) == (
        "arrest",
        ["Ana Paz"],
        "2012-05-03",
    )
    assert found.sentence == "Ana Paz’s arrest came on 3 May 2012."


@pytest.mark.parametrize(
    ("text", "victims", "doers"),
    [
        ("The arrest on 3 May of [Ana Paz] by soldiers was brutal.", ["Ana Paz"], [""]),
        ("[Ana Paz], a lawyer who works here, was locked up.", ["Ana Paz"], []),
        ("The editor of the [o:Tribune], [Ana Paz], was locked up.", ["Ana Paz"], []),
        ("When [Bo Lund] came, [Ana Paz] was locked up.", ["Ana Paz"], []),
        ("In jail the trade unionist [Ana Paz] was locked up.", ["Ana Paz"], []),
    ],
)
def test_the_right_person_is_named(text, victims, doers):
    found = next(x for x in proposed(text) if x.kind == "arrest")

    assert (people(found), people(found, "perpetrator")) == (victims, doers)


@pytest.mark.slow
def test_many_headings_take_no_longer_each():
    def run(count):
        text = "Union leader locked up\n\nWorkers were locked up.\n\n" * count
        return propose(text, finds=[], language="en", published_on=None)

    assert growth_of(run, 100) < LINEAR
