import pytest

from tests import make_campaign


@pytest.fixture
def case(db):
    made = make_campaign.campaign()
    make_campaign.recipient(campaign=made, accredited_to=["IE"])
    make_campaign.model_letter(
        made,
        "{{ I protest|We protest }} at it.",
        {
            "text": "{{ I write|We write }} from {{ sender_town }}.",
            "is_locked": False,
            "is_optional": True,
        },
    )
    return made
