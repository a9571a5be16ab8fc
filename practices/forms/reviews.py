"""What a reviewer or a maker writes when a practice changes its state."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS = 4000


class DecisionForm(forms.Form):
    """A comment for the makers: needed for a return, welcome with a publication."""

    comment = forms.CharField(
        label=_("To the makers"),
        help_text=_("If you return it: say what to add, and begin with what is good. They get this by mail."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("The makers and the reviewers see this. The practice can no longer be found."),
        max_length=WORDS,
        widget=forms.Textarea({"rows": 5}),
    )
    use_required_attribute = False
