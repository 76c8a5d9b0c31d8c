"""The cards of names and dates: what each button does, and to how much."""

import re

import pytest

from archive import curation, undoing
from archive.models import Batch, Entity, Mention, Passage, StopRule
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESK = "/admin/desk/mentions/"
TEXT = (
    "Ana Testova wrote to the court on 3 May 2021. The court was silent. "
    "Then Testova came. Bela Other saw Testova and left."
)


@pytest.fixture
def report():
    return make.document(TEXT, source=make.source())


def found(report, words="Ana Testova", at=None, **fields):
    """A machine's find; `at` is the how-manieth place of the words."""
    fields.setdefault("extractor", "model 1")
    fields.setdefault("score", 0.8)
    start = -1
    for _ in range(at or 1):
        start = report.current_revision.text.index(words, start + 1)
    place = Passage.objects.at(report.current_revision, start, start + len(words))
    fields.setdefault("kind", "PERSON")
    return Mention.objects.create(passage=place, **fields)


def family(report):
    """Three finds that one run linked together."""
    return [
        found(report, "Ana Testova", group="Ana Testova"),
        found(report, "Testova", at=2, group="Ana Testova"),
        found(report, "Testova", at=3, group="Ana Testova"),
    ]


def page(client, path, **query):
    return client.get(f"{DESK}{path}", query, follow=True).content.decode()


def values(html, name):
    """What the ticked boxes and hidden fields of a page send under a name."""
    inputs = re.findall(rf'<input [^>]*name="{name}"[^>]*>', html)
    return [re.search(r'value="([^"]*)"', each)[1] for each in inputs]


def press(client, report, act, card=None, **fields):
    """Press a button of the card, sending what the card sends."""
    query = {"card": card.pk} if card else {}
    html = page(client, f"{report.pk}/", **query)
    sent = {name: values(html, name) for name in ("mention", "shown", "card", "from")}
    answer = client.post(f"{DESK}{report.pk}/", {**sent, "act": act, **fields})
    assert answer.status_code == 303
    return client.get(answer["Location"], follow=True).content.decode()


def statuses():
    return list(Mention.objects.order_by("pk").values_list("status", flat=True))


def test_what_one_run_linked_together_is_one_card_with_its_spellings(
    admin_client, report
):
    family(report)
    found(report, "Bela Other")

    html = page(admin_client, f"{report.pk}/")

    assert "Testova</bdi> × 2" in html
    assert "2 other places" in html
    assert "2 decisions left" in html


def test_a_card_is_accepted_as_a_whole_and_leaves_the_list(admin_client, report):
    ana = make.person("Ana Testova")
    family(report)

    html = press(admin_client, report, f"as-{ana.pk}")

    assert set(Mention.objects.values_list("status", "entity")) == {
        ("accepted", ana.pk)
    }
    assert "Go on to its facts" in html


def test_an_unticked_place_waits_on(admin_client, report):
    ana = make.person("Ana Testova")
    first, *_others = family(report)
    html = page(admin_client, f"{report.pk}/")
    ticked = [v for v in values(html, "mention") if v.startswith(f"{first.pk}.")]

    press(admin_client, report, f"as-{ana.pk}", mention=ticked)

    assert statuses() == ["accepted", "suggested", "suggested"]


def test_nothing_ticked_is_said_and_nothing_happens(admin_client, report):
    found(report)

    html = press(admin_client, report, "keep", mention=[], kind="PERSON", text="Ana")

    assert "Tick at least one place" in html
    assert statuses() == ["suggested"]


def test_candidates_come_with_reason_description_and_a_sentence(admin_client, report):
    ana = make.person("Ana Testova", description="A lawyer")
    earlier = make.document("They met Ana Testova in A Town.")
    make.mention(earlier, "Ana Testova", ana)
    found(report)

    html = page(admin_client, f"{report.pk}/")

    assert f'value="as-{ana.pk}"' in html
    assert "A lawyer" in html
    assert "same name" in html
    assert "They met <b>Ana Testova</b>" in html


def test_a_new_entry_is_made_with_the_name_as_corrected(admin_client, report):
    family(report)

    press(admin_client, report, "keep", kind="PERSON", text="Anna Testova")

    entity = Entity.objects.get()
    assert entity.label == "Anna Testova"
    assert statuses() == ["accepted"] * 3


