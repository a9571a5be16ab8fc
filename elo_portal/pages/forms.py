"""What administrators fill in on the portal's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import TextField
from elo_portal.core.models import Synonym

MOST_WORDS = 32_767  # the largest place that the database holds


class SynonymForm(forms.ModelForm[Synonym]):
    """A pair of words; core.search.synonyms saves what it gives."""

    class Meta:
        model = Synonym
        fields = ("word", "language", "meaning", "meaning_language", "is_one_way")
        help_texts = {
            "word": _("What people type, in its base form. It may be several words."),
            "meaning": _("What the texts say. It may be several words."),
            "is_one_way": _(
                "Mark this when the second is wider than the first: ADHD also finds neuropsychiatric."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("language", "meaning_language"):
            field: Any = self.fields[name]
            field.choices = [("", _("Not chosen")), *field.choices[1:]]

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("Pass values() to core.search.synonyms.")

    def values(self) -> dict[str, Any]:
        """For the command."""
        return {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }


class TermForm(forms.Form):
    """The names of a word of a vocabulary, and its place in the list."""

    name_fi = TextField(label=_("Name in Finnish"), max_length=200)
    name_sv = TextField(label=_("Name in Swedish"), max_length=200)
    name_en = TextField(label=_("Name in English"), max_length=200)
    order = forms.IntegerField(
        label=_("Place in the list"),
        required=False,
        min_value=0,
        max_value=MOST_WORDS,
        help_text=_("A number: smaller ones come first. Left empty, a new word comes last."),
    )


class MergeForm(forms.Form):
    """Which word takes the place of another."""

    into = forms.TypedChoiceField(label=_("Which word takes its place?"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, others: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.choices = [("", _("Not chosen")), *others]
