"""What is advised beside a letter, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import wording
from campaign.wording import Kind
from tests.growth import LINEAR, growth_of

MODEL = (
    "We protest at the arrest of ten miners in Zhanaozen on 11 June.",
    "We demand the immediate release of the ten miners.",
)


def judged(paragraphs=MODEL, *, typed=(), pages=1, language="en"):
    return wording.judged(
        paragraphs,
        model=MODEL,
        typed=typed,
        demands=("Release the ten miners.",),
        language=language,
        pages=pages,
    )


def kinds(found):
    return [each.kind for each in found.advice]


@pytest.mark.parametrize(
    ("written", "percent"),
    [
        (MODEL, 0),
        (("WE PROTEST at the arrest of ten miners in Zhanaozen, on 11 June.",
          MODEL[1]), 0),
        ((*MODEL, "My mother was a miner too."), 21),  # 6 of 28 words
        (MODEL[:1], 41),  # 9 of 22 are left out
        (("Quite another text.",), 100),
        ((), 100),
    ],
)  # fmt: skip
def test_a_letter_differs_by_the_words_that_are_not_the_models(written, percent):
    assert wording.differs_percent(written, model=MODEL) == percent


def test_one_word_of_a_thousand_still_differs():
    long = ["word"] * 1000

    assert wording.differs_percent([*long, "mine"], model=long) == 1
    assert wording.differs_percent(["word", *"abcdefghij" * 200], model=["word"]) == 99


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=40)))
def test_a_difference_is_a_percentage_and_the_same_both_ways(one, other):
    percent = wording.differs_percent(one, model=other)

    assert 0 <= percent <= 100
    assert percent == wording.differs_percent(other, model=one)
    assert wording.differs_percent(one, model=one) == 0


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("RELEASE HER NOW, we say.", ["RELEASE HER NOW"]),
        ("She must be freed IMMEDIATELY.", ["IMMEDIATELY"]),
        ("ОСВОБОДИТЕ ЕЁ немедленно", ["ОСВОБОДИТЕ ЕЁ"]),
        ("This is an outrage!!", ["outrage!!"]),
        ("Enough! !", ["Enough! !"]),
        ("!!", ["!!"]),
        ("UNISON and the OSCE have asked for it.", []),
        ("I am a member of the TUC.", []),
        ("We protest! Free them!", []),
        ("A. B. C. Sender", []),
        ("نطالب بالإفراج عنها", []),
        ("", []),
    ],
)
def test_capitals_in_a_row_are_shouting_and_acronyms_are_not(text, shouted):
    assert list(wording.shouted(text)) == shouted


def test_what_the_campaign_prints_in_capitals_is_not_shouted():
    assert not list(wording.shouted("KAZMUNAIGAS knows.", known={"KAZMUNAIGAS"}))


@pytest.mark.parametrize(
    ("language", "beyond", "within"),
    [
        ("en", "We demand that the president resign at once.",
         "I demand the release of the miners."),
        ("de", "Wir fordern den Rücktritt der ganzen Regierung.",
         "Ich fordere die Freilassung der Bergleute."),
        ("fr", "Nous exigeons la démission du gouvernement entier.",
         "J’exige la libération des mineurs."),
        ("es", "Exigimos la dimisión inmediata del presidente.",
         "Exigimos la liberación de los mineros."),
        ("ru", "Мы требуем отставки всего правительства страны.",
         "Требую освобождения шахтёров."),
    ],
)  # fmt: skip
def test_a_demand_beyond_the_case_is_pointed_out(language, beyond, within):
    case = {
        "en": ["Release the ten miners."],
        "de": ["Die Freilassung der zehn Bergleute"],
        "fr": ["La libération des dix mineurs"],
        "es": ["La liberación de los diez mineros"],
        "ru": ["Освобождение десяти шахтёров"],
    }[language]

    assert wording.demands_beyond([beyond], case=case, language=language) == [beyond]
    assert wording.demands_beyond([within], case=case, language=language) == []


def test_what_is_no_demand_goes_beyond_nothing():
    typed = ["My grandfather came from Karaganda and worked under ground."]

    assert wording.demands_beyond(typed, case=MODEL, language="en") == []
    assert wording.demands_beyond(["We demand this."], case=MODEL, language="en") == []


def test_a_language_without_a_list_is_left_alone():
    typed = ["Vaadimme koko hallituksen eroa."]

    assert wording.demands_beyond(typed, case=MODEL, language="fi") == []


def test_the_model_itself_is_sent_with_an_invitation_to_add_ones_own_words():
    found = judged()

    assert found.differs_percent == 0
    assert kinds(found) == [Kind.SAME]


def test_a_long_letter_of_ones_own_is_told_its_length_and_its_pages():
    own = "I worked there for a year and saw it. " * 40

    found = judged((*MODEL, own), typed=(own,), pages=2)

    assert found.words == 22 + 360
    assert kinds(found) == [Kind.PAGES, Kind.LONG]


def test_whoever_wrote_a_sentence_is_not_asked_for_one():
    own = "I cook."

    assert kinds(judged((*MODEL, own), typed=(own, ""))) == []
    assert kinds(judged(typed=("", " \n"))) == [Kind.SAME]


def test_a_good_letter_gets_no_advice():
    own = "I worked there for a year, and I have seen how the miners live."

    assert kinds(judged((*MODEL, own), typed=(own,))) == []


def test_advice_is_about_what_the_writer_typed_only():
    loud = "RELEASE ALL PRISONERS NOW"

    assert Kind.SHOUTING not in kinds(judged((*MODEL, loud)))
    found = judged((*MODEL, loud), typed=(loud,))
    assert (Kind.SHOUTING, loud) in [(each.kind, each.words) for each in found.advice]


@pytest.mark.parametrize(
    ("piece", "times"),
    [("A! ", 5_000), ("DEMAND ", 2_500), ("must . ", 2_500), ("x", 15_000)],
)
def test_a_hostile_letter_takes_time_that_grows_with_it(piece, times):
    def read(size):
        return judged((*MODEL, piece * size), typed=(piece * size,))

    assert growth_of(read, times) < LINEAR


@given(st.lists(st.text(), max_size=3), st.sampled_from(["en", "de", "ar", "tr", "x"]))
def test_nothing_typed_breaks_the_advice(typed, language):
    found = judged((*MODEL, *typed), typed=typed, language=language)

    assert found.words >= 22
