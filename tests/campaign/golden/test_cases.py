"""The golden cases, each named after its letter, through the public doors."""

import email
import email.policy
import re
from datetime import date
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError

from archive.models import Claim
from campaign import letters, protocol
from campaign.formats import text
from campaign.models import Action, LetterCount, ModelLetter, Recipient, Target
from tests import make, make_campaign
from tests.campaign.golden.doors import DEMO, SLUG, TYPED, file_of, refusal

# pages of the whole demonstration: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PARTY = {
    "as": "organisation",
    "organisation": "The Socialist Party of England and Wales",
    "from": "GB",
    "language": "en",
}
FILES = ("txt", "html", "pdf", "docx", "eml")
LANGUAGES = ("en", "de", "fr", "es", "ru")


def test_a_the_seed_letter_is_reproduced_for_its_day(client, demo, command):
    made = file_of(client, **PARTY, name="", town="", date="2011-06-16").decode()

    assert made == command(
        *(SLUG, "--to=kz-gb", "--from=GB", "--date=2011-06-16"),
        "--organisation=The Socialist Party of England and Wales",
    )
    body = made.partition("Your Excellency,")[2].rpartition("Yours faithfully,")[0]
    assert "We would like to protest in the strongest possible terms" in body
    assert "On Saturday 11 June riot police went on the rampage" in body
    assert "will face up to seven years in prison" in body
    assert "We demand an end to all repression" in body
    assert "international solidarity with the workers and their families" in body
    assert 150 <= len(body.split()) <= 170
    assert "33 Thurloe Square\nLONDON\nSW7 2SD\n" in made
    assert made.rstrip().endswith("The Socialist Party of England and Wales")
    assert "Sokolava" not in made
    assert "KazMunauGaz" not in made
    assert "Facts checked" not in made  # nothing was overdue that day


def test_b_overtaken_facts_give_no_bytes_and_the_reason(client, demo, command):
    ModelLetter.objects.filter(version=2).update(is_published=False)

    said = refusal(client, formats=FILES, date="2012-04-01")
    with pytest.raises(CommandError) as refused:
        command(SLUG, "--to=kz-gb", "--name=A. Sender", "--date=2012-04-01")

    for reason in (said, str(refused.value)):
        assert "faces up to seven years in prison" in reason
        assert "given a heavy prison sentence" in reason
        assert "28 Sep 2011" in reason
    assert file_of(client, date="2011-09-27")


def test_b_asking_for_the_old_version_by_number_is_no_way_round(demo, command):
    options = ("--to=kz-gb", "--name=A. Sender", "--model-version=1")

    with pytest.raises(CommandError, match="no longer holds"):
        command(SLUG, *options)
    assert "up to seven years" in command(SLUG, *options, "--date=2011-06-16")


WHO = {
    "person": {"name": "A. Sender"},
    "organisation": {"organisation": "An Organisation"},
    "branch": {
        "organisation": "A Branch",
        "resolved_on": "2026-02-01",
        "vote": "21 : 3",
    },
    "representative": {"name": "A. Sender", "role": "MP"},
}
FIRST_PERSON = {
    "en": (r"\bI\b", r"\b[Ww]e\b"),
    "de": (r"\b[Ii]ch\b", r"\b[Ww]ir\b"),
    "fr": (r"\b[Jj]e\b", r"\b[Nn]ous\b"),
    "es": (r"\bExijo\b", r"\bExigimos\b"),
    "ru": (r"\b[Яя]\b", r"\b[Мм]ы\b"),
}


