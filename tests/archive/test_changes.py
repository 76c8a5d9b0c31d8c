import pytest

from archive.reading.changes import paragraphs
from tests import make

pytestmark = pytest.mark.django_db
OLD = "First.\n\nA. Person was fined.\n\nThird.\n\nFourth.\n\nFifth.\n\nLast."
NEW = OLD.replace("fined", "fined 500 tenge")


@pytest.fixture
def corrected():
    report = make.document(OLD, slug="a-report")
    make.revision(report, NEW)
    return report


def page(client, number=2, slug="a-report"):
    return client.get(f"/reports/{slug}/r/{number}/changes/")


def test_what_was_put_in_is_marked_as_such(client, corrected):
    answer = page(client).content.decode()

    assert "A. Person was fined<ins> 500 tenge</ins>." in answer
    assert "paragraphs as they were" in answer


@pytest.mark.parametrize("number", [0, 1, 3, 99])
def test_the_first_text_and_one_that_is_not_there_change_nothing(
    client, corrected, number
):
    assert page(client, number).status_code == 404


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_an_unpublished_report_shows_no_correction(client, corrected, visibility):
    corrected.visibility = visibility
    corrected.save()

    assert page(client).content == page(client, slug="never-was").content


def test_markup_in_a_text_stays_words(client):
    report = make.document("Old <b>words</b>.", slug="a-report")
    make.revision(report, "New <script>words</script>.")

    answer = page(client).content.decode()

    assert "<script>" not in answer
    assert "&lt;script&gt;" in answer


def test_nothing_is_lost_between_the_two_texts():
    old, new = "One.\n\nTwo words.", "One.\n\nTwo other words.\n\nThree."

    runs = [run for paragraph in paragraphs(old, new) for run in paragraph.runs]

    assert "".join(r.words for r in runs if r.kind != "added") == old
    assert "".join(r.words for r in runs if r.kind != "removed") == new


def test_it_costs_three_queries(client, corrected, django_assert_num_queries):
    with django_assert_num_queries(3):
        page(client)
