from django.urls import path

from campaign.views import cases, front, recipients, writing

app_name = "campaign"

urlpatterns = [
    path("", front.home, name="home"),
    # campaigns and their letters
    path("campaigns/", cases.campaigns, name="campaigns"),
    path("campaigns/<slug:slug>/", cases.campaign, name="campaign"),
    path("campaigns/<slug:slug>/evidence/", cases.evidence, name="evidence"),
    path("campaigns/<slug:slug>/write/", writing.write, name="write"),
    path(
        "campaigns/<slug:slug>/letter.<slug:extension>", writing.letter, name="letter"
    ),
    # whom one can write to
    path("embassies/", recipients.recipients, name="recipients"),
    path("embassies/<slug:slug>/", recipients.recipient, name="recipient"),
]
