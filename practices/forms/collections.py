"""Collections of practices."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from practices.models import Collection


class CollectionForm(forms.Form):
    title = forms.CharField(label=_("Name of the collection"), max_length=100)
    text = forms.CharField(
        label=_("What binds these practices together?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    language = forms.ChoiceField(
        label=_("In which language do you write?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    is_public = forms.BooleanField(
        label=_("Everybody may see the collection"),
        help_text=_("Your name is shown. Each reader sees only the practices that they may see."),
        required=False,
    )
    use_required_attribute = False

    @staticmethod
    def initial_of(collection: Collection) -> dict[str, Any]:
        return {name: getattr(collection, name) for name in ("title", "text", "language", "is_public")}


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Why this one?"), required=False, max_length=300)
