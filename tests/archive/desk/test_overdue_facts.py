"""A fact to look at again is looked at on the desk, where its proof stands."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_overdue_fact_opens_its_card(admin_client):
    passage = make.passage(make.document(), "raided")
    claim = make.claim(evidence=[passage], review_by=date(2020, 1, 1))

    html = admin_client.get(reverse("desk:tasks")).content.decode()

    card = reverse("desk:fact", args=[claim.pk])
    assert f'<a href="{card}">{claim.sentence}</a>' in html
    assert "raided" in admin_client.get(card).content.decode()
    # another day of review is said where all its days are
    assert reverse("admin:archive_claim_change", args=[claim.pk]) in html
