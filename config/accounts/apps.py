from importlib import import_module

from allauth.account.apps import AccountConfig
from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate  # noqa: TID251 (as rights are)


class AccountsConfig(AppConfig):
    name = "config.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config import roles  # it names models

        # the last room: by then each has the rights that roles are made of
        last = apps.get_app_config("campaign")
        post_migrate.connect(roles.keep, sender=last, dispatch_uid="roles")


class SignInConfig(AccountConfig):
    """allauth.account, whose middleware sees /admin/ only (StaffSignIn)."""

    # of AutoField in its migrations, whatever ours are of
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        # what AccountConfig does, without asking for its middleware by name
        import_module("allauth.account.checks")