def test_changing_the_kind_and_accepting_is_one_step(admin_client, report):
    found(report, "Bela Other")

    press(admin_client, report, "keep", kind="ORG", text="Bela Other")

    assert Mention.objects.get().kind == Entity.objects.get().kind == "ORG"
    assert Batch.objects.count() == 1


def test_a_name_that_is_a_date_is_accepted_as_one(admin_client, report):
    found(report, "3 May 2021", kind="ORG")

    press(admin_client, report, "keep", kind="DATE", text="2021-05-03")

    assert set(Mention.objects.values_list("kind", "status", "value")) == {
        ("ORG", "rejected", ""),
        ("DATE", "accepted", "2021-05-03"),
    }
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2021-05-03", "2021-05-03"),
        ("4 May 2021", "2021-05-04"),
        ("2021-05", "2021-05"),
    ],
)
def test_the_value_of_a_date_is_corrected_as_it_is_accepted(
    admin_client, report, typed, kept
):
    found(report, "3 May 2021", kind="DATE", value="2020-05-03")

    press(admin_client, report, "keep", kind="DATE", text=typed)

    assert Mention.objects.get().value == kept


@pytest.mark.parametrize("typed", ["", "soon", "2021-13", "2021-05-04/2021-05-03"])
def test_what_is_no_date_is_said_and_nothing_happens(admin_client, report, typed):
    found(report, "3 May 2021", kind="DATE")

    html = press(admin_client, report, "keep", kind="DATE", text=typed)

    assert 'class="error"' in html
    assert statuses() == ["suggested"]


def test_a_rejection_here_makes_no_rule(admin_client, report):
    family(report)

    press(admin_client, report, "reject")

    assert statuses() == ["rejected"] * 3
    assert not StopRule.objects.exists()


def test_a_report_without_a_source_is_offered_no_reach_over_it(admin_client):
    report = make.document(TEXT)
    found(report)

    assert 'value="reject-source"' not in page(admin_client, f"{report.pk}/")
    assert "names no source" in press(admin_client, report, "reject-source")
    assert statuses() == ["suggested"]


def test_later_leaves_the_queue_and_stays_undecided(admin_client, report):
    found(report)

    press(admin_client, report, "later")

    mention = Mention.objects.get()
    assert mention.status == "suggested"
    assert mention.set_aside_at


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("start_left", "court on 3 May"),
        ("start_right", "3 May"),
        ("end_left", "on 3"),
        ("end_right", "on 3 May 2021"),
    ],
)
def test_the_mark_moves_by_a_word_and_the_card_stays(admin_client, report, act, words):
    mention = found(report, "on 3 May", kind="DATE")

    html = press(admin_client, report, act)

    mention.refresh_from_db()
    assert mention.passage.quote == words
    assert f'name="card" value="{mention.pk}"' in html


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


def test_the_second_curator_is_told_and_changes_nothing(
    admin_client, report, django_user_model
):
    quick = django_user_model.objects.create_user("quick")
    mention, ana = found(report), make.person("Ana Testova")
    html = page(admin_client, f"{report.pk}/")
    curation.reject([mention], by=quick, at=make.NOW)
    sent = {"mention": values(html, "mention"), "card": mention.pk}

    answer = admin_client.post(
        f"{DESK}{report.pk}/", {**sent, "act": f"as-{ana.pk}"}, follow=True
    )

    assert "Decided meanwhile by quick" in answer.content.decode()
    assert f"/mentions/find/{mention.pk}/" in answer.content.decode()
    assert statuses() == ["rejected"]


def test_a_mark_that_was_moved_meanwhile_is_not_accepted(admin_client, report):
    mention = found(report, "on 3 May", kind="DATE", value="2021-05-03")
    html = page(admin_client, f"{report.pk}/")
    curation.move(mention, mention.passage.start + 3, mention.passage.end, by=None)
    sent = {"mention": values(html, "mention"), "card": mention.pk}

    answer = admin_client.post(
        f"{DESK}{report.pk}/",
        {**sent, "act": "keep", "kind": "DATE", "text": "2021"},
        follow=True,
    )

    assert "changed meanwhile" in answer.content.decode()
    assert statuses() == ["suggested"]


