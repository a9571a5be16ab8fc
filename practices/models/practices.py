"""A good practice: what is the same in every language."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Group, Organisation, Person, Region

if TYPE_CHECKING:
    from practices.models.texts import PracticeText

VOCABULARIES = (
    "target_group",
    "sector",
    "theme",
    "life_phase",
    "channel",
    "principle",
    "development_target",
)
IDEA = 1  # the maturity of what nobody has tried yet


def made_by(viewer: Viewer) -> Q:
    """The practices that the viewer is a maker of: what `permissions.is_maker` says, for a query."""
    own = Q(owner__in=viewer.organisation_ids | viewer.contact_organisation_ids)
    if not viewer.organisation_ids:
        return own
    written = Practice.co_authors.through.objects.filter(
        person=viewer.person_id, practice__partners__organisation__in=viewer.organisation_ids
    )
    return own | Q(pk__in=written.values("practice_id"))


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Published and archived ones as their visibility says; others to their makers and reviewers.

        Makers: the owner organisation's people, and co-authors while they belong to a partner. Reviewers: the
        coordinators of the regions where it was made; of a national one the national reviewers; whoever has
        been asked to review it. No query.
        """
        if viewer.is_admin:
            return self
        published = Q(visibility=Practice.Visibility.PUBLIC)
        if viewer.is_member:
            published |= Q(visibility=Practice.Visibility.NETWORK)
        if viewer.group_ids:
            published |= Q(visibility=Practice.Visibility.GROUP, group__in=viewer.group_ids)
        seen = Q(status__in=[Practice.Status.PUBLISHED, Practice.Status.ARCHIVED]) & published
        if viewer.is_authenticated:
            seen |= made_by(viewer)
        if viewer.is_reviewer or viewer.is_coordinator:
            asked = apps.get_model("practices", "Assignment").objects.filter(
                reviewer=viewer.person_id, state__in=["asked", "claimed", "done"]
            )
            seen |= Q(pk__in=asked.values("practice_id")) & ~Q(status=Practice.Status.DRAFT)
        if viewer.is_reviewer:
            seen |= Q(is_national=True) & ~Q(status=Practice.Status.DRAFT)
        if viewer.region_ids:
            in_my_regions = Practice.regions.through.objects.filter(region__in=viewer.region_ids)
            seen |= Q(pk__in=in_my_regions.values("practice_id")) & ~Q(status=Practice.Status.DRAFT)
        return self.filter(seen)

    def published(self) -> Self:
        return self.filter(status=Practice.Status.PUBLISHED)

    def archived(self) -> Self:
        return self.filter(status=Practice.Status.ARCHIVED)

    def submitted(self) -> Self:
        return self.filter(status=Practice.Status.SUBMITTED)


