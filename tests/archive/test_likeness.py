import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import likeness
from tests.growth import LINEAR, growth_of

REPORT = """Oil workers in the west of the country have been on strike for four months.
Their lawyer was sentenced to six years in prison in August, after she had explained
to them what the law says about wages. On Saturday some thirty people stood in front
of the embassy in the rain and held up her picture. A delegation was let in after an
hour. The second secretary took the letter, said that the courts are independent and
promised an answer within two weeks. The protesters will come back if there is none.
Similar protests took place in four other cities. The company has dismissed more than
two thousand workers since June and refuses to talk to their elected representatives.
"""
OTHER = """About thirty demonstrators gathered outside the embassy on Saturday to demand
freedom for a union lawyer who got six years. They carried umbrellas and portraits. A
diplomat accepted their petition, insisted on the independence of judges, and said he
would reply in a fortnight. The dispute in the oil fields began in spring when drivers
and drillers asked for the pay that a contract had promised; since then managers have
fired hundreds, police have broken up camps, and one activist was beaten at his door.
"""
HEADED = "Picket in Berlin: freedom for the lawyer!\n\n" + REPORT + "\nShare. Donate."
CHINESE = "石油工人在该国西部罢工四个月。他们的律师在八月被判处六年徒刑。" * 2
CHINESE += "周六约三十人站在大使馆前。一小时后代表团获准进入。二等秘书收下了信。"
THAI = "คนงานน้ำมันทางตะวันตกของประเทศนัดหยุดงานมาสี่เดือนแล้วทนายความของพวกเขาถูกตัดสินจำคุกหกปี"

STORED = "6a3d359fda117d951eefa00a362745cd24319ca24d9b8113438de06ea89e6582"
FIRST_BANDS = (5980772657988357156, 2543602758214332106)


def share_a_band(a, b):
    first, second = likeness.signature(a), likeness.signature(b)
    return bool(set(likeness.bands(first)) & set(likeness.bands(second)))


def test_a_text_under_another_headline_is_found():
    assert likeness.resemblance(REPORT, HEADED) > 0.8
    assert share_a_band(REPORT, HEADED)


def test_two_reports_of_one_event_are_two_texts():
    assert likeness.resemblance(REPORT, OTHER) < 0.1
    assert not share_a_band(REPORT, OTHER)


@pytest.mark.parametrize("text", [CHINESE, THAI])
def test_scripts_that_part_no_words_are_compared_by_letters(text):
    changed = text[:-4]

    assert likeness.resemblance(text, changed) > 0.85
    assert share_a_band(text, changed)
    assert likeness.resemblance(CHINESE, THAI) == 0


def test_case_marks_and_line_breaks_do_not_matter():
    shouted = REPORT.upper().replace(" ", "\n\n").replace("E", "É")

    assert likeness.signature(shouted) == likeness.signature(REPORT)


@pytest.mark.parametrize("skip", [[(0, 43)], [(40, 43), (0, 41), (3, 9)]])
def test_boilerplate_is_left_out(skip):
    assert likeness.resemblance(REPORT, HEADED[:-15], skip_b=skip) == 1
    assert likeness.signature(HEADED[:-15], skip=skip) == likeness.signature(REPORT)


def test_the_estimate_is_near_the_measure():
    half = REPORT[: len(REPORT) // 2]
    estimate = likeness.similarity(likeness.signature(REPORT), likeness.signature(half))

    assert estimate == pytest.approx(likeness.resemblance(REPORT, half), abs=0.12)


def test_a_signature_is_the_same_on_every_machine_and_in_every_year():
    made = likeness.signature(REPORT)

    assert hashlib.sha256(made).hexdigest() == STORED
    assert likeness.bands(made)[:2] == FIRST_BANDS


@pytest.mark.parametrize("text", ["", " \n", "…", "😀 😀", "\0"])
def test_a_text_without_words_is_like_nothing(text):
    empty = likeness.signature(text)

    assert (empty, likeness.bands(empty)) == (b"", ())
    assert likeness.similarity(empty, likeness.signature(REPORT)) == 0
    assert likeness.resemblance(text, text) == 0


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_has_no_direction(a, b):
    first, second = likeness.signature(a), likeness.signature(b)

    assert likeness.similarity(first, second) == likeness.similarity(second, first)
    assert likeness.resemblance(a, b) == likeness.resemblance(b, a)
    assert all(0 <= band < 2**63 for band in likeness.bands(first))


def test_what_is_no_signature_is_refused():
    with pytest.raises(ValueError, match="not the signature"):
        likeness.bands(b"short")


def test_a_signature_takes_time_in_proportion():
    words = " ".join(map(str, range(40_000)))

    assert growth_of(lambda n: likeness.signature(words[:n]), len(words) // 4) < LINEAR
