"""What waits in the campaigns, on the desk."""

from campaign.desk import actions, addresses, approvals, life, offices, stage
from campaign.desk.approvals import STAGE as APPROVALS
from campaign.desk.stage import STAGE

__all__ = ["APPROVALS", "STAGE", "urlpatterns"]

urlpatterns = [
    *stage.urls,
    *approvals.urls,
    *addresses.urls,
    *offices.urls,
    *actions.urls,
    *life.urls,
]
