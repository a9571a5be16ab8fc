"""The controls of a practice's fields. Labels and help are added by the form."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from practices.fields import LINK_LENGTH, MAX_LINKS, MAX_STEPS, STEP_LENGTH, TEXT_LENGTHS
from practices.forms.rows import CellsField, LinksField, RoughDayField, RowsField
from practices.levels import COST, EVIDENCE, MATURITY, Level
from practices.licences import LICENCES, Licence
from practices.models import Practice
from practices.models.practices import VOCABULARIES
from practices.queries.choices import Choices, Pairs

ROWS = {"summary": 3, "need": 6, "description": 16, "results": 8}
USUAL_ROWS = 4
ONE_LINE = frozenset({"title", "funding"})
NAME_LENGTH = 200
VISIBILITY = {
    Practice.Visibility.PUBLIC: _("Everybody"),
    Practice.Visibility.NETWORK: _("Members of the network"),
    Practice.Visibility.GROUP: _("Members of one ELO group"),
}
Controls = dict[str, forms.Field]


def controls(name: str, practice: Practice, choices: Choices) -> Controls:
    """The control or controls of one field of practices.fields, by the name in the form."""
    if name in TEXT_LENGTHS:
        return {name: _text(name)}
    if name in VOCABULARIES:
        return {name: _many(choices.terms[name])}
    return CONTROLS[name](practice, choices)


def _text(name: str) -> forms.Field:
    widget = forms.TextInput() if name in ONE_LINE else forms.Textarea({"rows": ROWS.get(name, USUAL_ROWS)})
    return forms.CharField(max_length=TEXT_LENGTHS[name], widget=widget, strip=True)


def _many(pairs: Pairs) -> forms.Field:
    return forms.TypedMultipleChoiceField(
        choices=pairs, coerce=int, empty_value=[], widget=forms.CheckboxSelectMultiple
    )


def _select(pairs: Pairs) -> forms.Field:
    return forms.TypedChoiceField(choices=[("", _("Choose")), *pairs], coerce=int, empty_value=None)


def _levels(levels: Mapping[Any, Level | Licence], coerce: Callable[[Any], Any], empty: Any) -> forms.Field:
    pairs = [(value, _level(level)) for value, level in levels.items()]
    return forms.TypedChoiceField(choices=pairs, coerce=coerce, empty_value=empty, widget=forms.RadioSelect)


def _level(level: Level | Licence) -> SafeString:
    return format_html('<b>{}</b><br><span class="small muted">{}</span>', level.name, level.meaning)


def _visibility(practice: Practice, choices: Choices) -> Controls:
    """Without a group there is nothing to choose for one."""
    offered = [
        (value, name)
        for value, name in VISIBILITY.items()
        if choices.groups or value != Practice.Visibility.GROUP
    ]
    return {"visibility": forms.ChoiceField(choices=offered, widget=forms.RadioSelect)}


def _group(practice: Practice, choices: Choices) -> Controls:
    return {"group_id": _select(choices.groups)} if choices.groups else {}


CONTROLS: dict[str, Callable[[Practice, Choices], Controls]] = {
    "steps": lambda _practice, _choices: {"steps": RowsField(longest=STEP_LENGTH, most=MAX_STEPS)},
    "links": lambda _practice, _choices: {"links": LinksField(longest=LINK_LENGTH, most=MAX_LINKS)},
    "kind_id": lambda _practice, choices: {"kind_id": _select(choices.terms["kind"])},
    "contact_id": lambda _practice, choices: {"contact_id": _select(choices.contacts)},
    "partners": lambda _practice, _choices: {
        "partner_names": CellsField(longest=NAME_LENGTH, most=MAX_LINKS),
        "partner_roles": CellsField(longest=NAME_LENGTH, most=MAX_LINKS),
    },
    "visibility": _visibility,
    "group_id": _group,
    "regions": lambda _practice, choices: {"regions": _many(choices.regions)},
    "is_national": lambda _practice, _choices: {"is_national": forms.BooleanField()},
    "started_on": lambda _practice, _choices: {"started_on": RoughDayField()},
    "ended_on": lambda _practice, _choices: {"ended_on": RoughDayField()},
    "maturity": lambda _practice, _choices: {"maturity": _levels(MATURITY, int, None)},
    "evidence_level": lambda _practice, _choices: {"evidence_level": _levels(EVIDENCE, int, None)},
    "cost": lambda _practice, _choices: {"cost": _levels(COST, str, "")},
    "licence": lambda practice, _choices: {"licence": _levels(LICENCES, str, practice.licence)},
    "has_no_client_data": lambda _practice, _choices: {"has_no_client_data": forms.BooleanField()},
}
