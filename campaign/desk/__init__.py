"""What waits in the campaigns, on the desk."""

from campaign.desk import actions, addresses, life, offices, stage
from campaign.desk.stage import STAGE

__all__ = ["STAGE", "urlpatterns"]

urlpatterns = [*stage.urls, *addresses.urls, *offices.urls, *actions.urls, *life.urls]