@pytest.mark.parametrize("act", ["", "as-", "as-x", "as-999999", "reject-x", "drop"])
def test_a_choice_that_is_not_on_offer_does_nothing(admin_client, report, act):
    found(report)

    press(admin_client, report, act)

    assert statuses() == ["suggested"]


@pytest.mark.parametrize("sent", ["", "x", "9" * 40, "1.²", "999999.1"])
def test_a_find_that_is_none_does_nothing(admin_client, report, sent):
    found(report)

    press(admin_client, report, "later", mention=[sent])

    assert not Mention.objects.get().set_aside_at


def test_a_find_of_another_document_is_not_decided_here(admin_client, report):
    found(report)
    other = found(make.document("Ana Testova left."))

    press(admin_client, report, "later", mention=[f"{other.pk}."])

    assert not Mention.objects.exclude(set_aside_at=None).exists()


def test_a_decision_is_taken_back_where_it_is_shown(admin_client, report):
    mention = found(report)
    curation.reject([mention], by=None, at=make.NOW)
    html = page(admin_client, f"find/{mention.pk}/")

    admin_client.post(f"{DESK}find/{mention.pk}/", {"seen": values(html, "seen")[0]})

    assert statuses() == ["suggested"]


def test_a_find_carries_no_markup_onto_the_page(admin_client):
    report = make.document("He met <script>alert(1)</script> there.")
    found(report, "<script>alert(1)</script>", kind="ORG")

    assert "<script>alert" not in page(admin_client, f"{report.pk}/")


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


@pytest.mark.parametrize("label", ["High Commission", "the Ministry"])
def test_a_new_entry_of_a_bare_noun_is_another_in_another_report(admin_client, label):
    for town in ("London", "Pretoria"):
        there = make.document(f"{label} in {town} answered.")
        mention = found(there, label, kind="ORG")
        press(admin_client, there, "keep", card=mention, kind="ORG", text=label)

    assert Entity.objects.filter(label=label).count() == 2


def test_who_may_not_change_mentions_is_not_let_in(client, django_user_model, report):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(f"{DESK}{report.pk}/").status_code == 403
    assert client.post(f"{DESK}spelling/").status_code == 403


