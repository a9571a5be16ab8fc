"""Words about a practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 4000


class CommentForm(forms.Form):
    answer_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your comment or question"),
        help_text=_("Members of the network see it with your name and your organisation."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )
    use_required_attribute = False


class EnquiryForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Only the makers see it. Your name is told, your address is not."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
    )
    use_required_attribute = False


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Whoever asked gets it by mail."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
    )
    use_required_attribute = False
