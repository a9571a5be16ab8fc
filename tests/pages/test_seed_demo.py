"""`seed_demo` runs at every start of the demo: it loads once, and never touches what people have done since."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from elo_portal.core.models import Installation, SearchEntry
from elo_portal.pages.demo import library, network
from members.models import Account, Organisation, Person, RoleGrant
from practices.models import Practice, PracticeText
from seminars.models import Event, Registration

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 24, 8, tzinfo=UTC)
EDITED = "Muokattu otsikko"


@pytest.fixture(autouse=True)
def _demo():
    with time_machine.travel(TODAY, tick=False):
        Installation.objects.update(is_demo=True)
        seed_demo()
        yield


def seed_demo(*arguments: str) -> list[str]:
    said = StringIO()
    call_command("seed_demo", *arguments, stdout=said)
    return said.getvalue().splitlines()


def edit_texts() -> None:
    PracticeText.objects.filter(practice__key="tno-seminaarit", language="fi").update(title=EDITED)
    Event.objects.filter(key="tno-seminaari-2027").update(title_fi=EDITED)
    Organisation.objects.filter(key="ohjaamo-hakamaki").update(name_fi=EDITED)
    Person.objects.filter(email="ohjaaja@example.org").update(last_name=EDITED, digest=Person.Digest.OFF)


def edit_choices() -> None:
    Practice.objects.get(key="osaamiskartta-alanvaihtajalle").regions.clear()
    Organisation.objects.get(key="ohjaamo-hakamaki").sectors.clear()
    Event.objects.get(key="tno-seminaari-2027").programme.all().delete()


def withdraw() -> None:
    Practice.objects.filter(key="vertaisfoorumit").update(status=Practice.Status.WITHDRAWN)
    Practice.objects.filter(key="tno-seminaarit").update(status=Practice.Status.DRAFT)
    Event.objects.filter(key="tno-seminaari-2027").update(
        status=Event.Status.CANCELLED, cancelled_at=TODAY, title_fi=EDITED
    )
    Registration.objects.update(status=Registration.Status.CANCELLED, cancelled_at=TODAY)


def hand_over() -> None:
    other = Person.objects.exclude(practices_written__key="tno-seminaarit").order_by("pk")[0]
    Practice.objects.filter(key="tno-seminaarit").update(author=other)


def delete() -> None:
    Practice.objects.filter(status=Practice.Status.DRAFT).delete()
    Registration.objects.all().delete()
    Event.objects.filter(key="tno-seminaari-2027").delete()


def end_roles() -> None:
    RoleGrant.objects.update(ends_on=date(2026, 11, 23))
    Account.objects.update(password="changed")


def everything() -> dict[str, list[object]]:
    """All rows of what the demo loads, and the relations that people choose."""
    models = (
        Organisation,
        Person,
        Account,
        RoleGrant,
        Practice,
        PracticeText,
        Event,
        Registration,
        SearchEntry,
    )
    relations = (Practice.regions.through, Practice.terms.through, Organisation.sectors.through)
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in (*models, *relations)
    }


@pytest.mark.parametrize(
    "change",
    [edit_texts, edit_choices, withdraw, hand_over, delete, end_roles],
    ids=lambda change: change.__name__,
)
def test_what_people_have_changed_stays_at_the_next_start(change):
    change()
    before = everything()

    seed_demo()

    assert everything() == before


def test_loading_by_hand_overwrites_nothing_either():
    edit_texts()
    before = everything()

    network.load()
    library.load(now=TODAY)

    assert everything() == before


def test_numbers_beyond_the_demo_are_filled_up_at_a_later_call():
    assert seed_demo("--practices", "66", "--people", "42", "--events", "12", "--organisations", "33")[
        :4
    ] == [
        "organisations: 33",
        "people: 42",
        "practices: 66",
        "events: 12",
    ]


def test_filling_up_after_something_was_removed_gives_no_number_twice():
    seed_demo("--practices", "67", "--organisations", "33")
    Practice.objects.filter(source="generated").order_by("pk").first().delete()
    Practice.objects.filter(status=Practice.Status.DRAFT).first().delete()

    assert "practices: 68" in seed_demo("--practices", "68")
    assert Practice.objects.filter(source="generated").count() == 4


def test_a_real_installation_is_never_filled():
    Installation.objects.update(is_demo=False)

    with pytest.raises(CommandError, match="not a demo"):
        seed_demo()
