from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import cleaning
from archive.extraction import Find, FindKind, Gazetteer, extract
from archive.extraction.proposals import propose
from tests.archive.extraction import marked
from tests.growth import LINEAR, growth_of

SEEDS = Path(__file__).resolve().parents[3] / "data" / "seeds"
SEEN = ("en", "de", "fr", "es", "ru")
UNSEEN = tuple(f"{language}-unseen" for language in SEEN)
FRESH = ("reports", "later")


def proposed(text, *, language="en", **given):
    case = marked.marked(text, language)
    found = propose(
        case.text,
        finds=case.finds,
        language=language,
        published_on=given.get("published_on", marked.PUBLISHED_ON),
        skip=given.get("skip", ()),
    )
    assert all(0 <= x.start < x.end <= len(case.text) for x in found)
    assert all(0 < len(x.sentence) <= 500 for x in found)
    return found


def people(proposal, role="victim"):
    return [
        x.find.surface if x.find else "" for x in proposal.parties if x.role == role
    ]


def counted(name):
    """Right, wrong and missed pairs of kind and modality, and right details."""
    counts: Counter[str] = Counter()
    for case in marked.read(name):
        found = propose(
            case.text,
            finds=case.finds,
            language=name.partition("-")[0],
            published_on=marked.PUBLISHED_ON,
        )
        have = Counter((x.kind, x.modality) for x in found)
        want = Counter((x.kind, x.modality) for x in case.expected)
        counts["right"] += (have & want).total()
        counts["wrong"] += (have - want).total()
        counts["missed"] += (want - have).total()
        counts += _details(found, case.expected)
    return counts


def _details(found, expected):
    counts: Counter[str] = Counter()
    for want in expected:
        have = next((x for x in found if x.kind == want.kind), None)
        if have and "when" in want.parts:
            counts["dates"] += 1
            counts["right dates"] += have.happened == want.parts["when"][0]
        if have and "where" in want.parts:
            counts["places"] += 1
            counts["right places"] += bool(have.place) and (
                have.place.surface == want.parts["where"][0]
            )
    return counts


@pytest.mark.parametrize("name", SEEN)
def test_the_sentences_the_rules_were_made_with_are_read(name):
    counts = counted(name)

    assert counts["wrong"] <= 0.02 * counts["right"]
    assert counts["missed"] <= 0.03 * counts["right"]


@pytest.mark.parametrize("name", UNSEEN)
def test_sentences_written_after_the_rules_are_read(name):
    counts = counted(name)

    assert counts["wrong"] <= 0.1 * counts["right"]
    assert counts["missed"] <= 0.1 * counts["right"]


@pytest.mark.parametrize("name", FRESH)
def test_sentences_in_the_manner_of_reports_are_read(name):
    counts: Counter[str] = sum((counted(f"{each}-{name}") for each in SEEN), Counter())

    assert counts["wrong"] <= 0.05 * counts["right"]
    assert counts["missed"] <= 0.2 * counts["right"]


def test_days_before_a_name_are_no_part_of_it():
    found = proposed("After a trial of two days [Ana Paz] was handed five years.")

    assert [(x.kind, people(x)) for x in found] == [
        ("trial", []),
        ("sentence", ["Ana Paz"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 2,000 leaflets.",
        "[Ana Paz] was discharged from hospital.",
        "She picked up her children from school.",
        "The strike was called off.",
    ],
)
def test_words_of_another_meaning_tell_of_nothing(text):
    assert proposed(text) == []


def test_dates_and_places_belong_to_their_event():
    counts = counted("en")

    assert counts["right dates"] >= 0.97 * counts["dates"] > 0
    assert counts["right places"] >= 0.97 * counts["places"] > 0


@pytest.mark.parametrize("name", ["en", "en-unseen"])
def test_named_victims_are_found_and_no_others(name):
    for case in marked.read(name):
        found = propose(
            case.text, finds=case.finds, language="en", published_on=marked.PUBLISHED_ON
        )
        named = {x.surface for x in case.finds if x.kind is FindKind.PERSON}
        for want in case.expected:
            victims = set(want.parts.get("victim", ())) & named
            have = next((x for x in found if x.kind == want.kind), None)
            if victims and have:
                assert set(people(have)) - {""} == victims, case.text


@pytest.mark.parametrize(
    "text",
    [
        "[Li Wen] was not released.",
        "Nobody was arrested.",
        "Was [Ana Paz] arrested?",
        "The police neither arrested nor beat [Ana Paz].",
        "To avoid being arrested [Ana Paz] left the town.",
        "The union did not call a strike.",
        "If [Ana Paz] is arrested, nobody will know.",
        "All charges against [Ana Paz] were dropped.",
        "The ministry released new figures.",
        "The bank charged a fee.",
        "The last sentence of the book is short.",
        "An air strike hit the town.",
    ],
)
def test_what_did_not_happen_is_not_proposed(text):
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[Ana Paz] was arrested.", "reported"),
        ("[Ana Paz] was allegedly arrested.", "alleged"),
        ("[Ana Paz] could be arrested.", "threatened"),
        ("The police threatened to arrest [Ana Paz].", "threatened"),
        ("The minister denied that [Ana Paz] was arrested.", "denied"),
        ("[Ana Paz] will be arrested on 1 July.", "threatened"),
    ],
)
def test_how_surely_it_is_told_is_kept(text, modality):
    (found,) = [x for x in proposed(text) if x.kind == "arrest"]

    assert (found.modality, people(found)) == (modality, ["Ana Paz"])


