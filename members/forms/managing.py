"""What those fill in who manage an organisation's members."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.forms.fields import ChoiceOf
from members.models import Organisation


class DeclineForm(forms.Form):
    """The reason that the person is told."""

    reason = forms.CharField(
        label=_("Reason, told to the person"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class InvitationForm(forms.Form):
    """Whom to invite, to what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=320)
    organisation = ChoiceOf(model=Organisation, label=_("Organisation"))
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()
