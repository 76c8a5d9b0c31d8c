"""What was done and answered: reported once, looked at, read beside the proof."""

from datetime import date

import pytest

from archive import claims
from archive.dates import parse
from campaign import actions
from campaign.actions import reporting
from campaign.models import Action, ActionEvidence, Reply
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 3, 1)


def said(**fields):
    fields.setdefault("kind", "picket")
    fields.setdefault("who", "Miners of A Town")
    fields.setdefault("happened", parse("2026-02-27"))
    return actions.Reported(**fields)


def reported(**fields):
    return actions.report(said(**fields), on=DAY)


def published(**fields):
    made = reported(**fields)
    actions.publish(made, by=None)
    return made


def told(**options):
    page = actions.listed(actions.Asked(**options), viewer=None, on=DAY)
    screen = actions.screen_of(page.rows, viewer=None)
    return actions.told(page.rows, screen=screen, on=DAY)


# reported


def test_a_report_waits_and_is_read_by_nobody():
    action = reported(answered="They took it.")

    assert action.state == "reported"
    assert action.replies.get().text == "They took it."
    assert told() == []


def test_the_same_report_twice_is_one_report():
    first, second = reported(answered="No."), reported(answered="No.")

    assert first == second
    assert Action.objects.count() == Reply.objects.count() == 1


def test_another_answer_is_another_report():
    reported(answered="No.")
    reported(answered="Yes.")

    assert Action.objects.count() == 2


def test_a_rejected_report_that_is_sent_again_stays_rejected():
    actions.reject(reported(), by=None)

    assert reported().state == "rejected"


def test_no_clock_time_of_a_report_is_kept():
    action = reported(answered="No.")

    kept = [action.history.get(), action.replies.get().history.get()]
    assert {each.history_date.time().isoformat() for each in kept} == {"00:00:00"}
    assert {each.history_user for each in kept} == {None}
    assert action.reported_on == DAY


def test_the_address_of_a_report_names_no_place_and_nobody():
    assert "town" not in reported(city="A Town").slug


def test_a_flood_of_reports_is_stopped(monkeypatch):
    monkeypatch.setattr(reporting, "WAITING_AT_MOST", 1)
    reported()

    with pytest.raises(actions.TooMany, match="come back"):
        reported(city="Elsewhere")


# moderated


def test_what_looks_like_a_name_is_pointed_out_before_publishing():
    action = reported(received_by="Mr. John Testov, a secretary")

    with pytest.raises(actions.NamesInside, match="John Testov"):
        actions.publish(action, by=None)

    actions.publish(action, by=None, with_names=True)
    assert action.state == "published"


def test_a_protected_name_is_never_published():
    make.person("Zyx Qwvarian", protection="hidden")
    action = reported(who="Friends of Zyx Qwvarian")

    with pytest.raises(ValueError, match="is protected"):
        actions.publish(action, by=None, with_names=True)


def test_an_action_of_a_draft_campaign_is_not_published():
    action = reported(campaign=make_campaign.campaign(state="draft"))

    with pytest.raises(ValueError, match="is a draft"):
        actions.publish(action, by=None)


def test_what_was_decided_can_be_decided_again():
    action = published()

    actions.decide_again(action, by=None)

    assert told() == []


def test_replies_keep_their_rows_when_they_are_worded_anew():
    action = reported(answered="They said no.")
    before = action.replies.get().pk
    denied = actions.Described("denied", "The porter denied it.", row=before)
    more = actions.Described("promised", "He promised to pass it on.")

    actions.edit(action, {"who": "Us"}, [denied, more], by=None)
    assert [each.pk == before for each in action.replies.all()] == [True, False]

    actions.edit(action, {}, [], by=None)
    assert not action.replies.exists()
    assert Action.objects.get().who == "Us"