@pytest.mark.parametrize("acts_as", WHO)
@pytest.mark.parametrize("language", LANGUAGES)
def test_c_the_first_person_follows_the_sender(client, demo, language, acts_as):
    typed = WHO[acts_as] | {"as": acts_as, "language": language, "date": "2026-03-01"}
    sender = {"name": "", "town": "", "to": "kz-gb"} | typed

    made = file_of(client, **sender).decode()

    one, many = FIRST_PERSON[language]
    blocks = made.split("\n\n")
    first = next(
        n
        for n, block in enumerate(blocks)
        if re.search(one, block) or re.search(many, block)
    )
    body = " ".join(each for each in blocks[first:] if len(each) > 80)
    is_many = acts_as in {"organisation", "branch"}
    assert re.search(many if is_many else one, body)
    assert not re.search(one if is_many else many, body)
    assert not re.search(r"[{}|\[\]/]", body)
    assert ("(" in made) is (acts_as == "branch")  # its vote


def test_c_a_german_letter_begins_as_its_sender_does(client, demo):
    one = file_of(client, language="de", to="kz-de").decode()
    many = file_of(client, **(PARTY | {"language": "de", "to": "kz-de"})).decode()

    assert "ich verurteile" in one
    assert "Ich fordere" in one
    assert "wir verurteilen" in many
    assert "Wir fordern" in many


def test_c_several_french_signatories_close_as_several(client, demo):
    one = file_of(client, language="fr", to="kz-fr").decode()
    many = file_of(client, **(PARTY | {"language": "fr", "to": "kz-fr"})).decode()

    assert "les assurances de ma très haute" in one
    assert "les assurances de notre très haute" in many


def test_d_a_long_letter_leaves_its_text_out_of_the_link(client, demo):
    typed = TYPED | {"language": "ru", "to": "kz-ru"}

    html = client.post(f"{DEMO}write/", typed).content.decode()
    draft = email.message_from_bytes(
        file_of(client, "eml", **typed), policy=email.policy.default
    )

    link = urlsplit(re.search(r'href="(mailto:[^"]*)"', html)[1].replace("&amp;", "&"))
    assert list(parse_qs(link.query)) == ["subject"]
    assert 'id="letter-text"' in html
    for words in ("Наталья Соколова приговорена", "освободить Наталью Соколову"):
        assert words in draft.get_content()


OFFICES = {
    "ambassador": ("embassy", ""),
    "charge": ("embassy", ""),
    "consul": ("consulate_general", ""),
    "permanent_representative": ("permanent_mission", ""),
    "minister": ("ministry", "A Ministry"),
    "president": ("body", "An Office"),
    "prosecutor": ("body", "A Public Prosecutor"),
    "company": ("company", "A Company"),
    "international_body": ("body", "A Body"),
    "organisation": ("organisation", "An Organisation"),
}
GENDERED = re.compile(
    r"\b(Mr|Ms|Sir|Madam|Herrn?|Frau|Monsieur|Madame|Señora?|Sra?|господин|госпожа)\b"
)


# greetings that name both, and so guess nothing
TO_BOTH = {"Dear Sir or Madam,", "Madame, Monsieur,"}


@pytest.mark.parametrize("register", ["formal", "plain"])
@pytest.mark.parametrize("language", protocol.languages())
def test_e_an_unknown_holder_is_written_to_by_office(db, language, register):
    case = make_campaign.campaign()
    model = make_campaign.model_letter(case, "…", language=language, register=register)
    for office, (kind, name) in OFFICES.items():
        state = "" if kind in {"company", "body", "organisation"} else "KZ"
        recipient = make_campaign.recipient(
            f"x-{office}", kind=kind, office=office, name=name, state=state
        )

        made = letters.compose(
            model,
            recipient=recipient,
            sender=letters.Sender(name="A. Sender", country="IE"),
            written_on=date(2026, 3, 1),
        )

        said = (*made.addressee, made.salutation, made.closing)
        assert all(line.strip() for line in said)
        assert not any(re.search(r"[{}\[\]()/|]", line) for line in said)
        if made.salutation not in TO_BOTH:
            neutral = [
                line
                for line in said
                if not any(both.rstrip(",") in line for both in TO_BOTH)
            ]
            assert not any(map(GENDERED.search, neutral))
        assert all(
            one != two or set(one) == {"_"} for one, two in pairwise(made.addressee)
        )


