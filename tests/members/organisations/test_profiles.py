"""What an organisation says of itself and of its services."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import NOBODY
from members.commands import profiles as commands
from members.commands.profiles import ProfileFields, ServiceFields
from members.models import Organisation, Service
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    ServiceFactory,
    authority,
    term,
    viewer_of,
)
from tests.members.racing import second_while_first_is_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def contact(organisation):
    return viewer_of(PersonFactory(contact_of=organisation))


def fields(**texts):
    return ServiceFields(
        texts={"name_fi": "Iltaohjaus"} | texts, terms=frozenset({term("target_group", "adults").pk})
    )


def add(organisation, actor, **texts):
    return commands.add_service(organisation_id=organisation.pk, values=fields(**texts), actor=actor, now=NOW)


def order_of(organisation):
    return list(organisation.services.order_by("order").values_list("name_fi", flat=True))


def test_a_contact_person_says_what_the_organisation_does(organisation, contact):
    values = ProfileFields(description_fi="  Ohjaamme nuoria.\r\n", languages=("fi", "fse"), is_public=True)
    commands.save_profile(organisation_id=organisation.pk, values=values, actor=contact, now=NOW)

    organisation.refresh_from_db()
    assert (organisation.description_fi, organisation.languages, organisation.is_public) == (
        "Ohjaamme nuoria.", ["fi", "fse"], True,
    )  # fmt: skip
    assert organisation.page_changed_at == NOW
    entry = AuditEntry.objects.get(action="members.save_profile")
    assert entry.fields == ["description_fi", "is_public", "languages"]


def test_saying_the_same_again_changes_nothing(organisation, contact):
    values = ProfileFields(languages=("fi",))
    commands.save_profile(organisation_id=organisation.pk, values=values, actor=contact, now=NOW)

    organisation.refresh_from_db()
    assert organisation.page_changed_at is None
    assert not AuditEntry.objects.filter(action="members.save_profile").exists()


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ({"contact_of": "here"}, True),
        ({"coordinator_of": "04"}, True),
        ({"is_admin": True}, True),
        ({"member_of": "here"}, False),
        ({"contact_of": "elsewhere"}, False),
        ({"coordinator_of": "08"}, False),
        ({"is_reviewer": True}, False),
    ],
)
def test_who_may_tend_a_page(organisation, roles, may):
    known = {
        "here": organisation,
        "elsewhere": OrganisationFactory(),
        "04": authority("04"),
        "08": authority("08"),
    }
    actor = viewer_of(PersonFactory(**{name: known.get(value, value) for name, value in roles.items()}))
    if may:
        assert add(organisation, actor).order == 0
    else:
        with pytest.raises(PermissionDenied):
            add(organisation, actor)
        assert not Service.objects.exists()


def test_services_follow_each_other_and_change_places(organisation, contact):
    first, second = add(organisation, contact, name_fi="A"), add(organisation, contact, name_fi="B")
    commands.move_service(service_id=second.pk, is_up=True, actor=contact)
    assert order_of(organisation) == ["B", "A"]

    commands.move_service(service_id=first.pk, is_up=False, actor=contact)
    assert order_of(organisation) == ["B", "A"], "the last one stays the last"


def test_a_service_is_added_after_one_was_removed(organisation, contact):
    first, _second = add(organisation, contact, name_fi="A"), add(organisation, contact, name_fi="B")
    commands.remove_service(service_id=first.pk, actor=contact, now=NOW)
    add(organisation, contact, name_fi="C")

    assert order_of(organisation) == ["B", "C"]
    assert AuditEntry.objects.filter(action="members.remove_service", target_id=first.pk).exists()


def test_what_a_service_no_longer_says_is_gone(organisation, contact):
    service = add(organisation, contact, when_fi="Kun on kiire.")
    values = ServiceFields(texts={"name_sv": "Kvällsvägledning"}, languages=("sv",))
    commands.save_service(service_id=service.pk, values=values, actor=contact, now=NOW)

    service.refresh_from_db()
    assert (service.name_fi, service.when_fi, service.name_sv) == ("", "", "Kvällsvägledning")
    assert not service.terms.exists()
    entry = AuditEntry.objects.get(action="members.save_service")
    assert entry.fields == ["languages", "name_fi", "name_sv", "terms", "when_fi"]


def test_a_service_speaks_one_language(organisation):
    service = ServiceFactory(organisation=organisation, name_fi="", name_sv="Vägledning", when_fi="Iltaisin.")
    assert (service.name, service.language, service.when) == ("Vägledning", "sv", "")


def test_the_database_takes_no_service_without_a_name(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceFactory(organisation=organisation, name_fi="")


def test_the_database_takes_no_two_services_in_one_place(organisation):
    ServiceFactory(organisation=organisation)
    ServiceFactory(organisation=organisation)
    with pytest.raises(IntegrityError):
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_get_two_places(organisation, contact):
    raised = second_while_first_is_open(
        lambda: add(organisation, contact), lambda: add(organisation, contact)
    )
    assert raised is None
    assert sorted(organisation.services.values_list("order", flat=True)) == [0, 1]


def test_whose_page_is_seen_by_whom():
    hidden, public = OrganisationFactory(), OrganisationFactory(is_public=True)
    suspended = OrganisationFactory(is_public=True, suspended=True)

    def seen(viewer):
        return set(Organisation.objects.with_page_for(viewer).values_list("pk", flat=True))

    colleague = viewer_of(PersonFactory(member_of=suspended))
    assert seen(NOBODY) == {public.pk}
    assert seen(viewer_of(PersonFactory())) == {public.pk}
    assert seen(colleague) == {hidden.pk, public.pk, suspended.pk}
    assert seen(viewer_of(PersonFactory(is_admin=True))) == {hidden.pk, public.pk, suspended.pk}
