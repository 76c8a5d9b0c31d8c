"""The whole path once. If only one test could be kept, it would be this one."""

import io
import zipfile
from datetime import date
from email import message_from_bytes, policy

import pypdf
import pytest
from django.conf import settings
from django.urls import reverse

from archive import claims, curation, dates, ingest, tasks
from archive.models import Claim, Document, Entity, Mention, Passage
from campaign import letters
from campaign.models import (
    Accreditation,
    Address,
    Campaign,
    Citation,
    LetterCount,
    ModelLetter,
    Paragraph,
    Recipient,
)
from tests import make

pytestmark = pytest.mark.django_db
SEEDS = settings.BASE_DIR / "data" / "seeds"


def put_in(name, published):
    return ingest.ingest(
        ingest.Received((SEEDS / name).read_bytes(), make.NOW, name),
        ingest.Described(published=dates.parse(published)),
    )


def passage(document, words):
    revision = document.current_revision
    start = revision.text.index(words)
    return Passage.objects.at(revision, start, start + len(words))


def prove(document, *, slug, sentence, words, known_from, kind="trial"):
    claim = claims.propose(
        sentence,
        slug=slug,
        kind=kind,
        known_from=known_from,
        evidence=[passage(document, words)],
    )
    claims.confirm(claim, by=None)
    return claim


def write_campaign(template, *, citing, by):
    campaign = Campaign.objects.create(
        slug="free-her",
        number="1",
        title="Free her",
        summary="She is on trial.",
        addressed_state="KZ",
        state="open",
    )
    model_letter = ModelLetter.objects.create(
        campaign=campaign,
        in_force_from=date(2011, 6, 16),
        subject="A trial",
        adapted_from=template,
    )
    fact = Paragraph.objects.create(
        model_letter=model_letter,
        order=1,
        role="fact",
        text="{{ I protest|We protest }}: Natalia Sokolova faces up to seven years.",
        adapted_from=passage(template, "face up to seven years in prison"),
    )
    assert letters.publish(model_letter, by=None) == [
        "Paragraph 1 states facts and cites no claim."
    ]
    Citation.objects.create(paragraph=fact, claim=citing)
    reloaded = ModelLetter.objects.with_text().get()
    assert letters.publish(reloaded, by=by) == []
    embassy = Recipient.objects.create(
        slug="kz-gb", kind="embassy", state="KZ", stands_in="GB", city="London"
    )
    Accreditation.objects.create(recipient=embassy, country="IE")
    Address.objects.create(
        recipient=embassy,
        medium="post",
        value="125 Pall Mall",
        street="125 Pall Mall",
        postcode="SW1Y 5EA",
        city="London",
        country="GB",
        grade="verified",
        checked_on=date(2022, 10, 1),
        source_url="https://example.org/",
    )


@pytest.mark.slow
def test_from_two_reports_to_a_letter_that_stops(client, admin_user):
    # reports
    london = put_in("2011-06-london-embassy-protest.txt", "2011-06-22")
    berlin = put_in("2011-berlin-embassy-picket.txt", "2011-09-28")
    for document in (london, berlin):
        tasks.extract.call(document.current_revision.pk)
    # facts: one person in two spellings
    found = Mention.objects.suggested().filter(passage__quote__startswith="Natalia")
    sokolova = curation.new_entity("Natalia Sokolova", kind="PERSON", by=admin_user)
    assert curation.accept(found, by=admin_user, at=make.NOW, entity=sokolova) == 3
    curation.publish([london, berlin], by=admin_user)
    page = client.get(sokolova.get_absolute_url()).content.decode()
    assert "Sokolava" in page
    faces = prove(
        london,
        slug="faces",
        sentence="Natalia Sokolova faces up to seven years.",
        words="face up to seven years in prison",
        known_from=date(2011, 6, 16),
    )
    # a campaign with its letter, adapted from the one in the report
    write_campaign(london.parts.get(), citing=faces, by=admin_user)
    # a letter in every format, from a country without an embassy
    typed = {"from": "IE", "language": "en", "as": "person", "name": "A. Sender"}
    texts = {
        extension: read[extension](
            client.post(reverse("campaign:letter", args=["free-her", extension]), typed)
        )
        for extension in read
    }
    for text in texts.values():
        assert "I protest: Natalia Sokolova faces up to seven years." in text
        assert "A. Sender" in text
    assert "UNITED KINGDOM" in texts["pdf"]
    assert LetterCount.objects.count() == len(read)
    # the facts change, and the letter stops
    sentenced = prove(
        berlin,
        slug="sentenced",
        sentence="Natalia Sokolova has been given a heavy prison sentence.",
        words="has been given a heavy prison sentence",
        known_from=date(2011, 9, 28),
        kind="sentence",
    )
    claims.supersede(faces, sentenced, on=date(2011, 9, 28), by=admin_user)
    refused = client.post(reverse("campaign:letter", args=["free-her", "pdf"]), typed)
    assert refused.status_code == 422
    assert "heavy prison sentence" in refused.content.decode()
    assert "no longer holds" in refused.content.decode()
    assert Document.objects.count() == 3
    assert Entity.objects.count() == 1
    assert Claim.objects.confirmed().count() == 2


def _joined(text):
    return " ".join(text.split())


def _pdf(response):
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return _joined(" ".join(page.extract_text() for page in pages))


def _docx(response):
    with zipfile.ZipFile(io.BytesIO(response.content)) as parts:
        return parts.read("word/document.xml").decode()


def _eml(response):
    message = message_from_bytes(response.content, policy=policy.default)
    return _joined(message.get_content())


read = {
    "txt": lambda response: response.content.decode(),
    "html": lambda response: response.content.decode(),
    "pdf": _pdf,
    "docx": _docx,
    "eml": _eml,
}
