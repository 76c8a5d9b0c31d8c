from django.urls import path

from campaign import views

app_name = "campaign"

urlpatterns = [
    path("", views.home, name="home"),
    # campaigns and their letters
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/<slug:slug>/", views.campaign, name="campaign"),
    path("campaigns/<slug:slug>/evidence/", views.evidence, name="evidence"),
    path("campaigns/<slug:slug>/write/", views.write, name="write"),
    path("campaigns/<slug:slug>/letter.<slug:extension>", views.letter, name="letter"),
    # whom one can write to
    path("embassies/", views.recipients, name="recipients"),
    path("embassies/<slug:slug>/", views.recipient, name="recipient"),
]
