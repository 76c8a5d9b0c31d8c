import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import passages
from archive.passages import Anchor
from tests.growth import LINEAR, growth_of

LONDON = (
    "On Saturday 11th June riot police went on the rampage. "
    "Natalia Sokolava is being prosecuted. We demand the release of "
    "Natalia Sokolova.\n\nThe Socialist Party."
)
SAYINGS = st.sampled_from(
    ["The strike goes on.", "They were arrested.", "Release them!", "", "A A A"]
)


def anchor(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Anchor(start, start + len(words), words)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("\ufeffAktau", "Aktau"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("Jose\u0301", "José"),
        ("й", "й"),
        ("", ""),
        ("  spaces stay  ", "  spaces stay  "),
        ("\u200fمحمد\u200e", "\u200fمحمد\u200e"),
    ],
)
def test_text_becomes_nfc_with_line_feeds(given_text, kept):
    assert passages.normalise(given_text) == kept


@pytest.mark.parametrize(("bad", "why"), [("a\x00b", "NUL"), ("a\ud800b", "encoding")])
def test_text_no_database_keeps_is_refused_with_a_reason(bad, why):
    with pytest.raises(ValueError, match=why):
        passages.normalise(bad)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_normal_text_stays_as_it_is(text):
    once = passages.normalise(text)

    assert passages.normalise(once) == once
    assert "\r" not in once


def test_offsets_count_code_points():
    assert passages.quote("😀 Ақтау", 2, 7) == "Ақтау"


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_quote_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="no passage"):
        passages.quote("Aktau", *span)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("On Saturday", "Headline\n\nOn Saturday"),
        ("riot police", "the riot police of Aktau"),
        (" went on the rampage", ""),
        ("\n\nThe Socialist Party.", ""),
        ("is being prosecuted", "has been jailed"),
    ],
)
def test_words_are_carried_past_an_edit_elsewhere(before, after):
    new = LONDON.replace(before, after)

    carried = passages.carry(anchor(LONDON, "Natalia Sokolova"), old=LONDON, new=new)

    assert carried == anchor(new, "Natalia Sokolova")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sokolova", "Sokolowa"),
        ("Natalia Sokolova", "Natalia\nSokolova"),
        ("Natalia Sokolova", "Natalia  Sokolova"),
        ("Natalia Sokolova", "Natalia (Natasha) Sokolova"),
        ("Natalia Sokolova", ""),
        ("Natalia Sokolova", "natalia sokolova"),
    ],
)
def test_a_passage_changed_by_one_character_is_lost(before, after):
    new = LONDON.replace(before, after)

    assert (
        passages.carry(anchor(LONDON, "Natalia Sokolova"), old=LONDON, new=new) is None
    )


def test_a_removed_passage_does_not_become_its_twin():
    old = "Kurmanov spoke. The police came. Kurmanov left."
    new = "The police came. Kurmanov left."

    carried = passages.carry_all(
        [anchor(old, "Kurmanov"), anchor(old, "Kurmanov", 1)], old=old, new=new
    )

    assert carried == [None, anchor(new, "Kurmanov")]


def test_twins_that_cannot_be_told_apart_are_lost():
    old, new = "Freedom! Freedom! Freedom!", "Freedom! Freedom!"
    twins = [anchor(old, "Freedom", nth) for nth in range(3)]

    assert passages.carry_all(twins, old=old, new=new) == [None, None, None]


def test_a_moved_sentence_is_lost_not_followed():
    old = "Alpha was first. Beta was second. Gamma was third."
    new = "Gamma was third. Alpha was first. Beta was second."

    assert passages.carry(anchor(old, "Gamma"), old=old, new=new) is None


@pytest.mark.parametrize(
    "wrong",
    [Anchor(0, 3, "the"), Anchor(0, 0, ""), Anchor(500, 510, "x"), Anchor(2, 3, " ")],
)
def test_an_anchor_that_does_not_quote_the_old_text_is_lost(wrong):
    assert passages.carry(wrong, old=LONDON, new=f"{LONDON} x") is None


@pytest.mark.parametrize("words", ["okolov", "Sokolova.\n\nThe", "11th", "."])
def test_an_anchor_need_not_end_with_a_word(words):
    new = "Translation: " + LONDON

    carried = passages.carry(anchor(LONDON, words), old=LONDON, new=new)

    assert carried == anchor(new, words)


