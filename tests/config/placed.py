"""Who is let in at every address there is for staff.

Letters: c curator, o organiser, p publisher, x operator, s staff without a role.
A superuser may everything; nobody without an account is let in at all. A new route
fails in test_roles_matrix.py until it is placed here.
"""

from config import roles

WHO = {
    "c": roles.CURATOR,
    "o": roles.ORGANISER,
    "p": roles.PUBLISHER,
    "x": roles.OPERATOR,
    "s": "",
}
ALL, READ, NONE = "copxs", "cop", ""
# What everybody on the staff has: the first page, and what is of one's own account.
OWN = [
    "admin/",
    "admin/jsi18n/",
    "admin/logout/",
    "admin/login/",
    "admin/password_change/",
    "admin/password_change/done/",
    "admin/r/<path:content_type_id>/<path:object_id>/",
    "admin/(?P<url>.*)$",
    "admin/login/code/",
    "admin/login/passkey/",
    "admin/account/",
    "admin/account/sign-out/",
    "admin/account/app/add/",
    "admin/account/app/remove/",
    "admin/account/codes/",
    "admin/account/codes/new/",
    "admin/account/passkeys/add/",
    "admin/account/passkeys/<int:pk>/remove/",
    "admin/account/again/",
    "admin/account/again/code/",
    "admin/account/again/passkey/",
    "admin/password_reset/",
    "admin/password_reset/sent/",
    "admin/password_reset/done/",
    "admin/^password_reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
]
# Asked for a field in the query, and answered by the rights to what it points to.
QUERIES = {
    "admin/autocomplete/": "campaign&model_name=campaign&field_name=documents",
    "admin/campaign/recipient/choices/": "campaign&model_name=target&field_name=recipient",
}
# The list of a room's models: 404 for who sees none of them.
LISTS = [r"admin/^(?P<app_label>auth|django_tasks_database|archive|campaign)/$"]

