"""Frames, other wordings, copies and labels, on rows made for them."""

from datetime import date

import pytest

from archive import curation
from campaign import letters, protocol
from campaign.letters import naming
from campaign.letters.labels import labels
from campaign.models import Alternative, Paragraph, Target
from tests import make, make_campaign
from tests.campaign.letters.small import DAY, loaded, written

# many small campaigns, in thirteen languages: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BRANCH = letters.Sender(
    acts_as="branch",
    organisation="A Branch",
    name="A. Sender",
    role="Secretary",
    resolved_on=date(2026, 2, 27),
    vote="21 to 3",
)


@pytest.mark.parametrize(
    ("acts_as", "frame", "is_many"),
    [
        ("person", "letter", False),
        ("organisation", "letter", True),
        ("branch", "branch", True),
        ("representative", "representative", False),
    ],
)
def test_who_writes_decides_the_frame_and_the_first_person(acts_as, frame, is_many):
    sender = letters.Sender(acts_as=acts_as)

    assert (sender.frame, sender.is_many) == (frame, is_many)


def test_a_resolution_says_when_and_how_it_was_voted_even_if_its_text_does_not(
    case, london
):
    silent = make_campaign.model_letter(case, frame="branch")

    made = written(silent, london, BRANCH)

    assert made.signature == (
        "A. Sender",
        "Secretary",
        "A Branch",
        "Resolved on 27 February 2026",
        "Vote: 21 to 3",
    )


def test_what_the_text_says_is_not_said_again(case, london):
    text = "We resolved this on {{ resolved_on }} ({{ vote }})."
    telling = make_campaign.model_letter(case, text, frame="branch")

    made = written(telling, london, BRANCH)

    assert made.paragraphs == ("We resolved this on 27 February 2026 (21 to 3).",)
    assert made.signature[-1] == "A Branch"
    assert made.reference.endswith("/B1")


@pytest.mark.parametrize(
    ("sender", "reason"),
    [
        (letters.Sender(acts_as="representative", name="A. Sender"), "which office"),
        (letters.Sender(acts_as="branch", name="A. Sender"), "names the branch"),
        (
            letters.Sender(acts_as="branch", organisation="A Branch"),
            "on which day it was decided",
        ),
        (
            letters.Sender(
                acts_as="branch", organisation="A Branch", resolved_on=date(2026, 3, 2)
            ),
            "after the day of the letter",
        ),
    ],
)
def test_a_frame_without_what_it_needs_is_refused(case, london, sender, reason):
    model = make_campaign.model_letter(case, frame=sender.frame)

    with pytest.raises(letters.Refused, match=reason):
        written(model, london, sender)


@pytest.mark.parametrize("acts_as", letters.FRAMES)
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_role_is_printed_whoever_writes(case, london, acts_as, by_hand):
    sender = letters.Sender(
        acts_as=acts_as,
        name="A. Sender",
        role="Secretary",
        organisation="A Union",
        resolved_on=DAY,
    )
    model = make_campaign.model_letter(case, frame=sender.frame)

    made = written(model, london, sender, signs_by_hand=by_hand)

    assert "Secretary" in made.signature


def test_the_wording_chosen_is_the_one_printed(case, london):
    model = make_campaign.model_letter(case, {"text": "First.", "is_locked": False})
    paragraph = Paragraph.objects.get()
    second = Alternative.objects.create(
        paragraph=paragraph, text="{{ I ask|We ask }} again."
    )
    chosen = {paragraph.pk: second.pk}

    assert written(model, london, alternatives=chosen).paragraphs == ("I ask again.",)
    own = written(model, london, alternatives=chosen, wording={paragraph.pk: "My own."})
    assert own.paragraphs == ("My own.",)
    unknown = written(model, london, alternatives={paragraph.pk: 999_999})
    assert unknown.paragraphs == ("First.",)


def test_a_fault_in_another_wording_stops_publishing(case):
    model = make_campaign.model_letter(case)
    Alternative.objects.create(
        paragraph=model.paragraphs.get(), text="To {{ misson }}."
    )

    (problem,) = letters.model_problems(loaded(model))

    assert problem.startswith("Paragraph 1, wording 2: ")


