"""What the grammar of a sentence tells of an event, whatever the words are."""

import pytest

from tests.archive.extraction.marked import proposed


def told(text, language="en"):
    return {(x.kind, x.modality) for x in proposed(text, language)}


def victims(text, language="en"):
    return {
        x.find.surface
        for proposal in proposed(text, language)
        for x in proposal.parties
        if x.role == "victim" and x.find
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb goes on behind "but"
        ("[Ana Paz] was arrested but later released.", {"arrest", "release"}),
        ("A man was taken into custody on Thursday but freed.", {"arrest", "release"}),
        # "we" reports what it did, and what was done to it
        ("Last Friday we marched to the ministry.", {"protest"}),
        ("We were beaten by the police.", {"injury"}),
        # participles behind a comma
        ("[Ana Paz] was found by the road, badly beaten.", {"injury"}),
        ("[Ana Paz] is the fourth journalist to lose her life.", {"killing"}),
        ("The miners are the latest to walk off the job.", {"strike"}),
        # the subject behind its verb, and far before it
        ("Also detained was [Ana Paz].", {"arrest"}),
        ("[Ana Paz], who works as a nurse, was sentenced to a year.", {"sentence"}),
        ("One woman fainted after being kicked in the stomach.", {"injury"}),
        # however much is said of the noun before its verb
        ("The strike for a wage of 160 dollars a month began in May.", {"strike"}),
        # nouns alone
        ("19 June. Sit-in outside the courthouse in [l:Izmir].", {"protest"}),
        ("Two dead, twelve injured in clashes at the mine", {"killing", "injury"}),
        ("The case dates back to a strike in 2010.", {"strike"}),
        ("[Ana Paz] was acquitted but faces new charges.", {"trial", "charge"}),
        # who speaks for an office
        ("Interior minister [Ana Paz] promised an inquiry.", {"reply"}),
        ("[Ana Paz], the interior minister, promised an inquiry.", {"reply"}),
    ],
)
def test_an_event_is_found_by_its_grammar(text, expected):
    assert told(text) == {(kind, "reported") for kind in expected}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The trial of our president, [Ana Paz], opened.", "Ana Paz"),
        ("[Ana Paz], aged 34, who works as a nurse, was arrested.", "Ana Paz"),
        ("Two members, [Ana Paz] and a driver, remain in jail.", "Ana Paz"),
        ("Also detained was [Ana Paz].", "Ana Paz"),
    ],
)
def test_it_is_known_to_whom_it_was_done(text, who):
    assert victims(text) == {who}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court ruled that [Ana Paz] should stay in custody.", "reported"),
        ("The union says that [Ana Paz] should stay in custody.", "demanded"),
        ("[Ana Paz] was denied a lawyer and beaten.", "reported"),
        ("The police denied that [Ana Paz] was beaten.", "denied"),
    ],
)
def test_a_ruling_is_no_wish_and_who_is_denied_denies_nothing(text, expected):
    assert expected in {x.modality for x in proposed(text) if x.kind != "reply"}


def test_an_arrest_is_not_to_come_because_its_appeal_is():
    found = told("An appeal against his detention will be heard on 25 August.")

    assert ("arrest", "threatened") not in found


def test_what_a_longer_phrase_does_not_tell_a_shorter_one_may():
    assert told("Its leaders could be jailed for contempt.") == {
        ("sentence", "threatened")
    }


def test_a_penalty_may_stand_far_behind_its_verb():
    text = (
        "The court gave four members of the committee of the unemployed of [l:Oran] "
        "six months."
    )

    assert told(text) == {("sentence", "reported")}


def test_a_day_of_another_clause_is_not_that_of_a_charge():
    text = "[Ana Paz] was charged with libel, and a hearing is set for 7 August."

    assert ("charge", "reported") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "TAKE ACTION: urge the authorities to release [Ana Paz] at once.",
        "Write to the minister and ask him to drop all charges.",
        "We say: hands off our teachers!",
    ],
)
def test_an_urgent_action_asks_for_something(text):
    assert told(text) == {("demand", "demanded")}


@pytest.mark.parametrize(
    "text",
    [
        "They treated wounded protesters.",
        "The two dead women were neighbours.",
        "Not a single one of the killers has been convicted.",
        "Demand for oil fell.",
        "Protests to: Ministry of Labour, 9 Main Street",
        "The minister must answer for this.",
    ],
)
def test_what_only_looks_like_an_event_is_none(text):
    assert told(text) == set()


def test_what_somebody_was_sentenced_for_is_no_event_of_its_own():
    found = told('She is serving five years for "occupying a public building".')

    assert found == {("sentence", "reported")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Асанову] и двух её коллег оставили в изоляторе.", {"arrest"}),
        ("На нашего товарища [Ивана Бека] напали двое.", {"injury"}),
        ("Большинство отпустили.", {"release"}),
        ("Остальных отпустили утром.", {"release"}),
        ("[Ивана Бека] полиция забрала из колонны.", {"arrest"}),
        ("Полиция разогнала митинг, задержав троих.", {"raid", "arrest"}),
        ("Завод уволил ещё шестерых.", {"dismissal"}),
        ("После задержания он молчал.", {"arrest"}),
        ("Прокурор [Иван Бек] от комментариев воздержался.", {"reply"}),
    ],
)
def test_a_russian_sentence_is_read_in_any_order(text, expected):
    assert told(text, "ru") == {(kind, "reported") for kind in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Милиция окружила медиков, требовавших выплаты долгов.", "demand"),
        ("Активист [Иван Бек], которого обвиняли в экстремизме, уехал.", "charge"),
    ],
)
def test_a_russian_clause_inside_another_is_read(text, expected):
    assert expected in {kind for kind, _ in told(text, "ru")}
