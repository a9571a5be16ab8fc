"""Files with practices that are brought in: what was asked, how far it is, what was found."""

import uuid
from datetime import datetime
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from elo_portal.core.viewers import Viewer
from members.models import Person

FOLDER = "imports"


def private_path(found: "FileImport", filename: str) -> str:
    """Where the bytes lie: a random name, never the person's own."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class FileImportQuerySet(models.QuerySet["FileImport"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """One's own. No query."""
        return self.filter(person=viewer.person_id) if viewer.is_admin else self.none()

    def due(self, now: datetime) -> Self:
        """What a worker is to do now."""
        return self.filter(state__in=FileImport.AT_WORK, due_at__lte=now)


class FileImport(models.Model):
    """One file of one administrator. Its bytes are there for as long as something is to be done with them."""

    class State(models.TextChoices):
        READING = "reading", _("being read")
        BAD = "bad", _("not right")
        READY = "ready", _("ready to be brought in")
        BRINGING = "bringing", _("being brought in")
        DONE = "done", _("brought in")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("dropped")

    AT_WORK = (State.READING, State.BRINGING)
    OPEN = (State.READING, State.READY, State.BRINGING)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to=private_path, max_length=200, blank=True)  # empty once it is over
    name = models.CharField(_("file name"), max_length=120)
    size = models.PositiveIntegerField()  # bytes
    source = models.CharField(max_length=60)
    publish = models.BooleanField(default=False)
    create_organisations = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)  # of the words below
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()  # no worker begins earlier
    row_count = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=300, blank=True)  # why it cannot be read at all
    problems = models.JSONField(default=list)  # the first ones: [row, column, reason]
    problem_count = models.PositiveIntegerField(default=0)
    bad_row_count = models.PositiveIntegerField(default=0)
    doubts = models.JSONField(default=list)  # what looks like personal data, in the same form
    doubt_count = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)  # what would come, later what came
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = FileImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practices_fileimport_file_while_open",
                condition=Q(state__in=["reading", "ready", "bringing"]) & ~Q(file="")
                | ~Q(state__in=["reading", "ready", "bringing"]) & Q(file=""),
            ),
        ]
        indexes = [models.Index(name="practices_fileimport_due", fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"#{self.pk} {self.source}: {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK

    @property
    def needs_a_look(self) -> bool:
        """Others are to read what looks like personal data: somebody must say that they have looked."""
        return self.publish and bool(self.doubt_count)

    def forget_file(self) -> None:
        """The bytes go after the commit, so that a rollback loses nothing. Not saved."""
        if self.file.name:
            transaction.on_commit(partial(self.file.storage.delete, self.file.name))
        self.file = ""


@receiver(post_delete, sender=FileImport)
def forget_bytes(sender: type[FileImport], instance: FileImport, **_kwargs: Any) -> None:
    instance.forget_file()
