"""Which group has agreed on which wording."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.glossary.wordings import Wording
from members.models.groups import Group
from members.models.people import Person


class Agreement(models.Model):
    """A decision of one group. It stays when the group agrees on another wording: the latest day holds."""

    ONCE = "members_agreement_once_a_day"

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="agreements")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="agreements")
    agreed_on = models.DateField(_("agreed on"))
    decision = models.CharField(_("number of the decision"), max_length=60)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_agreement_once_a_day",
                fields=["wording", "group", "agreed_on"],
                violation_error_message=_("This decision is recorded already."),
            ),
            models.CheckConstraint(name="members_agreement_has_a_number", condition=~models.Q(decision="")),
        ]

    def __str__(self) -> str:
        return f"#{self.wording_id} by {self.group_id} on {self.agreed_on}"
