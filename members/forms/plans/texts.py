"""Texts in three languages: those of the region side by side, the others folded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import CharField, Model
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst

from elo_portal.core.fields import TextField
from elo_portal.core.names import LANGUAGES
from members.models import Group

LONGEST = 4000


@dataclass(frozen=True)
class Text:
    """One text of `model`, which has a field for each language."""

    name: str
    label: str | Promise
    help_text: str | Promise = ""
    rows: int = 4


@dataclass(frozen=True)
class TextFields:
    """As the template sets it."""

    text: Text
    shown: list[BoundField]
    folded: list[BoundField]


def languages_of(group: Group) -> tuple[str, ...]:
    """Those in which the group writes: Finnish, and Swedish where a region is bilingual or the group has none."""
    regions = list(group.regions.all())
    return ("fi", "sv") if not regions or any(one.is_bilingual for one in regions) else ("fi",)


class TextsForm(forms.Form):
    """Give it `model` and `TEXTS`; its fields are those of the model, `title_fi` and so on."""

    model: ClassVar[type[Model]]
    TEXTS: ClassVar[tuple[Text, ...]]
    use_required_attribute = False

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for text in self.TEXTS:
            for code in LANGUAGES:
                self.fields[f"{text.name}_{code}"] = _field(self.model, text, code)

    @property
    def texts(self) -> Iterator[TextFields]:
        for text in self.TEXTS:
            bound = {code: self[f"{text.name}_{code}"] for code in LANGUAGES}
            open_ones = [
                code
                for code in LANGUAGES
                if code in self.languages or bound[code].value() or bound[code].errors
            ]
            folded = [bound[code] for code in LANGUAGES if code not in open_ones]
            yield TextFields(text, [bound[code] for code in open_ones], folded)

    def text_values(self) -> dict[str, str]:
        """What was written, by the names of the model's fields."""
        return {
            f"{text.name}_{code}": self.cleaned_data[f"{text.name}_{code}"]
            for text in self.TEXTS
            for code in LANGUAGES
        }


def texts_of(form: "TextsForm | type[TextsForm]", thing: Model) -> dict[str, str]:
    """What the form shows of a stored thing."""
    names = [f"{text.name}_{code}" for text in form.TEXTS for code in LANGUAGES]
    return {name: getattr(thing, name) for name in names}


def _field(model: type[Model], text: Text, code: str) -> forms.CharField:
    stored: Any = model._meta.get_field(f"{text.name}_{code}")
    is_line = isinstance(stored, CharField)
    return TextField(
        label=capfirst(str(stored.verbose_name)),
        required=False,
        max_length=stored.max_length if is_line else LONGEST,
        widget=forms.TextInput({"lang": code})
        if is_line
        else forms.Textarea({"rows": text.rows, "lang": code}),
    )
