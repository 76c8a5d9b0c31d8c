"""The archive in the admin: every act goes through curation and claims."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import claims, documents, entities, mentions

__all__ = ["claims", "documents", "entities", "mentions"]

admin.site.site_header = _("Demarche")
admin.site.site_title = _("Demarche")
admin.site.index_title = _("Archive and campaigns")
