"""An item of the annual clock."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from elo_portal.core.names import LANGUAGES
from members.commands.plans.clock import ClockValues
from members.forms.fields import ChoiceOf
from members.forms.plans.measures import capitalised
from members.forms.plans.texts import Text, TextsForm, texts_of
from members.models import ClockItem


class ClockItemForm(TextsForm):
    model = ClockItem
    TEXTS = (Text("title", _("Title")),)

    month = forms.TypedChoiceField(label=_("Month"), coerce=int)
    day = forms.IntegerField(
        label=_("Day"), help_text=_("If it is known."), min_value=1, max_value=31, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(ClockItem.Kind.choices))
    target = ChoiceOf(model=Term, label=_("Development target"), required=False)

    def __init__(self, data: Any = None, *, item: ClockItem | None = None, **kwargs: Any) -> None:
        if item:
            plain = {name: getattr(item, name) for name in ("month", "day", "kind")}
            kwargs["initial"] = plain | {"target": item.target_id} | texts_of(ClockItemForm, item)
        super().__init__(data, **kwargs)
        self.fields["month"].choices = [(number, capfirst(name)) for number, name in MONTHS.items()]  # type: ignore[attr-defined]
        chosen = item.target_id if item else None
        targets = Term.objects.of("development_target").filter(Q(is_active=True) | Q(pk=chosen))
        self.fields["target"].queryset = targets  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"title_{code}") for code in LANGUAGES):
            self.add_error(f"title_{self.languages[0]}", _("Write the title in at least one language."))
        return cleaned

    def values(self) -> ClockValues:
        """What `commands.plans.clock` takes."""
        data = self.cleaned_data
        target = data["target"]
        return ClockValues(
            self.text_values(), data["month"], data["kind"], data["day"], target.pk if target else None
        )