# The table of a model: who sees, adds, changes, deletes; who is offered which act.
MODELS = {
    "archive/claim": (READ, "c", "c", NONE, {"confirm": "c"}),
    # to add one leads to the desk, which asks for the right
    "archive/document": (READ, ALL, "c", NONE, {"withdraw": "p"}),
    "archive/entity": (READ, "c", "c", NONE, {}),
    "archive/mention": (READ, NONE, NONE, NONE, {}),
    "archive/source": (READ, "c", "c", NONE, {}),
    "archive/stoprule": (READ, NONE, "c", "c", {"delete_selected": "c"}),
    "auth/group": (NONE, NONE, NONE, NONE, {}),
    "auth/user": (
        "x",
        "x",
        "x",
        NONE,
        {"lock": "x", "unlock": "x", "sign_out": "x"},
    ),
    "campaign/action": (READ, "o", "o", NONE, {}),
    "campaign/addressreport": (READ, NONE, NONE, NONE, {}),
    "campaign/alternative": (READ, "o", "o", "o", {"delete_selected": "o"}),
    "campaign/campaign": (READ, "o", "o", NONE, {}),
    "campaign/lettercount": (READ, NONE, NONE, NONE, {}),
    "campaign/modelletter": (
        READ,
        "o",
        "o",
        "o",
        {
            "delete_selected": "o",
            "publish": "op",
            "unpublish": "op",
            "make_next_version": "o",
        },
    ),
    "campaign/paragraph": (READ, "o", "o", "o", {"delete_selected": "o"}),
    "campaign/recipient": (READ, "o", "o", NONE, {}),
    "campaign/reply": (READ, "o", "o", "o", {"delete_selected": "o"}),
    "django_tasks_database/dbtaskresult": ("x", NONE, NONE, NONE, {}),
}
# Address, who reads it, who sends a form to it; – = that way it is not used.
OTHERS = """
admin/auth/user/<id>/password/                      x     x
admin/archive/claim/<int:pk>/confirm/               c     c
admin/archive/claim/<int:pk>/dispute/               c     c
admin/archive/claim/<int:pk>/supersede/             c     c
admin/campaign/recipient/choices/                   cop   –
admin/autocomplete/                                 cop   –
admin/campaign/modelletter/<int:pk>/edit/           cop   cop
admin/campaign/modelletter/<int:pk>/differences/    cop   –
admin/campaign/modelletter/<int:pk>/publish/        op    op
admin/campaign/modelletter/<int:pk>/withdraw/       op    op
admin/campaign/modelletter/<int:pk>/next/           –     o
admin/campaign/modelletter/<int:pk>/translate/      –     o
admin/campaign/modelletter/<int:pk>/frame/          –     o
admin/campaign/modelletter/adapt/<int:pk>/          o     o
admin/desk/                                         cop   –
admin/desk/undo/                                    –     copx
admin/desk/accessions/new/                          c     c
admin/desk/accessions/<int:pk>/                     c     –
admin/desk/triage/                                  c     –
admin/desk/triage/<int:pk>/                         c     c
admin/desk/mentions/                                cop   –
admin/desk/mentions/spelling/                       c     –
admin/desk/mentions/<int:pk>/                       c     c
admin/desk/mentions/<int:pk>/decided/               cop   –
admin/desk/mentions/find/<int:pk>/                  c     c
admin/desk/mentions/<int:pk>/all/                   c     c
admin/desk/mentions/<int:pk>/reject/                c     c
admin/desk/mentions/<int:pk>/mark/                  c     c
admin/desk/same/                                    c     –
admin/desk/same/<int:left>/<int:right>/             c     c
admin/desk/same/<int:pk>/with/                      c     –
admin/desk/same/judged/                             c     –
admin/desk/same/judged/<int:pk>/                    –     c
admin/desk/facts/                                   c     –
admin/desk/facts/<int:pk>/                          c     c
admin/desk/facts/all/<int:pk>/                      c     c
admin/desk/facts/new/<int:pk>/                      c     c
admin/desk/reanchor/                                c     –
admin/desk/reanchor/<int:pk>/                       c     c
admin/desk/documents/<int:pk>/correct/              c     c
admin/desk/documents/<int:pk>/differences/          cop   –
admin/desk/documents/<int:pk>/translate/            c     c
admin/desk/publish/                                 cop   –
admin/desk/publish/<int:pk>/                        cop   p
admin/desk/tasks/                                   cop   –
admin/desk/tasks/mentions/<int:pk>/                 –     c
admin/desk/objections/                              cop   –
admin/desk/objections/<int:pk>/                     cop   c
admin/desk/objections/<int:pk>/purge/               p     p
admin/desk/history/                                 cop   –
admin/desk/history/<int:pk>/                        cop   –
admin/desk/history/<int:pk>/undo/                   –     c
admin/desk/keys/                                    cop   cop
admin/desk/sources/                                 cop   cop
admin/desk/sources/<slug:slug>/boilerplate/         c     c
admin/desk/campaigns/                               cop   –
admin/desk/approvals/                               cop   –
admin/desk/approvals/<int:pk>/                      cop   p
admin/desk/addresses/                               cop   –
admin/desk/addresses/reports/<int:pk>/              cop   o
admin/desk/addresses/offices/<int:pk>/              cop   o
admin/desk/campaigns/actions/                       cop   –
admin/desk/campaigns/actions/<int:pk>/              cop   o
admin/desk/campaigns/lives/                         cop   –
admin/desk/campaigns/<int:pk>/life/                 cop   p
"""
# Acts of one form that ask for another right than the form itself.
ACTS = [
    ("admin/desk/campaigns/<int:pk>/life/", {"act": "update"}, "op"),
    ("admin/desk/campaigns/<int:pk>/life/", {"act": "won"}, "p"),
    ("admin/desk/publish/<int:pk>/", {"act": "publish"}, "p"),
    ("admin/desk/publish/<int:pk>/", {"act": "withdraw"}, "p"),
    ("admin/desk/approvals/<int:pk>/", {"act": "approve"}, "p"),
    ("admin/desk/approvals/<int:pk>/", {"act": "send_back"}, "p"),
    ("admin/desk/approvals/<int:pk>/", {"act": "take_back"}, READ),  # one's own only
    ("admin/desk/addresses/reports/<int:pk>/", {"act": "reject"}, "o"),
    ("admin/desk/addresses/reports/<int:pk>/", {"act": "accept"}, "o"),
    ("admin/desk/addresses/offices/<int:pk>/", {"act": "right"}, "o"),
    ("admin/desk/campaigns/actions/<int:pk>/", {"act": "reject"}, "o"),
    ("admin/desk/sources/", {"new-source-name": "A paper"}, "c"),
    ("admin/campaign/modelletter/<int:pk>/edit/", {"act": "save"}, "o"),
    ("admin/campaign/modelletter/<int:pk>/edit/", {"act": "preview"}, READ),
]


def others():
    for line in OTHERS.strip().splitlines():
        route, reads, sends = line.split()
        yield route, reads, sends


def of_models():
    """Route, who reads, who sends: as the stock admin has them for each model."""
    for name, (sees, adds, changes, deletes, _acts) in MODELS.items():
        at = f"admin/{name}/"
        yield at, sees, sees
        yield f"{at}add/", adds, adds
        yield f"{at}<path:object_id>/change/", sees, changes
        yield f"{at}<path:object_id>/delete/", deletes, deletes
        yield f"{at}<path:object_id>/history/", sees, "–"
        yield f"{at}^([^/]+)/history/([^/]+)/$", sees, "–"
        yield f"{at}<path:object_id>/", ALL, "–"  # leads to …/change/