def test_f_a_mission_elsewhere_is_named_with_its_accreditation(client, demo):
    html = client.get(f"{DEMO}write/?from=IE").content.decode()

    assert "its embassy in London is accredited there." in html
    assert "125 Pall Mall" in file_of(client).decode()


def test_f_a_country_nobody_serves_gets_no_guess_and_the_ministry(client, demo):
    make_campaign.recipient(
        "kz-mfa",
        kind="ministry",
        office="minister",
        name="Ministry of Foreign Affairs",
        stands_in="KZ",
        campaign=demo,
    )

    said = refusal(client, **{"from": "TO"})

    assert "We know of no embassy of Kazakhstan that serves Tonga." in said
    assert "one can write to: Ministry of Foreign Affairs" in said
    assert "The Minister\nMinistry of" in file_of(client, to="kz-mfa").decode()


@pytest.mark.parametrize("role", ["copy", "support"])
def test_g_nobody_is_on_two_lists(demo, role):
    protested_to = Recipient.objects.get(slug="kz-gb")

    with pytest.raises(ValidationError, match="already has a role"):
        Target(campaign=demo, recipient=protested_to, role=role).full_clean()


HOSTILE = [
    "<script>alert(1)</script>",
    "n" * 200,
    "هيفاء الحسن",
    "{{ name }}",
    '#import "x"',
    "=cmd()",
    "O’Neill & Söhne \N{FIREWORKS}",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_h_a_hostile_name_prints_as_it_is(client, demo, name):
    made = file_of(client, name=name).decode()
    mail = file_of(client, "eml", name=name)

    assert made.rstrip().endswith(name)
    draft = email.message_from_bytes(mail, policy=email.policy.default)
    plain = file_of(client, "eml")
    usual = email.message_from_bytes(plain, policy=email.policy.default)
    assert (draft["To"], draft["Subject"]) == (usual["To"], usual["Subject"])
    assert draft.get_content().replace(name, "A. Sender") == usual.get_content()


@pytest.mark.parametrize("name", ["A\r\nBcc: all@example.org", "n" * 5000, "A\u202eB"])
def test_h_what_cannot_be_a_name_is_refused_in_words(client, demo, name):
    assert 'href="#id_name"' in refusal(client, name=name)


def test_i_nothing_of_the_sender_stays(client, demo):
    typed = {"name": "Zyx Qwv 7731", "own_words": "Qwv words", "town": "Qwvtown"}
    typed |= {"as": "branch", "organisation": "Qwv branch", "vote": "Qwv"}

    for extension in FILES:
        made = file_of(client, extension, **typed, resolved_on="2026-01-31")
        assert made

    assert sorted(LetterCount.objects.values_list("format", "count")) == sorted(
        (extension, 1) for extension in FILES
    )
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            assert "Qwv" not in str(row)


def test_j_the_berlin_report_is_a_picket_and_a_letter(demo):
    report = "protesters-lobby-kazakh-embassy-in-germany"
    actions = Action.objects.filter(document__slug=report)

    picket = actions.get(kind="picket")
    assert picket.received_by == "a deputy of the ambassador"
    assert [each.stance for each in picket.replies.all()] == ["denied", "promised"]
    letter = actions.get(kind="letter")
    assert not letter.replies.exists()
    for action in actions:
        quotes = [each.passage.quote for each in action.evidence.all()]
        assert quotes
    assert not Claim.objects.filter(sentence__icontains="capital").exists()


def test_the_text_is_the_one_the_value_renders(client, demo):
    made = letters.compose(
        letters.model_letter_for(demo, language="en", written_on=make.TODAY),
        recipient=Recipient.objects.with_reach().get(slug="kz-gb"),
        sender=letters.Sender(name="A. Sender", town="Cork", country="IE"),
        written_on=make.TODAY,
    )

    day = make.TODAY.isoformat()
    assert file_of(client, date=day) == text.render(made)