def test_copies_go_to_checked_mailboxes_of_the_day_and_not_to_the_paused(case, london):
    for slug, place in [("kz-de", "DE"), ("kz-fr", "FR"), ("kz-es", "ES")]:
        made = make_campaign.recipient(
            slug, stands_in=place, campaign=case, role="copy", name=slug
        )
        make_campaign.address(made, f"{slug}@example.org", medium="email")
    make_campaign.address(
        Target.objects.get(recipient__slug="kz-de").recipient,
        "old@example.org",
        medium="email",
        valid_from=date(2001, 1, 1),
        valid_until=date(2002, 1, 1),
    )
    Target.objects.filter(recipient__slug="kz-fr").update(paused_because="answered")
    Target.objects.get(recipient__slug="kz-es").recipient.addresses.update(
        grade="imported"
    )
    model = make_campaign.model_letter(case)

    made = written(model, london)

    assert made.copies == ("kz-de", "kz-es")
    assert made.email_cc == ("kz-de@example.org",)


def test_a_protected_name_in_a_copys_mailbox_stops_the_letter(case, london):
    person = make.person("Zorka Quill")
    copied = make_campaign.recipient(
        "kz-de", stands_in="DE", campaign=case, role="copy"
    )
    make_campaign.address(copied, "zorka.quill@example.org", medium="email")
    curation.protect(person, "hidden", by=None)
    model = make_campaign.model_letter(case)

    with pytest.raises(letters.Refused, match="protected"):
        written(model, london)


@pytest.mark.parametrize("language", protocol.languages())
def test_every_language_has_its_labels(language):
    words = labels(language)

    assert words is not labels("xx") or language == "en"
    assert all(words.values())
    for name, hole in [
        ("facts_checked", "{date}"),
        ("resolved", "{date}"),
        ("vote", "{vote}"),
        ("source", "{title}"),
    ]:
        assert hole in str(dict(words)[name])


def test_an_unknown_region_of_a_language_has_its_labels():
    assert labels("pt-BR") is labels("pt")


@pytest.mark.parametrize(
    ("field", "value"), [("stands_in", "QQ"), ("state", "QQ"), ("office", "emperor")]
)
def test_a_broken_row_gives_a_sentence_and_no_traceback(case, london, field, value):
    setattr(london, field, value)
    model = make_campaign.model_letter(case, "To {{ state }} in {{ host_country }}.")

    with pytest.raises(letters.Refused) as refused:
        written(model, london)

    assert str(refused.value)


@pytest.mark.parametrize(
    ("language", "name", "lines"),
    [
        ("de", "Präsidialamt der Republik Lorvik", 1),
        ("es", "Presidencia de la República de Lorvik", 1),
        ("fr", "Présidence de la République de Lorvik", 1),
        ("it", "Presidenza della Repubblica di Lorvik", 1),
        ("en", "President of the Republic of Lorvik", 1),
        ("en", "Presidential Office of Lorvik", 2),
        ("de", "Amt des Präsidenten", 2),
    ],
)
def test_an_office_is_not_named_twice(case, language, name, lines):
    office = make_campaign.recipient(
        "an-office", kind="ministry", office="president", name=name
    )
    model = make_campaign.model_letter(case, "Wir protestieren.", language=language)

    made = written(model, office, on=DAY)

    assert made.addressee[lines - 1].endswith(name)
    assert name not in made.addressee[lines:]
    assert not any(name in line for line in made.addressee[: lines - 1])


def test_a_letter_that_folds_to_two_hides_no_office_that_is_named_twice():
    lines = ("An das Außenministerium", "Außenministerium der Republik Lorvik")

    assert naming._said_once(lines) == ("An das Außenministerium der Republik Lorvik",)


def test_an_officer_is_not_lost_in_the_name_of_the_office():
    lines = ("The Prosecutor General", "Prosecutor General's Office")

    assert naming._said_once(lines) == lines


def test_an_office_of_no_state_still_names_the_state_addressed(case):
    body = make_campaign.recipient(
        "ilo",
        kind="body",
        office="international_body",
        name="A Body",
        state="",
        stands_in="CH",
    )
    model = make_campaign.model_letter(case, "{{ state }}, {{ host_country }}.")

    made = written(model, body)

    assert made.paragraphs == ("Republic of Kazakhstan, Switzerland.",)