def test_the_proof_of_a_reply_stays_with_it_when_the_one_above_goes():
    action = reported(answered="They said no.")
    document = make.document("A deputy promised to pass it on.")
    second = action.replies.create(order=2, stance="promised", text="He promised.")
    proof = make.passage(document, "promised to pass it on")
    second.evidence.create(action=action, passage=proof)
    kept = actions.Described("promised", "A deputy promised it.", row=second.pk)

    actions.edit(action, {}, [kept], by=None)

    [reply] = action.replies.all()
    assert (reply.pk, reply.order, reply.text) == (second.pk, 1, kept.text)
    assert reply.evidence.get().passage == proof


def test_an_office_the_campaign_has_nothing_to_do_with_is_refused():
    action = reported(campaign=make_campaign.campaign())
    stranger = make_campaign.recipient("fr-gb", state="FR")

    with pytest.raises(ValueError, match="not written to in this campaign"):
        actions.edit(action, {"recipient": stranger}, [], by=None)


# told


def contradicted(**fields):
    """A published denial, with a claim against it that a report proves."""
    document = make.document("Police raided the office.")
    claim = make.claim(evidence=[make.passage(document, "raided the office")])
    action = published(answered="Nobody raids here.", **fields)
    action.replies.get().contradicted_by.add(claim)
    return document, claim, action


def test_a_reply_stands_beside_the_claim_against_it():
    contradicted()

    [against] = told()[0].answers[0].against

    assert against.claim.sentence == "Police raided the union office."
    assert against.evidence[0].passage.quote == "raided the office"


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_what_nothing_public_proves_speaks_against_nothing(visibility):
    document, _claim, _action = contradicted()
    document.visibility = visibility
    document.save()

    assert told()[0].answers[0].against == ()


def test_a_disputed_claim_speaks_against_nothing():
    _document, claim, _action = contradicted()
    claims.dispute(claim, reason="A witness", by=None)

    assert told()[0].answers[0].against == ()


def test_words_of_an_unpublished_report_are_not_told():
    document, _claim, action = contradicted()
    passage = make.passage(document, "Police")
    ActionEvidence.objects.create(action=action, passage=passage)
    Action.objects.update(document=document)
    assert told()[0].evidence
    assert told()[0].document == document

    document.visibility = "draft"
    document.save()

    assert (told()[0].evidence, told()[0].document) == ((), None)


def test_a_name_that_is_protected_later_is_masked_everywhere():
    _document, claim, _action = contradicted(city="A Town")
    claim.sentence = "Zyx Qwvarian was raided."
    claim.save()
    Reply.objects.update(text="Zyx Qwvarian is at home.")
    Action.objects.update(who="Zyx Qwvarian", summary="With Zyx Qwvarian.")
    make.person("Zyx Qwvarian", protection="hidden")

    [each] = told()
    words = [each.action.who, each.action.summary, each.answers[0].reply.text]
    words += [one.claim.sentence for one in each.answers[0].against]
    assert len(words) == 4
    assert "Zyx" not in " ".join(words)


def about_qwvarian():
    """A campaign about somebody protected, whom it calls by the surname."""
    document = make.document("Police took Zyx Qwvarian away.")
    who = make.person("Zyx Qwvarian", protection="hidden")
    make.mention(document, "Zyx Qwvarian", who)
    made = make_campaign.campaign("Free Qwvarian", slug="a-campaign")
    made.documents.add(document)
    return made


def test_a_surname_is_masked_in_what_its_campaign_did():
    campaign = about_qwvarian()
    reported(campaign=campaign, answered="Qwvarian is well.")
    Action.objects.update(state="published", summary="Qwvarian must be freed.")

    for [each] in (told(), actions.latest(campaign, viewer=None, on=DAY)):
        words = (each.campaign.title, each.action.summary, each.answers[0].reply.text)
        assert "Qwvarian" not in " ".join(words)


def test_a_surname_is_masked_in_what_an_office_answered_last():
    campaign, office = about_qwvarian(), make_campaign.recipient()
    reported(recipient=office, answered="Qwvarian is well.")
    Action.objects.update(state="published")

    [each] = actions.last_answers(office, state="KZ", on=DAY, campaign=campaign)
    assert "Qwvarian" not in each.answers[0].reply.text


