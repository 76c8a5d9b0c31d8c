from django.contrib import admin
from django.urls import include, path, re_path

from archive.desk.urls import urlpatterns as archive_desk
from campaign.desk import urlpatterns as campaign_desk
from config import api, views

# one desk of the two rooms
desk = [*archive_desk, *campaign_desk]

urlpatterns = [
    # for machines
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path(
        "sitemap-<slug:section>-<int:number>.xml",
        views.sitemap_page,
        name="sitemap-page",
    ),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path(".well-known/archive-head", views.archive_head, name="archive-head"),
    path("api/", api.index, name="api"),
    re_path(r"^api/(?P<path>[\s\S]+)$", api.door),
    # staff
    path("admin/desk/", include((desk, "desk"))),
    path("admin/", include("config.accounts.urls")),
    path("admin/", admin.site.urls),
    # the two rooms
    path("", include("archive.urls")),
    path("", include("campaign.urls")),
]

handler400 = api.bad_request
handler500 = api.server_error
