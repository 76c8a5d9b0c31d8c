"""Letters of the demonstration."""

from datetime import date

from campaign import letters
from campaign.models import Campaign, ModelLetter, Recipient

JUNE = date(2011, 6, 16)
TODAY = date(2026, 3, 1)
PARTY = letters.Sender(
    acts_as="organisation",
    organisation="The Socialist Party of England and Wales",
    country="GB",
)
WRITER = letters.Sender(name="A. Sender", town="Dublin", country="IE")


def campaign():
    return Campaign.objects.get()


def model_letter(language="en", version=2):
    return ModelLetter.objects.with_text().get(language=language, version=version)


def written(
    language="en", to="kz-gb", on=TODAY, sender=WRITER, version=None, **choices
):
    return letters.compose(
        letters.model_letter_for(
            campaign(),
            language=language,
            written_on=on,
            frame=sender.frame,
            version=version,
        ),
        recipient=Recipient.objects.with_reach().get(slug=to),
        sender=sender,
        written_on=on,
        choices=letters.Choices(**choices),
    )