class Practice(models.Model):
    """One practice of one owner organisation. Its texts are PracticeText rows, one a language."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("practice", "draft")
        SUBMITTED = "submitted", _("in review")
        RETURNED = "returned", _("returned for additions")
        PUBLISHED = "published", pgettext_lazy("practice", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("practice", "withdrawn")
        ARCHIVED = "archived", _("archived")  # nobody said for a year that it still holds

    class Visibility(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("practice", "public")
        NETWORK = "network", _("for the network only")
        GROUP = "group", _("for the group only")

    class Licence(models.TextChoices):
        BY = "CC BY 4.0", "CC BY 4.0"
        BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
        ZERO = "CC0 1.0", "CC0 1.0"

    class Cost(models.TextChoices):
        NONE = "none", _("no extra cost")
        SMALL = "small", _("small cost")
        MEDIUM = "medium", _("medium cost")
        LARGE = "large", _("large cost")

    slug = models.SlugField(_("slug"), max_length=120, unique=True, null=True)  # noqa: DJ001 - absent until the first submission
    source = models.CharField(max_length=60, blank=True)  # of an import; (source, key) names the row
    key = models.CharField(max_length=120, blank=True)
    source_language = models.CharField(_("language written in"), max_length=2, choices=settings.LANGUAGES)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="practices"
    )
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="practices")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="practices_written")
    contact = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="practices_answered_for"
    )
    co_authors = models.ManyToManyField(Person, related_name="practices_written_together", blank=True)
    regions = models.ManyToManyField(Region, related_name="practices", blank=True)
    is_national = models.BooleanField(_("concerns the whole country"), default=False)
    kind = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        limit_choices_to={"vocabulary": "kind"},
    )  # fmt: skip
    terms = models.ManyToManyField(Term, related_name="practices", blank=True)  # of VOCABULARIES
    maturity = models.PositiveSmallIntegerField(_("maturity"), null=True, blank=True)
    evidence_level = models.PositiveSmallIntegerField(_("evidence level"), null=True, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost, blank=True)
    started_on = models.DateField(_("in use since"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="variants"
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.BY)
    has_no_client_data = models.BooleanField(_("no client can be recognised"), default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # its makers last said that it still holds
    asked_at = models.DateTimeField(null=True, blank=True)  # they were last asked; None once they answered
    flagged_at = models.DateTimeField(null=True, blank=True)  # nobody had answered for 60 days
    recommended_at = models.DateTimeField(null=True, blank=True)  # by the national review
    version = models.PositiveIntegerField(default=1)  # one more at each publication
    # Both are kept by a trigger: that it was ever public, and when it was last narrowed while published.
    was_public = models.BooleanField(default=False, db_default=False, editable=False)
    left_public_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practices_practice_group_iff_for_the_group",
                condition=Q(visibility="group", group__isnull=False)
                | (~Q(visibility="group") & Q(group__isnull=True)),
                violation_error_message=_("Choose the group whose members may see this."),
            ),
            models.CheckConstraint(
                name="practices_practice_published_at_when_published",
                condition=~Q(status="published") | Q(published_at__isnull=False, slug__isnull=False),
            ),
            models.CheckConstraint(
                name="practices_practice_published_at_when_archived",
                condition=~Q(status="archived") | Q(published_at__isnull=False, slug__isnull=False),
            ),
            models.CheckConstraint(
                name="practices_practice_asked_while_readable",
                condition=Q(asked_at__isnull=True) | Q(status__in=["published", "archived"]),
            ),
            models.CheckConstraint(
                name="practices_practice_flagged_when_asked",
                condition=Q(flagged_at__isnull=True) | Q(asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practices_practice_licence_known",
                condition=Q(licence__in=["CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0"]),
            ),
            models.CheckConstraint(
                name="practices_practice_maturity_1_to_5",
                condition=Q(maturity__isnull=True) | Q(maturity__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="practices_practice_evidence_0_to_4",
                condition=Q(evidence_level__isnull=True) | Q(evidence_level__range=(0, 4)),
            ),
            models.CheckConstraint(
                name="practices_practice_ends_after_it_begins",
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                name="practices_practice_not_based_on_itself", condition=~Q(based_on=F("pk"))
            ),
            models.UniqueConstraint(
                name="practices_practice_key_once_a_source",
                fields=["source", "key"],
                condition=~Q(key=""),
            ),
        ]
        indexes = [
            models.Index(name="practices_practice_published", fields=["status", "-published_at"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.slug or 'unnamed'}: {self.status}"

    @property
    def is_flagged(self) -> bool:
        """Nobody has confirmed for long that it still holds: readers are warned."""
        return self.flagged_at is not None and self.status == self.Status.PUBLISHED

    @property
    def is_idea(self) -> bool:
        """Nobody has tried it yet."""
        return self.maturity == IDEA

    @property
    def valid_since(self) -> datetime | None:
        """Its makers last stood by it then: when they confirmed it, else when it was published."""
        return self.confirmed_at or self.published_at

    @property
    def readable_texts(self) -> dict[str, "PracticeText"]:
        """The versions that have at least a name, by language, the source first. No query if prefetched."""
        source_first = sorted(self.texts.all(), key=lambda text: text.language != self.source_language)
        return {
            text.language: text
            for text in source_first
            if text.title or text.language == self.source_language
        }

    @property
    def text(self) -> "PracticeText":
        """The text for the reader: in the active language, else as it was written. No query if prefetched."""
        texts = self.readable_texts
        return texts.get(get_language() or "") or texts[self.source_language]
