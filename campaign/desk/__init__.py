"""What waits in the campaigns, on the desk."""

from campaign.desk import addresses, stage
from campaign.desk.stage import STAGE

__all__ = ["STAGE", "urlpatterns"]

urlpatterns = [*stage.urls, *addresses.urls]
