"""Documents of a group: each a line of versions, for the group, the network or everybody."""

import uuid
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from elo_portal.core.files.kinds import MAX_BYTES
from elo_portal.core.viewers import Viewer
from members.models.groups.groups import Group
from members.models.people import Person

FOLDER = "groups"


def private_path(version: "DocumentVersion", filename: str) -> str:
    """Where the bytes lie: a random name, never the person's own."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Public ones to everybody, those of the network to its members, all to the group and who tends it. No query."""
        if viewer.is_admin:
            return self
        visibilities = [Document.Visibility.PUBLIC]
        visibilities += [Document.Visibility.NETWORK] if viewer.is_member else []
        near = Group.regions.through.objects.filter(region__in=viewer.region_ids)
        inside = Q(group__in=viewer.group_ids | viewer.led_group_ids) | Q(
            group__parent__in=viewer.led_group_ids
        )
        return self.filter(Q(visibility__in=visibilities) | inside | Q(group__in=near.values("group_id")))


class Document(models.Model):
    class Visibility(models.TextChoices):
        GROUP = "group", _("only for the group")
        NETWORK = "network", _("only for the network")
        PUBLIC = "public", _("public")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of the title
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility, default=Visibility.GROUP
    )
    diary_number = models.CharField(_("diary number"), max_length=60, blank=True)
    updated_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.pk} of {self.group_id}"


class DocumentVersionQuerySet(models.QuerySet["DocumentVersion"]):
    def readable(self) -> Self:
        return self.filter(scan__in=[DocumentVersion.Scan.CLEAN, DocumentVersion.Scan.OFF])


class DocumentVersion(models.Model):
    """One checked file. Served through the rights check of its document, never from a public folder."""

    SAME_FILE_ONCE = "members_documentversion_same_file_once"

    class Scan(models.TextChoices):
        WAITING = "waiting", _("waiting for the virus check")
        CLEAN = "clean", _("checked")
        INFECTED = "infected", _("refused by the virus check")
        OFF = "off", _("no virus check is in use")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=private_path, max_length=200, blank=True)  # empty once it was refused
    name = models.CharField(_("file name"), max_length=120)  # cleaned, for the download
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.WAITING)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_documentversion_number_once", fields=["document", "number"]
            ),
            models.UniqueConstraint(
                name="members_documentversion_same_file_once", fields=["document", "sha256"]
            ),
            models.CheckConstraint(
                name="members_documentversion_refused_has_no_bytes",
                condition=Q(scan="infected", file="") | (~Q(scan="infected") & ~Q(file="")),
            ),
            models.CheckConstraint(
                name="members_documentversion_size_within_limit", condition=Q(size__range=(1, MAX_BYTES))
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.document_id}"

    @property
    def is_readable(self) -> bool:
        return self.scan in {self.Scan.CLEAN, self.Scan.OFF}

    @property
    def kind(self) -> str:
        """As people call it: PDF, DOCX."""
        return self.name.rpartition(".")[2].upper()


@receiver(post_delete, sender=DocumentVersion)
def forget_bytes(sender: type[DocumentVersion], instance: DocumentVersion, **_kwargs: Any) -> None:
    """The bytes go with their row; after the commit, so that a rollback loses nothing."""
    if instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
