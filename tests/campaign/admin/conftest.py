import pytest

from campaign.models import Target
from tests import make_campaign
from tests.campaign.admin.rows import case


@pytest.fixture(autouse=True)
def demo(demo_rows, db):
    """Every test here starts from the demonstration."""


@pytest.fixture
def union(demo):
    """Somebody the campaign supports, with an address of their own."""
    made = make_campaign.recipient(
        "the-union", kind="organisation", name="A Union", state="", campaign=case()
    )
    Target.objects.filter(recipient=made).update(role=Target.Role.SUPPORT)
    make_campaign.address(made, "union@example.org", medium="email")
    return made
