"""Letters of a campaign made for the test."""

from datetime import date

from campaign import letters
from campaign.models import Campaign

DAY = date(2026, 3, 1)
WRITER = letters.Sender(name="A. Sender", town="Cork", country="IE")


def loaded(model_letter):
    return letters.model_letter_for(
        Campaign.objects.get(pk=model_letter.campaign_id),
        language=model_letter.language,
        frame=model_letter.frame,
        written_on=DAY,
    )


def written(model_letter, recipient, sender=WRITER, on=DAY, today=None, **choices):
    return letters.compose(
        loaded(model_letter),
        recipient=recipient,
        sender=sender,
        written_on=on,
        today=today,
        choices=letters.Choices(**choices),
    )
