"""The case of Natalia Sokolova: each day has the letter that was true then, or none."""

import re
from datetime import date

import pytest
from django.core.management import CommandError

from archive import claims
from archive.models import Claim
from campaign.models import LetterCount
from tests import make, make_campaign
from tests.campaign.golden.doors import file_of, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def sokolova(db):
    """Her case of 2011 and 2012 on claims of its own, in three versions."""
    case = make_campaign.campaign("Free Natalia Sokolova", slug="sokolova")
    make_campaign.recipient("kz-her", campaign=case)
    states = [
        ("detained", "Natalia Sokolova is in detention.", date(2011, 5, 24)),
        ("faces", "She faces up to seven years in prison.", date(2011, 6, 16)),
        ("six", "A court has sentenced her to six years.", date(2011, 8, 8)),
        ("upheld", "The six years were upheld on appeal.", date(2011, 9, 26)),
        ("freed", "Natalia Sokolova has been released.", date(2012, 3, 7)),
    ]
    made = {}
    for name, sentence, day in states:
        report = make.document(sentence, published_on=day)
        made[name] = make.claim(
            sentence, evidence=[make.passage(report, sentence)], known_from=day
        )
    for old, new in [
        ("faces", "six"),
        ("six", "upheld"),
        ("upheld", "freed"),
        ("detained", "freed"),
    ]:
        claims.supersede(made[old], made[new], on=made[new].known_from, by=None)
    for version, state in enumerate(["faces", "six", "upheld"], start=1):
        make_campaign.model_letter(
            case,
            {"text": made[state].sentence, "role": "fact", "cites": [made[state]]},
            {
                "text": "Release Natalia Sokolova.",
                "role": "demand",
                "cites": [made["detained"]],
            },
            version=version,
            in_force_from=made[state].known_from,
        )
    return case


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2011-06-16", "She faces up to seven years in prison."),
        ("2011-08-07", "She faces up to seven years in prison."),
        ("2011-08-08", "A court has sentenced her to six years."),
        ("2011-09-25", "A court has sentenced her to six years."),
        ("2011-09-26", "The six years were upheld on appeal."),
        ("2012-03-06", "The six years were upheld on appeal."),
    ],
)
def test_each_day_of_her_case_has_its_letter(client, sokolova, command, day, said):
    path = sokolova.get_absolute_url()

    made = file_of(client, path=path, to="kz-her", date=day).decode()

    assert said in made
    assert "Release Natalia Sokolova." in made
    assert command("sokolova", "--to=kz-her", "--name=A. Sender", f"--date={day}")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2011-06-15", "the first version is of 16"),
        ("2012-03-07", "since 7 Mar 2012, “Natalia Sokolova has been released.”"),
        ("2012-04-01", "since 7 Mar 2012, “Natalia Sokolova has been released.”"),
        ("", "since 7 Mar 2012, “Natalia Sokolova has been released.”"),
    ],
)
def test_nobody_asks_for_her_release_before_or_after(
    client, sokolova, command, day, reason
):
    path = sokolova.get_absolute_url()

    said = refusal(client, path=path, to="kz-her", date=day)
    with pytest.raises(CommandError) as refused:
        command("sokolova", "--to=kz-her", "--name=A. Sender", f"--date={day}")

    assert reason in said
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("version", "day", "reason"),
    [
        (
            1,
            "2011-08-08",
            "since 8 Aug 2011, “A court has sentenced her to six years.”",
        ),
        (2, "2011-09-26", "since 26 Sep 2011, “The six years were upheld on appeal.”"),
        (2, "2011-08-07", "in force from 8 Aug"),
        (3, "2012-03-07", "“Natalia Sokolova is in detention.” no longer holds"),
    ],
)
def test_no_version_is_written_on_a_day_that_is_not_its_own(
    sokolova, command, version, day, reason
):
    options = ("--to=kz-her", "--name=A. Sender", f"--model-version={version}")

    with pytest.raises(CommandError, match=re.escape(reason)):
        command("sokolova", *options, f"--date={day}")


def test_a_demand_alone_stops_when_it_is_met(client, sokolova):
    detained = Claim.objects.get(sentence="Natalia Sokolova is in detention.")
    make_campaign.model_letter(
        sokolova,
        "{{ I write|We write }} about her.",
        {"text": "Release her.", "role": "demand", "cites": [detained]},
        version=4,
        in_force_from=date(2012, 1, 1),
    )
    path = sokolova.get_absolute_url()

    made = file_of(client, path=path, to="kz-her", date="2012-03-06").decode()
    LetterCount.objects.all().delete()
    said = refusal(client, path=path, to="kz-her", date="2012-03-07")
    assert "Release her." in made
    assert "has been released" in said


def test_the_page_of_the_campaign_says_that_no_letter_is_left(client, sokolova):
    html = client.get(f"{sokolova.get_absolute_url()}write/").content.decode()

    assert "No letter for now" in html
    assert "Natalia Sokolova has been released." in html
    assert 'name="name"' not in html
