"""Who may do what: four groups, with exactly the rights their work asks for.

Made and put right after every migration; docs/roles.md says them in words.
"""

from collections.abc import Iterator, Mapping

from django.apps import apps
from django.apps.registry import Apps
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model
from django.http import HttpRequest

from archive.models import Document

CURATOR, ORGANISER = "Curator", "Organiser"
PUBLISHER, OPERATOR = "Publisher", "Operator"

# Of the archive and the campaigns everybody who works with them sees all.
_READS = {
    "archive": (
        "capture claim document entity evidence mention name participant revision "
        "source stoprule"
    ),
    "campaign": (
        "accreditation action actionevidence address addressreport alternative "
        "approval campaign citation demand holder lettercount modelletter paragraph "
        "recipient reply target update"
    ),
}
# Right, and of which models. What is public is withdrawn, rejected or ended, and not
# deleted; drafts, and rows that hang on others, are.
_CURATES = {
    "archive.add": "claim document entity name participant source",
    "archive.change": "claim document entity mention name participant source stoprule",
    "archive.delete": "name participant stoprule",
}
_ORGANISES = {
    "campaign.add": (
        "accreditation action actionevidence address alternative approval campaign "
        "citation demand holder modelletter paragraph recipient reply target update"
    ),
    "campaign.change": (
        "accreditation action actionevidence address addressreport alternative "
        "campaign citation demand holder modelletter paragraph recipient reply target "
        "update"
    ),
    "campaign.delete": (
        "accreditation actionevidence address alternative citation demand holder "
        "modelletter paragraph reply target update"
    ),
}
_PUBLISHES = {
    "archive.publish": "document",
    "archive.purge": "entity",
    "campaign.approve": "publication",
    "campaign.move": "campaign",
    "campaign.add": "approval update",
    "campaign.change": "approval",
}
_OPERATES = {
    "auth.add": "user",
    "auth.change": "user",
    "auth.view": "user",
    "django_tasks_database.view": "dbtaskresult",
}
# A right to one column or act of a model; those of the campaigns are their models'.
_ADDED = ((Document, "publish_document", "Can publish and withdraw a document"),)
# What is no trace of what somebody did with an account.
_NO_HISTORY = frozenset(
    {"accounts.session", "account.emailaddress", "mfa.authenticator"}
    | {"archive.deskkeys", "auth.user_groups", "auth.user_user_permissions"}
)


def _rights(*tables: Mapping[str, str]) -> frozenset[str]:
    named = (pair for table in tables for pair in table.items())
    return frozenset(
        f"{right}_{model}" for right, models in named for model in models.split()
    )


_LOOKS = {f"{room}.view": models for room, models in _READS.items()}
ROLES: Mapping[str, frozenset[str]] = {
    CURATOR: _rights(_LOOKS, _CURATES),
    ORGANISER: _rights(_LOOKS, _ORGANISES),
    PUBLISHER: _rights(_LOOKS, _PUBLISHES),
    OPERATOR: _rights(_OPERATES),
}


def keep(*, apps: Apps = apps, **_migrated: object) -> None:
    """The groups as they are above: what somebody added by hand is taken out.

    apps: the models that are there; after a part of the migrations not all are.
    """
    models = {each._meta.label for each in apps.get_models()}
    if not {"auth.Group", "archive.Document", "campaign.Approval"} <= models:
        return
    for model, codename, name in _ADDED:
        kind = ContentType.objects.get_for_model(model)
        named = {"name": name}
        Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults=named
        )
    known = {
        f"{right.content_type.app_label}.{right.codename}": right
        for right in Permission.objects.select_related("content_type")
    }
    for role, rights in ROLES.items():
        group, _is_new = Group.objects.get_or_create(name=role)
        group.permissions.set([known[right] for right in rights & known.keys()])


def has_history(person: User) -> bool:
    """Whether anything says what the account did: then it is locked, not deleted."""
    return any(
        model._base_manager.filter(**{name: person.pk}).exists()
        for model, name in _traces()
    )


def _traces() -> Iterator[tuple[type[Model], str]]:
    for relation in User._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        model = getattr(relation, "related_model", None)
        if not (relation.auto_created and isinstance(field, Field) and model):
            continue
        if model._meta.label_lower not in _NO_HISTORY:
            yield model, field.name


class GuardedAccounts(UserAdmin[User]):
    """Nobody gives rights to themselves; what was done with an account stays."""

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        if request.user.is_superuser or obj is None or obj.pk != request.user.pk:
            return fields
        return (*fields, "is_active", "is_staff", "groups")

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not has_history(obj))
