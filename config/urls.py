from django.contrib import admin
from django.urls import include, path

from archive.desk.urls import urlpatterns as archive_desk
from campaign.desk import urlpatterns as campaign_desk
from config import views

# one desk of the two rooms
desk = [*archive_desk, *campaign_desk]

urlpatterns = [
    # for machines
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    # staff
    path("admin/desk/", include((desk, "desk"))),
    path("admin/", admin.site.urls),
    # the two rooms
    path("", include("archive.urls")),
    path("", include("campaign.urls")),
]