def test_the_surname_of_whom_the_campaign_is_about_is_not_published():
    action = reported(campaign=about_qwvarian(), answered="Qwvarian is well.")

    with pytest.raises(ValueError, match="whose name is protected"):
        actions.publish(action, by=None, with_names=True)


def test_a_list_is_narrowed_and_says_what_it_did_not_understand():
    campaign = make_campaign.campaign(slug="a-campaign")
    published(campaign=campaign, country="DE")
    published(kind="letter", country="FR")
    shelf = actions.shelf(viewer=None, on=DAY)

    assert [each.slug for each in shelf.campaigns] == ["a-campaign"]
    assert shelf.countries == ("DE", "FR")
    assert shelf.narrowed({"country": "DE", "kind": "x", "z": "1"}) == actions.Asked(
        country="DE", ignored=("kind",)
    )
    assert len(told(campaign="a-campaign")) == len(told(kind="letter")) == 1
    assert len(told(country="DE", kind="letter")) == 0


@pytest.mark.slow
def test_the_newest_is_first_and_every_page_goes_on_where_the_last_ended():
    for day in range(1, 29):
        published(happened=parse(f"2026-01-{day:02}"))
        published(happened=parse(f"2026-01-{day:02}"), city="B")
    first = actions.listed(actions.Asked(), viewer=None, on=DAY)
    second = actions.listed(actions.Asked(), viewer=None, on=DAY, after=first.older)

    days = [each.happened_from for each in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), second.older) == (30, 26, "")
    assert days == sorted(days, reverse=True)
    assert len({each.pk for each in (*first.rows, *second.rows)}) == 56


def test_what_they_answered_last_time_is_of_the_office_then_of_the_state():
    office = make_campaign.recipient()
    other = make_campaign.recipient("kz-de", stands_in="DE")
    published(recipient=other, answered="From Berlin.")

    def last(recipient):
        found = actions.last_answers(recipient, state=recipient.state, on=DAY)
        return [each.answers[0].reply.text for each in found]

    assert last(office) == ["From Berlin."]
    published(recipient=office, happened=parse("2020-01-01"), answered="From here.")
    assert last(office) == ["From here."]
    assert last(make_campaign.recipient("fr-gb", state="")) == []


# counted


@pytest.mark.parametrize(
    ("numbers", "countries", "elsewhere"),
    [
        ({}, (), 0),
        ({"DE": 9}, (), 0),
        ({"DE": 10}, (("DE", 10),), 0),
        ({"DE": 10, "FR": 3}, (), 0),  # the 3 could be worked out
        ({"DE": 30, "FR": 12, "GB": 2}, (("DE", 30),), 14),
        ({"DE": 30, "FR": 12, "GB": 6, "": 6}, (("DE", 30), ("FR", 12)), 12),
    ],
)
def test_no_number_below_ten_is_told_by_place_or_can_be_worked_out(
    numbers, countries, elsewhere
):
    found = actions.counting.split(numbers)

    assert (found.by_country, found.elsewhere) == (countries, elsewhere)
    assert found.total == sum(numbers.values())


def test_three_things_are_counted_and_never_added():
    campaign = make_campaign.campaign()
    for kind, n in (("pdf", 3), ("txt", 2), ("pack", 50)):
        campaign.letter_counts.create(day=DAY, country="DE", format=kind, count=n)
    published(campaign=campaign, answered="No.", country="DE")
    reported(campaign=campaign, answered="Not counted yet.")

    found = actions.counters(campaign)

    assert found.letters_prepared.total == 5
    assert found.actions_reported.total == 1
    assert found.replies_received.total == 1


def test_what_nobody_sees_is_not_counted(django_assert_num_queries):
    draft = make_campaign.campaign(state="draft")
    draft.letter_counts.create(day=DAY, country="DE", format="pdf", count=3)

    with django_assert_num_queries(3):
        assert actions.counters().letters_prepared.total == 0
