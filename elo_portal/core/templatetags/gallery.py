"""Example data for the page that shows every component in every state. Invented, in Finnish, for builders only."""

from datetime import UTC, datetime
from typing import Any

from django import forms, template
from django.core.paginator import Paginator

from elo_portal.core.components import TargetLink, Tone, tiles

register = template.Library()

COUNTS = {
    "Lappi": ("19", 14),
    "Pohjois-Pohjanmaa": ("17", 31),
    "Kainuu": ("18", 9),
    "Pohjanmaa": ("15", 12),
    "Keski-Pohjanmaa": ("16", 4),
    "Pohjois-Savo": ("11", 22),
    "Pohjois-Karjala": ("12", 17),
    "Etelä-Pohjanmaa": ("14", 11),
    "Keski-Suomi": ("13", 34),
    "Etelä-Savo": ("10", 13),
    "Satakunta": ("04", 15),
    "Pirkanmaa": ("06", 38),
    "Päijät-Häme": ("07", 10),
    "Etelä-Karjala": ("09", 8),
    "Ahvenanmaa": ("21", 0),
    "Varsinais-Suomi": ("02", 26),
    "Kanta-Häme": ("05", 7),
    "Uusimaa": ("01", 41),
    "Kymenlaakso": ("08", 6),
}
TARGETS = (
    (1, "Asiantuntijuus verkostona"),
    (2, "Yhteinen määrittely"),
    (3, "Hyvä toimintatapa"),
    (4, "Osaamisen kehittäminen"),
    (5, "Tavoitteet ja hyödyt tiedoksi"),
    (6, "Toimivaltuudet ja resurssit"),
    (7, "Jatkuva uudistaminen"),
)
GROUPS = (
    ("basic-ed", "Perusopetuksen oppilaat"),
    ("upper-sec", "Lukio-opiskelijat"),
    ("adults", "Työikäiset"),
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Nimi", max_length=100, help_text="Lyhyt ja kuvaava.")
    need = forms.CharField(
        label="Mihin tarpeeseen?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    groups = forms.MultipleChoiceField(
        label="Kohderyhmät", choices=GROUPS, widget=forms.CheckboxSelectMultiple, help_text="Valitse kaikki."
    )
    region = forms.ChoiceField(label="Alue", choices=[("", "Valitse alue"), ("06", "Pirkanmaa")])
    started = forms.DateField(label="Milloin alkoi?", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    is_in_use = forms.ChoiceField(
        label="Onko yhä käytössä?", choices=[("yes", "Kyllä"), ("no", "Ei enää")], widget=forms.RadioSelect
    )
    attachment = forms.FileField(label="Liite", required=False)
    agrees = forms.BooleanField(label="Hyväksyn julkaisun lisenssillä CC BY 4.0")


@register.simple_tag
def examples() -> dict[str, Any]:
    """{% examples as example %}: tiles, targets, forms, moments, a page of a list."""
    # Four fields wrong, and what was typed is kept.
    mistaken = ExampleForm(
        {"mistaken-title": "Opon etäohjausvuoro", "mistaken-started": "1.13.2025"}, prefix="mistaken"
    )
    mistaken.full_clean()
    return {
        "tones": Tone.__args__,  # type: ignore[attr-defined]
        "targets": TARGETS,
        "strip": [
            TargetLink(number, name, "#targets", f"{number * 9} käytäntöä") for number, name in TARGETS
        ],
        "tiles": tiles(
            ((code, name, "#tiles", count) for name, (code, count) in COUNTS.items()), current="06"
        ),
        "form": ExampleForm(),
        "mistaken": mistaken,
        "start": datetime(2027, 2, 9, 8, 0, tzinfo=UTC),
        "end": datetime(2027, 2, 10, 10, 0, tzinfo=UTC),
        "lunch": datetime(2027, 2, 9, 10, 30, tzinfo=UTC),
        "today": datetime(2027, 2, 12, tzinfo=UTC).date(),
        "page": Paginator(range(434), 10).page(7),
    }
