"""Which finds wait where, and looking for who they may be."""

import re

import pytest

from archive.models import Batch, Mention
from tests import make
from tests.archive.desk.buttons import Desk
from tests.archive.desk.cards import DESK, TEXT, family, found, page, statuses, values

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return make.document(TEXT, source=make.source())


def test_enter_in_the_search_field_searches_and_presses_no_other_button(
    admin_client, report
):
    other = make.person("Somebody Else")
    found(report)
    desk = Desk(admin_client, f"{DESK}{report.pk}/")
    (field,) = [each for each in desk.page.iter("input") if each.get("name") == "q"]
    form = desk.page.get_element_by_id(field.get("form"))

    assert form.method == "GET"
    assert not list(form.iter("button"))
    desk.go(f"{form.get('action')}?card={Mention.objects.get().pk}&q=else")

    assert f"as-{other.pk}" in desk.has
    assert statuses() == ["suggested"]
    desk.press(f"as-{other.pk}")
    assert Mention.objects.get().entity == other


def test_who_is_called_just_so_is_found_first(admin_client, report):
    for number in range(8):
        make.person(f"Ana {number} Beta")
    exact = make.person("Beta")
    found(report)

    html = page(admin_client, f"{report.pk}/", q="beta")

    first = re.search(r'aria-label="Found".*?value="as-(\d+)"', html, re.DOTALL)
    assert first[1] == str(exact.pk)


def test_a_search_in_the_pile_of_spellings_stays_with_its_kind(admin_client, report):
    found(report)
    found(report, "Bela Other", kind="ORG")
    desk = Desk(admin_client, f"{DESK}spelling/?kind=ORG")
    form = desk.page.get_element_by_id("search")

    assert ("kind", "ORG") in form.form_values()


def test_a_name_nobody_bears_is_said(admin_client, report):
    found(report)

    html = page(admin_client, f"{report.pk}/", q="Zzz <b>")

    assert "No entry is called “Zzz &lt;b&gt;”" in html


def test_documents_wait_newest_first_with_what_is_open(admin_client, report):
    family(report)
    newer = make.document("Bela Other left.", title="A newer one")
    found(newer, "Bela Other")
    done = make.document("Nobody here.", title="A done one")

    html = page(admin_client, "")

    assert html.index("A newer one") < html.index("A report")
    assert done.title not in html
    assert "<td>3</td>" in html


def test_one_spelling_is_decided_in_all_documents(admin_client, report):
    ana = make.person("Ana Testova")
    found(report)
    found(make.document("Ana Testova left."))
    html = page(admin_client, "spelling/")
    sent = {name: values(html, name) for name in ("mention", "card", "from")}

    admin_client.post(f"{DESK}spelling/", {**sent, "act": f"as-{ana.pk}"})

    assert statuses() == ["accepted", "accepted"]
    assert Batch.objects.filter(verb="accept").count() == 1


def test_a_spelling_that_does_not_say_who_is_decided_place_by_place(
    admin_client, report
):
    known = make.organisation("High Commission")
    for town in ("London", "Pretoria"):
        there = make.document(f"The High Commission in {town} answered.")
        found(there, "High Commission", kind="ORG")

    desk = Desk(admin_client, f"{DESK}spelling/?kind=ORG").press(f"as-{known.pk}")

    assert sorted(statuses()) == ["accepted", "suggested"]
    assert "do not say who is meant" not in desk.text  # one is left


def crowded(number):
    """A report with so many finds of as many names."""
    names = [f"Ana Testova{n:03}" for n in range(number)]
    report = make.document(" ".join(f"{name} spoke." for name in names))
    for name in names:
        found(report, name, group=name)
    return report


@pytest.mark.parametrize(
    "path", ["", "{}/", "{}/all/", "{}/all/?only=names", "spelling/", "{}/mark/"]
)
def test_a_page_costs_the_same_at_5_and_at_300_finds(
    admin_client, django_assert_max_num_queries, path
):
    make.person("Ana Testova")
    for number in (5, 300):
        report = crowded(number)
        with django_assert_max_num_queries(15):
            answer = admin_client.get(DESK + path.format(report.pk))
        assert answer.status_code == 200
