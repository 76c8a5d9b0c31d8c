from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    # for machines
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    # staff
    path("admin/desk/", include("archive.desk.urls")),
    path("admin/", admin.site.urls),
    # the two rooms
    path("", include("archive.urls")),
    path("", include("campaign.urls")),
]
