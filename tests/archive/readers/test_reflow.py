import pytest

from archive.readers import reflow


def joined(text, context=""):
    lines = text.split("\n")
    return reflow.join(lines, known=reflow.words(f"{text}\n{context}"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The strikers have been camping at the gates\nof the refinery since the spring.",
        "A court in the city has sentenced Natalia\nSokolova to six years in a colony.",
        "Суд приговорил юриста профсоюза к шести\nгодам лишения свободы и запретил ей",
        "حكمت المحكمة على محامية النقابة بالسجن ست\nسنوات ومنعتها من العمل في النقابات",
    ],
)
def test_a_full_line_without_an_end_goes_on(paragraph):
    assert joined(paragraph) == [paragraph.replace("\n", " ")]


@pytest.mark.parametrize(
    "text",
    [
        "Miners in Karaganda stop work\nFour hundred miners at the Severnaya pit near the",
        "The miners have gone back to their work today.\nThe others have not been asked.",
        "Embassy of Kazakhstan\n125 Pall Mall\nLondon\nA line that is long enough to be full",
        "These are the demands of the committee today\n- payment of all the wages owed now",
        "These are the demands of the committee today\n1. payment of all the wages owed",
        "Yours sincerely,\nOleg Kim\nA line that is long enough to be a full one here",
    ],
)
def test_a_line_that_may_end_by_intent_is_left(text):
    assert joined(text) == text.split("\n")


def test_a_blank_line_always_parts():
    text = (
        "A line that is long enough to be a full one and\n\ngoes on below it, perhaps."
    )

    assert joined(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "context", "word"),
    [
        ("It was announced yesterday by the govern-\nment of the republic.", "", "government"),
        ("They were held by men of the anti-\nunion league in the city.", "", "anti-union"),
        ("The trial begins today in Zhanaozen-\nAktau, as the police said.", "", "Zhanaozen-Aktau"),
        ("It happened in the winter of 2011-\n2012 in the west of it.", "", "2011-2012"),
        ("They spoke of the oil-\nworkers and of nothing else at all.", "oilworkers", "oilworkers"),
        ("They spoke of the oil-\nworkers and of nothing else at all.", "oil-workers", "oil-workers"),
        ("Es geht ihnen um die Arbeits-\nund Lebensbedingungen im Werk.", "", "Arbeits- und"),
        ("It was announced to the whole restruc\u2010\ntured company.", "", "restructured"),
    ],
)  # fmt: skip
def test_a_hyphen_at_the_margin_goes_where_it_is_the_printers(text, context, word):
    assert word in joined(text, context)[0]


def test_chinese_lines_are_joined_without_a_space():
    text = "工人们在炼油厂门口扎营已经三个多月了他们要求支付全部拖欠的工资并且\n释放被捕的律师"

    assert joined(text) == [text.replace("\n", "")]
