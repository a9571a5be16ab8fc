"""A person: apart from the login, so that people survive a change of job and of address."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from members.models.accounts import Account
from members.models.sort_keys import SortKeyField


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_address(self, email: str) -> Self:
        """At most one: an address belongs to one person, however it is written."""
        return self.alias(lower_email=Lower("email")).filter(lower_email=email.lower())


class Person(models.Model):
    """Someone of the network. May exist without a login (invited, or only a speaker)."""

    class Digest(models.TextChoices):
        OFF = "off", _("no digest")
        WEEKLY = "weekly", _("weekly digest")

    EMAIL_ONCE = "members_person_email_once"

    # (source, key) names the row of an import; demo data has no source, and what people made has no key.
    source = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 - many have none
    account = models.OneToOneField(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail address"), max_length=320)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fi")
    digest = models.CharField(_("digest by mail"), max_length=10, choices=Digest, default=Digest.WEEKLY)
    is_active = models.BooleanField(_("active"), default=True)
    named_organisation = models.CharField(
        _("organisation that is not in the list"), max_length=200, blank=True
    )  # as written at sign-up; empty again once the person belongs to one
    themes = models.ManyToManyField(
        Term, related_name="+", limit_choices_to={"vocabulary": "theme"}, blank=True
    )  # expertise that they declare
    target_groups = models.ManyToManyField(
        Term, related_name="+", limit_choices_to={"vocabulary": "target_group"}, blank=True
    )
    sort_key = SortKeyField(of=("last_name", "first_name"))
    joined_at = models.DateTimeField(_("joined"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="members_person_email_once"),
            models.UniqueConstraint(name="members_person_key_once_a_source", fields=["source", "key"]),
            models.CheckConstraint(
                name="members_person_has_names", condition=~Q(first_name="") & ~Q(last_name="")
            ),
        ]
        indexes = [models.Index(name="members_person_sort_key", fields=["sort_key"])]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def __str__(self) -> str:
        return self.name
