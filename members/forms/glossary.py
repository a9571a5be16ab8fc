"""What people write into the glossary."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField
from members.commands.glossary import Decided, Said
from members.models import Group, WordingText
from members.models.glossary.wordings import LONGEST_TERM
from members.queries.glossary import Row

MOST_CHARACTERS = 4000
MOST_NAMES = 12
LANGUAGE_LABELS = {"fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}
NEEDED = ("fi", "sv")


class NamesField(forms.CharField):
    """Several words or phrases with commas between them."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return tuple(dict.fromkeys(name for part in text.split(",") if (name := " ".join(part.split()))))

    def validate(self, value: Any) -> None:
        if len(value) > MOST_NAMES or any(len(name) > LONGEST_TERM for name in value):
            raise forms.ValidationError(_("At most 12, each at most 60 characters. Put commas between them."))

    def run_validators(self, value: Any) -> None:
        """They look at single texts; `validate` has looked at each."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


def _text(label: Any, *, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": rows}),
    )


class WordingForm(forms.Form):
    """An entry in three languages. Finnish and Swedish are needed, English where it is known."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for language in LANGUAGE_LABELS:
            self._add_language(language)
        if asks_why:
            self.fields["reason"] = _text(_("What changes and why?"), rows=3)
            self.fields["reason"].required = True

    def _add_language(self, language: str) -> None:
        made = {
            "term": forms.CharField(label=_("Term"), max_length=LONGEST_TERM, required=False),
            "definition": _text(
                _("Definition"), rows=3, help_text=_("One or two sentences in your own words.")
            ),
            "delimitation": _text(_("What it covers and what not"), rows=2),
            "synonyms": NamesField(label=_("Synonyms"), help_text=_("Commas between them."), required=False),
            "discouraged": NamesField(
                label=_("Forms that are not recommended"), help_text=_("Commas between them."), required=False
            ),
            "source": forms.CharField(label=_("Source"), max_length=300, required=False),
        }
        for name, field in made.items():
            field.label = _("%(what)s %(in_language)s") % {
                "what": field.label,
                "in_language": LANGUAGE_LABELS[language],
            }
            field.required = name in {"term", "definition"} and language in NEEDED
            field.widget.attrs["lang"] = language
            self.fields[f"{name}_{language}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        written = [name for name, value in cleaned.items() if name.endswith("_en") and value]
        for name in ("term_en", "definition_en"):
            if written and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("English needs both a term and a definition."))
        return cleaned

    def said(self) -> dict[str, Said]:
        """By language, what the commands take."""
        languages = [one for one in LANGUAGE_LABELS if self.cleaned_data[f"term_{one}"]]
        return {
            one: Said(**{n: self.cleaned_data[f"{n}_{one}"] for n in Said.__annotations__})
            for one in languages
        }

    @staticmethod
    def initial_of(texts: Iterable[WordingText]) -> dict[str, Any]:
        """What the form shows of a wording that another one is to follow."""
        return {f"{n}_{one.language}": getattr(one, n) for one in texts for n in Said.__annotations__}


class AgreeForm(forms.Form):
    """With one group there is nothing to choose: it is not asked."""

    group_id = forms.TypedChoiceField(label=_("Which group has agreed?"), coerce=int)
    agreed_on = DayField(label=_("When was it decided?"), help_text=_("For example 1.8.2025."))
    decision = forms.CharField(
        label=_("Number of the decision"),
        help_text=_("As in the minutes, for example 4/2026."),
        max_length=60,
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["group_id"]
        field.choices = [(one.pk, one.name) for one in groups]  # type: ignore[attr-defined]
        if len(groups) == 1:
            field.widget, field.initial = forms.HiddenInput(), groups[0].pk

    def decided(self) -> Decided:
        return Decided(**self.cleaned_data)


class RetireForm(forms.Form):
    successor = forms.ChoiceField(label=_("Which term is used instead?"), required=False)
    reason = _text(_("Why is it no longer used?"), rows=3)
    use_required_attribute = False

    def __init__(self, data: Any = None, *, rows: Iterable[Row], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["reason"].required = True
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            ("", _("None")),
            *((row.slug, row.text.term) for row in rows),
        ]


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("Members of the network see it with your name and organisation."),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": 3}),
    )
    use_required_attribute = False
