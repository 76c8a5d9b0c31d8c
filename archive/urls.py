from django.urls import path

from archive import views

app_name = "archive"

urlpatterns = [
    # reports
    path("reports/", views.reports, name="reports"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("reports/<slug:slug>.txt", views.report_text, name="report-text"),
    path("reports/<slug:slug>/r/<int:number>/", views.revision, name="revision"),
    path("reports/<slug:slug>/r/<int:number>/changes/", views.changes, name="changes"),
    # who and where
    path("people/", views.entities, {"kind": "PERSON"}, name="people"),
    path("people/<slug:slug>/", views.entity, {"kind": "PERSON"}, name="person"),
    path("organisations/", views.entities, {"kind": "ORG"}, name="organisations"),
    path(
        "organisations/<slug:slug>/",
        views.entity,
        {"kind": "ORG"},
        name="organisation",
    ),
    path("places/", views.entities, {"kind": "PLACE"}, name="places"),
    path("places/<slug:slug>/", views.entity, {"kind": "PLACE"}, name="place"),
    # who published it
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
    # about the archive
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("corrections/", views.corrections, name="corrections"),
]
