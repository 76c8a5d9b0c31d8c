"""A letter that is being written, with one fact of the archive in it."""

import pytest

from tests import make, make_campaign


@pytest.fixture
def case():
    return make_campaign.campaign()


@pytest.fixture
def embassy(case):
    """Whom the campaign writes to, with an address."""
    made = make_campaign.recipient(campaign=case)
    make_campaign.address(made, city="London")
    return made


@pytest.fixture
def raid():
    document = make.document()
    return make.claim(evidence=[make.passage(document, "Police raided")])


@pytest.fixture
def letter(case, raid):
    return make_campaign.model_letter(
        case,
        "{{ I protest|We protest }} at the arrest of the miners.",
        {"role": "fact", "text": "Police raided the union office.", "cites": [raid]},
        {"role": "demand", "text": "Release them.", "cites": [raid]},
        is_published=False,
    )
