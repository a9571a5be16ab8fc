"""Saving a search, and wishing for what it did not find."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import SavedSearch, Wish


class SavedSearchForm(forms.Form):
    """A name and the tick for the digest. To somebody without the digest it says that the tick turns it on."""

    name = forms.CharField(label=_("Name of the search"), max_length=100)
    in_digest = forms.BooleanField(
        label=_("Tell me in my weekly digest when something new matches"), required=False
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, gets_digest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_digest"].help_text = (
            _("The digest comes on Mondays. It names the new practices that this search finds.")
            if gets_digest
            else _(
                "You do not get the weekly digest now. This tick turns it on: it comes on Mondays, also tells of "
                "other new practices and events, and you can turn it off in your details or from each mail."
            )
        )

    @staticmethod
    def initial_of(search: SavedSearch, *, gets_digest: bool) -> dict[str, Any]:
        """Without the digest the tick is shown as it works: not at all."""
        return {"name": search.name, "in_digest": search.in_digest and gets_digest}


class WishForm(forms.Form):
    text = forms.CharField(
        label=_("What were you looking for?"),
        help_text=_(
            "One sentence, if you like: for whom, in which situation. Do not write about clients or "
            "anybody's personal matters."
        ),
        required=False,
        max_length=Wish._meta.get_field("text").max_length,
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)
