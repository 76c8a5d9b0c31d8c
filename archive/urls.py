from django.urls import path

from archive import feeds, views, views_exports, views_search

app_name = "archive"

urlpatterns = [
    # reports
    path("reports/", views.reports, name="reports"),
    path("reports/feed.atom", feeds.reports, name="reports-feed"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("reports/<slug:slug>.txt", views.report_text, name="report-text"),
    path("reports/<slug:slug>.json", views_exports.json, name="report-json"),
    path("reports/<slug:slug>.bib", views_exports.bib, name="report-bib"),
    path("reports/<slug:slug>.ris", views_exports.research, name="report-ris"),
    path("reports/<slug:slug>.csl.json", views_exports.csl_json, name="report-csl"),
    path("reports/<slug:slug>.jsonld", views_exports.json_ld, name="report-jsonld"),
    path(
        "reports/<slug:slug>.annotations.jsonld",
        views_exports.web_annotations,
        name="report-annotations",
    ),
    path(
        "reports/<slug:slug>/r/<int:number>.txt",
        views_exports.bare_text,
        name="revision-text",
    ),
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
    # whatever there is, by its words
    path("search/", views_search.search, name="search"),
    path("search/feed.atom", feeds.search, name="search-feed"),
    # who published it
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
    # all of it, for other programs
    path("exports/", views_exports.index, name="exports"),
    *(
        path(f"exports/{name}", views_exports.bulk, {"name": name}, name=f"all-{name}")
        for name in views_exports.BULK
    ),
    # about the archive
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("corrections/", views.corrections, name="corrections"),
]
