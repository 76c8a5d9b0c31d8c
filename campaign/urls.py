from django.urls import path

from campaign import feeds
from campaign.views import (
    actions,
    address_reports,
    cases,
    front,
    packs,
    pictures,
    recipients,
    timeline,
    writing,
)

app_name = "campaign"

urlpatterns = [
    path("", front.home, name="home"),
    # campaigns and their letters
    path("campaigns/", cases.campaigns, name="campaigns"),
    path("campaigns/<slug:slug>/", cases.campaign, name="campaign"),
    path("campaigns/<slug:slug>/feed.atom", feeds.campaign, name="feed"),
    path("campaigns/<slug:slug>/evidence/", cases.evidence, name="evidence"),
    path("campaigns/<slug:slug>/letters/", cases.history, name="history"),
    path("campaigns/<slug:slug>/card.png", pictures.card, name="card"),
    path("campaigns/<slug:slug>/button.svg", pictures.button, name="button"),
    path("e/<str:number>/", cases.evidence_of_number, name="evidence-short"),
    path(
        "e/<str:number>/<slug:language>/",
        cases.evidence_of_number,
        name="evidence-printed",
    ),
    path("campaigns/<slug:slug>/write/", writing.write, name="write"),
    path(
        "campaigns/<slug:slug>/letter.<slug:extension>", writing.letter, name="letter"
    ),
    # whom one can write to
    path("embassies/", recipients.recipients, name="recipients"),
    path("embassies/<slug:slug>/", recipients.recipient, name="recipient"),
    path(
        "embassies/<slug:slug>/report/", address_reports.report, name="address-report"
    ),
    path("campaigns/<slug:slug>/pack.pdf", packs.pack, name="pack"),
    # what was done, and what they answered
    path("actions/", actions.log, name="actions"),
    path("actions/report/", actions.report, name="action-report"),
    path("actions/thanks/", actions.thanks, name="action-thanks"),
    # both rooms, by day and by place
    path("timeline/", timeline.timeline, name="timeline"),
]
