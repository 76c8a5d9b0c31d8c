"""Each frame of a letter asks for what it says, and for nothing else."""

import pytest
from django.http import QueryDict

from campaign.forms import offer_of
from campaign.models import Paragraph
from tests import make_campaign
from tests.campaign.forms.filling import TODAY, form

pytestmark = pytest.mark.slow
BRANCH = {"as": "branch", "organisation": "A Branch", "resolved_on": "2026-02-27"}


@pytest.fixture
def frames(case):
    """A resolution and a representative's letter beside the letter; one in German."""
    make_campaign.model_letter(
        case, "We vote: {{ vote }}.", frame="branch", subject="Resolution"
    )
    make_campaign.model_letter(
        case, "As {{ sender_role }} I protest.", frame="representative"
    )
    make_campaign.model_letter(case, "ich protestiere.", language="de")
    return case


def test_only_frames_with_a_letter_in_the_language_are_offered(frames):
    english, german = form(frames, {}), form(frames, {"language": "de"})

    assert [key for key, _label in english.fields["as"].choices] == [
        "person",
        "organisation",
        "branch",
        "representative",
    ]
    assert [key for key, _label in german.fields["as"].choices] == [
        "person",
        "organisation",
    ]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (BRANCH | {"vote": "21 to 3"}, set()),
        (BRANCH, {"vote"}),
        (BRANCH | {"vote": "1", "resolved_on": ""}, {"resolved_on"}),
        (BRANCH | {"vote": "1", "resolved_on": "2026-03-02"}, {"resolved_on"}),
        (BRANCH | {"vote": "1", "resolved_on": "last week"}, {"resolved_on"}),
        (BRANCH | {"vote": "1\n2"}, {"vote"}),
        (BRANCH | {"vote": "1", "organisation": ""}, {"organisation"}),
        ({"as": "branch"}, {"organisation", "resolved_on", "vote"}),
        ({"as": "representative"}, {"role"}),
        ({"as": "representative", "role": "MP"}, set()),
        ({"town": ""}, {"town"}),  # the text says it
        ({"town": "", "skip": "optional"}, set()),
    ],
)
def test_a_frame_asks_for_what_it_says_and_for_nothing_else(frames, typed, fields):
    if typed.get("skip"):
        typed = typed | {"skip": str(optional(frames).pk)}

    assert set(form(frames, typed).errors) == fields


@pytest.mark.parametrize(
    ("acts_as", "needed"),
    [
        ("branch", {"organisation", "resolved_on", "vote"}),
        ("representative", {"role", "resolved_on", "vote"}),
        ("person", {"town", "resolved_on", "vote"}),  # the text says the town
    ],
)
def test_what_a_frame_needs_is_not_called_optional(frames, acts_as, needed):
    shown = form(frames, {"as": acts_as})
    asked = ("organisation", "role", "town", "resolved_on", "vote")

    assert {name for name in asked if shown[name].field.required} == needed


@pytest.mark.parametrize("acts_as", ["branch", "representative"])
def test_a_paragraph_of_a_frame_not_seen_before_comes_with_its_words(frames, acts_as):
    made = frames.model_letters.get(frame=acts_as)
    free = make_campaign.paragraph(made, 9, {"text": "We hope.", "is_locked": False})
    seen = editable_of_persons(frames)

    first = form(frames, {"as": acts_as, f"p{seen.pk}": "I write from [your town]."})
    again = form(frames, {"as": acts_as, f"p{free.pk}": first[f"p{free.pk}"].value()})

    assert not first.is_valid()
    assert first[f"p{free.pk}"].value() == "We hope."
    assert f"p{free.pk}" not in again.errors
    assert again.choices.wording == {}


def editable_of_persons(case):
    return Paragraph.objects.get(
        model_letter__campaign=case, model_letter__frame="letter", is_locked=False
    )


def test_what_is_filled_in_stands_in_the_text_that_is_only_read(db):
    made = make_campaign.campaign()
    make_campaign.recipient(campaign=made)
    make_campaign.model_letter(
        made,
        "{{ sender_organisation }} resolved on {{ resolved_on }}, {{ vote }}.",
        {"text": "Sent by {{ sender_organisation }}.", "is_locked": False},
        frame="branch",
        subject="Resolution of {{ sender_organisation }}",
    )

    checked = form(made, BRANCH | {"organisation": "Branch {{ 7 }}", "name": "A\nB"})
    locked, free = checked.parts()

    assert not checked.is_valid()
    assert (
        locked.text == "Branch {{ 7 }} resolved on 27 February 2026, [how you voted]."
    )
    assert free.wording.value() == "Sent by [your organisation]."
    assert checked.subject == "Resolution of Branch {{ 7 }}"


def optional(case):
    return Paragraph.objects.get(model_letter__campaign=case, is_optional=True)


def test_everything_that_is_wrong_is_said_at_once(frames):
    checked = form(frames, {"as": "branch", "name": "", "date": "soon", "from": ""})

    assert set(checked.errors) == {
        *("name", "date", "to", "vote", "organisation", "resolved_on")
    }


def test_a_frame_the_language_has_not_is_refused_and_said(frames):
    checked = form(frames, BRANCH | {"language": "de", "vote": "1"})

    assert "no such letter in this language (Deutsch)" in str(checked.errors["as"])
    assert checked["vote"].is_hidden  # and still there
    assert checked["vote"].value() == "1"


def test_a_language_that_has_the_frame_is_proposed(frames):
    make_campaign.recipient("kz-de", stands_in="DE", campaign=frames)
    asked = QueryDict("to=kz-de&as=branch")

    offer, _reasons = offer_of(frames, asked, TODAY)

    assert (offer.model_letter.language, offer.model_letter.frame) == ("en", "branch")


def test_a_campaign_of_resolutions_only_offers_nothing_else(db):
    made = make_campaign.campaign()
    make_campaign.recipient(campaign=made)
    make_campaign.model_letter(made, "We protest.", frame="branch")

    checked = form(made, {"organisation": "A Branch", "resolved_on": "2026-02-01"})

    assert [key for key, _label in checked.fields["as"].choices] == ["branch"]
    assert checked.is_valid(), checked.errors
    assert checked.sender.acts_as == "branch"


def test_what_a_branch_typed_is_no_part_of_a_persons_letter(frames):
    checked = form(frames, BRANCH | {"as": "person", "vote": "21 to 3"})

    assert checked.is_valid(), checked.errors
    assert (checked.sender.vote, checked.sender.resolved_on) == ("", None)
    assert ("vote", "21 to 3") in checked.carried()
