"""Commands about organisations, and the check digit of business IDs."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry
from members.business_ids import is_business_id
from members.commands import organisations
from members.models import Municipality, Organisation
from tests.members.factories import OrganisationFactory, PersonFactory, authority, region, term, viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


@pytest.fixture
def values():
    return organisations.OrganisationFields(
        name_fi="Ääninen",
        name_sv="Ljudet",
        name_en="The Sound",
        type_id=term("organisation_type", "uas").pk,
        business_id="1234567-1",
        languages=("fi", "sv"),
        email_domains=("aaninen.example.org",),
        sectors=frozenset({term("sector", "education").pk}),
        regions=frozenset({region("06").pk, region("05").pk}),
        municipalities=frozenset({Municipality.objects.get(code="837").pk}),
    )


def test_create_stores_everything(admin, values):
    organisation = organisations.create(values=values, actor=admin)

    organisation.refresh_from_db()
    assert organisation.sort_key == "z2z2ninen"
    assert organisation.languages == ["fi", "sv"]
    assert {one.code for one in organisation.regions.all()} == {"05", "06"}
    assert organisation.municipalities.get().name_fi == "Tampere"
    assert AuditEntry.objects.get().action == "members.create_organisation"


def test_save_names_what_changed_and_only_that(admin, values):
    organisation = organisations.create(values=values, actor=admin)

    changed = replace(values, name_en="Sound", regions=frozenset({region("06").pk}))
    organisations.save(organisation_id=organisation.pk, values=changed, actor=admin)
    organisations.save(organisation_id=organisation.pk, values=changed, actor=admin)

    entry = AuditEntry.objects.get(action="members.save_organisation")
    assert entry.fields == ["name_en", "regions"]
    assert [one.code for one in organisation.regions.all()] == ["06"]


def test_a_business_id_belongs_to_one_organisation(admin, values):
    organisations.create(values=values, actor=admin)
    without = replace(values, business_id="")
    second = organisations.create(values=without, actor=admin)
    organisations.create(values=without, actor=admin)  # none is no business ID

    with pytest.raises(organisations.BusinessIdTaken):
        organisations.create(values=values, actor=admin)
    with pytest.raises(organisations.BusinessIdTaken):
        organisations.save(organisation_id=second.pk, values=values, actor=admin)


def test_all_is_for_administrators(values):
    organisation = OrganisationFactory()
    others = [PersonFactory(contact_of=organisation), PersonFactory(coordinator_of=authority("04"))]

    for actor in map(viewer_of, others):
        with pytest.raises(PermissionDenied):
            organisations.create(values=values, actor=actor)
        with pytest.raises(PermissionDenied):
            organisations.save(organisation_id=organisation.pk, values=values, actor=actor)
        with pytest.raises(PermissionDenied):
            organisations.suspend(organisation_id=organisation.pk, actor=actor)
        with pytest.raises(PermissionDenied):
            organisations.reactivate(organisation_id=organisation.pk, actor=actor)


def test_suspend_hides_and_reactivate_shows_again(admin):
    organisation = OrganisationFactory()
    visitor = viewer_of(PersonFactory())

    organisations.suspend(organisation_id=organisation.pk, actor=admin)
    assert not Organisation.objects.visible_to(visitor).exists()
    with pytest.raises(organisations.AlreadyInThatState):
        organisations.suspend(organisation_id=organisation.pk, actor=admin)

    organisations.reactivate(organisation_id=organisation.pk, actor=admin)
    assert Organisation.objects.visible_to(visitor).exists()


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("1234567-1", True),
        ("0245437-2", True),
        ("1234567-2", False),
        ("12345671", False),
        ("1234567-11", False),
        ("123456-1", False),
        ("A234567-1", False),
        ("١٢٣٤٥٦٧-١", False),
        ("", False),
    ],
)
def test_is_business_id(text, is_right):
    assert is_business_id(text) is is_right