paragraphs = st.lists(SAYINGS, min_size=1, max_size=6)
edits = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["cut", "put"]), SAYINGS), max_size=5
)


@given(paragraphs, edits, st.integers(0, 5))
def test_a_carried_passage_never_jumps_to_another_paragraph(sayings, edits, pick):
    """Every paragraph has its number; the same words stand in several."""
    lines = [f"[{number}] {words}" for number, words in enumerate(sayings)]
    old, new = "\n".join(lines), "\n".join(_edited(lines, edits))
    own = pick % len(lines)
    at = old.index(f"[{own}]") + len(f"[{own}] ")
    words = sayings[own]

    carried = passages.carry(Anchor(at, at + len(words), words), old=old, new=new)

    if carried is not None:
        number = int(new[: carried.start].rsplit("[", 1)[1].rstrip("] "))
        assert new[carried.start : carried.end] == words
        assert number == own or (number >= 100 and f"[{own}]" not in new)


def _edited(lines, edits):
    lines = list(lines)
    for number, (at, act, words) in enumerate(edits, start=100):
        if act == "put":
            lines.insert(at % (len(lines) + 1), f"[{number}] {words}")
        elif lines:
            del lines[at % len(lines)]
    return lines


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60), st.data())
def test_a_carried_quote_equals_the_new_text_there(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))

    carried = passages.carry(Anchor(start, end, old[start:end]), old=old, new=new)

    assert carried is None or (
        new[carried.start : carried.end] == carried.quote == old[start:end]
    )


@given(st.text(max_size=80), st.data())
def test_nothing_moves_in_an_unchanged_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    here = Anchor(start, end, text[start:end])

    assert passages.carry(here, old=text, new=text) == (here if here.quote else None)


@pytest.mark.slow
@pytest.mark.parametrize("line", ["a ", "He said no. ", "1 2 3 4 5 "])
def test_a_long_monotonous_text_is_compared_in_linear_time(line):
    def carry(size):
        old = line * (size // len(line))
        return passages.carry(Anchor(0, 1, old[:1]), old=old, new=f"x {old} y z")

    assert growth_of(carry, 30_000) < LINEAR


@pytest.mark.parametrize(
    ("text", "mark", "sentence"),
    [
        (
            "It rained. Dr. N. Sokolova wrote. Then?",
            "Sokolova",
            "Dr. N. Sokolova wrote.",
        ),
        ("Was he hurt? “No.” He left.", "He left", "He left."),
        ("Headline\nThe U.S. embassy. End", "embassy", "The U.S. embassy."),
        ("Am 11. Juni begann es. Danach", "Juni", "Am 11. Juni begann es."),
        ("No. 5 of them. Next", "5", "No. 5 of them."),
        ("First. Second. Third.", "rst. Sec", "First. Second."),
        ("г. Актау. Дальше", "Актау", "г. Актау."),
        ("Wait… What! Go", "What", "What!"),
        ("He paid 3.5 million. Done", "million", "He paid 3.5 million."),
        ("no stop at all", "stop", "no stop at all"),
        ("A. b", "b", "A. b"),
    ],
)
def test_the_sentence_around_a_passage(text, mark, sentence):
    start = text.index(mark)

    low, high = passages.sentence_at(text, start, start + len(mark))

    assert text[low:high] == sentence


def test_the_desk_sees_the_sentence_and_its_neighbours():
    start = LONDON.index("Sokolava")

    found = passages.context(LONDON, start, start + 8)

    assert found == passages.Context(
        before="On Saturday 11th June riot police went on the rampage.",
        sentence_before_mark="Natalia ",
        mark="Sokolava",
        sentence_after_mark=" is being prosecuted.",
        after="We demand the release of Natalia Sokolova.",
    )


@given(st.text("aB. \n?…1", max_size=60), st.data())
def test_a_sentence_holds_its_passage(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    low, high = passages.sentence_at(text, start, end)
    shown = passages.context(text, start, end)

    assert 0 <= low <= start <= end <= high <= len(text)
    assert text[low:high] == (
        shown.sentence_before_mark + shown.mark + shown.sentence_after_mark
    )


def test_a_page_without_full_stops_shows_only_what_is_near():
    text = "word " * 100_000

    low, high = passages.sentence_at(text, 250_000, 250_004)

    assert high - low < 2_100
