"""The keys of the desk, as one curator set them."""

from django.db import models


class DeskKeys(models.Model):
    """Single keys on the desk: switched off, or other letters for some acts."""

    user = models.OneToOneField(
        "auth.User", models.CASCADE, related_name="desk_keys", primary_key=True
    )
    are_on = models.BooleanField(default=True)
    # act → key, only where it differs from what the desk comes with
    changed = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "desk keys"

    def __str__(self) -> str:
        return str(self.user)
