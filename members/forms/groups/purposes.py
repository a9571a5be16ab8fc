"""What a group's leaders write about what it is for, who should be in it, and its sub-groups."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import TextField
from elo_portal.core.models import Term
from members.commands.groups.purposes import EXPECTABLE, Names, Purpose
from members.models import Region

LONGEST = 2000


def long_text(label: Any, help_text: Any = "", *, rows: int = 4, required: bool = False) -> forms.CharField:
    return TextField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
    )


class PurposeForm(forms.Form):
    """In each language; the reader gets the own one, else another."""

    purpose_fi = long_text(
        _("Purpose in Finnish"), _("What is the group for? Two or three sentences for everybody.")
    )
    purpose_sv = long_text(_("Purpose in Swedish"))
    purpose_en = long_text(_("Purpose in English"))
    use_required_attribute = False

    def values(self) -> Purpose:
        return Purpose(**self.cleaned_data)


class ExpectedForm(forms.Form):
    """Whose point of view should be heard in the group."""

    expected = forms.ModelMultipleChoiceField(
        label=_("Who should be represented in the group?"),
        help_text=_("The page of the group says which of these are missing."),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, chosen: list[int]) -> None:
        """`chosen`: the ids stored now; they stay on offer when they are retired."""
        super().__init__(data, initial={"expected": chosen})
        offered = Term.objects.of(*EXPECTABLE).filter(Q(is_active=True) | Q(pk__in=chosen))
        self.fields["expected"].queryset = offered  # type: ignore[attr-defined]


class SubGroupForm(PurposeForm):
    name_fi = TextField(label=_("Name in Finnish"), max_length=200)
    name_sv = TextField(label=_("Name in Swedish"), max_length=200)
    name_en = TextField(label=_("Name in English"), max_length=200)
    regions = forms.ModelMultipleChoiceField(
        label=_("Regions"),
        queryset=Region.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("name_fi", "name_sv", "name_en", "regions")

    def __init__(self, *args: Any, regions: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [region.pk for region in regions]
        self.fields["regions"].queryset = Region.objects.filter(pk__in=ids).order_by("code")  # type: ignore[attr-defined]
        self.fields["regions"].initial = ids
        if not regions:
            del self.fields["regions"]

    def names(self) -> Names:
        return Names(*(self.cleaned_data[name] for name in ("name_fi", "name_sv", "name_en")))

    def purpose(self) -> Purpose:
        return Purpose(*(self.cleaned_data[name] for name in ("purpose_fi", "purpose_sv", "purpose_en")))

    def region_ids(self) -> list[int]:
        return [region.pk for region in self.cleaned_data.get("regions", [])]
