"""Words of states bend after what they are said of: an event, a registration, a membership, a practice."""

import pytest
from django.utils import translation

from members.models import Membership
from practices.models import Adoption, Assignment, Practice
from seminars.models import Event, Registration


@pytest.mark.parametrize(
    ("state", "finnish", "swedish"),
    [
        (Event.Status.PUBLISHED, "julkaistu", "publicerat"),
        (Event.Status.CANCELLED, "peruttu", "inställt"),
        (Event.Visibility.PUBLIC, "julkinen", "offentligt"),
        (Registration.Status.CONFIRMED, "vahvistettu", "bekräftad"),
        (Registration.Status.CANCELLED, "peruttu", "avbokad"),
        (Membership.State.APPROVED, "vahvistettu", "bekräftat"),
        (Membership.State.DECLINED, "hylätty", "avslaget"),
        (Practice.Status.PUBLISHED, "julkaistu", "publicerad"),
        (Practice.Status.WITHDRAWN, "poistettu julkaisusta", "tillbakadragen"),
        (Practice.Visibility.PUBLIC, "julkinen", "offentlig"),
        (Adoption.State.ENDED, "luovuttu", "avslutad"),
        (Assignment.State.ASKED, "pyydetty", "tillfrågad"),
        (Assignment.State.DECLINED, "kieltäytynyt", "avböjt"),
    ],
    ids=lambda value: f"{type(value).__qualname__}.{value.name}" if hasattr(value, "name") else "",
)
def test_a_state_is_said_in_the_form_of_what_it_is_said_of(state, finnish, swedish):
    said = {}
    for language in ("fi", "sv"):
        with translation.override(language):
            said[language] = str(state.label)

    assert said == {"fi": finnish, "sv": swedish}
