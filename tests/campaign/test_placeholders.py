import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import placeholders
from campaign.placeholders import KNOWN, Kind, fill, missing, names, parse, problems

NAME = st.sampled_from(sorted(KNOWN))
WORDS = st.text(st.characters(exclude_characters="{}"))
WORDING = st.text(
    st.characters(exclude_characters="{}|", exclude_categories=["C", "Z"]), min_size=1
)
TEMPLATE = st.lists(
    st.one_of(
        WORDS,
        NAME.map("{{{{ {} }}}}".format),
        st.tuples(WORDING, WORDING).map(lambda pair: f"{{{{ {pair[0]}|{pair[1]} }}}}"),
    )
).map("".join)
VALUES = st.fixed_dictionaries(
    {name: st.text(min_size=1).filter(str.strip) for name in sorted(KNOWN)}
)


@given(st.text(st.sampled_from("{}|%#ab_ \n")) | st.text())
def test_the_pieces_joined_are_the_template(template):
    parts = parse(template)

    assert "".join(part.source for part in parts) == template
    assert all(template[p.start : p.end] == p.source for p in parts)


@given(TEMPLATE, VALUES, st.booleans())
def test_filling_a_checked_template_is_total_and_literal(template, values, many):
    assert problems(template) == []

    letter = fill(template, values, many=many)

    assert all(values[name] in letter for name in names(template))


@given(VALUES)
def test_what_is_filled_in_is_never_read_again(values):
    hostile = {**values, "sender_name": "{{ sender_town }}{% x %}<b>"}

    assert fill("{{ sender_name }}", hostile) == "{{ sender_town }}{% x %}<b>"


@given(st.text(st.sampled_from("{}|%#ab_ \n")) | st.text())
def test_anything_typed_is_either_filled_or_explained(template):
    found = problems(template)

    if found:
        with pytest.raises(ValueError, match=r"."):
            fill(template, dict.fromkeys(KNOWN, "x"))
    else:
        assert fill(template, dict.fromkeys(KNOWN, "x")) is not None


@pytest.mark.parametrize(
    ("template", "many", "text"),
    [
        ("{{ I|we }} protest", False, "I protest"),
        ("{{ I|we }} protest", True, "we protest"),
        ("{{ Ich verurteile|Wir verurteilen }} das.", False, "Ich verurteile das."),
        ("{{ Ich verurteile|Wir verurteilen }} das.", True, "Wir verurteilen das."),
        ("{{осуждаю | осуждаем}}", True, "осуждаем"),
        ("{{name|date}}", False, "name"),
    ],
)
def test_the_number_of_senders_picks_the_wording(template, many, text):
    assert fill(template, {}, many=many) == text


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{{ mision }}", "Did you mean {{ mission }}?"),
        ("{{ Sender Name }}", "Did you mean {{ sender_name }}?"),
        ("{{ xyzzy }}", "There are: date,"),
        ("{{ }}", "is empty"),
        ("{{}}", "is empty"),
        ("{{ mission }", "A brace stands alone"),
        ("{ mission }", "A brace stands alone"),
        ("{{ mission\n}}", "A brace stands alone"),
        ("{{{ mission }}}", "A brace stands alone"),
        ("{{ a {{ mission }} }}", "A brace stands alone"),
        ("{% if x %}", "no instructions in a letter"),
        ("{# note #}", "no instructions in a letter"),
        ("{{ I|we|they }}", "exactly two wordings"),
        ("{{ I| }}", "exactly two wordings"),
        ("{{ mission|upper|x }}", "exactly two wordings"),
        ("{{ mission.name }}", "is not a placeholder"),
        ("{{ 7*7 }}", "is not a placeholder"),
    ],
)
def test_a_mistake_is_explained_to_the_curator(template, sentence):
    assert sentence in problems(template)[0]


def test_a_text_without_mistakes_has_no_problems():
    assert problems("Your {{ mission }}: {{ I|we }} ask (100 %) for answers.") == []


def test_the_same_mistake_is_told_once():
    assert len(problems("{{ nam }} and {{ nam }}")) == 1


@pytest.mark.parametrize("values", [{}, {"sender_town": ""}, {"sender_town": " \t"}])
def test_a_letter_with_a_hole_is_refused_by_name(values):
    assert missing("from {{ sender_town }}", values) == ("sender_town",)
    with pytest.raises(ValueError, match="sender_town"):
        fill("from {{ sender_town }}", values)


def test_offsets_count_code_points():
    text, mark = parse("Żółć 🕊 {{ date }}")

    assert (text.end, mark.start, mark.kind) == (7, 7, Kind.NAME)


def test_a_huge_hostile_template_is_read_at_once():
    assert len(problems("{{" * 50_000)) == 1
    assert fill("x" * 5_000, {}) == "x" * 5_000


def test_every_known_name_follows_its_own_grammar():
    assert all(problems(f"{{{{ {name} }}}}") == [] for name in KNOWN)
    assert all(meaning for meaning in placeholders.KNOWN.values())
