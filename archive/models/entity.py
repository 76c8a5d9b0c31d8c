"""People, organisations and places, and how their names are written."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.extraction import FindKind, GazetteerName
from archive.models.batch import Recorded
from archive.protection import BLACK

URL_NAMES = {"PERSON": "person", "ORG": "organisation", "PLACE": "place"}


class EntityQuerySet(models.QuerySet["Entity"]):
    def of_kind(self, kind: str) -> "EntityQuerySet":
        return self.filter(kind=kind)

    def by_label(self) -> "EntityQuerySet":
        return self.order_by("sort_key", "label", "id")

    def called(self, words: str) -> "EntityQuerySet":
        """By slug, by label or by any spelling; small and capital letters alike."""
        return self.filter(
            Q(slug=words) | Q(label__iexact=words) | Q(names__text__iexact=words)
        ).distinct()


class Entity(models.Model):
    """A person, an organisation or a place. Made by people only.

    The slug is public and never reused. root is the entity it was merged
    into, worked out from the live judgements; empty when it stands for itself.
    """

    class Kind(models.TextChoices):
        PERSON = "PERSON", _("person")
        ORG = "ORG", _("organisation")
        PLACE = "PLACE", _("place")

    class Protection(models.TextChoices):
        """How far a name may be shown to the public."""

        PUBLIC = "public", _("public")
        INITIALS = "initials", _("initials only")
        HIDDEN = "hidden", _("hidden")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    slug = models.SlugField(max_length=120, unique=True)
    label = models.CharField(max_length=200, help_text=_("House spelling."))
    sort_key = models.CharField(
        max_length=200, blank=True, help_text=_("A person: surname first.")
    )
    description = models.CharField(
        max_length=300, blank=True, help_text=_("One line: who or what, in our words.")
    )
    protection = models.CharField(
        max_length=10, choices=Protection.choices, default=Protection.PUBLIC
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    wikidata = models.CharField(max_length=20, blank=True)
    latitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True
    )

    objects = EntityQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], excluded_fields=["root"])

    class Meta:
        verbose_name_plural = _("entities")
        ordering = ["sort_key", "label"]
        permissions = [("purge_entity", "Can take a name out for good")]
        indexes = [
            models.Index(fields=["kind", "sort_key", "label"], name="entity_by_label"),
            models.Index(
                fields=["protection"],
                condition=~Q(protection="public"),
                name="entity_protected",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="entity_has_both_coordinates_or_none",
            ),
            models.CheckConstraint(
                condition=Q(root=None) | ~Q(root=F("id")),
                name="entity_is_not_its_own_root",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse(f"archive:{URL_NAMES[self.kind]}", args=[self.slug])

    @property
    def is_purged(self) -> bool:
        """Its name was taken out for good: nothing is left to show or to change."""
        return self.label == BLACK

    def refuse_clash(self) -> None:
        """Raises ValidationError; an undo asks too."""
        if self.is_purged and self.protection != self.Protection.HIDDEN:
            raise ValidationError(_("A name that was purged stays hidden."))

    @property
    def root_id_or_own(self) -> int:
        """The key of the entity that stands for it."""
        return self.root_id or self.pk


class NameQuerySet(models.QuerySet["Name"]):
    def gazetteer(self) -> list[GazetteerName]:
        """Every spelling with the slug of its root, for extraction. One query."""
        return [
            GazetteerName(surface=text, kind=FindKind(kind), canonical=root or slug)
            for text, kind, slug, root in self.values_list(
                "text", "entity__kind", "entity__slug", "entity__root__slug"
            )
        ]


class Name(models.Model):
    """One spelling of an entity. As-printed spellings never enter a letter."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALIAS = "alias", _("alias")
        AS_PRINTED = "as_printed", _("as printed")
        TRANSLITERATION = "transliteration", _("transliteration")
        FORMER = "former", _("former")
        ACRONYM = "acronym", _("acronym")

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.ALIAS)
    language = models.CharField(max_length=12, blank=True, help_text=_("BCP 47"))
    key = models.CharField(
        max_length=200, blank=True, editable=False, help_text=_("archive.names.key")
    )

    objects = NameQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["entity", "kind", "text"]
        indexes = [models.Index(fields=["key"], name="name_by_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "text"], name="name_is_written_once_per_entity"
            ),
            models.UniqueConstraint(
                fields=["entity"],
                condition=Q(kind="preferred"),
                name="entity_has_one_preferred_name",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class NameBlock(models.Model):
    """What a name shares with every name it may be compared with.

    Computed by archive.names.blocks, so that no list is compared with itself.
    """

    name = models.ForeignKey(Name, models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=10, choices=Entity.Kind.choices)
    block = models.CharField(max_length=60)

    class Meta:
        ordering = ["name", "block"]
        indexes = [models.Index(fields=["kind", "block"], name="name_block_lookup")]

    def __str__(self) -> str:
        return self.block
