"""Our words for the texts of the sign-in package are still asked for."""

from pathlib import Path

import allauth
import polib
import pytest
from django.utils.translation import gettext, override

from members.sign_in_texts import REPLACED

CATALOGUE = Path(allauth.__file__).parent / "locale" / "fi" / "LC_MESSAGES" / "django.po"


def test_every_replaced_text_is_one_of_the_package():
    assert set(REPLACED) <= {entry.msgid for entry in polib.pofile(str(CATALOGUE))}


@pytest.mark.parametrize(
    ("language", "text"), [("fi", "Olet kirjautunut ulos."), ("sv", "Du har loggat ut.")]
)
def test_our_words_come_before_those_of_the_package(language, text):
    with override(language):
        assert gettext("You have signed out.") == text
