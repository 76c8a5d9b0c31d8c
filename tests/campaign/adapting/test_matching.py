import pytest

from campaign.adapting import matching

CLAIMS = [
    (1, "On 11 June 2011 riot police attacked women workers and wives of strikers."),
    (2, "Natalia Sokolova faces up to seven years in prison."),
    (3, "Natalia Sokolova was sentenced to six years in prison on 8 August 2011."),
    (4, "The oil workers of KazMunaiGas have been on strike since May 2011."),
    (5, "Aisula Amangeldieva needed an emergency operation after she was beaten."),
    (6, "The employers refuse to recognise or negotiate with the independent union."),
    (7, "Zhaksylyk Turbaev, a union activist, was murdered on 2 August 2011."),
    (8, "Police entered the union hall in Port Anton on 4 March 2019."),
    (9, "Two members of the port workers' union have been in prison since March 2019."),
    (10, "The deputy ambassador in Berlin denied that there is repression."),
]
SAME = [
    ("On Saturday 11th June riot police went on the rampage against women workers.", 1),
    ("Riot police beat the strikers' wives and women workers on 11 June.", 1),
    (
        "Natalia Sokolova is being prosecuted and will face up to seven years in jail.",
        2,
    ),
    ("Natalia Sokolova, a lawyer, was sentenced to six years on 8 August.", 3),
    ("The workers on strike since May are employed by KazMunaiGas.", 4),
    ("One victim, Aisula Amangeldieva, had to undergo an emergency operation.", 5),
    ("It is clear that the employers will not recognise the independent union.", 6),
    ("On 2 August the activist Zhaksylyk Turbaev was murdered.", 7),
    ("On 4 March 2019 police entered the union hall and took away the chair.", 8),
    ("Two members of the port workers' union are still in prison.", 9),
    ("In Berlin the deputy ambassador denied all repression.", 10),
]
OTHER = [
    "We demand an end to all repression and harassment of the striking workers.",
    "I look forward to your reply.",
    "We intend to ensure that international solidarity is organised.",
    "Freedom of association is protected by Convention 87 of the ILO.",
    "Police arrested eleven people in the main square on 1 May.",
    "The editor was sentenced to four years in prison in 2016.",
    "The union of bakers has written to the embassy in Berlin.",
    "Please release the members of the union who are in prison.",
    "Workers in Port Anton have been without wages since January.",
    "Women workers have the same rights as men.",
]


@pytest.mark.parametrize(("sentence", "number"), SAME)
def test_a_claim_in_other_words_comes_first(sentence, number):
    assert [claim for claim, _ in matching(sentence, CLAIMS)][:1] == [number]


@pytest.mark.parametrize("sentence", OTHER)
def test_another_matter_matches_nothing(sentence):
    assert matching(sentence, CLAIMS) == ()


def test_each_sentence_of_a_paragraph_is_asked_and_the_best_stands_first():
    text = f"{SAME[1][0]} Nobody was punished. {SAME[6][0]}"
    found = matching(text, CLAIMS)

    assert {claim for claim, _ in found} >= {1, 6}
    assert [score for _, score in found] == sorted(
        (score for _, score in found), reverse=True
    )
    assert all(0 < score <= 1 for _, score in found)


def test_a_name_is_known_in_another_script():
    found = matching(
        "Наталья Соколова, 6 лет, 8 августа 2011", [(1, "Natalia Sokolova, 8, 2011")]
    )

    assert [claim for claim, _ in found] == [1]


def test_the_words_of_the_claim_itself_match_wholly():
    assert dict(matching(CLAIMS[4][1], CLAIMS))[5] == 1.0


@pytest.mark.parametrize("text", ["", "   ", "…", "🙂" * 5_000, "x" * 50_000])
def test_what_says_nothing_matches_nothing(text):
    assert matching(text, CLAIMS) == ()


def test_without_claims_there_is_nothing_to_match():
    assert matching("Police entered the hall.", []) == ()
    assert matching("Police entered the hall.", [(1, ""), (2, "  ")]) == ()
