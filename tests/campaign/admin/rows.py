"""Pages of the admin, and the rows of the demonstration they show."""

from django.urls import reverse

from campaign.models import Campaign, ModelLetter, Target


def url(name, *args):
    return reverse(f"admin:campaign_{name}", args=args)


def newest():
    return ModelLetter.objects.get(language="en", version=2)


def target():
    return Target.objects.get(recipient__slug="kz-gb")


def case():
    return Campaign.objects.get()


def campaign_form(campaign, supported, protested):
    fields = ("slug", "number", "title", "summary", "addressed_state", "state")
    empty = {
        f"{rows}-{what}_FORMS": "0"
        for rows in ("demands", "updates")
        for what in ("TOTAL", "INITIAL")
    }
    return {
        **{name: getattr(campaign, name) for name in fields},
        "urgency": "standing",
        "tone": "polite",
        **empty,
        "targets-TOTAL_FORMS": "2",
        "targets-INITIAL_FORMS": "0",
        "targets-0-recipient": supported.pk,
        "targets-0-role": "support",
        "targets-0-order": "1",
        "targets-1-recipient": protested.pk,
        "targets-1-role": "protest",
        "targets-1-order": "1",
    }