class TestAllAtOnce:
    """Everything that has a suggestion: shown first, one act, one undo."""

    def send(self, client, report, **changed):
        html = page(client, f"{report.pk}/all/")
        names = set(re.findall(r'name="((?:mention|text|as)-\d+)"', html))
        sent = {name: values(html, name) for name in names}
        for n, shown in re.findall(
            r'<select name="as-(\d+)".*?value="(\d+|new)" selected', html, re.DOTALL
        ):
            sent[f"as-{n}"] = shown
        sent["row"] = re.findall(r'name="row" value="(\d+)"[^>]* checked', html)
        answer = client.post(f"{DESK}{report.pk}/all/", {**sent, **changed})
        return client.get(answer["Location"], follow=True).content.decode()

    def test_what_is_sure_is_ticked_and_a_new_entry_is_not(self, admin_client, report):
        ana = make.person("Ana Testova")
        family(report)
        found(report, "Bela Other")
        found(report, "3 May 2021", kind="DATE", value="2021-05-03")

        self.send(admin_client, report)

        assert statuses() == ["accepted"] * 3 + ["suggested", "accepted"]
        assert Mention.objects.filter(entity=ana).count() == 3
        assert Entity.objects.count() == 1

    def test_a_ticked_row_makes_its_entry(self, admin_client, report):
        found(report, "Bela Other")

        self.send(admin_client, report, row=["1"], **{"text-1": "Bella Other"})

        assert Entity.objects.get().label == "Bella Other"

    def test_it_is_one_act_and_one_undo(self, admin_client, admin_user, report):
        family(report)
        found(report, "Bela Other")

        self.send(admin_client, report, row=["1", "2"])
        undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)

        assert statuses() == ["suggested"] * 4
        assert not Entity.objects.exists()

    def test_one_row_that_fails_stops_them_all(self, admin_client, report):
        found(report, "Bela Other")
        found(report, "3 May 2021", kind="DATE")

        html = self.send(admin_client, report, row=["1", "2"], **{"text-1": "soon"})

        assert 'class="error"' in html
        assert statuses() == ["suggested"] * 2

    def test_what_came_after_the_page_was_shown_is_not_touched(
        self, admin_client, report
    ):
        found(report, "3 May 2021", kind="DATE", value="2021-05-03")
        html = page(admin_client, f"{report.pk}/all/")
        found(report, "Bela Other", kind="ACTION")
        sent = {"row": "1", "mention-1": values(html, "mention-1"), "text-1": "2021"}

        admin_client.post(f"{DESK}{report.pk}/all/", sent)

        assert statuses() == ["accepted", "suggested"]

    def test_a_name_that_says_only_of_what_kind_is_never_ticked(
        self, admin_client, report
    ):
        """London's High Commission is not Pretoria's."""
        london = make.document("The High Commission in London answered.")
        known = make.organisation("Nigerian High Commission in London")
        curation.mark(
            make.passage(london, "High Commission"),
            kind="ORG",
            entity=known,
            by=None,
            at=make.NOW,
        )
        pretoria = make.document("The High Commission in Pretoria was silent.")
        found(pretoria, "High Commission", kind="ORG", entity=known)

        self.send(admin_client, pretoria)

        assert statuses() == ["accepted", "suggested"]
        html = page(admin_client, f"{pretoria.pk}/all/")
        assert "Nigerian High Commission in London (" in html

    def test_it_is_sure_where_the_same_text_names_it_in_full(
        self, admin_client, admin_user
    ):
        """In the text that was decided, and nowhere else."""
        text = "The Union of Aktau Drillers met. The Union decided."
        report, known = (
            make.document(text),
            make.organisation("Union of Aktau Drillers"),
        )
        curation.add_name(known, "Union")
        make.mention(report, "Union of Aktau Drillers", known)
        found(report, "Union", at=2, kind="ORG")

        self.send(admin_client, report)

        assert statuses() == ["accepted", "accepted"]

    def test_the_dates_alone_are_one_act(self, admin_client, admin_user, report):
        found(report, "3 May 2021", kind="DATE", value="2021-05-03")
        found(report, "Ana Testova")
        desk = Desk(admin_client, f"{DESK}{report.pk}/").follow("The date")

        assert "Ana Testova" not in desk.values("text-1")
        desk.press("accept")

        assert statuses() == ["accepted", "suggested"]
        undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)
        assert statuses() == ["suggested"] * 2

    def test_charges_sentences_demands_and_actions_are_one_act(
        self, admin_client, report
    ):
        words = {"CHARGE": "court", "SENTENCE": "silent", "DEMAND": "wrote"}
        for kind, quote in words.items():
            found(report, quote, kind=kind)
        found(report, "3 May 2021", kind="DATE", value="2021-05-03")

        Desk(admin_client, f"{DESK}{report.pk}/").follow("All 3 charges").press(
            "accept"
        )

        assert statuses() == ["accepted"] * 3 + ["suggested"]

    def test_a_date_in_other_words_is_the_same_decision(self, admin_client):
        report = make.document("On 3 May 2021 they met. That Monday it rained.")
        found(report, "3 May 2021", kind="DATE", value="2021-05-03")
        found(report, "That Monday", kind="DATE", value="2021-05-03")

        html = page(admin_client, f"{report.pk}/all/", only="dates")

        assert len(values(html, "row")) == 1
        assert len(values(html, "mention-1")) == 2

    def test_all_can_be_ticked_without_a_script(self, admin_client, report):
        found(report, "Bela Other")

        Desk(admin_client, f"{DESK}{report.pk}/all/").follow("Tick all").press("accept")

        assert Entity.objects.get().label == "Bela Other"


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


def test_somebody_else_of_the_same_name_is_made_when_asked_for(admin_client, report):
    known = make.person("Ana Testova")
    mention = found(report)

    fields = {"kind": "PERSON", "text": "Ana Testova", "namesake": "on"}
    press(admin_client, report, "keep", **fields)

    mention.refresh_from_db()
    assert mention.entity != known
    assert mention.entity.label == "Ana Testova"
