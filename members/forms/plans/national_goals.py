"""A national goal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import TextField


class NationalGoalForm(forms.Form):
    name_fi = TextField(label=_("Name in Finnish"), max_length=200)
    name_sv = TextField(label=_("Name in Swedish"), max_length=200)
    name_en = TextField(label=_("Name in English"), max_length=200)
    order = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=99)
    is_active = forms.BooleanField(
        label=_("May be chosen for new measures"),
        help_text=_("Otherwise it stays where it was chosen, and is not offered any more."),
        required=False,
        initial=True,
    )
    use_required_attribute = False
