"""An event of the network: TNO seminar, peer forum and their kin."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elo_portal.core.models import Term
from elo_portal.core.names import in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.models import Authority, Group, Organisation, Region


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Published and cancelled ones as their visibility says; drafts to the hosts' coordinators. No query."""
        if viewer.is_admin:
            return self
        audience = Q(visibility=Event.Visibility.PUBLIC)
        if viewer.is_member:
            audience |= Q(visibility=Event.Visibility.NETWORK)
        if viewer.group_ids:
            audience |= Q(visibility=Event.Visibility.GROUP, group__in=viewer.group_ids)
        seen = ~Q(status=Event.Status.DRAFT) & audience
        if viewer.authority_ids:
            seen |= Q(host__in=viewer.authority_ids) | Q(
                pk__in=Event.co_hosts.through.objects.filter(authority__in=viewer.authority_ids).values(
                    "event_id"
                )
            )
        return self.filter(seen)

    def upcoming(self, *, now: datetime) -> Self:
        return self.filter(ends_at__gt=now)

    def past(self, *, now: datetime) -> Self:
        return self.filter(ends_at__lte=now)

    def published(self) -> Self:
        return self.filter(status=Event.Status.PUBLISHED)

    def announced(self) -> Self:
        """Published ones, and those that were called off since."""
        return self.exclude(status=Event.Status.DRAFT)


class Event(models.Model):
    """`next_position` is the registrations' counter: it is only moved under this row's lock."""

    class Kind(models.TextChoices):
        TNO_SEMINAR = "tno_seminar", _("TNO seminar")
        PEER_FORUM = "peer_forum", _("peer forum")
        REGIONAL_SEMINAR = "regional_seminar", _("regional seminar")
        NATIONAL_MEETING = "national_meeting", _("national meeting")
        GROUP_MEETING = "group_meeting", _("group meeting")
        TRAINING = "training", _("training")

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        REMOTE = "remote", _("remotely")
        HYBRID = "hybrid", _("on site and remotely")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("event", "draft")
        PUBLISHED = "published", pgettext_lazy("event", "published")
        CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")

    class Visibility(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("event", "public")
        NETWORK = "network", _("for the network only")
        GROUP = "group", _("for the group only")

    key = models.CharField(max_length=100, unique=True, null=True, blank=True)  # of demo data
    slug = models.SlugField(_("slug"), max_length=140, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    mode = models.CharField(_("mode of attendance"), max_length=10, choices=Mode)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    host = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="events_hosted")
    co_hosts = models.ManyToManyField(Authority, related_name="events_co_hosted", blank=True)
    organisers = models.ManyToManyField(Organisation, related_name="events_organised", blank=True)
    regions = models.ManyToManyField(Region, related_name="events", blank=True)
    terms = models.ManyToManyField(Term, related_name="events", blank=True)  # themes, development targets
    title_fi = models.CharField(_("title in Finnish"), max_length=140, blank=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=140, blank=True)
    title_en = models.CharField(_("title in English"), max_length=140, blank=True)
    summary_fi = models.CharField(_("summary in Finnish"), max_length=300, blank=True)
    summary_sv = models.CharField(_("summary in Swedish"), max_length=300, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    description_fi = models.TextField(_("description in Finnish"), blank=True)
    description_sv = models.TextField(_("description in Swedish"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    audience_fi = models.CharField(_("for whom, in Finnish"), max_length=300, blank=True)
    audience_sv = models.CharField(_("for whom, in Swedish"), max_length=300, blank=True)
    audience_en = models.CharField(_("for whom, in English"), max_length=300, blank=True)
    place_fi = models.CharField(_("place in Finnish"), max_length=200, blank=True)
    place_sv = models.CharField(_("place in Swedish"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    national_representation_fi = models.CharField(
        _("representation of the national ELO group, in Finnish"), max_length=300, blank=True
    )
    national_representation_sv = models.CharField(
        _("representation of the national ELO group, in Swedish"), max_length=300, blank=True
    )
    national_representation_en = models.CharField(
        _("representation of the national ELO group, in English"), max_length=300, blank=True
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    remote_url = models.URLField(_("link for remote participants"), blank=True)  # participants only
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)  # null: no limit
    next_position = models.PositiveIntegerField(default=1, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # of the calendar entry
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)  # time or place changed after publication

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seminars_event_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                name="seminars_event_registration_closes_after_it_opens",
                condition=Q(registration_opens_at__isnull=True)
                | Q(registration_closes_at__isnull=True)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                violation_error_message=_("Registration closes before it opens."),
            ),
            models.CheckConstraint(
                name="seminars_event_group_iff_for_the_group",
                condition=Q(visibility="group", group__isnull=False)
                | (~Q(visibility="group") & Q(group__isnull=True)),
                violation_error_message=_("Choose the group whose members may see this."),
            ),
            models.CheckConstraint(
                name="seminars_event_published_at_iff_not_draft",
                condition=Q(status="draft", published_at__isnull=True)
                | (~Q(status="draft") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="seminars_event_cancelled_at_iff_cancelled",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="seminars_event_capacity_is_not_zero",
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0),
                violation_error_message=_("Give at least one place, or leave the field empty for no limit."),
            ),
            models.CheckConstraint(
                name="seminars_event_has_a_title",
                condition=~Q(title_fi="") | ~Q(title_sv="") | ~Q(title_en=""),
                violation_error_message=_("Write the title in at least one language."),
            ),
        ]
        indexes = [models.Index(name="seminars_event_starts_at", fields=["starts_at"])]

    def __str__(self) -> str:
        return f"#{self.pk} {self.slug}: {self.status}"

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def summary(self) -> str:
        return in_language(self, "summary")

    @property
    def description(self) -> str:
        return in_language(self, "description")

    @property
    def audience(self) -> str:
        return in_language(self, "audience")

    @property
    def national_representation(self) -> str:
        return in_language(self, "national_representation")

    @property
    def place(self) -> str:
        return in_language(self, "place")

    @property
    def language(self) -> str:
        """The language in which the reader gets the title: for `lang` attributes."""
        return language_shown(self, "title")

    @property
    def is_limited(self) -> bool:
        return self.capacity is not None
