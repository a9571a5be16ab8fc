"""What people tell of themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import ChoiceOf
from members.models import Organisation, Person
from members.queries.organisations import choosable_organisations


class OwnDetailsForm(forms.ModelForm[Person]):
    """Checked by the model, saved by commands.people.save_own."""

    class Meta:
        model = Person
        fields = ("first_name", "last_name", "language", "digest")
        widgets = {"language": forms.RadioSelect, "digest": forms.RadioSelect}

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("Pass the cleaned data to commands.people.save_own.")


class JoinForm(forms.Form):
    """Ask to belong to one more organisation."""

    organisation = ChoiceOf(model=Organisation, label=_("Organisation"))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = choosable_organisations()  # type: ignore[attr-defined]
