"""What a reviewer or a maker writes when a practice changes its state, and on the way to that."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from practices.fields import PRACTICE_FIELDS, TEXT_FIELDS
from practices.models import Practice
from practices.queries.audiences import Audience

WORDS = 4000
Visibility = Practice.Visibility
AUDIENCES = {
    Visibility.PUBLIC: _("Everybody"),
    Visibility.NETWORK: _("Members of the network"),
}


def words(label: Any, help_text: Any = "", *, rows: int = 5, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=WORDS,
        required=required,
        widget=forms.Textarea({"rows": rows}),
    )


class DecisionForm(forms.Form):
    """A comment for the makers, needed for a return; for whom it is published; which submission was read."""

    comment = words(
        _("To the makers"),
        _("If you return it: say what to add, and begin with what is good. They get this by mail."),
        rows=8,
        required=False,
    )
    audience = forms.ChoiceField(
        label=_("For whom is it published?"),
        help_text=_("You can show it to fewer people than the makers chose, never to more."),
        required=False,
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, audiences: list[Audience], submitted_at: datetime | None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._audiences = {audience_key(one): one for one in audiences}
        pairs = [(key, _audience_name(one)) for key, one in self._audiences.items()]
        self.fields["audience"].choices = pairs  # type: ignore[attr-defined]
        self.fields["audience"].initial = next(iter(self._audiences), "")
        if len(pairs) < 2:
            self.fields["audience"].widget = forms.HiddenInput()
        self.fields["seen"].initial = submitted_at.isoformat() if submitted_at else ""

    def audience_wanted(self) -> Audience | None:
        """None: as the makers chose."""
        return self._audiences.get(self.cleaned_data.get("audience", ""))

    def show_submission(self, submitted_at: datetime | None) -> None:
        """Whoever decides now has the page of this submission."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = submitted_at.isoformat() if submitted_at else ""
        self.data = data

    def submission_read(self) -> datetime | None:
        """Which submission the page showed, as the form says itself; None if it says nothing."""
        try:
            return datetime.fromisoformat(self.cleaned_data.get("seen", ""))
        except ValueError:
            return None


class WithdrawalForm(forms.Form):
    reason = words(
        _("Why is it withdrawn?"),
        _("The makers and the reviewers see this. The practice can no longer be found."),
    )
    use_required_attribute = False


class DeclineForm(forms.Form):
    reason = words(_("Why can you not review it?"), _("The next reviewer reads this, the makers do not."))
    has_conflict = forms.BooleanField(
        label=_("I have a conflict of interest"),
        help_text=_(
            "For example: you have taken part in making it, or somebody close to you has. You will not be asked "
            "about this practice again, and you cannot decide on it."
        ),
        required=False,
    )
    use_required_attribute = False


class RemarkForm(forms.Form):
    """`field` names what it is about; "" is the whole."""

    field = forms.CharField(required=False, widget=forms.HiddenInput)
    text = words(_("Comment"), rows=3)
    use_required_attribute = False

    def clean_field(self) -> str:
        field: str = self.cleaned_data["field"]
        if field and field not in TEXT_FIELDS | PRACTICE_FIELDS:
            raise forms.ValidationError(_("The form has changed meanwhile. Load the page again."))
        return field


class AnswerForm(forms.Form):
    remark = forms.IntegerField(widget=forms.HiddenInput)
    text = words(_("Your answer"), rows=3)
    use_required_attribute = False


class HidingForm(forms.Form):
    reason = words(_("Why is this version hidden?"), rows=3)
    use_required_attribute = False


def audience_key(audience: Audience) -> str:
    return f"{audience.visibility}:{audience.group_id}" if audience.group_id else audience.visibility


def _audience_name(audience: Audience) -> Any:
    if audience.visibility != Visibility.GROUP:
        return AUDIENCES[Visibility(audience.visibility)]
    return audience.group or _("Members of one ELO group")
