"""What those fill in who tend an organisation's page."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import LANGUAGES
from members import languages
from members.commands.profiles import ProfileFields, ServiceFields
from members.models import Organisation, Service
from members.models.services import TEXTS, VOCABULARIES
from members.queries.profiles import ServiceChoices

MAX_DESCRIPTION, MAX_NAME, MAX_TEXT, MAX_SHORT = 3000, 120, 2000, 1000
DESCRIPTIONS = {
    "fi": _("What we do, in Finnish"),
    "sv": _("What we do, in Swedish"),
    "en": _("What we do, in English"),
}
LABELS = {
    "name": {"fi": _("Name in Finnish"), "sv": _("Name in Swedish"), "en": _("Name in English")},
    "text": {
        "fi": _("What the client gets, in Finnish"),
        "sv": _("What the client gets, in Swedish"),
        "en": _("What the client gets, in English"),
    },
    "when": {
        "fi": _("When to guide a client to us, in Finnish"),
        "sv": _("When to guide a client to us, in Swedish"),
        "en": _("When to guide a client to us, in English"),
    },
    "reach": {
        "fi": _("How to reach the service, in Finnish"),
        "sv": _("How to reach the service, in Swedish"),
        "en": _("How to reach the service, in English"),
    },
}
HELP: dict[str, Any] = {
    "name": "",
    "text": _("Two or three sentences that a colleague elsewhere understands."),
    "when": _("Say it so that a colleague can decide: for whom, in what situation, and when not."),
    "reach": _("Phone, opening hours, booking. No phone numbers or addresses of single people."),
}
TERM_LABELS = {
    "target_group": _("Target groups"),
    "life_phase": _("Phases of life"),
    "theme": _("Themes"),
    "channel": _("Channels"),
}


def _languages() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Languages of service"),
        choices=languages.CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ProfileForm(forms.Form):
    """The organisation as a whole."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    languages = _languages()
    is_public = forms.BooleanField(
        label=_("Everybody may read our page"),
        help_text=_(
            "Otherwise only members of the network read it. Names of contact persons are for members only."
        ),
        required=False,
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        known = ("website", "languages", "is_public", *(f"description_{code}" for code in LANGUAGES))
        super().__init__(data, initial={name: getattr(organisation, name) for name in known})
        for code in LANGUAGES:
            self.fields[f"description_{code}"] = forms.CharField(
                label=DESCRIPTIONS[code],
                max_length=MAX_DESCRIPTION,
                required=False,
                widget=forms.Textarea({"rows": 5, "lang": code}),
            )
        self.order_fields([f"description_{code}" for code in LANGUAGES])

    def values(self) -> ProfileFields:
        """For the command."""
        data = self.cleaned_data
        return ProfileFields(**data | {"languages": tuple(data["languages"])})


class ServiceForm(forms.Form):
    """A service in up to three languages: one with a name is enough."""

    languages = _languages()
    use_required_attribute = False

    def __init__(self, data: Any = None, *, choices: ServiceChoices, service: Service | None = None) -> None:
        super().__init__(data, initial=_initial(service) if service else None)
        for code in LANGUAGES:
            for text in TEXTS:
                self.fields[f"{text}_{code}"] = _text(text, code)
        for vocabulary in VOCABULARIES:
            self.fields[vocabulary] = forms.TypedMultipleChoiceField(
                label=TERM_LABELS[vocabulary],
                choices=choices.terms[vocabulary],
                coerce=int,
                required=vocabulary == "target_group",
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["regions"] = forms.TypedMultipleChoiceField(
            label=_("Whole regions"),
            help_text=_("Leave empty if the service is offered wherever your organisation works."),
            choices=choices.regions,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["municipalities"] = forms.TypedMultipleChoiceField(
            label=_("Only in these municipalities"),
            choices=[pair for _region, pairs in choices.municipalities for pair in pairs],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """The fields of each language, for the template, and whether they are unfolded: the reader's own, those that
        say something, those with an error.
        """
        parts = [(code, [self[f"{text}_{code}"] for text in TEXTS]) for code in LANGUAGES]
        return [
            (code, found, code == get_language() or any(one.value() or one.errors for one in found))
            for code, found in parts
        ]

    @property
    def term_fields(self) -> list[forms.BoundField]:
        return [self[vocabulary] for vocabulary in VOCABULARIES]

    def clean(self) -> dict[str, Any]:
        """A language that says anything has a name, and one of them says something."""
        cleaned = super().clean() or self.cleaned_data
        written = [code for code in LANGUAGES if any(cleaned.get(f"{text}_{code}") for text in TEXTS)]
        for code in written:
            if not cleaned.get(f"name_{code}") and not self.has_error(f"name_{code}"):
                self.add_error(f"name_{code}", gettext("Give the service a name in this language too."))
        if not written and not self.errors.keys() & {f"name_{code}" for code in LANGUAGES}:
            self.add_error("name_fi", gettext("Give the service a name, in one language at least."))
        return cleaned

    def values(self) -> ServiceFields:
        """For the command."""
        data = self.cleaned_data
        texts = {f"{text}_{code}": data[f"{text}_{code}"] for text in TEXTS for code in LANGUAGES}
        return ServiceFields(
            texts={name: text for name, text in texts.items() if text},
            terms=frozenset(pk for vocabulary in VOCABULARIES for pk in data[vocabulary]),
            languages=tuple(data["languages"]),
            regions=frozenset(data["regions"]),
            municipalities=frozenset(data["municipalities"]),
        )


def _text(text: str, code: str) -> forms.CharField:
    longest = {"name": MAX_NAME, "text": MAX_TEXT}.get(text, MAX_SHORT)
    widget = forms.TextInput({"lang": code}) if text == "name" else forms.Textarea({"rows": 3, "lang": code})
    return forms.CharField(
        label=LABELS[text][code], help_text=HELP[text], max_length=longest, required=False, widget=widget
    )


def _initial(service: Service) -> dict[str, Any]:
    initial: dict[str, Any] = {
        f"{text}_{code}": getattr(service, f"{text}_{code}") for text in TEXTS for code in LANGUAGES
    }
    terms = list(service.terms.all())
    for vocabulary in VOCABULARIES:
        initial[vocabulary] = [term.pk for term in terms if term.vocabulary == vocabulary]
    for name in ("regions", "municipalities"):
        initial[name] = [place.pk for place in getattr(service, name).all()]
    return initial | {"languages": service.languages}
