"""What a group may do and has: written by those who tend it, and never two mandates at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry
from members.commands.groups import mandates as commands
from members.models import Mandate, Project, YearlyResources
from tests.factories import NOW
from tests.members.factories import (
    MandateFactory,
    PersonFactory,
    ProjectFactory,
    authority,
    group,
    viewer_of,
)
from tests.members.racing import second_while_first_is_open

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def fields(starts_on=date(2027, 1, 1), ends_on=date(2028, 12, 31), **more):
    values = {"authority_id": authority("04").pk, "scope": "Sovittaa yhteen."} | more
    return commands.MandateFields(starts_on=starts_on, ends_on=ends_on, **values)


def record(actor, values, **more):
    return commands.record_mandate(group_id=group().pk, values=values, actor=actor, **more)


def test_a_mandate_is_recorded_and_the_earlier_one_stays(coordinator):
    earlier = MandateFactory(ends_on=LAST_DAY)
    made = record(coordinator, fields(diary_number=" SISEVK/1/2027 "))

    assert (made.diary_number, made.language) == ("SISEVK/1/2027", "fi")
    assert set(group().mandates.all()) == {earlier, made}
    assert AuditEntry.objects.get(action="members.record_mandate").target_id == made.pk


@pytest.mark.parametrize("starts_on", [LAST_DAY, date(2026, 3, 1), date(2020, 1, 1)])
def test_two_mandates_never_hold_on_the_same_day(coordinator, starts_on):
    MandateFactory(ends_on=LAST_DAY)
    with pytest.raises(commands.MandatesOverlap):
        record(coordinator, fields(starts_on))
    assert Mandate.objects.count() == 1


def test_another_group_may_have_one_on_the_same_days(coordinator):
    MandateFactory(group=group("pohjanmaa"), starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 1))
    assert record(coordinator, fields()).pk


def test_a_correction_keeps_the_row_and_its_language(coordinator):
    made = MandateFactory(language="sv")
    record(coordinator, fields(made.starts_on, made.ends_on, scope="Uusi tehtävä."), mandate_id=made.pk)
    made.refresh_from_db()
    assert (made.scope, made.language, Mandate.objects.count()) == ("Uusi tehtävä.", "sv", 1)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"authority_id": None}, commands.GiverNeeded),
        ({"authority_id": None, "giver": " \n"}, commands.GiverNeeded),
        ({"scope": " "}, commands.TaskNeeded),
        ({"ends_on": date(2026, 12, 31)}, commands.EndsBeforeItBegins),
    ],
)
def test_a_mandate_that_says_too_little_is_refused(coordinator, wrong, refusal):
    with pytest.raises(refusal):
        record(coordinator, fields(**wrong))


def test_a_mandate_of_another_group_cannot_be_taken_over(coordinator):
    foreign = MandateFactory(group=group("pohjanmaa"))
    with pytest.raises(Mandate.DoesNotExist):
        record(coordinator, fields(), mandate_id=foreign.pk)


@pytest.mark.parametrize("who", ["member", "other"])
def test_those_who_do_not_tend_the_group_write_nothing(who):
    people = {
        "member": lambda: PersonFactory(seat_in=group()),
        "other": lambda: PersonFactory(coordinator_of=authority("08")),
    }
    actor = viewer_of(people[who]())
    with pytest.raises(PermissionDenied):
        record(actor, fields())
    with pytest.raises(PermissionDenied):
        commands.record_resources(
            group_id=group().pk, year=2026, values=commands.ResourceFields(), actor=actor
        )


def test_resources_of_a_year_are_written_once_and_corrected(coordinator):
    for months in (4, 5):
        values = commands.ResourceFields(Decimal(months), 12000, "Toimintamenot")
        commands.record_resources(group_id=group().pk, year=2026, values=values, actor=coordinator)
    assert YearlyResources.objects.get().person_months == 5


def test_a_project_is_corrected_and_removed(coordinator):
    stored = ProjectFactory()
    values = commands.ProjectFields("Silta", 2026, 2028, "ESR+")
    commands.record_project(group_id=group().pk, values=values, actor=coordinator, project_id=stored.pk)
    stored.refresh_from_db()
    assert stored.years == "2026–2028"

    commands.remove_project(group_id=group().pk, project_id=stored.pk, actor=coordinator)
    assert not Project.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_mandates_recorded_at_once_one_is_refused():
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04")))
    refused = second_while_first_is_open(
        lambda: record(coordinator, fields()),
        lambda: record(coordinator, fields(date(2028, 1, 1), date(2029, 1, 1))),
    )
    assert isinstance(refused, commands.MandatesOverlap)
    assert Mandate.objects.count() == 1


def test_the_page_says_how_many_days_are_left(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    mandate = MandateFactory(ends_on=NOW.date() + timedelta(days=37), diary_number="SISEVK/214/2025")
    path = "/fi/ryhmat/pirkanmaa/"
    page = client.get(path).content.decode()
    assert "37 päivää jäljellä" in page
    assert mandate.authority.name in page
    assert "SISEVK/214/2025" in page

    Mandate.objects.update(ends_on=NOW.date() + timedelta(days=91))
    assert "jäljellä" not in client.get(path).content.decode()