def test_a_demanded_release_is_no_release():
    (found,) = proposed("The union demands the release of [Ana Paz].")

    assert (found.kind, found.modality) == ("demand", "demanded")
    assert people(found, "subject") == ["Ana Paz"]


def test_threats_are_not_laid_at_the_door_of_those_who_tell_of_them():
    (found,) = [
        x
        for x in proposed(
            "[Ana Paz] and [Bo Lund] wrote to the minister, condemning threats by the "
            "regime to arrest and imprison [Cy Dow] and [Di Eng]."
        )
        if x.kind == "arrest"
    ]

    assert people(found) == ["Cy Dow", "Di Eng"]
    assert people(found, "perpetrator") == [""]


def test_one_kind_is_proposed_once_a_sentence():
    found = proposed(
        "[Ana Paz] was arrested on 3 May and [Bo Lund] on 4 May, arrested at home."
    )

    assert [x.kind for x in found] == ["arrest"]


def test_a_date_still_to_come_is_not_reported_as_past():
    (found,) = proposed("[Ana Paz] was released on 1 July 2012.")

    assert found.modality == "threatened"


def test_the_sentence_can_be_read_alone():
    found = proposed("[Ana Paz] leads the union. She was arrested yesterday.")

    assert found[0].sentence == "Ana Paz was arrested yesterday (21 June 2012)."
    assert people(found[0]) == ["Ana Paz"]


def test_a_pronoun_that_may_mean_two_people_stays():
    (found,) = proposed("[Ana Paz] met [Bo Lund]. She was arrested on 3 May.")

    assert found.sentence == "She was arrested on 3 May 2012."
    assert found.parties == ()


def test_a_surname_is_written_out_with_the_name_known_from_elsewhere():
    text = "Ana Paz leads the union. Many came.\n\nPaz was arrested."
    full = Find(0, 7, FindKind.PERSON, "Ana Paz", "ana-paz", "", 1.0, "")
    short = Find(37, 40, FindKind.PERSON, "Paz", "ana-paz", "", 1.0, "")

    (found,) = propose(text, finds=[full, short], language="en", published_on=None)

    assert found.sentence == "Ana Paz was arrested."


def test_nothing_is_proposed_from_boilerplate():
    text = "[Ana Paz] was arrested.\n\nRead more: police arrested [Bo Lund]."

    found = proposed(text, skip=[(22, 70)])

    assert [people(x) for x in found] == [["Ana Paz"]]


def test_a_heading_told_in_full_below_is_proposed_once():
    found = proposed(
        "Union leader [Ana Paz] arrested\n\n"
        "[Ana Paz] was arrested in [l:Lima] on 3 May by police."
    )

    assert [(x.kind, x.happened) for x in found] == [("arrest", "2012-05-03")]


def test_a_wrapped_line_is_one_sentence():
    text = (
        "[Ana Paz], who has led the union of the port since last year,\n"
        "was arrested in [l:Lima] on 3 May."
    )

    (found,) = proposed(text)

    assert people(found) == ["Ana Paz"]
    assert "\n" not in found.sentence


def test_a_language_without_tables_proposes_nothing():
    assert proposed("[Ana Paz] arestita en Lima.", language="eo") == []


@pytest.mark.parametrize(
    ("file", "day", "expected"),
    [
        (
            "2011-06-london-embassy-protest.txt",
            date(2011, 6, 22),
            {("charge", "reported"), ("sentence", "threatened"), ("delivery", "reported"),
             ("demand", "demanded")},
        ),
        (
            "2011-berlin-embassy-picket.txt",
            date(2011, 9, 28),
            {("sentence", "reported"), ("killing", "reported"), ("arrest", "threatened"),
             ("strike", "reported"), ("protest", "reported"), ("reply", "reported")},
        ),
    ],
)  # fmt: skip
def test_the_seeds_propose_what_they_tell(file, day, expected):
    text = cleaning.decode((SEEDS / file).read_bytes())
    finds = extract(
        text, language="en", published_on=day, gazetteer=Gazetteer.build([]), model=None
    )

    found = propose(text, finds=finds, language="en", published_on=day)

    assert expected <= {(x.kind, x.modality) for x in found}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "arrested",
                "was",
                "by",
                "police",
                "workers",
                "and",
                ",",
                ".",
                '"',
                "(",
                ")",
                "who",
                "that",
                "if",
                "not",
                "will",
                "she",
                "they",
                "of",
                "in",
                "demand",
                "must",
                "be",
                "released",
                "strike",
                "said",
                "denied",
                "to",
                ";",
                ":",
                "free",
                "\n",
                "20",
                "the",
                "!",
                "?",
            ]
        ),
        max_size=60,
    ),
    st.sampled_from(SEEN),
)
def test_any_words_are_read_without_a_fault(words, language):
    proposed(" ".join(words), language=language)


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text):
    propose(text, finds=[], language="en", published_on=None)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["Police arrested workers, ", "strike. ", "must be released if "]
)
def test_the_time_grows_with_the_text_and_no_faster(unit):
    def run(size):
        return propose(unit * size, finds=[], language="en", published_on=None)

    assert growth_of(run, 200) < LINEAR
