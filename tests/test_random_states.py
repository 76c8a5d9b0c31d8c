"""Whatever is public or not today, in any mixture: every address is walked."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from archive import search
from archive.models import Claim, Document, Entity
from archive.views import today
from campaign import mirror
from campaign.models import Action, Campaign, Update
from campaign.portable import projected
from tests import make, make_campaign, walking

pytestmark = [pytest.mark.django_db, pytest.mark.slow(60)]

# One of each for a number; each has a word that stands nowhere else.
PEOPLE = ("Ludmira Kvasnik", "Oborin Tulegash", "Perizat Omarbekli")
SURNAMES = ("kvasn", "tuleg", "omarbek")
NUMBERS = range(len(PEOPLE))
EVER, NEVER = date(2020, 1, 1), date(9999, 1, 1)
DOCUMENTS = {
    "draft": ("draft", None),
    "public": ("public", None),
    "withdrawn": ("withdrawn", None),
    "under embargo": ("public", NEVER),
    "after an embargo": ("public", EVER),
    "draft with a day": ("draft", EVER),
}
READ = {"public", "after an embargo"}
CLAIMS = ("suggested", "confirmed", "disputed", "rejected")
ACTIONS = ("reported", "published", "rejected")
WORDS = ("strike", "raided", "union")

STATE = st.fixed_dictionaries(
    {
        "document": st.sampled_from(list(DOCUMENTS)),
        "person": st.sampled_from(["public", "initials", "hidden"]),
        "claim": st.sampled_from(CLAIMS),
        "case": st.sampled_from([s.value for s in Campaign.State]),
        "update": st.sampled_from([EVER, today() + timedelta(days=2)]),
        "action": st.sampled_from(ACTIONS),
    }
)


@pytest.fixture
def world(db):
    town = make.place("Quarryville")
    for number, name in enumerate(PEOPLE):
        who = make.person(name)
        report = make.document(
            f"The strike at Quarryville. {name} of the union was qdoc{number}. "
            f"They raided qdoc{number}.",
            slug=f"qdoc{number}",
            title=f"A strike, qdoc{number}",
            source=make.source(f"Paper qdoc{number}", slug=f"paper-qdoc{number}"),
        )
        make.mention(report, "Quarryville", town)
        make.mention(report, name, who)
        proof = make.passage(report, "They raided")
        claim = make.claim(
            f"{name} was raided, qclaim{number}.",
            [proof],
            slug=f"qclaim{number}",
            place=town,
            happened_from=date(2021, 5, 3),
            happened_until=date(2021, 5, 3),
        )
        claim.participants.create(entity=who, role="victim")
        case = make_campaign.campaign(
            f"Free the union, qcase{number}", slug=f"qcase{number}", opens_on=EVER
        )
        case.documents.add(report)
        office = make_campaign.recipient(f"office-{number}", campaign=case)
        make_campaign.address(office)
        fact = {"text": "A union was raided.", "role": "fact", "cites": [claim]}
        make_campaign.model_letter(case, fact)
        case.updates.create(
            number=1, published_on=EVER, title=f"News, qupdate{number}", text="More."
        )
        Action.objects.create(
            slug=f"qaction{number}",
            campaign=case,
            kind=Action.Kind.PICKET,
            state="published",
            happened_from=date(2021, 6, 1),
            city=f"Town qaction{number}",
            who="A union",
            recipient=office,
        )
    return town


def put(number, state):
    """Into the rows, past every check: what must hold, holds whatever is there."""
    visibility, until = DOCUMENTS[state["document"]]
    Document.objects.filter(slug=f"qdoc{number}").update(
        visibility=visibility, embargo_until=until
    )
    Entity.objects.filter(label=PEOPLE[number]).update(protection=state["person"])
    Claim.objects.filter(slug=f"qclaim{number}").update(status=state["claim"])
    Campaign.objects.filter(slug=f"qcase{number}").update(state=state["case"])
    Update.objects.filter(campaign__slug=f"qcase{number}").update(
        published_on=state["update"]
    )
    Action.objects.filter(slug=f"qaction{number}").update(state=state["action"])


def secrets(number, state):
    """The words that nobody may read then."""
    is_read = state["document"] in READ
    is_case = state["case"] != "draft"
    said = {
        f"qdoc{number}": is_read,
        SURNAMES[number]: is_read and state["person"] == "public",
        f"qclaim{number}": is_read and state["claim"] in ("confirmed", "disputed"),
        f"qcase{number}": is_case,
        f"qupdate{number}": is_case and state["update"] <= today(),
        f"qaction{number}": is_case and state["action"] == "published",
    }
    return [word for word, may_be_read in said.items() if not may_be_read]


def leaks(client, hidden):
    for address in (*walking.addresses(), *walking.asked(*WORDS)):
        answer = client.get(address)
        assert answer.status_code < 500, address
        words = walking.read(answer)
        for word in hidden:
            # an address that is not there may say itself again, and nothing else
            if word in words and not (word in address and answer.status_code == 404):
                yield address, word


def pages(number, hidden):
    """Addresses of what is not to be seen, each with one that never was."""
    there = {
        f"qdoc{number}": ("/reports/{}/", "/reports/{}.txt", "/reports/{}/r/1/"),
        f"qcase{number}": ("/campaigns/{}/", "/campaigns/{}/evidence/"),
    }
    for word, paths in there.items():
        if word in hidden:
            yield from ((p.format(word), p.format("nobody")) for p in paths)
    if SURNAMES[number] in hidden:
        slug = Entity.objects.get(label=PEOPLE[number]).slug
        yield f"/people/{slug}/", "/people/nobody/"


def copied(folder):
    """All that the site as plain files says."""
    mirror.make(folder, on=today())
    files = [each for each in folder.rglob("*") if each.is_file()]
    texts = [each for each in files if each.suffix in {".html", ".json", ".xml", ".js"}]
    return walking.plain("\n".join(each.read_text("utf-8") for each in texts))


EXAMPLES = {False: 2, True: 60}


@pytest.mark.trust
def test_no_mixture_of_states_lets_a_word_out(
    world, client, in_full, trust_figure, tmp_path
):
    found: list[tuple[str, str]] = []
    asked: list[tuple] = []

    @seed(20110611)
    @settings(
        max_examples=EXAMPLES[in_full],
        derandomize=not in_full,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(states=st.tuples(*[STATE for _ in NUMBERS]))
    def walk(states):
        for number, state in enumerate(states):
            put(number, state)
        search.reindex()
        hidden = [w for n, s in enumerate(states) for w in secrets(n, s)]
        found.extend(leaks(client, hidden))
        copy = str(projected(on=today())).casefold()
        if in_full:
            copy += copied(tmp_path / str(len(asked)))
        found.extend(("a copy", word) for word in hidden if word in copy)
        for number in NUMBERS:
            for there, nowhere in pages(number, hidden):
                one, other = client.get(there), client.get(nowhere)
                if (one.status_code, one.content) != (404, other.content):
                    found.append((there, "is told from what never was"))
        asked.append(states)

    walk()
    trust_figure(
        f"leaks in {len(asked)} mixtures of states, every address",
        len(found),
        0,
        not found,
    )


def test_the_walk_hears_what_may_be_read(world, client):
    """Else silence would prove nothing."""
    search.reindex()
    everything = [
        *SURNAMES,
        *(
            f"q{kind}{n}"
            for kind in ("doc", "claim", "case", "update", "action")
            for n in NUMBERS
        ),
    ]

    heard = {word for _address, word in leaks(client, everything)}
    assert heard == set(everything)
