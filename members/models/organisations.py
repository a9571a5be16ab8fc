"""Member organisations."""

import re
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from elo_portal.core.names import Named, in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.business_ids import validate_business_id
from members.models.places import Municipality, Region
from members.models.sort_keys import SortKeyField

# At least two labels, none of them empty or with a hyphen at an end.
EMAIL_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active(self) -> Self:
        return self.filter(state=Organisation.State.ACTIVE)

    def visible_to(self, viewer: Viewer) -> Self:
        """Active ones for everybody; others for admins, and their own people."""
        if viewer.is_admin:
            return self
        return self.filter(Q(state=Organisation.State.ACTIVE) | Q(pk__in=viewer.organisation_ids))

    def with_page_for(self, viewer: Viewer) -> Self:
        """Whose page the viewer may read: active ones for the network, for everybody where the organisation wants
        it; others for admins, and their own people. No query.
        """
        if viewer.is_admin:
            return self
        readable = Q(state=Organisation.State.ACTIVE)
        if not viewer.is_member:
            readable &= Q(is_public=True)
        return self.filter(readable | Q(pk__in=viewer.organisation_ids))


class Organisation(Named):
    """A school, an employment area, an Ohjaamo, an association ... that belongs to the network."""

    class State(models.TextChoices):
        ACTIVE = "active", _("member")
        SUSPENDED = "suspended", _("suspended")
        LEFT = "left", _("has left")

    BUSINESS_ID_ONCE = "members_organisation_business_id_once"

    # (source, key) names the row of an import; demo data has no source, and what people made has no key.
    source = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 - many have none
    business_id = models.CharField(
        _("business ID"), max_length=9, blank=True, validators=[validate_business_id]
    )
    type = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to={"vocabulary": "organisation_type"}
    )
    sectors = models.ManyToManyField(Term, related_name="+", limit_choices_to={"vocabulary": "sector"})
    regions = models.ManyToManyField(Region, related_name="organisations")
    municipalities = models.ManyToManyField(Municipality, related_name="organisations", blank=True)
    languages = ArrayField(
        models.CharField(max_length=3), verbose_name=_("languages of service"), default=list
    )
    website = models.URLField(_("website"), blank=True)
    contact_email = models.EmailField(_("e-mail of the organisation"), blank=True)
    email_domains = ArrayField(
        models.CharField(max_length=100, validators=[RegexValidator(r"^[a-z0-9.-]+\.[a-z]{2,}$")]),
        verbose_name=_("confirmed e-mail domains"),
        default=list,
        blank=True,
    )
    description_fi = models.TextField(_("guidance services in Finnish"), blank=True)
    description_sv = models.TextField(_("guidance services in Swedish"), blank=True)
    description_en = models.TextField(_("guidance services in English"), blank=True)
    is_public = models.BooleanField(_("the page is open to everybody"), default=False)
    page_changed_at = models.DateTimeField(null=True, blank=True)  # by those who tend the page
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    sort_key = SortKeyField(of=("name_fi",))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_organisation_business_id_once",
                fields=["business_id"],
                condition=~Q(business_id=""),
                violation_error_message=_("An organisation with this business ID is a member already."),
            ),
            models.UniqueConstraint(name="members_organisation_key_once_a_source", fields=["source", "key"]),
        ]
        indexes = [models.Index(name="members_organisation_sort_key", fields=["sort_key"])]

    @property
    def description(self) -> str:
        return in_language(self, "description")

    @property
    def description_language(self) -> str:
        return language_shown(self, "description")
